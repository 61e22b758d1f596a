import type { ArchiveName } from '../domain/snapshot.ts';
import type { Session } from './session.ts';

/** Items of an archive document, those that were withdrawn counted. Part of every archive's address: never changed. */
export const archiveSize = 50;

/** Number of the archive in which the item with that arrival stands. */
export function archiveOf(arrival: number): number {
  return Math.floor((arrival - 1) / archiveSize);
}

/** First and last arrival of an archive. */
export function arrivalsOf(number: number): readonly [first: number, last: number] {
  return [number * archiveSize + 1, (number + 1) * archiveSize];
}

/** The revision changes the archive. */
export async function touchArchive(
  session: Session,
  channelId: string,
  number: number,
  revision: number,
): Promise<void> {
  await session
    .insertInto('archives')
    .values({ channel_id: channelId, number, revision })
    .onConflict((conflict) => conflict.columns(['channel_id', 'number']).doUpdateSet({ revision }))
    .execute();
}

/**
 * The archive as it is addressed now. It links to the one before it, so a change in any that is older changes its
 * address too, and so does a change of the channel's own metadata.
 */
export async function findArchive(
  session: Session,
  channelId: string,
  number: number,
): Promise<ArchiveName | undefined> {
  const row = await session
    .selectFrom('archives')
    .select(({ fn }) => [fn.max('number').as('last'), fn.max('revision').as('revision')])
    .where('channel_id', '=', channelId)
    .where('number', '<=', number)
    .executeTakeFirst();
  if (row?.last === undefined || row.last === null || Number(row.last) !== number) return undefined;
  const channel = await session
    .selectFrom('channels')
    .select('fingerprint_revision')
    .where('id', '=', channelId)
    .executeTakeFirstOrThrow();
  return { number, version: Math.max(Number(row.revision), Number(channel.fingerprint_revision)) };
}

/**
 * The oldest archive that is addressed otherwise than it was at a revision, and with it all that are younger; undefined
 * where every address is the same.
 */
export async function findFirstMoved(
  session: Session,
  channelId: string,
  since: number,
): Promise<number | undefined> {
  const channel = await session
    .selectFrom('channels')
    .select('fingerprint_revision')
    .where('id', '=', channelId)
    .executeTakeFirstOrThrow();
  if (Number(channel.fingerprint_revision) > since) return 0;
  const row = await session
    .selectFrom('archives')
    .select(({ fn }) => fn.min('number').as('first'))
    .where('channel_id', '=', channelId)
    .where('revision', '>', since)
    .executeTakeFirst();
  return row?.first === undefined || row.first === null ? undefined : Number(row.first);
}
