import type { LeaderLock } from './leader-lock.ts';
import { holdLock } from './sqlite-lock.ts';

/**
 * A transaction that stays open on a database file which holds nothing. The system lets go of it when the process is
 * gone, and of nothing else: `onLost` is never called.
 */
export function createSqliteLeaderLock(file: string): LeaderLock {
  let letGo: (() => void) | undefined;
  return {
    tryTake: async () => {
      const held = holdLock(file);
      letGo = held ?? letGo;
      return held !== undefined;
    },
    release: async () => {
      letGo?.();
      letGo = undefined;
    },
  };
}
