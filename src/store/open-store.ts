import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_MIGRATION_TABLE, Kysely, Migrator, SqliteDialect, sql } from 'kysely';
import { NashraError } from '../domain/errors.ts';
import { migrations } from './migrations.ts';
import type { Schema } from './schema.ts';
import type { Session, Store } from './session.ts';
import { openSqlite, sqliteWaitMs } from './sqlite.ts';

export type { Session, Store } from './session.ts';

/**
 * Opens the database, and brings its schema up to date.
 * @param url `sqlite:` and a path, absolute or from the working directory
 * @throws NashraError `store_unavailable`
 */
export async function openStore(url: string): Promise<Store> {
  const file = sqliteFile(url);
  let store: Store | undefined;
  try {
    store = new Kysely<Schema>({ dialect: new SqliteDialect({ database: openSqlite(file) }) });
    await migrate(store);
    // From here on nobody waits inside SQLite, where every request would wait too: see inTransaction.
    await sql`pragma busy_timeout = ${sql.lit(sqliteWaitMs)}`.execute(store);
    return store;
  } catch (cause) {
    await store?.destroy();
    const message = `The database ${file} cannot be opened: ${(cause as Error).message}`;
    throw new NashraError('store_unavailable', message, { file, cause });
  }
}

export async function closeStore(store: Store): Promise<void> {
  await store.destroy();
}

function sqliteFile(url: string): string {
  if (url.startsWith('sqlite:///')) return fileURLToPath(url.replace(/^sqlite:/, 'file:'));
  if (url.startsWith('sqlite:')) return path.resolve(url.slice('sqlite:'.length));
  throw new NashraError('store_unavailable', `DATABASE_URL must begin with sqlite: (it is ${url})`);
}

/**
 * In one transaction, which Kysely does not give SQLite's migrations: a program killed among them must find none
 * of them done. The lock comes first, since several programs may open a new file at once.
 */
async function migrate(store: Store): Promise<void> {
  await store.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    try {
      const provider = { getMigrations: async () => migrations };
      const { error } = await new Migrator({ db: connection, provider }).migrateToLatest();
      if (error !== undefined) throw (await isNewer(connection)) ? new Error(newer) : error;
      await sql`commit`.execute(connection);
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw error;
    }
  });
}

const newer = 'it was written by a newer version of Nashra.';

async function isNewer(connection: Session): Promise<boolean> {
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(connection);
  return rows.some(({ name }) => !Object.hasOwn(migrations, name));
}
