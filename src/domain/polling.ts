/** How often one client may fetch one feed whole without asking whether it has changed. */
export interface PollingBudget {
  /** At once: what a reader's or an office's subscribing takes. */
  readonly burst: number;
  /** After which time one more is allowed. */
  readonly refillSeconds: number;
}

/** What one program did with one feed on one day. Nothing in it is about a person or an address. */
export interface PollerCounts {
  /** In UTC: `2026-11-27`. */
  readonly day: string;
  readonly program: string;
  /** The feed's, without a query. */
  readonly path: string;
  readonly requests: number;
  /** Of the requests, those with `If-None-Match` or `If-Modified-Since`. */
  readonly conditional: number;
  /** Answers by status: 200, 226 (RFC 3229), 304 and 429. */
  readonly full: number;
  readonly delta: number;
  readonly notModified: number;
  readonly refused: number;
  /** Of content, as it was coded. */
  readonly bytes: number;
  /** How often each time lay between two polls of one client, by seconds in two digits: 1834 counts as 1800. */
  readonly intervals: ReadonlyMap<number, number>;
  /** The last number that the program named, for each name that it has for the feed; `''` where it has none. */
  readonly subscribers: ReadonlyMap<string, number>;
}

/** What of the counts is added up, before the first. */
export const noSums = {
  requests: 0,
  conditional: 0,
  full: 0,
  delta: 0,
  notModified: 0,
  refused: 0,
  bytes: 0,
} as const satisfies Partial<PollerCounts>;

type Sums = Pick<PollerCounts, keyof typeof noSums>;

/** A program, or what it did with one feed, over several days. */
export interface PollerFigures extends Sums {
  /** Of requests, 0 to 1. */
  readonly conditionalShare: number;
  /** Half of the times between two polls of one client are shorter. Undefined when none came twice. */
  readonly medianIntervalSeconds: number | undefined;
  /** As last named; undefined where it names none. */
  readonly subscribers: number | undefined;
}

/** A line of the scorecard. */
export interface ProgramReport extends PollerFigures {
  readonly program: string;
  readonly feeds: readonly (PollerFigures & { readonly path: string })[];
}

/** `2026-11-27`, in UTC. */
export function formatDay(at: Date): string {
  return at.toISOString().slice(0, 'yyyy-mm-dd'.length);
}

/** The first of so many days in UTC that end with that of `at`. */
export function firstDayOf(days: number, at: Date): string {
  return formatDay(new Date(at.getTime() - (days - 1) * 86_400_000));
}
