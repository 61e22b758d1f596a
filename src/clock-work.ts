import { firstDayOf } from './domain/polling.ts';
import type { Newsroom } from './newsroom.ts';
import { oneAtATime } from './publish/one-at-a-time.ts';
import { releaseDue } from './publish/release-due.ts';
import { keptDays } from './publish/report-programs.ts';
import { purgeField } from './purge-field.ts';
import { checkpoint } from './store/checkpoint.ts';
import type { DueItem } from './store/items.ts';
import type { LeaderWork } from './store/leadership.ts';
import { forgetPollerCounts } from './store/pollers.ts';
import type { Health } from './watch-health.ts';

/** Nothing is late by more; a look is one query. */
const releaseEveryMs = 100;
/** What cannot be released is passed over meanwhile: a few at a time are tried, and others wait behind it. */
const tryAgainAfterMs = 5_000;
const tidyEveryMs = 3_600_000;
/** In a second a newsroom writes less than makes SQLite do it by itself. */
const checkpointEveryMs = 1_000;

/**
 * What the clock asks for: publishing and taking away what is due, keeping the database's log short, and forgetting what
 * is old. Resolves when what was due by now is done.
 * @param onRevision after something was published or taken away
 */
export async function startClockWork(
  newsroom: Newsroom,
  onRevision: () => Promise<void>,
  health: Health,
): Promise<LeaderWork> {
  const release = createRelease(newsroom, onRevision, health);
  const { store, now } = newsroom;
  const tidy = () => forgetPollerCounts(store, firstDayOf(keptDays, now()));
  await release();
  const releasing = repeat(
    { run: release, everyMs: releaseEveryMs, fault: 'cannot publish what is due, trying on' },
    health,
  );
  const tidying = repeat(
    { run: tidy, everyMs: tidyEveryMs, fault: 'cannot forget old counts, trying on' },
    health,
  );
  const shortening = repeat(
    {
      run: () => checkpoint(store),
      everyMs: checkpointEveryMs,
      fault: 'cannot shorten the log of the database, trying on',
    },
    health,
  );
  // Whoever cannot tidy up can publish all the same.
  await tidying.now();
  const tasks = [releasing, tidying, shortening];
  return { stop: async () => void (await Promise.all(tasks.map((task) => task.stop()))) };
}

/** What cannot be released is told once, not ten times a second, for as long as it lasts. */
function createRelease(newsroom: Newsroom, onRevision: () => Promise<void>, { note, logger }: Health) {
  const faulty = new Set<string>();
  const triedAgainAtMs = new Map<string, number>();
  return async () => {
    for (const [key, atMs] of triedAgainAtMs) if (atMs <= performance.now()) triedAgainAtMs.delete(key);
    const onFault = (item: DueItem, error: unknown) => {
      note(error);
      if (!faulty.has(item.key)) logger.error({ err: error, item: item.id }, 'not released, trying on');
      faulty.add(item.key);
      triedAgainAtMs.set(item.key, performance.now() + tryAgainAfterMs);
    };
    const released = await releaseDue(newsroom, onFault, Array.from(triedAgainAtMs.keys()));
    for (const { item, outcome, purge } of released)
      logger.info({ id: item.id, title: item.title, ...purgeField(newsroom.site, purge) }, outcome);
    if (released.length > 0) await onRevision();
  };
}

interface Task {
  readonly run: () => Promise<void>;
  readonly everyMs: number;
  readonly fault: string;
}

interface Repeated extends LeaderWork {
  /** Once more at once; never rejects. */
  readonly now: () => Promise<void>;
}

function repeat({ run, everyMs, fault }: Task, { note, logger }: Health): Repeated {
  let isStopped = false;
  let isFailing = false;
  const runOne = oneAtATime(async () => {
    if (isStopped) return;
    try {
      await run();
      isFailing = false;
    } catch (error) {
      note(error);
      if (!isFailing) logger.error({ err: error }, fault);
      isFailing = true;
    }
  });
  const timer = setInterval(() => void runOne('task'), everyMs);
  return {
    now: () => runOne('task'),
    stop: () => {
      clearInterval(timer);
      isStopped = true;
      return runOne('task');
    },
  };
}
