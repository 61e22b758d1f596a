import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DEFAULT_MIGRATION_TABLE,
  type Dialect,
  Kysely,
  Migrator,
  PostgresDialect,
  SqliteDialect,
  sql,
} from 'kysely';
import { NashraError } from '../domain/errors.ts';
import { ageOfSchema, migrations } from './migrations.ts';
import { rememberPlace } from './place.ts';
import {
  cutOffPostgres,
  endlessPatience,
  endPostgres,
  longPatience,
  openPostgres,
  postgresName,
} from './postgres.ts';
import { portableTypes } from './postgres-types.ts';
import type { Schema } from './schema.ts';
import type { Session, Store } from './session.ts';
import { forKysely, openSqlite, openSqliteFile, sqliteWaitMs } from './sqlite.ts';
import { openingFault } from './store-fault.ts';

export type { Session, Store } from './session.ts';

/** One of the two kinds of database. */
interface Engine {
  /** For messages; no password stands in it. */
  readonly name: string;
  /** Undefined where it is a server. */
  readonly file: string | undefined;
  readonly connect: () => { readonly dialect: Dialect; readonly pool?: ReturnType<typeof openPostgres> };
  readonly migrate: (store: Store) => Promise<void>;
}

/**
 * Opens the database, and brings its schema up to date.
 * @param url `sqlite:` and a path, absolute or from the working directory; or `postgres://user:password@host:port/name`
 * @throws NashraError `store_unavailable`, `store_full`, `store_read_only`, `store_damaged`
 */
export async function openStore(url: string): Promise<Store> {
  const { name, file, connect, migrate } = engineOf(url);
  let store: Store | undefined;
  try {
    const { dialect, pool } = connect();
    store = new Kysely<Schema>({ dialect });
    if (pool !== undefined) pools.set(store, pool);
    if (file !== undefined) rememberPlace(store, file);
    await migrate(store);
    return store;
  } catch (cause) {
    await store?.destroy();
    throw openingFault(name, cause as Error);
  }
}

/** A file as it lies there, of whatever version, for reading; Nashra may have it open meanwhile. */
export function openKeptFile(file: string): Store {
  const database = openSqliteFile(file, { isReadOnly: true });
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: forKysely(database) }) });
}

/** A database of PostgreSQL as it is, of whatever version, for questions that take long; connects with the first. */
export function openKeptPostgres(url: string): Store {
  return new Kysely<Schema>({ dialect: dialectOn(openPostgres(url, longPatience)) });
}

/** @throws NashraError `store_unavailable` where the database is no file */
export function fileOfStore(url: string): string {
  if (!isPostgresUrl(url)) return sqliteFile(url);
  throw new NashraError(
    'store_unavailable',
    'This is for a file of SQLite; nashra copy moves PostgreSQL into one and back, and pg_dump keeps it too.',
  );
}

const pools = new WeakMap<Store, ReturnType<typeof openPostgres>>();
const cut = new WeakSet<Store>();

/** What waits for a server fails at once, and so does what comes later; a file keeps nobody waiting. */
export function cutOffStore(store: Store): void {
  const pool = pools.get(store);
  if (pool === undefined) return;
  cut.add(store);
  cutOffPostgres(pool);
}

export async function closeStore(store: Store): Promise<void> {
  if (!cut.has(store)) await store.destroy();
}

export function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url);
}

function dialectOn(pool: ReturnType<typeof openPostgres>): PostgresDialect {
  return new PostgresDialect({ pool: { connect: () => pool.connect(), end: () => endPostgres(pool) } });
}

function engineOf(url: string): Engine {
  if (isPostgresUrl(url))
    return {
      name: postgresName(url),
      file: undefined,
      connect: () => {
        const pool = openPostgres(url);
        return { dialect: dialectOn(pool), pool };
      },
      migrate: () => migratePostgres(url),
    };
  const name = sqliteFile(url);
  return {
    name,
    file: name,
    connect: () => ({ dialect: new SqliteDialect({ database: forKysely(openSqlite(name)) }) }),
    migrate: migrateSqlite,
  };
}

/** @throws NashraError `store_unavailable` */
export function sqliteFile(url: string): string {
  if (url.startsWith('sqlite:///')) return fileURLToPath(url.replace(/^sqlite:/, 'file:'));
  if (url.startsWith('sqlite:')) return path.resolve(url.slice('sqlite:'.length));
  throw new NashraError('store_unavailable', 'DATABASE_URL must begin with sqlite: or postgres://');
}

/**
 * In one transaction, which Kysely does not give SQLite's migrations: a program killed among them must find none
 * of them done. The lock comes first, since several programs may open a new file at once.
 */
async function migrateSqlite(store: Store): Promise<void> {
  await store.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    try {
      await migrateToLatest(connection);
      await sql`commit`.execute(connection);
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw error;
    }
  });
  // From here on nobody waits inside SQLite, where every request would wait too: see inTransaction.
  await sql`pragma busy_timeout = ${sql.lit(sqliteWaitMs)}`.execute(store);
}

/** Kysely gives these a transaction, and an advisory lock for which several programs wait. */
async function migratePostgres(url: string): Promise<void> {
  const dialect = dialectOn(openPostgres(url, endlessPatience));
  const store: Store = new Kysely<Schema>({ dialect, plugins: [portableTypes()] });
  try {
    await migrateToLatest(store);
  } finally {
    await store.destroy();
  }
}

async function migrateToLatest(session: Session): Promise<void> {
  const provider = { getMigrations: async () => migrations };
  const { error } = await new Migrator({ db: session, provider }).migrateToLatest();
  if (error !== undefined) throw (await isNewer(session).catch(() => false)) ? new Error(newer) : error;
}

const newer = 'it was written by a newer version of Nashra.';

async function isNewer(session: Session): Promise<boolean> {
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(session);
  return ageOfSchema(rows.map(({ name }) => name)) === 'newer';
}
