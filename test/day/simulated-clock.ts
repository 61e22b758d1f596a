import { openFakeClock } from '../support/fake-clock.ts';

/**
 * The clock of a program whose time goes quickly, in steps: its own counter (the monotonic clock, by which its timers
 * go) keeps the machine's pace, so that nothing in it is busier than it would be, and what it does by the clock on the
 * wall (embargoes, expiries, dates) it must do by one that was moved. `faketime` with a rate would speed up both.
 */
export interface SimulatedClock {
  /** Of the program. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds, by the editors' watches. */
  readonly now: () => number;
  /** The latest that the program's clock can have shown. */
  readonly latest: () => number;
  /** The program's clock is wrong by so much; 0 sets it right. */
  readonly setWrong: (byMs: number) => void;
  /** Before, it goes no faster than any other. */
  readonly start: () => void;
  readonly stop: () => void;
}

/** Two minutes in a second are twelve seconds in a step: nothing misses its minute by the clock's own making. */
const stepMs = 100;
/** A machine that slept for so long has not lived through the day meanwhile. */
const sleptMs = 1_000;

/**
 * Undefined where faketime is missing.
 * @param onStep after each step, with the real milliseconds that it stands for; `hasSlept` if the machine did before it
 */
export function openSimulatedClock({
  startMs,
  speed,
  onStep,
}: {
  readonly startMs: number;
  readonly speed: number;
  readonly onStep: (ms: number, hasSlept: boolean) => void;
}): SimulatedClock | undefined {
  const clock = openFakeClock();
  if (clock === undefined) return undefined;
  let steppedMs = performance.now();
  let passedMs = 0;
  let offsetMs = startMs - Date.now();
  let wrongMs = 0;
  let latestMs = startMs;

  const now = () => Date.now() + offsetMs;
  const latest = () => {
    latestMs = Math.max(latestMs, now() + wrongMs);
    return latestMs;
  };

  function set(): void {
    latest();
    clock?.set(Math.round(offsetMs + wrongMs) / 1000);
  }

  function step(): void {
    const sinceMs = performance.now() - steppedMs;
    const ms = Math.min(sinceMs, sleptMs);
    steppedMs += sinceMs;
    passedMs += ms;
    latest();
    offsetMs = startMs + passedMs * speed - Date.now();
    set();
    onStep(ms, ms < sinceMs);
  }

  set();
  let timer: NodeJS.Timeout | undefined;
  return {
    env: clock.env,
    now,
    latest,
    setWrong: (byMs) => {
      latest();
      wrongMs = byMs;
      set();
    },
    start: () => {
      steppedMs = performance.now();
      timer = setInterval(step, stepMs);
    },
    stop: () => clearInterval(timer),
  };
}
