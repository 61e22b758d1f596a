import type { LeaderLock } from './leader-lock.ts';
import { isSqliteBusy, openLockFile } from './sqlite.ts';

/**
 * A transaction that stays open on a database file which holds nothing. The system lets go of it when the process is
 * gone, and of nothing else: `onLost` is never called.
 */
export function createSqliteLeaderLock(file: string): LeaderLock {
  let held: ReturnType<typeof openLockFile> | undefined;
  return {
    tryTake: async () => {
      const database = openLockFile(file);
      try {
        // There is nothing that a journal beside it would bring back.
        database.exec('pragma journal_mode = memory; begin exclusive');
        held = database;
        return true;
      } catch (error) {
        database.close();
        if (isSqliteBusy(error)) return false;
        throw error;
      }
    },
    release: async () => {
      held?.close();
      held = undefined;
    },
  };
}
