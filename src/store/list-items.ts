import { listItemsInState, type StoredItem } from './items.ts';
import type { ItemState } from './schema.ts';
import type { Session } from './session.ts';

/** Of the channels and states, the last that changed first. */
export async function listItems(
  session: Session,
  {
    channelIds,
    states,
    limit,
  }: {
    readonly channelIds: readonly string[];
    readonly states: readonly ItemState[];
    readonly limit: number;
  },
): Promise<readonly StoredItem[]> {
  const lists = await Promise.all(
    channelIds.flatMap((id) => states.map((state) => listItemsInState(session, id, state, limit))),
  );
  return lists
    .flat()
    .sort(
      (one, other) =>
        other.modifiedAt.getTime() - one.modifiedAt.getTime() || other.item.revision - one.item.revision,
    )
    .slice(0, limit);
}
