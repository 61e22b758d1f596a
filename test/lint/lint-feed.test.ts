import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { lintFeed } from '../../src/lint/lint-feed.ts';
import { rules } from '../../src/lint/rules.ts';

const now = new Date('2026-11-27T12:00:00Z');
const fixture = (name: string) => readFileSync(new URL(`../fixtures/lint/${name}`, import.meta.url));
const find = (name: string, code: string) =>
  lintFeed(fixture(name), { now }).findings.find((finding) => finding.code === code);
const arabicLetter = /[\u0621-\u064A]/;

describe('lintFeed', () => {
  it('names line, item and path of a fault in XML, and quotes it', () => {
    const { place, quoted } = find('date_weekday/feed.xml', 'date_weekday')!;
    expect(place).to.deep.equal({ line: 15, item: 1, path: 'rss/channel/item[1]/pubDate' });
    expect(quoted).to.equal('Fri, 26 Nov 2026 09:30:00 GMT');
  });

  it('counts the lines that stand before the declaration', () => {
    expect(find('space_before_declaration/feed.xml', 'space_before_declaration')?.place).to.deep.equal({
      line: 1,
    });
    const late = fixture('date_weekday/feed.xml').toString().replace(/^/, '\n\n');
    const found = lintFeed(Buffer.from(late), { now }).findings.find(({ code }) => code === 'date_weekday');
    expect(found?.place.line).to.equal(17);
  });

  it('names item and path of a fault in JSON', () => {
    expect(find('attachment_incomplete/feed.json', 'attachment_incomplete')?.place).to.deep.equal({
      item: 1,
      path: 'items[0].attachments[0]',
    });
  });

  it('calls things by their usual prefix, whatever the feed calls them', () => {
    const { findings } = lintFeed(
      Buffer.from(
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:link href="/x"/></a:entry></a:feed>',
      ),
      { now },
    );
    expect(findings.find(({ code }) => code === 'link_relative')?.place.path).to.equal(
      'atom:feed/atom:entry[1]/atom:link/@href',
    );
  });

  it('gives what it found in the order of the table', () => {
    const { findings } = lintFeed(Buffer.from('<rss><channel><item dir="rtl"/></channel></rss>'), { now });
    const order = Object.keys(rules);
    const ranks = findings.map(({ code }) => order.indexOf(code));
    expect(ranks).to.have.length.above(8);
    expect(ranks).to.deep.equal(ranks.toSorted((one, other) => one - other));
  });

  it('finds a feed too large for MSN', () => {
    const feed = Buffer.concat([fixture('msn_tag/near-miss.xml'), Buffer.alloc(10_000_000, '\n')]);
    const codes = lintFeed(feed, { now, profile: 'msn' }).findings.map(({ code }) => code);
    expect(codes).to.deep.equal(['msn_too_large']);
  });

  it('explains each rule and its cure in Arabic and English', () => {
    for (const [code, { message, cure }] of Object.entries(rules)) {
      for (const text of [message.ar, cure.ar, message.en, cure.en]) expect(text, code).to.match(/[.:…]$/);
      expect(message.ar, code).to.match(arabicLetter);
      expect(cure.ar, code).to.match(arabicLetter);
      for (const text of [message.ar, message.en]) expect(text, code).to.have.length.below(140);
    }
  });

  it('reads feeds that are cut off or damaged at any byte to some end', function () {
    this.timeout(60_000);
    const feeds = ['msn_tag/near-miss.xml', 'author_missing/near-miss.xml', 'json_type/near-miss.json'];
    fc.assert(
      fc.property(
        fc.constantFrom(...feeds.map(fixture)),
        fc.nat(),
        fc.uint8Array({ maxLength: 8 }),
        (feed, at, bytes) => {
          const place = at % feed.length;
          const damaged = Buffer.concat([
            feed.subarray(0, place),
            bytes,
            feed.subarray(place + bytes.length),
          ]);
          lintFeed(damaged, { now });
          lintFeed(damaged.subarray(0, place), { now });
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** In the clean feeds of these two formats, one text for another, and what is found then. */
const changes: readonly (readonly [file: string, from: string, to: string, code: string])[] = [
  ['atom', '<title>مكتبة', '<title type="html">&lt;b&gt;مكتبة&lt;/b&gt;', 'title_html'],
  ['atom', '<title>مكتبة', '<title type="html">كتب &amp;amp;amp; مكتبة', 'title_double_escaped'],
  ['atom', '<title>مكتبة', '<title>Library مكتبة', 'title_latin_first'],
  ['atom', 'href="https://akhbar.example/a/1042"', 'href="javascript:open()"', 'link_script'],
  ['atom', '<published>2026-11-26T09:30:00Z', '<published>2026-11-26 09:30:00', 'date_not_rfc3339'],
  ['atom', 'xml:lang="ar"', 'xml:lang="ar_SA"', 'language_underscore'],
  ['atom', '<title>مكتبة', '<title xml:lang="ar" dir="rtl">مكتبة', 'dir_attribute'],
  [
    'atom',
    '<category term="culture" label="ثقافة"/>',
    '<category term="news" label="أخبار"/>',
    'category_placeholder',
  ],
  ['atom', '<updated>2026-11-26T10:00:00Z</updated>', '', 'element_missing'],
  ['atom', 'xmlns="http://www.w3.org/2005/Atom"', 'xmlns="http://purl.org/atom/ns#"', 'format_outdated'],
  ['json', '"date_published": "2026-11-26T09:30:00Z"', '"date_published": "26/11/2026"', 'date_not_rfc3339'],
  ['json', '"date_published": "2026-11-26T09:30:00Z",', '', 'date_missing'],
  ['json', 'article:1041', 'article:1042', 'id_repeated'],
  ['json', '"url": "https://akhbar.example/a/1042"', '"url": "/a/1042"', 'link_relative'],
  ['json', '"ثقافة"', '"medtop:20000639"', 'category_code'],
  ['json', '"language": "ar"', '"language": "Arabic"', 'language_name'],
  ['json', '<div dir=\\"rtl\\" lang=\\"ar\\"><p>بدأت', '<div><p>بدأت', 'content_without_direction'],
  ['json', '"title": "مكتبة', '"title": "\\u202Eمكتبة', 'bidi_override'],
  ['json', '"feed_url": "https://akhbar.example/feed.json",', '', 'self_link_missing'],
];

describe('the linter over Atom and JSON Feed', () => {
  const clean = {
    atom: fixture('author_missing/near-miss.xml').toString(),
    json: fixture('json_byte_order_mark/near-miss.json').toString(),
  } as const;

  for (const [format, from, to, code] of changes)
    it(`finds ${code} in ${format}: ${to || `no ${from}`}`, () => {
      const text = clean[format as keyof typeof clean];
      expect(text).to.include(from);
      const codes = lintFeed(Buffer.from(text.replace(from, () => to)), { now }).findings.map(
        (one) => one.code,
      );
      expect([...new Set(codes)]).to.deep.equal([code]);
    });

  it('takes a Latin title in JSON as it is, where a mark of direction would be in the way', () => {
    const text = clean.json.replace('"title": "مكتبة', '"title": "Library مكتبة');
    expect(lintFeed(Buffer.from(text), { now }).findings).to.deep.equal([]);
  });
});
