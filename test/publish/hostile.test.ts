import { expect } from 'chai';
import fc from 'fast-check';
import type { Channel, Site } from '../../src/domain/channel.ts';
import { NashraError } from '../../src/domain/errors.ts';
import type { FeedItem } from '../../src/domain/item.ts';
import { wholeOf } from '../../src/domain/selection.ts';
import type { FeedSnapshot } from '../../src/domain/snapshot.ts';
import { itemFromArticle } from '../../src/ingest/item-from-article.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { renderAtom } from '../../src/render/atom.ts';
import { renderJsonFeed } from '../../src/render/json-feed.ts';
import { newsEntries, renderNewsSitemap } from '../../src/render/news-sitemap.ts';
import { renderOpml } from '../../src/render/opml.ts';
import { renderItemPage } from '../../src/render/pages/item-page.ts';
import { type ItemFragments, renderItem } from '../../src/render/render-item.ts';
import { renderRss } from '../../src/render/rss.ts';
import { checkJsonFeed } from '../support/json-feed.ts';
import { getChild, listChildren, parseStrictXml, type XmlElement } from '../support/strict-xml.ts';

/** In CI the whole campaign, elsewhere a tenth of it. */
const articleCount = process.env.CI === 'true' ? 10_000 : 1_000;
const articlesInFeed = 50;

const piece = fc.constantFrom(
  ']]>]]>',
  ']]>',
  '<![CDATA[',
  '&amp;',
  '&amp;amp;',
  '&#x202E;',
  '&lt;script&gt;',
  '<script>alert(1)</script>',
  '<b>',
  '"',
  "'",
  '\u000B',
  '\u0000',
  '\u001F',
  '\u007F',
  '\u0085',
  '\uFFFE',
  '\uFFFF',
  '\u{1FFFF}',
  '\u202E',
  '\u2066',
  '\u200F',
  '\u2028',
  '\uFEFF',
  '\uE0000\uE001',
  '$&',
  '🌍',
  '\u{1F468}\u200D\u{1F469}',
  'خبر ',
  'وزارة ',
  'المدينة ',
  'تعلن ',
  ' ',
  '13%',
  'NovaSat ',
  'x'.repeat(500),
  'كلمة '.repeat(100),
);
const line = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));
/** A lone surrogate, encoded as UTF-8 may not be. */
const loneSurrogate = Buffer.from([0xed, 0xa0, 0x80]);

const article = fc
  .record({
    layout: fc.constantFrom('ordinary', 'fields', 'inline'),
    lines: fc.array(line, { minLength: 7, maxLength: 7 }),
    brokenBytes: fc.integer({ min: 0, max: 40 }).map((dice) => dice === 0),
  })
  .map(({ layout, lines, brokenBytes }) => {
    const bytes = Buffer.from(layouts[layout](lines), 'utf8');
    return brokenBytes ? Buffer.concat([bytes, loneSurrogate]) : bytes;
  });

const layouts = {
  ordinary: ([a, b, c, d]: string[]) => `${a}\n\n${b}\n${c}\n\nبقلم: ${d}\n`,
  fields: ([a, b, c, d, e, f, g]: string[]) =>
    `العنوان: ${a}\nالقسم: ${b}\nالكاتب: ${c}\nالمصدر: ${d}\nالوسوم: ${e}، ${f}\nالتاريخ: 2026-11-12\n\n${g}\n`,
  inline: ([a, b, c, d, e, f]: string[]) =>
    `${a} - ${b}: تفاصيل الخبر) ${c}\nالنقاط الرئيسية)\n${d}.\n${e}.\nنظرة أعمق) ${f}\n`,
};

const channel: Channel = {
  id: 'ar',
  title: 'نشرة ]]> & <الأخبار> "اليوم"',
  description: 'وصف ]]>]]> &amp; <b>',
  language: 'ar',
  direction: 'rtl',
  rights: '© <حقوق> ]]>',
  sections: [{ slug: 'x', label: 'قسم "أ" <ب>', aliases: [] }],
  authors: [],
  rulesOff: [],
  maxItems: articlesInFeed,
};
const site: Site = {
  name: 'غرفة "أخبار" & <شركاؤها>',
  description: 'وصف',
  baseUrl: 'https://example.org/news',
  timeZone: 'Asia/Beirut',
  tagAuthority: 'example.org,2026',
  dateStyle: { digits: 'latn', region: 'EG' },
  bidiMarks: 'auto',
  defaultChannelId: 'ar',
  channels: [channel],
};

