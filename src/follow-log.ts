import type { Newsroom } from './newsroom.ts';
import type { Documents } from './publish/documents.ts';
import { oneAtATime } from './publish/one-at-a-time.ts';
import type { Health } from './watch-health.ts';

export interface LogFollower {
  /** Resolves when the documents show what the log has by now. */
  readonly look: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Keeps the documents with the log, whoever wrote to it: this process, where it need not wait for the feeds before it
 * takes the next article, or another one on the same database.
 */
export function followLog(
  { watchLog }: Newsroom,
  documents: Documents,
  { note, logger }: Health,
): LogFollower {
  let isStopped = false;
  let isFailing = false;
  const follow = oneAtATime(async () => {
    if (isStopped) return;
    try {
      await documents.catchUp();
      isFailing = false;
    } catch (error) {
      note(error);
      // Once, not ten times a second, for as long as it lasts.
      if (!isFailing) logger.error({ err: error }, 'cannot follow the log, trying on');
      isFailing = true;
    }
  });
  const look = () => follow('log');
  const watch = watchLog(() => void look());
  return {
    look,
    stop: async () => {
      await watch.stop();
      isStopped = true;
      await look();
    },
  };
}
