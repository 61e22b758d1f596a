import type { IdentityRow } from './schema.ts';
import type { Session } from './session.ts';

export type Identity = Pick<IdentityRow, 'scheme' | 'value'>;

export async function findItemKey(
  session: Session,
  channelId: string,
  identity: Identity,
): Promise<string | undefined> {
  const row = await session
    .selectFrom('identities')
    .select('item_key')
    .where('channel_id', '=', channelId)
    .where('scheme', '=', identity.scheme)
    .where('value', '=', identity.value)
    .executeTakeFirst();
  return row?.item_key;
}

/** From now on the identity means this item. */
export async function putIdentity(
  session: Session,
  channelId: string,
  identity: Identity,
  itemKey: string,
): Promise<void> {
  await session
    .insertInto('identities')
    .values({ channel_id: channelId, ...identity, item_key: itemKey })
    .onConflict((conflict) =>
      conflict.columns(['channel_id', 'scheme', 'value']).doUpdateSet({ item_key: itemKey }),
    )
    .execute();
}

/** The names of one kind by which the item is known. */
export async function listIdentities(
  session: Session,
  itemKey: string,
  scheme: Identity['scheme'],
): Promise<readonly string[]> {
  const rows = await session
    .selectFrom('identities')
    .select('value')
    .where('item_key', '=', itemKey)
    .where('scheme', '=', scheme)
    .execute();
  return rows.map((row) => row.value);
}

export async function deleteIdentity(session: Session, channelId: string, identity: Identity): Promise<void> {
  await session
    .deleteFrom('identities')
    .where('channel_id', '=', channelId)
    .where('scheme', '=', identity.scheme)
    .where('value', '=', identity.value)
    .execute();
}

/** From now on every name of one item means the other. */
export async function moveIdentities(session: Session, fromKey: string, toKey: string): Promise<void> {
  await session.updateTable('identities').set({ item_key: toKey }).where('item_key', '=', fromKey).execute();
}

/** The items that a file of that path means or is a copy of. */
export async function listItemKeys(
  session: Session,
  channelIds: readonly string[],
  path: string,
): Promise<readonly string[]> {
  const rows = await session
    .selectFrom('identities')
    .select('item_key')
    .distinct()
    .where('channel_id', 'in', channelIds)
    .where('scheme', 'in', ['path', 'copy'])
    .where('value', '=', path)
    .execute();
  return rows.map((row) => row.item_key);
}

/** The paths of the entries that were taken from a feed's file of that path. */
export async function listFeedEntries(
  session: Session,
  channelIds: readonly string[],
  path: string,
): Promise<readonly string[]> {
  // A range, since every sign of LIKE may stand in a path; `$` is the character after `#`.
  const rows = await session
    .selectFrom('identities')
    .select('value')
    .where('channel_id', 'in', channelIds)
    .where('scheme', '=', 'path')
    .where('value', '>=', `${path}#`)
    .where('value', '<', `${path}$`)
    .orderBy('value')
    .execute();
  return rows.map((row) => row.value);
}
