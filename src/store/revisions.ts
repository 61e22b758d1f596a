import type { Revision, RevisionKind } from '../domain/revision.ts';
import type { Session } from './session.ts';

/**
 * Takes the channel's write lock for the rest of the transaction; must be its first statement, because SQLite gives
 * a lock that is held elsewhere only to a transaction that has not read yet. PostgreSQL locks the row.
 * @returns the next revision, not yet in the log
 */
export async function beginRevision(session: Session, channelId: string, now: Date): Promise<Revision> {
  const channel = await session
    .updateTable('channels')
    .set((column) => ({ revision: column.ref('revision') }))
    .where('id', '=', channelId)
    .returning(['revision', 'updated_at', 'modified_at'])
    .executeTakeFirstOrThrow();
  return {
    channelId,
    number: Number(channel.revision) + 1,
    at: new Date(nextTime(Number(channel.updated_at), now.getTime())),
    modifiedAt: nextModified(Number(channel.modified_at), now.getTime()),
    kind: 'publish',
  };
}

/** Appends to the log: from here every validator, date and cache of the channel moves. */
export async function commitRevision(
  session: Session,
  revision: Revision,
  change: { kind: RevisionKind; itemKey?: string; originalSha256?: string; note?: string },
): Promise<void> {
  const times = { at: revision.at.getTime(), modified_at: revision.modifiedAt.getTime() };
  const visible = {
    visible_revision: revision.number,
    updated_at: times.at,
    modified_at: times.modified_at,
    ...(change.kind === 'channel' ? { fingerprint_revision: revision.number } : {}),
  };
  await session
    .updateTable('channels')
    .set({ revision: revision.number, ...(change.kind === 'schedule' ? {} : visible) })
    .where('id', '=', revision.channelId)
    .execute();
  await session
    .insertInto('revisions')
    .values({
      channel_id: revision.channelId,
      number: revision.number,
      ...times,
      kind: change.kind,
      item_key: change.itemKey ?? null,
      original_sha256: change.originalSha256 ?? null,
      note: change.note ?? null,
    })
    .execute();
}

/** What happened to an item, in order, with the bytes that it was taken from each time. */
export async function listRevisionsOfItem(
  session: Session,
  itemKey: string,
): Promise<readonly (Revision & { readonly originalSha256?: string })[]> {
  const rows = await session
    .selectFrom('revisions')
    .selectAll()
    .where('item_key', '=', itemKey)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    channelId: row.channel_id,
    number: Number(row.number),
    at: new Date(Number(row.at)),
    modifiedAt: new Date(Number(row.modified_at)),
    kind: row.kind,
    itemKey,
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.original_sha256 === null ? {} : { originalSha256: row.original_sha256 }),
  }));
}

/**
 * Of which items the log tells after a revision.
 * @returns undefined where they are more than `atMost`, or the channel itself has changed
 */
export async function listItemsChangedSince(
  session: Session,
  channelId: string,
  { since, atMost }: { readonly since: number; readonly atMost: number },
): Promise<ReadonlySet<string> | undefined> {
  const rows = await session
    .selectFrom('revisions')
    .select('item_key')
    .where('channel_id', '=', channelId)
    .where('number', '>', since)
    .limit(atMost + 1)
    .execute();
  const keys = rows.flatMap(({ item_key }) => item_key ?? []);
  return rows.length > atMost || keys.length < rows.length ? undefined : new Set(keys);
}

/** The times of one revision. */
export async function findTimes(
  session: Session,
  channelId: string,
  number: number,
): Promise<Pick<Revision, 'at' | 'modifiedAt'> | undefined> {
  const row = await session
    .selectFrom('revisions')
    .select(['at', 'modified_at'])
    .where('channel_id', '=', channelId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && { at: new Date(Number(row.at)), modifiedAt: new Date(Number(row.modified_at)) };
}

/** When a state of a document was last modified, as far as HTTP may be told. */
export interface Dated {
  readonly modifiedAt: Date;
  /**
   * For Last-Modified. Undefined when the state was loaded before `modifiedAt` had come: a later state of the same
   * second could then have the same date.
   */
  readonly lastModified: Date | undefined;
}

export function dated(modifiedAt: Date, loadedAt: Date): Dated {
  return { modifiedAt, lastModified: modifiedAt.getTime() <= loadedAt.getTime() ? modifiedAt : undefined };
}

/**
 * So far ahead of the clock the log cannot be of itself: the clock was wrong when it was written, and would be believed
 * for as long. Whoever holds a date of then is answered with the whole (see http/conditional).
 */
export const strayAfterMs = 24 * 60 * 60 * 1000;

/** Later than the last revision, whatever the clock says, where that is not absurd. */
function nextTime(previousMs: number, nowMs: number): number {
  return previousMs - nowMs > strayAfterMs ? nowMs : Math.max(nowMs, previousMs + 1);
}

/**
 * Last-Modified has whole seconds, so a state that appears in the second of the one before takes the next second;
 * until that has come the header is left out (RFC 9110 §8.8.2.1): see {@link Dated}.
 */
function nextModified(previousMs: number, nowMs: number): Date {
  const second = Math.floor(nowMs / 1000) * 1000;
  if (second > previousMs || previousMs - nowMs > strayAfterMs) return new Date(second);
  const isUnseen = previousMs === second + 1000;
  return new Date(isUnseen ? previousMs : previousMs + 1000);
}
