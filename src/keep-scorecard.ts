import type { PollerCounts } from './domain/polling.ts';
import type { Scorecard } from './http/scorecard.ts';
import { oneAtATime } from './publish/one-at-a-time.ts';
import type { Store } from './store/open-store.ts';
import { addPollerCounts } from './store/pollers.ts';

export interface ScorecardKeeping {
  /** Writes what was counted until now. Never rejects: the counts wait for the next time. */
  readonly keep: () => Promise<void>;
  /** Writes the last, and no more after it. */
  readonly stop: () => Promise<void>;
}

const keepEveryMs = 60_000;

/** How many counts may wait for a database that does not answer: those of an hour or more. */
const waitingCounts = 20_000;

/** Brings the counts of the pollers into the store, once a minute and at the end. */
export function startKeepingScorecard(
  scorecard: Scorecard,
  store: Store,
  onError: (error: unknown) => void,
): ScorecardKeeping {
  let waiting: readonly PollerCounts[] = [];
  const keepOnce = oneAtATime(async () => {
    const counts = [...waiting, ...scorecard.take()];
    if (counts.length === 0) return;
    try {
      await addPollerCounts(store, counts);
      waiting = [];
    } catch (error) {
      waiting = counts.slice(-waitingCounts);
      onError(error);
    }
  });
  const keep = () => keepOnce('scorecard');
  // Whoever fails before there is anything to stop must be able to end.
  const timer = setInterval(() => void keep(), keepEveryMs).unref();
  return {
    keep,
    stop: () => {
      clearInterval(timer);
      return keep();
    },
  };
}
