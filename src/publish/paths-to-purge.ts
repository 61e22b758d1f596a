import { isServedHere } from '../domain/addresses.ts';
import type { FeedItem } from '../domain/item.ts';
import { archiveOf } from '../store/archives.ts';
import type { StoredItem } from '../store/items.ts';
import { findPublishedMedia } from '../store/media.ts';
import type { Session } from '../store/open-store.ts';

/**
 * What caches may keep for a year and must be told to drop when an item has ended: its archive in every version and
 * format, as a path that ends in `*`, and its media that nothing else shows. Empty of an item that nobody ever saw.
 */
export async function listPathsToPurge(
  session: Session,
  { item, arrival }: Pick<StoredItem, 'item' | 'arrival'>,
): Promise<readonly string[]> {
  if (arrival === undefined) return [];
  const media = await listMedia(session, item);
  return [
    `/${item.channelId}/archive/${archiveOf(arrival)}/*`,
    ...media.filter(({ isServed }) => !isServed).map(({ path }) => path),
  ];
}

/** What an item shows of ours, and whether it is served now. */
export async function listMedia(
  session: Session,
  { media }: FeedItem,
): Promise<readonly { readonly path: string; readonly isServed: boolean }[]> {
  const ours = media.filter(({ address }) => isServedHere(address));
  return Promise.all(
    ours.map(async ({ address }) => {
      const sha256 = address.slice('media/'.length, address.lastIndexOf('.'));
      return { path: `/${address}`, isServed: (await findPublishedMedia(session, sha256)) !== undefined };
    }),
  );
}
