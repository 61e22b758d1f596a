import type { FeedItem } from '../domain/item.ts';
import type { Revision } from '../domain/revision.ts';
import { archiveOf, touchArchive } from './archives.ts';
import { type Place, putFacets } from './facets.ts';
import { insertItem, type StoredItem, updateItem } from './items.ts';
import type { Session } from './session.ts';
import { sitemapOf, touchSitemap } from './sitemaps.ts';
import { deleteWords, putWords } from './words.ts';

/*
 * The states of an item, each step within the transaction of its revision: scheduled → published → withdrawn or
 * expired. What is found, counted and archived is only what is published.
 */

type Kept = Pick<StoredItem, 'item' | 'originalSha256'> &
  Partial<Pick<StoredItem, 'expiresAt' | 'textTimes'>>;

/** Keeps what nobody sees before it is due. */
export async function scheduleItem(
  session: Session,
  { item, originalSha256, expiresAt, textTimes }: Kept,
  {
    publishAt,
    previous,
    revision,
  }: {
    readonly publishAt: Date;
    readonly previous: StoredItem | undefined;
    readonly revision: Revision;
  },
): Promise<void> {
  const stored: StoredItem = {
    item,
    state: 'scheduled',
    originalSha256,
    modifiedAt: revision.modifiedAt,
    firstRevision: previous?.firstRevision ?? revision.number,
    publishAt,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(textTimes === undefined ? {} : { textTimes }),
  };
  await (previous === undefined ? insertItem(session, stored) : updateItem(session, stored));
}

/** From now on the item stands in the channel's documents. */
export async function publishItem(
  session: Session,
  { item, originalSha256, expiresAt, textTimes }: Kept,
  { previous, revision }: { readonly previous: StoredItem | undefined; readonly revision: Revision },
): Promise<void> {
  const { channelId } = item;
  const { arrivals } = await session
    .updateTable('channels')
    .set(({ eb }) => ({ arrivals: eb('arrivals', '+', 1) }))
    .where('id', '=', channelId)
    .returning('arrivals')
    .executeTakeFirstOrThrow();
  const arrival = Number(arrivals);
  const stored: StoredItem = {
    item,
    state: 'published',
    originalSha256,
    modifiedAt: revision.modifiedAt,
    firstRevision: revision.number,
    arrival,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(textTimes === undefined ? {} : { textTimes }),
  };
  await (previous === undefined ? insertItem(session, stored) : updateItem(session, stored));
  await putFacets(session, { channelId, arrival }, { before: undefined, after: item }, revision.number);
  await putWords(session, { channelId, arrival }, item);
  await touchDocuments(session, { channelId, arrival }, revision);
}

/** The published item has another text. */
export async function changeItem(
  session: Session,
  { item, originalSha256, expiresAt, textTimes }: Kept,
  { previous, revision }: { readonly previous: StoredItem; readonly revision: Revision },
): Promise<void> {
  const { expiresAt: _expiresAt, ...rest } = previous;
  const { modifiedAt } = revision;
  const changed = {
    ...rest,
    item,
    originalSha256,
    modifiedAt,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(textTimes === undefined ? {} : { textTimes }),
  };
  await updateItem(session, changed);
  const { channelId } = item;
  const arrival = arrivalOf(previous);
  await putFacets(session, { channelId, arrival }, { before: previous.item, after: item }, revision.number);
  await putWords(session, { channelId, arrival }, item);
  await touchDocuments(session, { channelId, arrival }, revision);
}

/** Nothing that readers see is other than it was. */
export async function keepUnseen(
  session: Session,
  previous: StoredItem,
  { originalSha256, expiresAt, textTimes }: Omit<Kept, 'item'>,
): Promise<void> {
  const { expiresAt: _expiresAt, ...rest } = previous;
  await updateItem(session, {
    ...rest,
    originalSha256,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(textTimes === undefined ? {} : { textTimes }),
  });
}

/** From now on the item is gone from every document; of one that nobody ever saw there is no tombstone. */
export async function endItem(
  session: Session,
  previous: StoredItem,
  {
    as,
    reason,
    revision,
  }: {
    readonly as: 'withdrawn' | 'expired';
    readonly reason?: string;
    readonly revision: Revision;
  },
): Promise<StoredItem> {
  const item: FeedItem = { ...previous.item, revision: revision.number };
  const { publishAt: _publishAt, expiresAt: _expiresAt, ...rest } = previous;
  const ended: StoredItem = {
    ...rest,
    item,
    state: as,
    modifiedAt: revision.modifiedAt,
    endedAt: revision.at,
    ...(reason === undefined ? {} : { endedReason: reason }),
  };
  await updateItem(session, ended);
  if (previous.state === 'published') {
    const place = { channelId: item.channelId, arrival: arrivalOf(previous) };
    await putFacets(session, place, { before: previous.item, after: undefined }, revision.number);
    await deleteWords(session, place);
    await touchDocuments(session, place, revision);
  }
  return ended;
}

async function touchDocuments(
  session: Session,
  { channelId, arrival }: Place,
  { number }: Revision,
): Promise<void> {
  await touchArchive(session, channelId, archiveOf(arrival), number);
  await touchSitemap(session, channelId, sitemapOf(arrival), number);
}

function arrivalOf({ arrival, item }: StoredItem): number {
  if (arrival === undefined) throw new Error(`${item.id} was never published`);
  return arrival;
}
