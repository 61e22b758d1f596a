import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Reader, type ReadFeed, type ReadItem, readDate } from './reader.ts';
import { canRun, run } from './run.ts';
import { wordsOf } from './words.ts';

/**
 * newsboat, a reader for the terminal. It keeps no categories and no language, only whether the language is written
 * from right to left. Of several `dc:creator` it keeps the last; Atom's authors it joins with a comma. It knows no
 * plain text: an Atom `summary` or `content` of type text is HTML to it. An item without a date gets the present.
 */
export const newsboat: Reader = {
  name: 'newsboat',
  formats: ['rss', 'atom'],
  findFault() {
    if (canRun('newsboat', ['-v'])) return undefined;
    return 'newsboat is left out: the Debian package newsboat is not installed';
  },
  async read(url) {
    const home = await mkdtemp(join(tmpdir(), 'nashra-newsboat-'));
    try {
      return await pollNewsboat(home, url);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  },
};

/** Fetches the feed once more, with everything that the program has kept in that folder. */
export async function pollNewsboat(home: string, url: string): Promise<ReadFeed> {
  const urls = join(home, 'urls');
  const config = join(home, 'config');
  const cache = join(home, 'cache.db');
  const log = join(home, 'error.log');
  await writeFile(urls, `${url}\n`);
  await writeFile(config, `error-log "${log}"\n`);
  await run('newsboat', ['-x', 'reload', '-u', urls, '-c', cache, '-C', config], { home });
  // Its status is 0 whatever happened: the log is the only place where a fault is told.
  const faults = await readFile(log, 'utf8').catch(() => '');
  if (faults !== '') throw new Error(`newsboat: ${faults.trim()}`);
  return readCache(cache);
}

interface FeedRow {
  readonly title: string;
  readonly is_rtl: number;
}

interface ItemRow {
  readonly guid: string;
  readonly title: string;
  readonly url: string;
  readonly pubDate: number;
  readonly author: string;
  readonly content: string;
}

function readCache(path: string): ReadFeed {
  const database = new Database(path, { readonly: true });
  try {
    const feed = database.prepare<[], FeedRow>('SELECT title, is_rtl FROM rss_feed').get();
    if (feed === undefined) throw new Error('newsboat has kept no feed');
    // It stores a document's items from the last to the first.
    const rows = database.prepare<[], ItemRow>('SELECT * FROM rss_item ORDER BY id DESC').all();
    return {
      reader: 'newsboat',
      title: feed.title,
      rightToLeft: feed.is_rtl === 1,
      items: rows.map(itemOf),
    };
  } finally {
    database.close();
  }
}

function itemOf(row: ItemRow): ReadItem {
  return {
    id: row.guid,
    title: row.title,
    link: row.url,
    publishedAt: readDate(row.pubDate * 1000, 'newsboat', row.title),
    authors: row.author === '' ? [] : row.author.split(', '),
    text: wordsOf(row.content),
    html: row.content,
  };
}
