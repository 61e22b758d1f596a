import type { Channel, Site } from '../domain/channel.ts';
import type { FeedSnapshot } from '../domain/snapshot.ts';
import { getChannelRow } from './channels.ts';
import { listLatestItems } from './items.ts';
import type { Store } from './open-store.ts';

/** The channel's feed as it is published at one moment. */
export async function loadSnapshot(store: Store, site: Site, channel: Channel): Promise<FeedSnapshot> {
  return store.transaction().execute(async (session) => {
    const row = await getChannelRow(session, channel.id);
    return {
      site,
      channel,
      feedId: row.feed_id,
      items: await listLatestItems(session, channel),
      revision: Number(row.revision),
      updatedAt: new Date(Number(row.updated_at)),
      modifiedAt: new Date(Number(row.modified_at)),
    };
  });
}
