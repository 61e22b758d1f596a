import { noSums, type PollerCounts } from '../domain/polling.ts';
import type { Session, Store } from './open-store.ts';
import type { PollerRow } from './schema.ts';
import { inTransaction } from './transaction.ts';

/** Of a program's names for one feed: anybody can send any. */
const keptNames = 200;

/** Adds to what is kept of the days; several processes may do so at once. */
export async function addPollerCounts(store: Store, counts: readonly PollerCounts[]): Promise<void> {
  // Always in one order: two processes that hold a row each and want the other's would wait for ever.
  const inOrder = counts.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  await inTransaction(store, async (session) => {
    for (const count of inOrder) await addOne(session, count);
  });
}

function keyOf({ day, program, path }: PollerCounts): string {
  return [day, program, path].join(' ');
}

/** Forgets the days before `oldestDay`. */
export async function forgetPollerCounts(store: Store, oldestDay: string): Promise<void> {
  await inTransaction(store, async (session) => {
    await session.deleteFrom('pollers').where('day', '<', oldestDay).execute();
  });
}

/** Of that day and all after it, in the order of the days. */
export async function listPollerCounts(session: Session, sinceDay: string): Promise<readonly PollerCounts[]> {
  const rows = await session
    .selectFrom('pollers')
    .selectAll()
    .where('day', '>=', sinceDay)
    .orderBy('day')
    .orderBy('program')
    .orderBy('path')
    .execute();
  return rows.map(countsFrom);
}

async function addOne(session: Session, counts: PollerCounts): Promise<void> {
  const { day, program, path } = counts;
  // Writes first, and so holds the row until all is added: what another process counted must not be lost.
  const kept = await session
    .insertInto('pollers')
    .values(rowFrom({ ...counts, ...noSums, intervals: new Map(), subscribers: new Map() }))
    .onConflict((conflict) => conflict.columns(['day', 'program', 'path']).doUpdateSet({ day }))
    .returningAll()
    .executeTakeFirstOrThrow();
  const { day: _day, program: _program, path: _path, ...figures } = rowFrom(joined(countsFrom(kept), counts));
  await session
    .updateTable('pollers')
    .set(figures)
    .where('day', '=', day)
    .where('program', '=', program)
    .where('path', '=', path)
    .execute();
}

function joined(kept: PollerCounts, more: PollerCounts): PollerCounts {
  const intervals = new Map(kept.intervals);
  for (const [seconds, count] of more.intervals)
    intervals.set(seconds, (intervals.get(seconds) ?? 0) + count);
  return {
    ...kept,
    requests: kept.requests + more.requests,
    conditional: kept.conditional + more.conditional,
    full: kept.full + more.full,
    delta: kept.delta + more.delta,
    notModified: kept.notModified + more.notModified,
    refused: kept.refused + more.refused,
    bytes: kept.bytes + more.bytes,
    intervals,
    subscribers: new Map(Array.from(new Map([...kept.subscribers, ...more.subscribers])).slice(-keptNames)),
  };
}

function rowFrom(counts: PollerCounts): PollerRow {
  const { day, program, path, requests, conditional, full, delta, notModified, refused, bytes } = counts;
  return {
    day,
    program,
    path,
    requests,
    conditional,
    full,
    delta,
    not_modified: notModified,
    refused,
    bytes,
    intervals: JSON.stringify(Array.from(counts.intervals)),
    subscribers: JSON.stringify(Array.from(counts.subscribers)),
  };
}

function countsFrom(row: PollerRow): PollerCounts {
  return {
    day: row.day,
    program: row.program,
    path: row.path,
    requests: Number(row.requests),
    conditional: Number(row.conditional),
    full: Number(row.full),
    delta: Number(row.delta),
    notModified: Number(row.not_modified),
    refused: Number(row.refused),
    bytes: Number(row.bytes),
    intervals: new Map(JSON.parse(row.intervals) as [number, number][]),
    subscribers: new Map(JSON.parse(row.subscribers) as [string, number][]),
  };
}
