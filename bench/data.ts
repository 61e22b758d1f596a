import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { openNewsroom } from '../src/newsroom.ts';
import { getChannelRow } from '../src/store/channels.ts';
import type { Store } from '../src/store/session.ts';
import { historyOf } from './made/history.ts';
import { writeHistory } from './made/write-history.ts';

/*
 * A database of so many items, each with everything that a newsroom's own would have: its original, names, revisions,
 * facets, words and likeness, and its place in archives and sitemaps. Made from a seed, without a network, and straight
 * into the tables: a million takes minutes, where the front door takes hours.
 */

const usage =
  'npm run bench:data -- --items 1000000 --database sqlite:/tmp/million.sqlite [--seed 1] [--until 2026-11-01T00:00:00Z]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      items: { type: 'string' },
      database: { type: 'string' },
      seed: { type: 'string', default: '1' },
      until: { type: 'string', default: '2026-11-01T00:00:00Z' },
      config: { type: 'string', default: 'config' },
    },
  });
  const { items, database } = values;
  if (items === undefined || database === undefined) throw new Error(usage);
  const begunMs = performance.now();
  const newsroom = await openNewsroom({
    baseUrl: 'http://localhost',
    configDir: values.config,
    databaseUrl: database,
  });
  const { site, store } = newsroom;
  const isSqlite = database.startsWith('sqlite:');
  try {
    if (isSqlite) await hurry(store);
    const each = Math.ceil(Number(items) / site.channels.length);
    for (const channel of site.channels) {
      if (Number((await getChannelRow(store, channel.id)).revision) > 0)
        throw new Error(`${database} has items already: name a database that is not there yet`);
      const options = {
        site,
        channel,
        items: each,
        seed: Number(values.seed),
        until: new Date(values.until),
      };
      await writeHistory(store, channel.id, historyOf(options));
    }
    if (isSqlite) await sql`pragma journal_mode = wal`.execute(store);
  } finally {
    await newsroom.close();
  }
  const seconds = Math.round((performance.now() - begunMs) / 100) / 10;
  const size = isSqlite ? { bytes: (await stat(database.slice('sqlite:'.length))).size } : {};
  process.stdout.write(`${JSON.stringify({ items: Number(items), seconds, ...size })}\n`);
}

/** Whatever interrupts this leaves a file that is of no use, so nothing has to survive it. */
async function hurry(store: Store): Promise<void> {
  for (const setting of [
    'journal_mode = memory',
    'synchronous = off',
    'foreign_keys = off',
    'cache_size = -1500000',
  ])
    await sql.raw(`pragma ${setting}`).execute(store);
}

await main();
