import SqliteDatabase from 'better-sqlite3';

/**
 * Holds a file that one process at a time can hold. The system lets go of it when the process ends, however it ends,
 * which no file with the number of a process in it can promise.
 * @returns what lets go of it; undefined when another process holds it
 */
export function holdLock(file: string): (() => void) | undefined {
  const database = new SqliteDatabase(file, { timeout: 0 });
  try {
    // An empty file would get a journal, for which a full disk has no room.
    database.pragma('journal_mode = memory');
    database.exec('begin exclusive');
    return () => void database.close();
  } catch (error) {
    database.close();
    if (error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
}
