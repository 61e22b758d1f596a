import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import { sql } from 'kysely';
import { historyOf, type MadeItem } from '../../bench/made/history.ts';
import { writeHistory } from '../../bench/made/write-history.ts';
import { feedPath } from '../../src/domain/addresses.ts';
import { type Newsroom, openNewsroom } from '../../src/newsroom.ts';
import { correctItem, withdrawItem } from '../../src/publish/change-item.ts';
import { releaseDue } from '../../src/publish/release-due.ts';
import { createNashra } from '../../src/start.ts';
import type { RevisionRow } from '../../src/store/schema.ts';
import { readFeedState } from '../publish/followers/feed-state.ts';
import { projectRoot, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';

const configDir = path.join(projectRoot, 'config');
const items = 100;
const seed = 56;
const until = new Date('2026-11-01T00:00:00Z');

/** Every table with something in it, the names of items replaced by their paths: these are minted by chance. */
async function contentOf({ store }: Newsroom): Promise<Record<string, readonly string[]>> {
  const paths = await store
    .selectFrom('identities')
    .innerJoin('items', 'items.key', 'identities.item_key')
    .select(['items.key', 'identities.value'])
    .where('identities.scheme', '=', 'path')
    .execute();
  const pathOf = new Map(paths.map(({ key, value }) => [key, value]));
  const tables = [
    'channels',
    'items',
    'originals',
    'identities',
    'revisions',
    'likenesses',
    'item_facets',
    'facets',
    'item_words',
    'archive_versions',
    'sitemaps',
  ] as const;
  const content: Record<string, readonly string[]> = {};
  for (const table of tables) {
    const rows: readonly object[] = await store.selectFrom(table).selectAll().execute();
    content[table] = rows
      .map((row) => JSON.stringify(row).replace(/[0-9a-hjkmnp-tv-z]{26}/g, (key) => pathOf.get(key) ?? key))
      .toSorted();
  }
  return content;
}

/** What the program itself makes of the same files and acts, one after the other, at the same moments. */
async function live(newsroom: Newsroom, now: { at: Date }, made: readonly MadeItem[]): Promise<void> {
  const [channel] = newsroom.site.channels;
  const events = made
    .flatMap((item) => item.revisions.map((revision) => ({ item, revision })))
    .toSorted((one, other) => one.revision.number - other.revision.number);
  for (const { item, revision } of events) {
    now.at = new Date(revision.at);
    const bytes = item.originals.find(({ sha256 }) => sha256 === revision.original_sha256)!.bytes;
    const file = { channel: channel!, path: pathOf(item), bytes, findSha256: async () => undefined };
    const last = item.revisions.at(-1)!;
    const key = async () => (await keyOf(newsroom, file.path))!;
    switch (revision.kind) {
      case 'schedule':
        await newsroom.accept({ ...file, publishAt: dueOf(item, last) });
        break;
      case 'publish':
        if (item.revisions[0]!.kind === 'schedule') expect(await released(newsroom)).to.equal(1);
        else
          await newsroom.accept({
            ...file,
            ...(last.kind === 'expire' ? { expiresAt: secondOf(last) } : {}),
          });
        break;
      case 'update':
        await newsroom.accept(file);
        break;
      case 'correct':
        await correctItem(newsroom, await key(), revision.note!);
        break;
      case 'withdraw':
        await withdrawItem(newsroom, await key(), revision.note!);
        break;
      default:
        expect(await released(newsroom)).to.equal(1);
    }
  }
}

function pathOf({ identities }: MadeItem): string {
  return identities.find(({ scheme }) => scheme === 'path')!.value;
}

function dueOf({ stored }: MadeItem, last: RevisionRow): Date {
  return stored.publishAt ?? secondOf(last);
}

function secondOf({ modified_at }: RevisionRow): Date {
  return new Date(modified_at);
}

async function released(newsroom: Newsroom): Promise<number> {
  const done = await releaseDue(newsroom, (_item, error) => {
    throw error;
  });
  return done.length;
}

async function keyOf({ store }: Newsroom, value: string): Promise<string | undefined> {
  const row = await store
    .selectFrom('identities')
    .select('item_key')
    .where('scheme', '=', 'path')
    .where('value', '=', value)
    .executeTakeFirst();
  return row?.item_key;
}

describe('a database that is made in one go', () => {
  const opened: Newsroom[] = [];
  const open = async (now?: () => Date) => {
    const newsroom = await openNewsroom({
      baseUrl: 'http://localhost',
      configDir,
      databaseUrl: `sqlite:${path.join(temporaryFolder(), 'made.sqlite')}`,
      ...(now === undefined ? {} : { now }),
    });
    opened.push(newsroom);
    return newsroom;
  };
  const historyIn = ({ site }: Newsroom) =>
    historyOf({ site, channel: site.channels[0]!, items, seed, until });

  afterEach(async () => {
    for (const newsroom of opened.splice(0)) await newsroom.close();
  });

  it('is what the program would have made of the same articles, in every table', async () => {
    const now = { at: until };
    const made = await open();
    await writeHistory(made.store, 'ar', historyIn(made));
    const lived = await open(() => now.at);
    const history = [...historyIn(lived)];
    expect(new Set(history.map(({ stored }) => stored.state)).size).to.equal(4);
    await live(lived, now, history);
    const [is, wanted] = [await contentOf(made), await contentOf(lived)];
    for (const [table, rows] of Object.entries(wanted)) expect(is[table], table).to.deep.equal(rows);
  });

  it('is served to its oldest story in every format, and knows every file that it was made of', async () => {
    const made = await open();
    const history = [...historyIn(made)];
    await writeHistory(made.store, 'ar', history);
    const databaseUrl = `sqlite:${path.join(temporaryFolder(), 'copy.sqlite')}`;
    await sql`vacuum into ${databaseUrl.slice('sqlite:'.length)}`.execute(made.store);
    const nashra = await createNashra({
      baseUrl: 'http://localhost',
      configDir,
      feedsDir: false,
      databaseUrl,
    });
    const server = createServer(nashra.listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const published = history.filter(({ stored }) => stored.state === 'published');
    try {
      for (const format of ['rss', 'atom', 'json'] as const) {
        const seen = new Set<string>();
        let address: string | undefined = `/ar${feedPath(format)}`;
        while (address !== undefined) {
          const answer = await request(`http://127.0.0.1:${port}${address}`);
          expect(answer.status, address).to.equal(200);
          const { items, previous } = readFeedState(format, answer.text);
          for (const id of items.keys()) seen.add(id);
          address = previous?.replace('http://localhost', '');
        }
        expect([...seen].toSorted(), format).to.deep.equal(
          published.map(({ stored }) => stored.item.id).toSorted(),
        );
      }
      for (const item of published) {
        const { bytes } = item.originals.at(-1)!;
        const { outcome } = await nashra.accept({
          channel: nashra.site.channels[0]!,
          bytes,
          path: pathOf(item),
          findSha256: async () => undefined,
        });
        expect(outcome).to.equal('unchanged');
      }
    } finally {
      server.close();
      await nashra.close();
    }
  });
});
