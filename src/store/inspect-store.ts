import { existsSync } from 'node:fs';
import { NashraError } from '../domain/errors.ts';
import { checkPostgres, schemaOfPostgres } from './check-postgres.ts';
import type { SchemaAge } from './migrations.ts';
import { closeStore, openKeptFile, openKeptPostgres } from './open-store.ts';
import { postgresName } from './postgres.ts';
import type { Store } from './session.ts';
import { checkSqlite, schemaOfFile } from './sqlite-copy.ts';
import { openingFault, storeFaultOf } from './store-fault.ts';
import { type OnVerified, type StoreCounts, verifyStore } from './verify-store.ts';

/** What was found of a database. */
export interface StoreInspection {
  readonly schema: SchemaAge;
  /** Of an older schema, and of a database that is not sound, nothing is counted. */
  readonly counts: StoreCounts | undefined;
  /** A line each, with a code; empty when it is whole. */
  readonly findings: readonly string[];
}

/**
 * Looks at a file with everything that can be asked of it, and changes nothing.
 * @throws NashraError `file_unreadable`, `store_damaged` where it cannot be read as a database at all
 */
export async function inspectFile(file: string, onVerified?: OnVerified): Promise<StoreInspection> {
  if (!existsSync(file)) throw new NashraError('file_unreadable', `${file} is not there.`, { file });
  let store: Store | undefined;
  return inspect(file, onVerified, {
    readSchema: async () => schemaOfFile(file),
    check: async () => checkSqlite(file),
    open: () => {
      store = openKeptFile(file);
      return store;
    },
  }).finally(() => store && closeStore(store));
}

/**
 * The same of a database of PostgreSQL, which is not changed either.
 * @throws NashraError `store_unavailable`, `store_damaged`
 */
export async function inspectPostgres(url: string, onVerified?: OnVerified): Promise<StoreInspection> {
  const store = openKeptPostgres(url);
  try {
    const schema = await schemaOfPostgres(store).catch((cause: Error) => {
      throw openingFault(postgresName(url), cause);
    });
    return await inspect(postgresName(url), onVerified, {
      readSchema: async () => schema,
      check: () => checkPostgres(store),
      open: () => store,
    });
  } finally {
    await closeStore(store);
  }
}

async function inspect(
  name: string,
  onVerified: OnVerified | undefined,
  {
    readSchema,
    check,
    open,
  }: {
    readonly readSchema: () => Promise<SchemaAge>;
    /** What the database itself says is wrong. */
    readonly check: () => Promise<readonly string[]>;
    readonly open: () => Store;
  },
): Promise<StoreInspection> {
  try {
    const schema = await readSchema();
    const faults = (await check()).map((fault) => `store_damaged: ${fault}`);
    if (schema !== 'current' || faults.length > 0) return { schema, counts: undefined, findings: faults };
    const { counts, findings } = await verifyStore(open(), onVerified);
    return { schema, counts, findings: findings.map(({ code, message }) => `${code}: ${message}`) };
  } catch (cause) {
    const code = storeFaultOf(cause)?.code;
    if (code === undefined) throw cause;
    if (code !== 'store_damaged') throw openingFault(name, cause as Error);
    throw new NashraError(code, `${name} is damaged: ${(cause as Error).message}.`, { file: name, cause });
  }
}
