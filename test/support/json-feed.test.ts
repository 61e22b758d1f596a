import { expect } from 'chai';
import { checkJsonFeed } from './json-feed.ts';

const item = { id: 'tag:nashra.example,2026:1', content_html: '<p>خبر</p>' };
const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'نشرة', items: [item] };

const everything = {
  ...feed,
  home_page_url: 'https://nashra.example/ar/',
  feed_url: 'https://nashra.example/feed.json',
  next_url: 'https://nashra.example/feed.json?page=2',
  description: 'أخبار اليوم',
  user_comment: 'هذا الملف خلاصة أخبار',
  icon: 'https://nashra.example/icon.png',
  favicon: 'https://nashra.example/favicon.png',
  language: 'ar',
  expired: false,
  authors: [{ name: 'غرفة أخبار نشرة', url: 'https://nashra.example/' }],
  hubs: [{ type: 'WebSub', url: 'https://nashra.example/hub' }],
  _nashra: { about: 'https://nashra.example/docs', direction: 'rtl', rights: '© نشرة' },
  items: [
    {
      ...item,
      url: 'https://nashra.example/ar/1/%D8%AE%D8%A8%D8%B1',
      external_url: 'https://agency.example/1',
      title: 'خبر',
      content_text: 'خبر',
      summary: 'ملخص',
      image: 'https://nashra.example/1.jpg',
      banner_image: 'https://nashra.example/1-wide.jpg',
      date_published: '2026-11-18T10:00:07+02:00',
      date_modified: '2026-11-18T08:00:07.25Z',
      author: { name: 'سلمى عبد الرحمن' },
      authors: [{ name: 'سلمى عبد الرحمن', avatar: 'https://nashra.example/salma.jpg' }],
      tags: ['اقتصاد وأعمال'],
      language: 'fa-IR',
      attachments: [
        {
          url: 'https://nashra.example/1.mp3',
          mime_type: 'audio/mpeg',
          title: 'صوت',
          size_in_bytes: 1024,
          duration_in_seconds: 61.5,
        },
      ],
      _nashra: { key_points: ['نقطة أولى'], section: { slug: 'economy' } },
    },
  ],
};

const withItem = (members: object) => ({ ...feed, items: [{ ...item, ...members }] });

/** A name for the fault, the document, and the words that the one fault must hold. */
const faulty: readonly [string, unknown, string][] = [
  ['a feed that is an array', [], 'must be an object'],
  ['a feed without a version', { title: 'نشرة', items: [] }, 'version is required'],
  ['version 1', { ...feed, version: 'https://jsonfeed.org/version/1' }, 'version must be'],
  ['a feed without a title', { version: feed.version, items: [] }, 'title is required'],
  ['a feed without items', { version: feed.version, title: 'نشرة' }, 'items is required'],
  ['a key of no specification', { ...feed, link: 'https://nashra.example/' }, 'link is not in the spec'],
  ['a key that every object has', { ...feed, constructor: 'x' }, 'constructor is not in the spec'],
  ['null in place of nothing', { ...feed, description: null }, 'description must be a string'],
  ['a relative URL', { ...feed, feed_url: '/feed.json' }, 'feed_url must be an absolute URL'],
  ['a URL without a host', { ...feed, feed_url: 'https:feed.json' }, 'feed_url must be an absolute URL'],
  ['Arabic letters in a URL', withItem({ url: 'https://nashra.example/خبر' }), 'items[0].url must be'],
  ['next_url that is feed_url', { ...everything, next_url: everything.feed_url }, 'next_url must not be'],
  ['a language with an underscore', { ...feed, language: 'ar_SA' }, 'language must be'],
  ['a language in words', { ...feed, language: 'Arabic' }, 'language must be'],
  ['expired as a word', { ...feed, expired: 'false' }, 'expired must be true or false'],
  ['authors that are no array', { ...feed, authors: { name: 'سلمى' } }, 'authors must be an array'],
  ['an author that is a string', { ...feed, authors: ['سلمى'] }, 'authors[0] must be an object'],
  ['an author of nothing', { ...feed, authors: [{}] }, 'authors[0] must have a name'],
  ['an e-mail address in an author', { ...feed, authors: [{ name: 'س', email: 'a@b' }] }, 'email is not in'],
  ['a hub without a type', { ...feed, hubs: [{ url: 'https://nashra.example/hub' }] }, 'hubs[0].type is req'],
  ['an extension that is no object', { ...feed, _nashra: 'rtl' }, '_nashra must be an object'],
  ['an extension without a letter', { ...feed, _1: {} }, '_1 must be _ and a letter'],
  ['a dot in an extension', { ...feed, _nashra: { 'a.b': 1 } }, 'must not begin with _ or have a dot'],
  ['an extension in an extension', withItem({ _nashra: { _a: 1 } }), 'items[0]._nashra._a must not'],
  ['an item without an id', { ...feed, items: [{ content_text: 'خبر' }] }, 'items[0].id is required'],
  ['an id that is a number', withItem({ id: 7 }), 'items[0].id must be a string'],
  ['one id for two items', { ...feed, items: [item, item] }, 'more than once'],
  [
    'an item without content',
    { ...feed, items: [{ id: '1', summary: 'ملخص' }] },
    'content_html or content_t',
  ],
  ['a date of RSS', withItem({ date_published: 'Wed, 18 Nov 2026 10:00:07 GMT' }), 'date of RFC 3339'],
  ['a date without a zone', withItem({ date_published: '2026-11-18T10:00:07' }), 'date of RFC 3339'],
  ['a day alone', withItem({ date_published: '2026-11-18' }), 'date of RFC 3339'],
  ['a day that no calendar has', withItem({ date_modified: '2026-02-30T10:00:00Z' }), 'date of RFC 3339'],
  ['an hour that no day has', withItem({ date_modified: '2026-02-20T24:00:00Z' }), 'date of RFC 3339'],
  ['Arabic digits in a date', withItem({ date_published: '٢٠٢٦-١١-١٨T10:00:00Z' }), 'date of RFC 3339'],
  ['a tag that is an object', withItem({ tags: [{ name: 'مياه' }] }), 'items[0].tags[0] must be a string'],
  [
    'an attachment without a media type',
    withItem({ attachments: [{ url: 'https://nashra.example/1.mp3' }] }),
    'items[0].attachments[0].mime_type is required',
  ],
  [
    'a size in words',
    withItem({
      attachments: [{ url: 'https://a.example/1', mime_type: 'audio/mpeg', size_in_bytes: '1024' }],
    }),
    'size_in_bytes must be a number',
  ],
];

describe('the check of JSON Feed 1.1', () => {
  it('finds nothing in the smallest feed', () => {
    expect(checkJsonFeed(feed)).to.deep.equal([]);
  });

  it('finds nothing in a feed with every key, author of version 1 included', () => {
    expect(checkJsonFeed(everything)).to.deep.equal([]);
  });

  for (const [name, document, words] of faulty) {
    it(`names ${name}`, () => {
      const faults = checkJsonFeed(document);
      expect(faults).to.have.lengthOf(1);
      expect(faults[0]).to.include(words);
    });
  }
});
