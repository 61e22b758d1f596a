import type { Channel } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Session } from './open-store.ts';
import type { ItemRow } from './schema.ts';

/** An item with what only the store says of it. */
export interface StoredItem {
  readonly item: FeedItem;
  readonly originalSha256: string;
  /** For Last-Modified: see {@link Revision.modifiedAt}. */
  readonly modifiedAt: Date;
}

export async function findItem(session: Session, key: string): Promise<StoredItem | undefined> {
  const row = await session.selectFrom('items').selectAll().where('key', '=', key).executeTakeFirst();
  return row === undefined ? undefined : storedItemFromRow(row);
}

/**
 * The items of a channel's feed, newest first. They are the last that *arrived*, whatever day they are dated: a
 * story filed late with yesterday's date would otherwise never stand in a full feed, and its readers never see it.
 */
export async function listLatestItems(session: Session, channel: Channel): Promise<readonly FeedItem[]> {
  const rows = await session
    .selectFrom('items')
    .selectAll()
    .where('channel_id', '=', channel.id)
    .orderBy('first_revision', 'desc')
    .limit(channel.maxItems)
    .execute();
  return rows
    .map((row) => storedItemFromRow(row).item)
    .sort((one, other) => other.publishedAt.getTime() - one.publishedAt.getTime());
}

/** Of the revisions that published them; those that are not there are left out. */
export async function listItemsByArrival(
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

export async function insertItem(
  session: Session,
  stored: StoredItem & { readonly firstRevision: number },
): Promise<void> {
  await session
    .insertInto('items')
    .values({ ...rowFromStoredItem(stored), first_revision: stored.firstRevision })
    .execute();
}

export async function updateItem(session: Session, stored: StoredItem): Promise<void> {
  await session
    .updateTable('items')
    .set(rowFromStoredItem(stored))
    .where('key', '=', stored.item.key)
    .execute();
}

function rowFromStoredItem({
  item,
  originalSha256,
  modifiedAt,
}: StoredItem): Omit<ItemRow, 'first_revision'> {
  const { key, id, channelId, revision, publishedAt, updatedAt, ...content } = item;
  return {
    key,
    id,
    channel_id: channelId,
    revision,
    modified_at: modifiedAt.getTime(),
    published_at: publishedAt.getTime(),
    updated_at: updatedAt.getTime(),
    original_sha256: originalSha256,
    content: JSON.stringify(content),
  };
}

function storedItemFromRow(row: ItemRow): StoredItem {
  const content = JSON.parse(row.content) as Omit<
    FeedItem,
    'key' | 'id' | 'channelId' | 'revision' | 'publishedAt' | 'updatedAt' | 'media'
  > &
    Partial<Pick<FeedItem, 'media'>>;
  const item = {
    ...content,
    // Items from before there were media have none.
    media: content.media ?? [],
    key: row.key,
    id: row.id,
    channelId: row.channel_id,
    revision: Number(row.revision),
    publishedAt: new Date(Number(row.published_at)),
    updatedAt: new Date(Number(row.updated_at)),
  };
  return { item, originalSha256: row.original_sha256, modifiedAt: new Date(Number(row.modified_at)) };
}
