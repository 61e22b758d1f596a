import type { Channel, Site } from './channel.ts';
import type { FeedItem } from './item.ts';

/** Everything a renderer of a channel's documents may look at: same snapshot, same bytes. */
export interface FeedSnapshot {
  readonly site: Site;
  readonly channel: Channel;
  /** `atom:id` of the feed: a `tag:` URI minted once, like an item's. */
  readonly feedId: string;
  /** Newest first, by `publishedAt`. */
  readonly items: readonly FeedItem[];
  /** Number of the channel's last revision. */
  readonly revision: number;
  /** Time of the channel's last revision: RSS `lastBuildDate`, RFC 4287 §4.2.15 `updated`. */
  readonly updatedAt: Date;
}
