import { isSqliteBusy, openLockFile } from './sqlite.ts';

/**
 * Holds a file that one process at a time can hold. The system lets go of it when the process ends, however it ends,
 * which no file with the number of a process in it can promise.
 * @returns what lets go of it; undefined when another process holds it
 */
export function holdLock(file: string): (() => void) | undefined {
  const database = openLockFile(file);
  try {
    // An empty file would get a journal, for which a full disk has no room.
    database.exec('pragma journal_mode = memory; begin exclusive');
    return () => void database.close();
  } catch (error) {
    database.close();
    if (isSqliteBusy(error)) return undefined;
    throw error;
  }
}
