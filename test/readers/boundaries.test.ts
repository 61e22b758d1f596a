import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { FeedFormat } from '../../src/domain/addresses.ts';
import type { Site } from '../../src/domain/channel.ts';
import type { FeedItem } from '../../src/domain/item.ts';
import { openNewsroom } from '../../src/newsroom.ts';
import { mintItemIdentity } from '../../src/publish/identity.ts';
import { createNashra, type Nashra } from '../../src/start.ts';
import { publishItem } from '../../src/store/life-cycle.ts';
import type { Store } from '../../src/store/open-store.ts';
import { putOriginal } from '../../src/store/originals.ts';
import { beginRevision, commitRevision } from '../../src/store/revisions.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { headline } from '../support/articles.ts';
import { createDatabase } from '../support/database.ts';
import { configWith } from '../support/filled-newsroom.ts';
import { sha256Of } from '../support/newsroom.ts';
import { request } from '../support/request.ts';
import { parseStrictXml, type XmlElement } from '../support/strict-xml.ts';

/** How many stories the channels have: about the length of a feed and of an archive, and many. */
const lengths = [0, 1, 49, 50, 51, 100, 101, 5000];
const fileNames: Readonly<Record<FeedFormat, string>> = {
  rss: 'feed.xml',
  atom: 'atom.xml',
  json: 'feed.json',
};
const bytes = Buffer.from('نص');
const originalSha256 = sha256Of(bytes);
const startedAt = new Date('2026-11-20T08:00:00.000Z');

interface Page {
  readonly ids: readonly string[];
  /** Where what is older stands. */
  readonly next: string | undefined;
}

describe('the history of a channel, from the document that readers subscribe to', () => {
  const published = new Map<string, readonly string[]>();
  let server: Server;
  let nashra: Nashra;

  before(async function () {
    this.timeout(240_000);
    const channels = lengths.map((length) => [`n${length}`, channelOf(length)] as const);
    const configDir = configWith(Object.fromEntries(channels));
    const databaseUrl = await createDatabase();
    const newsroom = await openNewsroom({ baseUrl: 'http://localhost', configDir, databaseUrl });
    await putOriginal(newsroom.store, { sha256: originalSha256, bytes, keptAt: startedAt });
    for (const length of lengths)
      published.set(`n${length}`, await publishMany(newsroom.store, newsroom.site, `n${length}`, length));
    await newsroom.close();
    server = createServer((message, response) => nashra.listener(message, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    nashra = await createNashra({ baseUrl, configDir, databaseUrl, feedsDir: false });
  });

  after(async () => {
    server.closeAllConnections();
    server.close();
    await nashra.close();
  });

  for (const format of ['rss', 'atom', 'json'] as const) {
    for (const length of lengths) {
      it(`holds every one of ${length} stories, the newest first, in ${format}`, async function () {
        this.timeout(120_000);
        const pages: Page[] = [];
        let next: string | undefined = `${nashra.site.baseUrl}/n${length}/${fileNames[format]}`;
        while (next !== undefined) {
          const { status, text } = await request(next);
          expect(status, next).to.equal(200);
          const page = format === 'json' ? readJson(text) : readXml(text);
          pages.push(page);
          next = page.next;
        }
        const newestFirst = [...published.get(`n${length}`)!].reverse();
        expect(pages[0]!.ids).to.deep.equal(newestFirst.slice(0, 50));
        // What stands in two documents is one item by its id.
        expect([...new Set(pages.flatMap(({ ids }) => ids))]).to.deep.equal(newestFirst);
        // Without an older story there is no older document.
        expect(pages.length).to.equal(length <= 50 ? 1 : 1 + Math.ceil((length - 50) / 50));
      });
    }
  }
});

function channelOf(length: number): object {
  const isEnglish = length % 2 === 1;
  return isEnglish
    ? { title: `Harbour ${length}`, description: 'News of the harbour.', language: 'en' }
    : { title: `نشرة الميناء ${length}`, description: 'أخبار الميناء.', language: 'ar' };
}

/** By the store alone, in one transaction: an article each would take minutes. Oldest first. */
function publishMany(
  store: Store,
  site: Site,
  channelId: string,
  length: number,
): Promise<readonly string[]> {
  return inTransaction(store, async (session) => {
    const ids: string[] = [];
    for (let number = 1; number <= length; number += 1) {
      const revision = await beginRevision(session, channelId, new Date(startedAt.getTime() + number * 1000));
      const identity = mintItemIdentity(site, revision.at);
      const item = { ...itemOf(number), ...identity, channelId, revision: revision.number };
      const dated = { ...item, publishedAt: revision.at, updatedAt: revision.at };
      await publishItem(session, { item: dated, originalSha256 }, { previous: undefined, revision });
      await commitRevision(session, revision, { kind: 'publish', itemKey: item.key, originalSha256 });
      ids.push(identity.id);
    }
    return ids;
  });
}

function itemOf(
  number: number,
): Omit<FeedItem, 'key' | 'id' | 'channelId' | 'publishedAt' | 'updatedAt' | 'revision'> {
  return {
    slug: 'خبر',
    title: headline(number),
    summary: `خلاصة الخبر ${number}.`,
    html: `<p>نص الخبر ${number}.</p>`,
    language: 'ar',
    direction: 'rtl',
    authors: [],
    tags: [],
    keyPoints: [],
    breaking: false,
    corrections: [],
    media: [],
    dateOrigin: 'text',
    datePrecision: 'instant',
  };
}

function readJson(text: string): Page {
  const feed = JSON.parse(text) as { items: { id: string }[]; next_url?: string };
  return { ids: feed.items.map(({ id }) => id), next: feed.next_url };
}

function readXml(text: string): Page {
  const root = parseStrictXml(text);
  const feed = root.name === 'rss' ? root.children[0]! : root;
  const link = feed.children.find(({ attributes }) => attributes.rel === 'prev-archive');
  const items = feed.children.filter(({ name }) => name === 'item' || name === 'entry');
  return { ids: items.map(idOf), next: link?.attributes.href };
}

function idOf({ children }: XmlElement): string {
  return children.find(({ name }) => name === 'guid' || name === 'id')?.text ?? '';
}
