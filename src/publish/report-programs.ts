import type { PollerCounts, PollerFigures, ProgramReport } from '../domain/polling.ts';
import { firstDayOf } from '../domain/polling.ts';
import type { Session } from '../store/open-store.ts';
import { listPollerCounts } from '../store/pollers.ts';

/** How many days are kept, in UTC, with that of today. */
export const keptDays = 90;

/** How many are shown where nobody says. */
export const shownDays = 7;

/** The programs of so many days that end today, the busiest first. */
export async function loadProgramReports(
  session: Session,
  days: number,
  now: Date,
): Promise<readonly ProgramReport[]> {
  return reportPrograms(await listPollerCounts(session, firstDayOf(days, now)));
}

/** @param counts in the order of their days */
export function reportPrograms(counts: readonly PollerCounts[]): readonly ProgramReport[] {
  const reports = grouped(counts, ({ program }) => program).map(([program, own]) => {
    const feeds = grouped(own, ({ path }) => path).map(([path, ofPath]) => ({ path, ...figuresOf(ofPath) }));
    const named = feeds.flatMap(({ subscribers }) => subscribers ?? []);
    // Two feeds may be known by one name, or by none.
    const subscribers = named.length === 0 ? undefined : sum(named);
    return { program, ...figuresOf(own), subscribers, feeds: feeds.toSorted(byRequests) };
  });
  return reports.toSorted(byRequests);
}

function grouped(
  counts: readonly PollerCounts[],
  nameOf: (counts: PollerCounts) => string,
): readonly (readonly [string, readonly PollerCounts[]])[] {
  const groups = new Map<string, PollerCounts[]>();
  for (const count of counts) {
    const name = nameOf(count);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [count]);
    else group.push(count);
  }
  return Array.from(groups);
}

function figuresOf(counts: readonly PollerCounts[]): PollerFigures {
  const total = (name: 'requests' | 'conditional' | 'full' | 'delta' | 'notModified' | 'refused' | 'bytes') =>
    sum(counts.map((count) => count[name]));
  const requests = total('requests');
  const conditional = total('conditional');
  return {
    requests,
    conditional,
    full: total('full'),
    delta: total('delta'),
    notModified: total('notModified'),
    refused: total('refused'),
    bytes: total('bytes'),
    conditionalShare: requests === 0 ? 0 : conditional / requests,
    medianIntervalSeconds: medianOf(counts.flatMap(({ intervals }) => Array.from(intervals))),
    subscribers: lastNamed(counts),
  };
}

/** A new day begins with none: what was named before stands until the program names another number. */
function lastNamed(counts: readonly PollerCounts[]): number | undefined {
  const named = new Map(counts.flatMap(({ subscribers }) => Array.from(subscribers)));
  return named.size === 0 ? undefined : sum(Array.from(named.values()));
}

function medianOf(weighted: readonly (readonly [number, number])[]): number | undefined {
  const half = sum(weighted.map(([, count]) => count)) / 2;
  let seen = 0;
  for (const [value, count] of weighted.toSorted(([one], [other]) => one - other)) {
    seen += count;
    if (seen >= half) return value;
  }
  return undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function byRequests(one: { readonly requests: number }, other: { readonly requests: number }): number {
  return other.requests - one.requests;
}
