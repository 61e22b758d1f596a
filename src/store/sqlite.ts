import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';

/** How long SQLite itself may wait for a lock, and every request with it. */
export const sqliteWaitMs = 20;

export function openSqlite(file: string): SqliteDatabase.Database {
  makeFolder(path.dirname(path.resolve(file)));
  const database = new SqliteDatabase(file, { timeout: 10_000 });
  database.pragma('journal_mode = WAL');
  // FULL: what was acknowledged survives a power cut too; ids that readers saw must not be minted twice.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  return database;
}

/** Lists of values make ever other texts of them; what is asked again and again is soon here again. */
const keptStatements = 200;

/**
 * The database for Kysely, which prepares each query anew, and rolls back after every error: what SQLite has rolled back
 * itself (a full disk) is not rolled back again, because that error would take the place of the reason.
 */
export function forKysely(database: SqliteDatabase.Database): {
  readonly prepare: (query: string) => SqliteDatabase.Statement;
  readonly close: () => void;
} {
  const statements = new Map<string, SqliteDatabase.Statement>();
  return {
    prepare: (query) => {
      if (query === 'rollback' && !database.inTransaction) return database.prepare('select 1 where false');
      const kept = statements.get(query);
      if (kept !== undefined && !kept.busy) return kept;
      const statement = database.prepare(query);
      if (statements.size >= keptStatements) statements.clear();
      statements.set(query, statement);
      return statement;
    },
    close: () => void database.close(),
  };
}

/** A file as it lies there: no schema is brought up to date and nothing is made. */
export function openSqliteFile(
  file: string,
  { isReadOnly }: { readonly isReadOnly: boolean },
): SqliteDatabase.Database {
  return new SqliteDatabase(file, { readonly: isReadOnly, fileMustExist: true, timeout: 1_000 });
}

/** A database that is there for its lock only; who finds it locked is told so without waiting. */
export function openLockFile(file: string): SqliteDatabase.Database {
  return new SqliteDatabase(file, { timeout: 0 });
}

/** One by one: Node's own recursive form never ends where nothing can be made at all, such as in /proc. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process was quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

export function isSqliteFailure(error: unknown): boolean {
  return error instanceof SqliteDatabase.SqliteError;
}

/** Whether another process is writing just now. */
export function isSqliteBusy(error: unknown): boolean {
  return error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
