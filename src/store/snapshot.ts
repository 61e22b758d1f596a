import type { Channel, Site } from '../domain/channel.ts';
import type { FeedSnapshot } from '../domain/snapshot.ts';
import { getChannelRow } from './channels.ts';
import { listLatestItems } from './items.ts';
import type { Store } from './open-store.ts';
import { type Dated, dated } from './revisions.ts';
import { inTransaction } from './transaction.ts';

/** The channel's feed as it is published at one moment, and when it was last modified. */
export async function loadSnapshot(
  store: Store,
  site: Site,
  channel: Channel,
  now: () => Date,
): Promise<Dated & { readonly snapshot: FeedSnapshot }> {
  const loadedAt = now();
  return inTransaction(store, async (session) => {
    const row = await getChannelRow(session, channel.id);
    const snapshot = {
      site,
      channel,
      feedId: row.feed_id,
      items: await listLatestItems(session, channel),
      revision: Number(row.revision),
      updatedAt: new Date(Number(row.updated_at)),
    };
    return { snapshot, ...dated(new Date(Number(row.modified_at)), loadedAt) };
  });
}
