import { closeSync, fsyncSync, openSync } from 'node:fs';
import { ageOfSchema, type SchemaAge } from './migrations.ts';
import { openSqliteFile } from './sqlite.ts';
import { openingFault } from './store-fault.ts';

/** What SQLite keeps beside a file, after whose name it is called: a log and its index, or a journal. */
export const companions = ['-wal', '-shm', '-journal'] as const;

/** So much is copied between two turns of everything else. */
const pagesAtOnce = 1000;

/**
 * Copies a database, while others read and write it, as it is at the moment of the call. What comes of it is one file
 * that can be opened anywhere, from a disk that cannot be written too.
 * @param target overwritten
 * @throws NashraError as openStore, where the source cannot be read; else what SQLite says
 */
export async function copySqlite(
  source: string,
  target: string,
  onCopied: (pages: number, total: number) => void = () => undefined,
): Promise<void> {
  const database = openAtOneMoment(source);
  try {
    await database.backup(target, {
      progress: ({ totalPages, remainingPages }) => {
        onCopied(totalPages - remainingPages, totalPages);
        return pagesAtOnce;
      },
    });
  } finally {
    database.close();
  }
  const copy = openSqliteFile(target, { isReadOnly: false });
  copy.pragma('journal_mode = delete');
  copy.close();
  syncToDisk(target);
}

/** SQLite begins a copy again whenever somebody else has written, unless the source is held at one moment. */
function openAtOneMoment(source: string): ReturnType<typeof openSqliteFile> {
  let database: ReturnType<typeof openSqliteFile> | undefined;
  try {
    database = openSqliteFile(source, { isReadOnly: true });
    database.exec('begin');
    database.pragma('schema_version');
    return database;
  } catch (cause) {
    database?.close();
    throw openingFault(source, cause as Error);
  }
}

/** What has been renamed survives a power cut only once its folder is written too. */
export function syncToDisk(fileOrFolder: string): void {
  const descriptor = openSync(fileOrFolder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** What SQLite itself says is wrong with a file: its pages, its indexes, its references. Empty when it is sound. */
export function checkSqlite(file: string): readonly string[] {
  const database = openSqliteFile(file, { isReadOnly: true });
  try {
    const pages = database.pragma('integrity_check(20)') as readonly { readonly integrity_check: string }[];
    const faults = pages.map((row) => row.integrity_check).filter((fault) => fault !== 'ok');
    if (faults.length > 0) return faults;
    const references = database.pragma('foreign_key_check') as readonly {
      readonly table: string;
      readonly parent: string;
    }[];
    return references.slice(0, 20).map(({ table, parent }) => `a row of ${table} without its ${parent}`);
  } finally {
    database.close();
  }
}

export function schemaOfFile(file: string): SchemaAge {
  const database = openSqliteFile(file, { isReadOnly: true });
  try {
    const table = "select 1 from sqlite_master where name = 'kysely_migration'";
    if (database.prepare(table).get() === undefined) return ageOfSchema(undefined);
    return ageOfSchema(
      database.prepare('select name from kysely_migration').pluck().all() as readonly string[],
    );
  } finally {
    database.close();
  }
}

/**
 * Takes a database for itself alone, whole in its one file, until `release` is called.
 * @returns undefined where somebody else has it open
 */
export function holdSqlite(file: string): { readonly release: () => void } | undefined {
  const database = openSqliteFile(file, { isReadOnly: false });
  try {
    database.pragma('locking_mode = exclusive');
    database.pragma('journal_mode = delete');
    database.exec('begin exclusive');
    return { release: () => void database.close() };
  } catch (error) {
    database.close();
    if ((error as { readonly code?: unknown }).code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}
