import { formatDay, noSums, type PollerCounts } from '../domain/polling.ts';
import type { NamedSubscribers } from '../text/user-agent.ts';

/** Where one program's requests for one feed are counted, until they are taken out to be kept. */
export interface Tally extends Record<keyof typeof noSums, number> {
  readonly day: string;
  readonly program: string;
  readonly path: string;
  readonly intervals: Map<number, number>;
  readonly subscribers: Map<string, number>;
  /** From then on another day's tally, or the next one of this day, is the one to count in. */
  readonly endsAtMs: number;
  isTaken: boolean;
}

export interface Scorecard {
  readonly tallyFor: (program: string, path: string, nowMs: number) => Tally;
  /** What was counted since the last time; whoever takes it keeps it. */
  readonly take: () => readonly PollerCounts[];
}

// Anybody can send any name: a day holds so many, then the rest are one.
const programsPerDay = 200;
const talliesPerDay = 5_000;
const feedIdsPerTally = 50;
const otherPrograms = 'other';
const otherFeeds = '*';
const dayMs = 86_400_000;

export function createScorecard(): Scorecard {
  const tallies = new Map<string, Tally>();
  const programs = new Set<string>();
  const names = new Set<string>();
  let endsAtMs = Number.NEGATIVE_INFINITY;

  function beginDay(nowMs: number): void {
    endsAtMs = (Math.floor(nowMs / dayMs) + 1) * dayMs;
    programs.clear();
    names.clear();
  }

  function tallyFor(program: string, path: string, nowMs: number): Tally {
    if (nowMs >= endsAtMs || nowMs < endsAtMs - dayMs) beginDay(nowMs);
    if (programs.size < programsPerDay) programs.add(program);
    const counted = programs.has(program) ? program : otherPrograms;
    const name = `${counted}\n${path}`;
    if (names.size < talliesPerDay) names.add(name);
    const feed = names.has(name) ? path : otherFeeds;
    const key = `${endsAtMs}\n${counted}\n${feed}`;
    const tally = tallies.get(key) ?? emptyTally(counted, feed, endsAtMs);
    tallies.set(key, tally);
    return tally;
  }

  function take(): readonly PollerCounts[] {
    const taken = Array.from(tallies.values());
    tallies.clear();
    for (const tally of taken) tally.isTaken = true;
    return taken;
  }

  return { tallyFor, take };
}

function emptyTally(program: string, path: string, endsAtMs: number): Tally {
  return {
    day: formatDay(new Date(endsAtMs - dayMs)),
    program,
    path,
    ...noSums,
    intervals: new Map(),
    subscribers: new Map(),
    endsAtMs,
    isTaken: false,
  };
}

export function countAnswer(tally: Tally, status: number, bytes: number, isConditional: boolean): void {
  tally.requests += 1;
  tally.bytes += bytes;
  if (isConditional) tally.conditional += 1;
  if (status === 304) tally.notModified += 1;
  else if (status === 200) tally.full += 1;
  else if (status === 226) tally.delta += 1;
  else if (status === 429) tally.refused += 1;
}

/** In two digits, so that a day of many pollers has a few hundred different times at most. */
export function countInterval({ intervals }: Tally, elapsedMs: number): void {
  const seconds = Math.max(0, elapsedMs) / 1000;
  const unit = seconds < 100 ? 1 : 10 ** (Math.floor(Math.log10(seconds)) - 1);
  const rounded = Math.round(seconds / unit) * unit;
  intervals.set(rounded, (intervals.get(rounded) ?? 0) + 1);
}

export function noteSubscribers({ subscribers }: Tally, { feedId = '', count }: NamedSubscribers): void {
  if (subscribers.has(feedId) || subscribers.size < feedIdsPerTally) subscribers.set(feedId, count);
}
