import { decodeTime, ulid } from 'ulid';
import type { Site } from '../domain/channel.ts';
import type { ItemIdentity } from '../ingest/item-from-article.ts';

/**
 * RFC 4151; from nothing that an editor can change. The ULID sorts by the time of minting.
 * @param random from 0 to below 1; the machine's own chance unless it is given
 */
export function mintItemIdentity(
  site: Pick<Site, 'tagAuthority'>,
  at: Date,
  random?: () => number,
): ItemIdentity {
  const key = ulid(at.getTime(), random).toLowerCase();
  return { key, id: `tag:${site.tagAuthority}:article:${key}` };
}

/** `atom:id` for a channel's feed. */
export function mintFeedId(site: Site, channelId: string): string {
  return `tag:${site.tagAuthority}:channel:${channelId}`;
}

/** When the item with that key was published first. */
export function mintedAt(key: string): Date {
  return new Date(decodeTime(key.toUpperCase()));
}
