import { firstDayOf } from './domain/polling.ts';
import type { Newsroom } from './newsroom.ts';
import { oneAtATime } from './publish/one-at-a-time.ts';
import { releaseDue } from './publish/release-due.ts';
import { keptDays } from './publish/report-programs.ts';
import { purgeField } from './purge-field.ts';
import type { LeaderWork } from './store/leadership.ts';
import { forgetPollerCounts } from './store/pollers.ts';
import type { Health } from './watch-health.ts';

/** Nothing is late by more; a look is one query. */
const releaseEveryMs = 100;
const tidyEveryMs = 3_600_000;

/**
 * What the clock asks for: publishing and taking away what is due, and forgetting what is old. Resolves when what was
 * due by now is done.
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
  const tasks = [
    { run: release, everyMs: releaseEveryMs, fault: 'cannot publish what is due, trying on' },
    { run: tidy, everyMs: tidyEveryMs, fault: 'cannot forget old counts, trying on' },
  ];
  for (const { run } of tasks) await run();
  const repeated = tasks.map((task) => repeat(task, health));
  return { stop: async () => void (await Promise.all(repeated.map(({ stop }) => stop()))) };
}

/** What cannot be released is told once, not ten times a second, for as long as it lasts. */
function createRelease(newsroom: Newsroom, onRevision: () => Promise<void>, { note, logger }: Health) {
  const faulty = new Set<string>();
  return async () => {
    const released = await releaseDue(newsroom, (item, error) => {
      note(error);
      if (!faulty.has(item.key)) logger.error({ err: error, item: item.id }, 'not released, trying on');
      faulty.add(item.key);
    });
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

function repeat({ run, everyMs, fault }: Task, { note, logger }: Health): LeaderWork {
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
    stop: () => {
      clearInterval(timer);
      isStopped = true;
      return runOne('task');
    },
  };
}
