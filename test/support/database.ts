import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { closeStore, openStore, sqliteFile } from '../../src/store/open-store.ts';
import { copyPostgresDatabase, createPostgresDatabase, findPostgresFault } from './postgres.ts';
import { temporaryFolder } from './program.ts';

export type Database = 'SQLite' | 'PostgreSQL';

/** What the tests run on that do not run on both: `TEST_DATABASE=PostgreSQL` runs every one of them on it. */
const usual: Database = process.env.TEST_DATABASE === 'PostgreSQL' ? 'PostgreSQL' : 'SQLite';

/** The address of a new, empty database. */
export async function createDatabase(kind: Database = usual): Promise<string> {
  return kind === 'PostgreSQL'
    ? createPostgresDatabase()
    : `sqlite:${path.join(temporaryFolder(), 'nashra.sqlite')}`;
}

/** The first column of what a query gives, asked from beside the program. */
export async function columnOf(databaseUrl: string, query: string): Promise<readonly unknown[]> {
  const store = await openStore(databaseUrl);
  try {
    const { rows } = await sql<object>`${sql.raw(query)}`.execute(store);
    return rows.map((row) => Object.values(row)[0]);
  } finally {
    await closeStore(store);
  }
}

/** Statements that no program could execute: what rows refer to is not asked for. */
export async function changeUnchecked(databaseUrl: string, ...statements: readonly string[]): Promise<void> {
  const unchecked = databaseUrl.startsWith('sqlite:')
    ? 'pragma foreign_keys = off'
    : 'set session_replication_role = replica';
  const store = await openStore(databaseUrl);
  try {
    await store.connection().execute(async (connection) => {
      for (const statement of [unchecked, ...statements]) await sql.raw(statement).execute(connection);
    });
  } finally {
    await closeStore(store);
  }
}

/** The address of a new database that is the same as another, which nobody has open. */
export async function copyDatabase(databaseUrl: string): Promise<string> {
  if (!databaseUrl.startsWith('sqlite:')) return copyPostgresDatabase(databaseUrl);
  const copy = await createDatabase('SQLite');
  copyFileSync(sqliteFile(databaseUrl), sqliteFile(copy));
  return copy;
}

/** Every row of every table, as text. */
export async function everythingIn(databaseUrl: string): Promise<string> {
  const store = await openStore(databaseUrl);
  try {
    const texts: string[] = [];
    for (const { name } of await store.introspection.getTables())
      texts.push(JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(store)).rows));
    return texts.join('\n');
  } finally {
    await closeStore(store);
  }
}

/** The same tests on each of the two. */
export function describeOnBoth(title: string, tests: (create: () => Promise<string>) => void): void {
  for (const kind of ['SQLite', 'PostgreSQL'] as const) {
    const fault = kind === 'PostgreSQL' ? findPostgresFault() : undefined;
    const name = `${title}, on ${kind}`;
    if (fault === undefined) describe(name, () => tests(() => createDatabase(kind)));
    else describe(name, () => it(fault));
  }
}
