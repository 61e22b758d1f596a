import { existsSync } from 'node:fs';
import { NashraError } from '../domain/errors.ts';
import { closeStore, openKeptStore } from './open-store.ts';
import { checkSqlite, type SqliteSchema, schemaOf } from './sqlite-copy.ts';
import { openingFault, storeFaultOf } from './store-fault.ts';
import { type OnVerified, type StoreCounts, verifyStore } from './verify-store.ts';

/** What was found of a database that is a file. */
export interface FileInspection {
  readonly schema: SqliteSchema;
  /** Of an older schema, and of a file that is not sound, nothing is counted. */
  readonly counts: StoreCounts | undefined;
  /** A line each, with a code; empty when it is whole. */
  readonly findings: readonly string[];
}

/**
 * Looks at a file with everything that can be asked of it, and changes nothing.
 * @throws NashraError `file_unreadable`, `store_damaged` where it cannot be read as a database at all
 */
export async function inspectFile(file: string, onVerified?: OnVerified): Promise<FileInspection> {
  if (!existsSync(file)) throw new NashraError('file_unreadable', `${file} is not there.`, { file });
  try {
    const schema = schemaOf(file);
    const faults = checkSqlite(file).map((fault) => `store_damaged: ${fault}`);
    if (schema !== 'current' || faults.length > 0) return { schema, counts: undefined, findings: faults };
    const store = openKeptStore(file);
    try {
      const { counts, findings } = await verifyStore(store, onVerified);
      return { schema, counts, findings: findings.map(({ code, message }) => `${code}: ${message}`) };
    } finally {
      await closeStore(store);
    }
  } catch (cause) {
    const code = storeFaultOf(cause)?.code;
    if (code === undefined) throw cause;
    if (code !== 'store_damaged') throw openingFault(file, cause as Error);
    throw new NashraError(code, `${file} is damaged: ${(cause as Error).message}.`, { file, cause });
  }
}
