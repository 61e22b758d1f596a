import type { Session } from './open-store.ts';

/** How much is kept of a channel. */
export interface ChannelCounts {
  readonly channelId: string;
  readonly items: number;
  readonly revisions: number;
}

/** From counters that are kept: nothing is counted when somebody asks. */
export async function listChannelCounts(session: Session): Promise<readonly ChannelCounts[]> {
  const rows = await session.selectFrom('channels').select(['id', 'items', 'revision']).execute();
  return rows.map(({ id, items, revision }) => ({
    channelId: id,
    items: Number(items),
    revisions: Number(revision),
  }));
}
