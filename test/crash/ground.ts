import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { openPostgres } from '../../src/store/postgres.ts';
import type { Schema } from '../../src/store/schema.ts';
import type { Store } from '../../src/store/session.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { createDatabase, type Database } from '../support/database.ts';
import { startPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/program.ts';

/** The database on which a campaign goes on, looked at from beside the program, which alone makes and mends it. */
export interface Ground {
  readonly kind: Database;
  readonly url: string;
  /** Undefined as long as there are no tables to read. */
  readonly read: <Result>(run: (store: Store) => Promise<Result>) => Promise<Result | undefined>;
  /** As a kill has left it: of files a copy, so that it is the program that must recover from them. */
  readonly readLeft: <Result>(run: (store: Store) => Promise<Result>) => Promise<Result | undefined>;
  /** Kills the database itself, where it is a program of its own, and lets it recover. */
  readonly crash: (() => Promise<void>) | undefined;
  /** Another one, of which the program makes everything. */
  readonly createNew: () => Promise<NewGround>;
  readonly close: () => Promise<void>;
}

export interface NewGround {
  readonly url: string;
  /** Whether the program has begun to make it. */
  readonly isBegun: () => Promise<boolean>;
}

/** @param folder of the file, where the database is one */
export async function openGround(kind: Database, folder: string = temporaryFolder()): Promise<Ground> {
  return kind === 'PostgreSQL' ? openPostgresGround() : openSqliteGround(folder);
}

function openSqliteGround(folder: string): Ground {
  const url = `sqlite:${path.join(folder, 'nashra.sqlite')}`;
  const file = url.replace('sqlite:', '');
  return {
    kind: 'SQLite',
    url,
    read: (run) => readFile(file, run),
    readLeft: (run) => {
      const copy = path.join(temporaryFolder(), 'nashra.sqlite');
      for (const end of ['', '-wal']) if (existsSync(file + end)) cpSync(file + end, copy + end);
      return readFile(copy, run);
    },
    crash: undefined,
    createNew: async () => {
      const url = await createDatabase('SQLite');
      return { url, isBegun: async () => existsSync(url.replace('sqlite:', '')) };
    },
    close: async () => undefined,
  };
}

async function readFile<Result>(
  file: string,
  run: (store: Store) => Promise<Result>,
): Promise<Result | undefined> {
  if (!existsSync(file)) return undefined;
  return readStore(new Kysely<Schema>({ dialect: new SqliteDialect({ database: openSqlite(file) }) }), run);
}

async function openPostgresGround(): Promise<Ground> {
  // What is acknowledged must be on the disk: this is no test of how fast it is.
  const server = await startPostgres({ fsync: 'on', full_page_writes: 'on' });
  await server.run('create database news');
  const url = server.urlOf('news');
  let recovered = Promise.resolve();
  // Who looks while the database dies looks again when it is back.
  const read = async <Result>(run: (store: Store) => Promise<Result>): Promise<Result | undefined> => {
    const before = recovered;
    try {
      await before;
      return await readStore(storeOf(url), run);
    } catch (error) {
      if (recovered === before) throw error;
      return read(run);
    }
  };
  let databases = 0;
  return {
    kind: 'PostgreSQL',
    url,
    read,
    readLeft: read,
    crash: () => {
      recovered = (async () => {
        await server.kill();
        await delay(50);
        await server.start();
      })();
      return recovered;
    },
    createNew: async () => {
      databases += 1;
      const name = `new_${databases}`;
      await server.run(`create database ${name}`);
      const newUrl = server.urlOf(name);
      const isBegun = async () => {
        const store = storeOf(newUrl);
        const tables = await store.introspection.getTables({ withInternalKyselyTables: true });
        await store.destroy();
        return tables.length > 0;
      };
      return { url: newUrl, isBegun };
    },
    close: () => server.stop(),
  };
}

function storeOf(url: string): Store {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: openPostgres(url) }) });
}

async function readStore<Result>(
  store: Store,
  run: (store: Store) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    const tables = await store.introspection.getTables();
    return tables.some(({ name }) => name === 'item_facets') ? await run(store) : undefined;
  } finally {
    await store.destroy();
  }
}
