import { listRevisionNumbers } from './channels.ts';
import type { Session } from './open-store.ts';

/** How much is kept of a channel. */
export interface ChannelCounts {
  readonly channelId: string;
  readonly items: number;
  readonly revisions: number;
}

export async function listChannelCounts(session: Session): Promise<readonly ChannelCounts[]> {
  const revisions = await listRevisionNumbers(session);
  const rows = await session
    .selectFrom('items')
    .select(['channel_id', ({ fn }) => fn.countAll().as('items')])
    .groupBy('channel_id')
    .execute();
  const items = new Map(rows.map((row) => [row.channel_id, Number(row.items)]));
  return Array.from(revisions, ([channelId, count]) => ({
    channelId,
    items: items.get(channelId) ?? 0,
    revisions: count,
  }));
}
