import { setTimeout as delay } from 'node:timers/promises';
import { NashraError } from '../domain/errors.ts';
import type { LeaderLock, Office } from './leader-lock.ts';
import { isPostgresUrl, sqliteFile } from './open-store.ts';
import { createPostgresLeaderLock } from './postgres-leader-lock.ts';
import { createSqliteLeaderLock } from './sqlite-leader-lock.ts';

/** What the leader has begun. */
export interface LeaderWork {
  /** Resolves when nothing of it goes on. */
  readonly stop: () => Promise<void>;
}

export interface LeadershipOptions {
  /** Called each time the lead has come to this process. */
  readonly begin: () => Promise<LeaderWork>;
  /** The first of several faults in a row; it is tried again. */
  readonly onFault: (error: unknown) => void;
}

export interface Leadership {
  /** Ends the work, and only then lets another process have the lead. */
  readonly close: () => Promise<void>;
}

/** The lead of a process that died is found free after so long at most, and what the database needs to see its death. */
const tryEveryMs = 500;

/**
 * Takes the lead in an office if no other process on the database has it, or else as soon as it is free. Resolves
 * after the first try, with the work begun if it was ours.
 * @throws NashraError `store_unavailable`, and what the first `begin` throws
 */
export async function openLeadership(
  databaseUrl: string,
  office: Office,
  { begin, onFault }: LeadershipOptions,
): Promise<Leadership> {
  const lock = createLeaderLock(databaseUrl, office);
  const inTurn = createTurns();
  const closing = new AbortController();
  let work: LeaderWork | undefined;
  let isFailing = false;

  async function tryToLead(): Promise<void> {
    if (work !== undefined || !(await take(lock, lose))) return;
    try {
      work = await begin();
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  function lose(): void {
    inTurn(stepDown).catch(onFault);
  }

  async function stepDown(): Promise<void> {
    const ended = work;
    work = undefined;
    try {
      await ended?.stop();
    } finally {
      await lock.release();
    }
  }

  async function keepTrying(): Promise<void> {
    while (!closing.signal.aborted) {
      await delay(tryEveryMs, undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      try {
        await inTurn(tryToLead);
        isFailing = false;
      } catch (error) {
        if (!isFailing) onFault(error);
        isFailing = true;
      }
    }
  }

  await inTurn(tryToLead);
  const trying = keepTrying();
  return {
    close: async () => {
      closing.abort();
      await trying;
      await inTurn(stepDown);
    },
  };
}

function createLeaderLock(databaseUrl: string, office: Office): LeaderLock {
  if (isPostgresUrl(databaseUrl)) return createPostgresLeaderLock(databaseUrl, office);
  const endings = { inbox: '-leader', clock: '-clock' } as const;
  return createSqliteLeaderLock(`${sqliteFile(databaseUrl)}${endings[office]}`);
}

async function take(lock: LeaderLock, onLost: () => void): Promise<boolean> {
  try {
    return await lock.tryTake(onLost);
  } catch (cause) {
    const message = `The database does not say which process leads: ${(cause as Error).message}`;
    throw new NashraError('store_unavailable', message, { cause });
  }
}

/** Taking and giving up, each to its end before the next begins. */
function createTurns(): (step: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve();
  return (step) => {
    const turn = last.then(step);
    last = turn.catch(() => undefined);
    return turn;
  };
}
