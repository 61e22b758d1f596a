import type { ArchiveName } from '../domain/snapshot.ts';
import { getChannelRow } from './channels.ts';
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

/**
 * The revision, which is the last of all, changes the archive. Each archive links to the one before it, so from this one
 * on all have a new version: what is kept is only where a version begins.
 */
export async function touchArchive(
  session: Session,
  channelId: string,
  number: number,
  revision: number,
): Promise<void> {
  await session
    .deleteFrom('archive_versions')
    .where('channel_id', '=', channelId)
    .where('number', '>', number)
    .execute();
  await session
    .insertInto('archive_versions')
    .values({ channel_id: channelId, number, version: revision })
    .onConflict((conflict) => conflict.columns(['channel_id', 'number']).doUpdateSet({ version: revision }))
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
  const { arrivals, fingerprint_revision } = await getChannelRow(session, channelId);
  if (number < 0 || number > archiveOf(Number(arrivals))) return undefined;
  const row = await session
    .selectFrom('archive_versions')
    .select('version')
    .where('channel_id', '=', channelId)
    .where('number', '<=', number)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { number, version: Math.max(Number(row.version), Number(fingerprint_revision)) };
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
  const { fingerprint_revision } = await getChannelRow(session, channelId);
  if (Number(fingerprint_revision) > since) return 0;
  const row = await session
    .selectFrom('archive_versions')
    .select('number')
    .where('channel_id', '=', channelId)
    .where('version', '>', since)
    // Versions grow with the numbers.
    .orderBy('version')
    .limit(1)
    .executeTakeFirst();
  return row && Number(row.number);
}
