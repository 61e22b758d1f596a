import type { FeedItem } from '../domain/item.ts';
import type { Tombstone } from '../domain/tombstone.ts';
import type { ItemRow, ItemState } from './schema.ts';
import type { Session } from './session.ts';
import { rowFromStoredItem, type StoredItem, storedItemFromRow } from './stored-item.ts';

export type { StoredItem } from './stored-item.ts';

export async function findItem(session: Session, key: string): Promise<StoredItem | undefined> {
  const row = await session.selectFrom('items').selectAll().where('key', '=', key).executeTakeFirst();
  return row === undefined ? undefined : storedItemFromRow(row);
}

/** By its `tag:` id. */
export async function findItemById(session: Session, id: string): Promise<StoredItem | undefined> {
  const row = await session.selectFrom('items').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : storedItemFromRow(row);
}

/**
 * The items of a channel's feed, newest first. They are the last that *arrived*, whatever day they are dated: a
 * story filed late with yesterday's date would otherwise never stand in a full feed, and its readers never see it.
 */
export async function listLatestItems(
  session: Session,
  channelId: string,
  limit: number,
): Promise<readonly PlacedItem[]> {
  const rows = await session
    .selectFrom('items')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('state', '=', 'published')
    .orderBy('arrival', 'desc')
    .limit(limit)
    .execute();
  return newestFirst(rows.map(storedItemFromRow));
}

/** Published, with its place in the channel. */
export type PlacedItem = StoredItem & { readonly arrival: number };

/** What of these is published, newest first. */
export async function listItemsAt(
  session: Session,
  channelId: string,
  arrivals: readonly number[],
): Promise<readonly PlacedItem[]> {
  if (arrivals.length === 0) return [];
  const rows = await session
    .selectFrom('items')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('arrival', 'in', arrivals)
    .where('state', '=', 'published')
    .execute();
  return newestFirst(rows.map(storedItemFromRow));
}

function newestFirst(stored: readonly StoredItem[]): readonly PlacedItem[] {
  return stored
    .filter((one): one is PlacedItem => one.arrival !== undefined)
    .sort(
      (one, other) =>
        other.item.publishedAt.getTime() - one.item.publishedAt.getTime() || other.arrival - one.arrival,
    );
}

/** Everything with an arrival from `first` to `last`, whatever has become of it, newest first. */
export async function listArrived(
  session: Session,
  channelId: string,
  [first, last]: readonly [first: number, last: number],
): Promise<readonly PlacedItem[]> {
  const rows = await session
    .selectFrom('items')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('arrival', '>=', first)
    .where('arrival', '<=', last)
    .execute();
  return newestFirst(rows.map(storedItemFromRow));
}

/** The last that were withdrawn or have expired, latest first, but for those that nobody ever saw. */
export async function listEnded(
  session: Session,
  channelId: string,
  limit: number,
): Promise<readonly StoredItem[]> {
  const rows = [
    ...(await selectEnded(session, channelId, 'withdrawn', limit).selectAll().execute()),
    ...(await selectEnded(session, channelId, 'expired', limit).selectAll().execute()),
  ];
  return latestOf(rows, limit).map(storedItemFromRow);
}

/** Of the same, only what a feed says of them. */
export async function listTombstones(
  session: Session,
  channelId: string,
  limit: number,
): Promise<readonly Tombstone[]> {
  const columns = ['id', 'revision', 'ended_at', 'ended_reason'] as const;
  const rows = [
    ...(await selectEnded(session, channelId, 'withdrawn', limit).select(columns).execute()),
    ...(await selectEnded(session, channelId, 'expired', limit).select(columns).execute()),
  ];
  return latestOf(rows, limit).map(({ id, revision, ended_at, ended_reason }) => ({
    id,
    at: new Date(Number(ended_at)),
    revision: Number(revision),
    ...(ended_reason === null ? {} : { reason: ended_reason }),
  }));
}

function selectEnded(session: Session, channelId: string, state: ItemState, limit: number) {
  return inState(session, channelId, state).where('arrival', 'is not', null).limit(limit);
}

function latestOf<Row extends Pick<ItemRow, 'revision'>>(
  rows: readonly Row[],
  limit: number,
): readonly Row[] {
  return rows.toSorted((one, other) => Number(other.revision) - Number(one.revision)).slice(0, limit);
}

/** Undefined unless the item was published and is no more. */
export function tombstoneOf({ item, endedAt, endedReason, arrival }: StoredItem): Tombstone | undefined {
  if (endedAt === undefined || arrival === undefined) return undefined;
  const reason = endedReason === undefined ? {} : { reason: endedReason };
  return { id: item.id, at: endedAt, revision: item.revision, ...reason };
}

