import type { Channel, Site } from './channel.ts';
import type { FeedItem } from './item.ts';
import type { Selection } from './selection.ts';
import type { Tombstone } from './tombstone.ts';

/** Everything a renderer of a channel's documents may look at: same snapshot, same bytes. */
export interface FeedSnapshot {
  readonly site: Site;
  readonly channel: Channel;
  /** `atom:id` of the feed: a `tag:` URI minted once, like an item's. */
  readonly feedId: string;
  /** What of the channel the feed holds. */
  readonly selection: Selection;
  /** Newest first, by `publishedAt`. */
  readonly items: readonly FeedItem[];
  /** The last that were withdrawn, latest first. */
  readonly tombstones: readonly Tombstone[];
  /** Number of the last revision that changed something in the feed. */
  readonly revision: number;
  /** Its time: RSS `lastBuildDate`, RFC 4287 §4.2.15 `updated`. */
  readonly updatedAt: Date;
  /** Where what is older stands (RFC 5005 §4); absent when nothing is, and in feeds that have no archives. */
  readonly previousArchive?: ArchiveName;
  /** Of an archive document, which one it is. */
  readonly archive?: ArchiveName;
}

/**
 * One archive document of a channel (RFC 5005 §4): its items are those with arrivals `number` · size + 1 and on.
 * `version` is that of the last revision that changed it or an earlier one, so that under an address nothing changes.
 */
export interface ArchiveName {
  /** From 0, the oldest. */
  readonly number: number;
  readonly version: number;
}
