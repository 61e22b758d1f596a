import { expect } from 'chai';
import type { FeedItem } from '../../src/domain/item.ts';
import type { Media } from '../../src/domain/media.ts';
import { placeMedia, withFigures } from '../../src/render/figures.ts';
import { renderItem } from '../../src/render/render-item.ts';
import { getChild, listChildren, parseStrictXml } from '../support/strict-xml.ts';
import { arabic, flood } from './pages/samples.ts';

const own: Media = {
  address: `media/${'ab'.repeat(32)}.jpg`,
  type: 'image/jpeg',
  lengthBytes: 1234,
  width: 640,
  height: 480,
  alt: 'جسر "قديم" <فوق> النهر & الوادي',
  caption: 'الجسر صباح اليوم ]]>',
  credit: 'ليلى حداد',
};
const remote: Media = { address: 'https://cdn.example/a.mp3?x=1&y=2', type: 'audio/mpeg' };
const unknown: Media = { address: 'https://cdn.example/render?id=7', type: 'image/*' };
const mediaUri = 'http://search.yahoo.com/mrss/';

function fragmentsOf(media: readonly Media[], html = flood.html) {
  const item: FeedItem = { ...flood, html, media };
  const { rss, atom, json } = renderItem(arabic.site, arabic.channel, item);
  const namespaces =
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="c" xmlns:dc="d" xmlns:dcterms="t"';
  return {
    rss: getChild(parseStrictXml(`<r ${namespaces}>${rss}</r>`), 'item'),
    atom: getChild(parseStrictXml(`<r ${namespaces}>${atom}</r>`), 'entry'),
    json: JSON.parse(json),
  };
}

describe('media in the documents', () => {
  const url = `${arabic.site.baseUrl}/${own.address}`;

  it('are one RSS enclosure with url, length and type (RSS 2.0 <enclosure>)', () => {
    const { rss } = fragmentsOf([own, remote, unknown]);
    const enclosures = listChildren(rss, 'enclosure').map(({ attributes }) => attributes);
    expect(enclosures).to.deep.equal([{ url, length: '1234', type: 'image/jpeg' }]);
  });

  it('are no RSS enclosure where length or type are not known', () => {
    expect(listChildren(fragmentsOf([remote, unknown]).rss, 'enclosure')).to.deep.equal([]);
  });

  it('put a sound before pictures in RSS', () => {
    const { rss } = fragmentsOf([own, { ...remote, lengthBytes: 99 }]);
    expect(getChild(rss, 'enclosure').attributes).to.deep.equal({
      url: remote.address,
      length: '99',
      type: 'audio/mpeg',
    });
  });

  for (const format of ['rss', 'atom'] as const) {
    it(`are media:content with all that is known of them in ${format} (Media RSS 1.5.1)`, () => {
      const [first, second, third] = listChildren(
        fragmentsOf([own, remote, unknown])[format],
        'content',
        mediaUri,
      );
      expect(first!.attributes).to.deep.equal({
        url,
        fileSize: '1234',
        type: 'image/jpeg',
        medium: 'image',
        width: '640',
        height: '480',
        lang: 'ar',
      });
      expect(getChild(first!, 'title', mediaUri).text).to.equal(own.caption);
      expect(getChild(first!, 'description', mediaUri).text).to.equal(own.alt);
      expect(getChild(first!, 'credit', mediaUri).text).to.equal(own.credit);
      expect(second!.attributes).to.deep.equal({
        url: remote.address,
        type: 'audio/mpeg',
        medium: 'audio',
        lang: 'ar',
      });
      expect(third!.attributes).to.deep.equal({ url: unknown.address, medium: 'image', lang: 'ar' });
    });
  }

  it('are Atom links, one each (RFC 4287 §4.2.7)', () => {
    const { atom } = fragmentsOf([own, remote, unknown]);
    const links = listChildren(atom, 'link').map(({ attributes }) => attributes);
    expect(links.filter(({ rel }) => rel === 'enclosure')).to.deep.equal([
      { rel: 'enclosure', type: 'image/jpeg', length: '1234', title: own.caption, href: url },
      { rel: 'enclosure', type: 'audio/mpeg', href: remote.address },
      { rel: 'enclosure', href: unknown.address },
    ]);
  });

  it('are the image and the attachments of JSON Feed 1.1', () => {
    const { json } = fragmentsOf([remote, unknown, own]);
    expect(json.image).to.equal(unknown.address);
    expect(json.attachments).to.deep.equal([
      { url: remote.address, mime_type: 'audio/mpeg' },
      { url, mime_type: 'image/jpeg', title: own.caption, size_in_bytes: 1234 },
    ]);
  });

  it('are nothing in an item that has none', () => {
    const { rss, json } = fragmentsOf([]);
    expect(listChildren(rss, 'enclosure')).to.deep.equal([]);
    expect(json).not.to.have.any.keys('image', 'attachments');
  });

  it('stand in the content at their absolute address', () => {
    const inText = `<p>أولًا.</p>\n<figure><img src="${own.address}" alt=""></figure>`;
    const { json } = fragmentsOf([own], inText);
    expect(json.content_html).to.include(`<img src="${url}" alt="">`);
    expect(json.content_html.match(/<img/g)).to.have.length(1);
  });
});

describe('an item without HTML', () => {
  it('has its summary as content_text of JSON Feed 1.1, as plain text, and nothing as HTML', () => {
    const item = { ...flood, html: '', media: [], corrections: [], summary: 'سعر < 5 & <b>' };
    const json = JSON.parse(renderItem(arabic.site, arabic.channel, item).json);
    expect(json.content_text).to.equal(item.summary);
    expect(json).not.to.have.any.keys('content_html', 'summary');
  });
});

describe('pictures that stand nowhere in the text', () => {
  it('come after the first paragraph, with their words', () => {
    const html = '<ul><li>نقطة</li></ul>\n<blockquote><p>قول</p></blockquote>\n<p>أول.</p>\n<p>ثان.</p>';
    const lines = withFigures({ html, media: [own] }).split('\n');
    expect(lines[2]).to.equal('<p>أول.</p>');
    expect(lines[3]).to.match(/^<figure><img src="media\/\w+\.jpg" alt="جسر &quot;قديم&quot; /);
    expect(lines[3]).to.include('<figcaption>الجسر صباح اليوم ]]&gt; – ليلى حداد</figcaption>');
    expect(lines[4]).to.equal('<p>ثان.</p>');
  });

  it('come at the end of a text without paragraphs, after which sounds are links', () => {
    const html = withFigures({ html: '<ul><li>نقطة</li></ul>', media: [remote, unknown] });
    expect(html.split('\n')).to.deep.equal([
      '<ul><li>نقطة</li></ul>',
      '<figure><img src="https://cdn.example/render?id=7" alt=""></figure>',
      '<p><a href="https://cdn.example/a.mp3?x=1&amp;y=2">a.mp3?x=1&amp;y=2</a></p>',
    ]);
  });

  it('leave a text without media as it is', () => {
    expect(withFigures({ html: flood.html, media: [] })).to.equal(flood.html);
  });

  it('are given an address only where they are ours', () => {
    const html = '<p>src="media/x.jpg"</p><img src="media/evil.jpg"><a href="media/../x">x</a>';
    expect(placeMedia(html, 'https://news.example/')).to.equal(html);
  });
});
