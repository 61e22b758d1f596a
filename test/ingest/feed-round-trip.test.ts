import { expect } from 'chai';
import type { FeedFormat } from '../../src/domain/addresses.ts';
import type { Article } from '../../src/domain/article.ts';
import type { FeedItem } from '../../src/domain/item.ts';
import { wholeOf } from '../../src/domain/selection.ts';
import type { FeedSnapshot } from '../../src/domain/snapshot.ts';
import { itemFromArticle } from '../../src/ingest/item-from-article.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { checkReport } from '../../src/ingest/report.ts';
import { feedEntryMediaType, splitFeed } from '../../src/ingest/split-feed.ts';
import { renderAtom } from '../../src/render/atom.ts';
import { renderJsonFeed } from '../../src/render/json-feed.ts';
import { renderItem } from '../../src/render/render-item.ts';
import { renderRss } from '../../src/render/rss.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { twoChannelSite as site } from '../support/newsroom.ts';

const channel = arabicChannel;
const options = { channel, timeZone: site.timeZone };
const revision = {
  number: 1,
  channelId: 'ar',
  kind: 'publish' as const,
  at: new Date('2026-11-23T08:00:00Z'),
  modifiedAt: new Date('2026-11-23T08:00:00Z'),
};

/** In each what a feed could lose. */
const texts = [
  'العنوان: مكتبة متنقلة تصل إلى عشرين قرية جبلية\nالقسم: علوم\nالمصدر: وكالة نوارس\nالكاتب: سلمى عبد الرحمن، كريم حداد\nالتاريخ: 2026-11-20 09:30\nالوسوم: كتب، قرى\n\nبدأت مكتبة متنقلة رحلتها بين قرى الجبل.\n\nوتتوقف الحافلة في كل قرية يومًا كاملًا.',
  'عاجل | Airbus تسلّم الطائرة A320 رقم 7 & تحتفل\n\nالقاهرة، 20 تشرين الثاني/نوفمبر 2026 (وكالة نوارس) - سلّمت الشركة الطائرة <الأولى> من طراز A320neo صباح اليوم.',
  'A mobile library reaches twenty villages\n\nThe library set out between the villages of the mountain this morning, with 3,000 books & maps.\n\nBy: Nadine Khoury',
  'قصيدة لأهل القرية\n\nيا دار عودي للزمان الأول\nفالليل طال على الغريب المنزل\n\nالنقاط الرئيسية)\nقصيدة من زمن الآباء.\nيحفظها أهل القرية عن ظهر قلب.',
];

const written: Article[] = [];
const items: FeedItem[] = [];

function render(format: FeedFormat): Buffer {
  const snapshot: FeedSnapshot = {
    site,
    channel,
    feedId: 'tag:news.example,2026:feed:ar',
    selection: wholeOf(channel),
    items,
    tombstones: [],
    revision: 1,
    updatedAt: revision.at,
  };
  const fragments = items.map((item) => Buffer.from(renderItem(site, channel, item)[format]));
  const address = 'https://news.example/feed';
  switch (format) {
    case 'rss':
      return renderRss(snapshot, address, fragments);
    case 'atom':
      return renderAtom(snapshot, address, fragments);
    case 'json':
      return renderJsonFeed(snapshot, address, fragments);
  }
}

async function readBack(format: FeedFormat): Promise<ReadonlyMap<string, Record<string, unknown>>> {
  const entries = splitFeed(render(format), options) ?? [];
  const articles = await Promise.all(
    entries.map(({ bytes }) => parseArticle(bytes, { ...options, mediaType: feedEntryMediaType })),
  );
  return new Map(
    articles.map((article) => [
      article.externalId ?? '',
      checkReport({ status: 'accepted', article }) as Record<string, unknown>,
    ]),
  );
}

describe("Nashra's own feeds", () => {
  before(async () => {
    for (const [index, text] of texts.entries()) {
      const article = await parseArticle(Buffer.from(text), options);
      const key = `01jd000000000000000000000${index}`;
      written.push(article);
      items.push(
        itemFromArticle(article, {
          site,
          channel,
          revision,
          identity: { key, id: `tag:news.example,2026:article:${key}` },
          media: [],
        }),
      );
    }
  });

  for (const format of ['rss', 'atom', 'json'] as const)
    it(`say the same when ${format} is read back`, async () => {
      const found = await readBack(format);
      expect([...found.keys()].toSorted()).to.deep.equal(items.map(({ id }) => id).toSorted());
      for (const [index, item] of items.entries()) {
        const report = found.get(item.id)!;
        const own = checkReport({ status: 'accepted', article: written[index]! }) as Record<string, unknown>;
        for (const key of [
          'title',
          'summary',
          'authors',
          'tags',
          'language',
          'direction',
          'source',
          'text',
          'keyPoints',
        ])
          expect(report[key], `${key} of ${item.title}`).to.deep.equal(own[key]);
        expect(report.section === null ? undefined : report.section).to.equal(
          item.section === undefined
            ? undefined
            : (channel.sections.find(({ slug }) => slug === item.section)?.label ?? item.section),
        );
        // RSS has no fractions of a second.
        const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
        expect(seconds(new Date(String(report.publishedAt)))).to.equal(seconds(item.publishedAt));
      }
    });
});
