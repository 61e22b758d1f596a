import { setTimeout as delay } from 'node:timers/promises';
import { assertInPlace } from './place.ts';
import type { Session, Store } from './session.ts';
import { isBusy } from './store-failure.ts';

/**
 * Another process holds the database for a few milliseconds, as long as a transaction of its own takes. Short enough
 * that a program which is told to end does so in time.
 */
const patienceMs = 3_000;
const pauseMs = 20;

/** All of it or nothing. `run` may be begun more than once. */
export function inTransaction<Result>(
  store: Store,
  run: (session: Session) => Promise<Result>,
): Promise<Result> {
  return patiently(() => {
    assertInPlace(store);
    return store.transaction().execute(run);
  });
}

/** Reads what stands at one moment, whatever is written meanwhile. `run` may be begun more than once. */
export function inSnapshot<Result>(
  store: Store,
  run: (session: Session) => Promise<Result>,
): Promise<Result> {
  // SQLite has no other kind.
  return patiently(() =>
    store.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(run),
  );
}

/**
 * While another process writes this waits, and the event loop does not: SQLite's own waiting would stop every
 * request, so a busy database is asked again.
 */
async function patiently<Result>(run: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error;
    }
    await delay(pauseMs);
  }
}
