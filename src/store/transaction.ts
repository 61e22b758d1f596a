import { setTimeout as delay } from 'node:timers/promises';
import type { Session, Store } from './session.ts';
import { isBusy, sqliteWaitMs } from './sqlite.ts';

/**
 * Another process holds the database for a few milliseconds, as long as a transaction of its own takes. Short enough
 * that a program which is told to end does so in time.
 */
const patienceMs = 3_000;
const pauseMs = 20;

/**
 * All of it or nothing. While another process writes this waits, and the event loop does not: SQLite's own waiting
 * would stop every request, so a busy database is asked again. `run` may be begun more than once.
 */
export async function inTransaction<Result>(
  store: Store,
  run: (session: Session) => Promise<Result>,
): Promise<Result> {
  for (let waitedMs = 0; ; waitedMs += pauseMs + sqliteWaitMs) {
    try {
      return await store.transaction().execute(run);
    } catch (error) {
      if (!isBusy(error) || waitedMs >= patienceMs) throw error;
    }
    await delay(pauseMs);
  }
}