describe(`${articleCount} hostile articles`, function () {
  this.timeout(300_000);
  const outcomes = { accepted: 0, refused: 0 };
  let batch: { item: FeedItem; fragments: ItemFragments }[] = [];

  it('leave every document well-formed, and every accepted title reads back exactly', async () => {
    const bytes = fc.sample(article, articleCount);
    for (const [index, source] of bytes.entries()) {
      await take(source, index + 1);
      if (batch.length === articlesInFeed || index === bytes.length - 1) checkDocuments();
    }
    expect(outcomes.accepted).to.be.greaterThan(articleCount * 0.8);
    expect(outcomes.refused).to.be.greaterThan(0);
    expect(outcomes.accepted + outcomes.refused).to.equal(articleCount);
  });

  async function take(source: Buffer, number: number): Promise<void> {
    const at = new Date(Date.UTC(2026, 10, 23) + number * 1000);
    const key = String(number).padStart(26, '0');
    try {
      const item = itemFromArticle(await parseArticle(source, { channel, timeZone: site.timeZone }), {
        site,
        channel,
        revision: { channelId: 'ar', number, at, modifiedAt: at, kind: 'publish' },
        identity: { key, id: `tag:example.org,2026:article:${key}` },
        media: [],
      });
      batch.push({ item, fragments: renderItem(site, channel, item) });
      outcomes.accepted += 1;
    } catch (error) {
      if (!(error instanceof NashraError)) throw error;
      expect(error.code).to.be.oneOf(['encoding_unknown', 'no_text', 'format_unsupported']);
      outcomes.refused += 1;
    }
  }

  function checkDocuments(): void {
    const updatedAt = new Date(Date.UTC(2026, 10, 24));
    const items = batch.map(({ item }) => item);
    const snapshot: FeedSnapshot = {
      site,
      channel,
      feedId: 'tag:example.org,2026:channel:ar',
      selection: wholeOf(channel),
      items,
      tombstones: [],
      revision: 1,
      updatedAt,
    };
    const parts = (format: keyof ItemFragments) =>
      batch.map(({ fragments }) => Buffer.from(fragments[format]));
    checkRss(
      parseStrictXml(String(renderRss(snapshot, 'https://example.org/news/feed.xml', parts('rss')))),
      items,
    );
    checkAtom(
      parseStrictXml(String(renderAtom(snapshot, 'https://example.org/news/atom.xml', parts('atom')))),
      items,
    );
    checkJson(
      JSON.parse(String(renderJsonFeed(snapshot, 'https://example.org/news/feed.json', parts('json')))),
      items,
    );
    parseStrictXml(renderOpml(site, updatedAt));
    parseStrictXml(renderNewsSitemap([newsEntries(site, items)]));
    for (const item of items) expect(renderItemPage({ site, channel }, item)).not.to.match(/<script>|<b>/);
    batch = [];
  }
});

function checkRss(document: XmlElement, items: readonly FeedItem[]): void {
  const read = listChildren(getChild(document, 'channel'), 'item');
  expect(getChild(getChild(document, 'channel'), 'title').text).to.equal(channel.title);
  expect(read.map((item) => unmarked(getChild(item, 'title').text))).to.deep.equal(
    items.map(({ title }) => title),
  );
  expect(read.map((item) => getChild(item, 'guid').text)).to.deep.equal(items.map(({ id }) => id));
}

function checkAtom(document: XmlElement, items: readonly FeedItem[]): void {
  const read = listChildren(document, 'entry');
  expect(read.map((entry) => unmarked(getChild(entry, 'title').text))).to.deep.equal(
    items.map(({ title }) => title),
  );
  expect(read.map((entry) => getChild(entry, 'summary').text)).to.deep.equal(
    items.map(({ summary }) => summary),
  );
  expect(
    read.map((entry) => listChildren(entry, 'author').map((author) => getChild(author, 'name').text)),
  ).to.deep.equal(items.map(({ authors }) => authors.map(({ name }) => name)));
}

function checkJson(document: { items: { title: string }[] }, items: readonly FeedItem[]): void {
  expect(checkJsonFeed(document)).to.deep.equal([]);
  expect(document.items.map(({ title }) => title)).to.deep.equal(items.map(({ title }) => title));
}

/** Without the marks that tell readers the direction of a title. */
function unmarked(title: string): string {
  return title.replace(/[\u200F\u202B\u202C]/g, '');
}
