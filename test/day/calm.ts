import { setTimeout as delay } from 'node:timers/promises';

/** Time as the program's promises count it: it stands still while somebody breaks something, or the machine sleeps. */
export interface Calm {
  /** Milliseconds of calm so far. */
  readonly nowMs: () => number;
  /** Another number for each stretch of calm; undefined while there is none. */
  readonly stretch: () => number | undefined;
  /** For how long this stretch of it lasts. */
  readonly sinceMs: () => number;
  readonly pass: (ms: number) => void;
  /** What was begun before cannot be held to any time. */
  readonly interrupt: () => void;
  /** Breaks something and lets it recover; one at a time. */
  readonly disturb: (settleMs: number, run: () => Promise<void>) => Promise<void>;
}

export function openCalm(): Calm {
  let stretches = 1;
  let isBroken = false;
  let totalMs = 0;
  let begunMs = 0;

  function interrupt(): void {
    stretches += 1;
    begunMs = totalMs;
  }

  async function disturb(settleMs: number, run: () => Promise<void>): Promise<void> {
    isBroken = true;
    try {
      await run();
      await delay(settleMs);
    } finally {
      isBroken = false;
      interrupt();
    }
  }

  return {
    nowMs: () => totalMs,
    stretch: () => (isBroken ? undefined : stretches),
    sinceMs: () => totalMs - begunMs,
    pass: (ms) => {
      if (!isBroken) totalMs += ms;
    },
    interrupt,
    disturb,
  };
}