/** What is published and has changed since that revision, latest change first. */
export async function listChangedSince(
  session: Session,
  channelId: string,
  since: number,
  limit: number,
): Promise<readonly PlacedItem[]> {
  const rows = await session
    .selectFrom('items')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('state', '=', 'published')
    .where('revision', '>', since)
    .orderBy('revision', 'desc')
    .limit(limit)
    .execute();
  return newestFirst(rows.map(storedItemFromRow));
}

/** Of the revisions that published them; those that are not there are left out. */
export async function listItemsByFirstRevision(
  session: Session,
  channelId: string,
  firstRevisions: readonly number[],
): Promise<readonly FeedItem[]> {
  if (firstRevisions.length === 0) return [];
  const rows = await session
    .selectFrom('items')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('first_revision', 'in', firstRevisions)
    .orderBy('first_revision', 'desc')
    .execute();
  return rows.map((row) => storedItemFromRow(row).item);
}

/** Number of the revision that published the item. */
export async function getFirstRevision(session: Session, key: string): Promise<number> {
  const row = await session
    .selectFrom('items')
    .select('first_revision')
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return Number(row.first_revision);
}

/** What is in one of the states, the last that changed first. */
export async function listItemsInState(
  session: Session,
  channelId: string,
  state: ItemState,
  limit: number,
): Promise<readonly StoredItem[]> {
  const rows = await inState(session, channelId, state).selectAll().limit(limit).execute();
  return rows.map(storedItemFromRow);
}

function inState(session: Session, channelId: string, state: ItemState) {
  return session
    .selectFrom('items')
    .where('channel_id', '=', channelId)
    .where('state', '=', state)
    .orderBy('revision', 'desc');
}

/** So many are released before the documents are rendered: of thousands that are due at once the first need not wait. */
const dueAtOnce = 25;

export type DueItem = Pick<FeedItem, 'key' | 'id' | 'channelId'>;

/**
 * What should have been published or taken away by then, in the order in which it is due; the first of it.
 * @param passedOver keys
 */
export async function listDue(
  session: Session,
  now: Date,
  passedOver: readonly string[],
): Promise<readonly DueItem[]> {
  // Only what names them: one that cannot be read keeps no other from its time.
  const others = session
    .selectFrom('items')
    .select(['key', 'id', 'channel_id as channelId'])
    .$if(passedOver.length > 0, (query) => query.where('key', 'not in', passedOver));
  const due = await Promise.all([
    others
      .where('state', '=', 'scheduled')
      .where('publish_at', '<=', now.getTime())
      .orderBy('publish_at')
      // Those of one moment differ below it, in the order in which they came.
      .orderBy('published_at')
      .limit(dueAtOnce)
      .execute(),
    others
      .where('state', '=', 'published')
      .where('expires_at', '<=', now.getTime())
      .orderBy('expires_at')
      .limit(dueAtOnce)
      .execute(),
  ]);
  return due.flat();
}

/** When something of the channel is next published or taken away by itself. */
export async function findNextDue(session: Session, channelId: string): Promise<Date | undefined> {
  const times = [
    await findFirstTime(session, channelId, 'scheduled', 'publish_at'),
    await findFirstTime(session, channelId, 'published', 'expires_at'),
  ].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

async function findFirstTime(
  session: Session,
  channelId: string,
  state: ItemState,
  column: 'publish_at' | 'expires_at',
): Promise<number | undefined> {
  const row = await session
    .selectFrom('items')
    .select(`${column} as at`)
    .where('state', '=', state)
    // Most items have none: only a bound keeps them from being looked through.
    .where(column, '>', 0)
    .where('channel_id', '=', channelId)
    .orderBy(column)
    .limit(1)
    .executeTakeFirst();
  return row?.at === undefined || row.at === null ? undefined : Number(row.at);
}

export async function insertItem(session: Session, stored: StoredItem): Promise<void> {
  await session.insertInto('items').values(rowFromStoredItem(stored)).execute();
  await session
    .updateTable('channels')
    .set(({ eb }) => ({ items: eb('items', '+', 1) }))
    .where('id', '=', stored.item.channelId)
    .execute();
}

export async function updateItem(session: Session, stored: StoredItem): Promise<void> {
  await session
    .updateTable('items')
    .set(rowFromStoredItem(stored))
    .where('key', '=', stored.item.key)
    .execute();
}
