import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FeedItem } from '../domain/item.ts';
import type { Revision } from '../domain/revision.ts';
import { getChannelRow } from './channels.ts';
import { findTimes } from './revisions.ts';
import type { ItemRow } from './schema.ts';
import type { Session } from './session.ts';

/**
 * Addresses in one sitemap at most (sitemaps.org), those that were withdrawn counted, so that no item ever moves to
 * another. Part of every sitemap's address: never changed.
 */
export const sitemapSize = 50_000;

/** Number of the sitemap in which the item with that arrival stands. */
export function sitemapOf(arrival: number): number {
  return Math.floor((arrival - 1) / sitemapSize);
}

/** The revision changes something that stands in the sitemap. */
export async function touchSitemap(
  session: Session,
  channelId: string,
  number: number,
  revision: number,
): Promise<void> {
  await session
    .insertInto('sitemaps')
    .values({ channel_id: channelId, number, revision })
    .onConflict((conflict) => conflict.columns(['channel_id', 'number']).doUpdateSet({ revision }))
    .execute();
}

/** So many rows are read at once, while every request waits. */
const pieceSize = 500;

/** What a sitemap says of an item. */
export type SitemapItem = Pick<FeedItem, 'channelId' | 'key' | 'slug' | 'updatedAt'>;

/** What is published of the sitemap's items in the order of their arrival, in pieces; requests pass between two of them. */
export async function* listSitemapItems(
  session: Session,
  channelId: string,
  number: number,
): AsyncGenerator<readonly SitemapItem[], void> {
  const [first, last] = arrivalsOf(number);
  for (let after = first - 1; ; await nextTurn()) {
    const rows = await selectSitemapItems(session, channelId, { after, last }).limit(pieceSize).execute();
    if (rows.length > 0) yield rows.map((row) => sitemapItemFrom(channelId, row));
    if (rows.length < pieceSize) return;
    after = Number(rows.at(-1)?.arrival);
  }
}

/** What its sitemap says of the item with that arrival; undefined when nothing does. */
export async function findSitemapItem(
  session: Session,
  channelId: string,
  arrival: number,
): Promise<SitemapItem | undefined> {
  const range = { after: arrival - 1, last: arrival };
  const row = await selectSitemapItems(session, channelId, range).executeTakeFirst();
  return row && sitemapItemFrom(channelId, row);
}

function selectSitemapItems(
  session: Session,
  channelId: string,
  { after, last }: { readonly after: number; readonly last: number },
) {
  return session
    .selectFrom('items')
    .select(['key', 'slug', 'updated_at', 'arrival'])
    .where('channel_id', '=', channelId)
    .where('state', '=', 'published')
    .where('arrival', '>', after)
    .where('arrival', '<=', last)
    .orderBy('arrival');
}

function sitemapItemFrom(
  channelId: string,
  { key, slug, updated_at }: Pick<ItemRow, 'key' | 'slug' | 'updated_at'>,
): SitemapItem {
  return { channelId, key, slug, updatedAt: new Date(Number(updated_at)) };
}

/** Numbers of the channel's sitemaps that hold something. */
export async function listSitemaps(session: Session, channelId: string): Promise<readonly number[]> {
  const { arrivals } = await getChannelRow(session, channelId);
  const numbers = Array.from({ length: Math.ceil(Number(arrivals) / sitemapSize) }, (_, number) => number);
  const held = await Promise.all(numbers.map((number) => isHeld(session, channelId, number)));
  return numbers.filter((number) => held[number]);
}

async function isHeld(session: Session, channelId: string, number: number): Promise<boolean> {
  const [first, last] = arrivalsOf(number);
  const row = await session
    .selectFrom('items')
    .select('arrival')
    .where('channel_id', '=', channelId)
    .where('state', '=', 'published')
    .where('arrival', '>=', first)
    .where('arrival', '<=', last)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** When something in the sitemap last changed, a withdrawal or its own address among that. */
export async function findSitemapTimes(
  session: Session,
  channelId: string,
  number: number,
): Promise<Pick<Revision, 'number' | 'at' | 'modifiedAt'> | undefined> {
  const changed = await session
    .selectFrom('sitemaps')
    .select('revision')
    .where('channel_id', '=', channelId)
    .where('number', '=', number)
    .executeTakeFirst();
  const { fingerprint_revision } = await getChannelRow(session, channelId);
  const revision = Math.max(Number(changed?.revision ?? 0), Number(fingerprint_revision));
  const times = await findTimes(session, channelId, revision);
  return times && { number: revision, ...times };
}

function arrivalsOf(number: number): readonly [first: number, last: number] {
  return [number * sitemapSize + 1, (number + 1) * sitemapSize];
}

/** Arrivals of the last that are published and dated after one moment and up to another, latest first. */
export async function listArrivalsDated(
  session: Session,
  channelId: string,
  { after, until }: { readonly after: Date; readonly until: Date },
  limit: number,
): Promise<readonly number[]> {
  const rows = await session
    .selectFrom('items')
    .select('arrival')
    .where('channel_id', '=', channelId)
    .where('state', '=', 'published')
    .where('published_at', '>', after.getTime())
    .where('published_at', '<=', until.getTime())
    .orderBy('published_at', 'desc')
    .orderBy('arrival', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ arrival }) => Number(arrival));
}

/** The next date that something published bears, where a text has dated itself ahead. */
export async function findNextDated(
  session: Session,
  channelId: string,
  now: Date,
): Promise<Date | undefined> {
  const row = await session
    .selectFrom('items')
    .select(({ fn }) => fn.min('published_at').as('at'))
    .where('channel_id', '=', channelId)
    .where('state', '=', 'published')
    .where('published_at', '>', now.getTime())
    .executeTakeFirst();
  return row?.at === undefined || row.at === null ? undefined : new Date(Number(row.at));
}
