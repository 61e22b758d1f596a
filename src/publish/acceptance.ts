import type { Warning } from '../domain/article.ts';
import type { Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Store } from '../store/open-store.ts';

export interface Acceptance {
  /** `scheduled` and `withdrawn` also of one that was before, and is now for another time. */
  readonly outcome: 'created' | 'updated' | 'corrected' | 'scheduled' | 'withdrawn' | 'unchanged';
  readonly item: FeedItem;
  /** What only the store and the folder can tell: about its media, and about other items and files like it. */
  readonly warnings: readonly Warning[];
  /** Of a story that was taken back: see paths-to-purge. */
  readonly purge?: readonly string[];
}

export interface Acceptor {
  readonly store: Store;
  readonly site: Site;
  readonly now: () => Date;
}
