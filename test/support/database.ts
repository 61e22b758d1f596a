import path from 'node:path';
import { sql } from 'kysely';
import { closeStore, openStore } from '../../src/store/open-store.ts';
import { createPostgresDatabase, findPostgresFault } from './postgres.ts';
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
