import { beginRevision, commitRevision } from './revisions.ts';
import type { ChannelRow } from './schema.ts';
import type { Session, Store } from './session.ts';
import { inTransaction } from './transaction.ts';

/** Makes the channel known. Its `atom:id` is kept only the first time: ids are minted once. */
export async function registerChannel(store: Store, channel: { id: string; feedId: string }): Promise<void> {
  await inTransaction(store, (session) =>
    session
      .insertInto('channels')
      .values({
        id: channel.id,
        feed_id: channel.feedId,
        fingerprint: '',
        fingerprint_modified_at: 0,
        fingerprint_revision: 0,
        revision: 0,
        visible_revision: 0,
        arrivals: 0,
        items: 0,
        updated_at: 0,
        modified_at: 0,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute(),
  );
}

/** Logs a revision when what a channel's documents take from the configuration is not what it was. */
export async function noteFingerprint(
  store: Store,
  channel: { id: string; fingerprint: string },
  now: Date,
): Promise<void> {
  if ((await getChannelRow(store, channel.id)).fingerprint === channel.fingerprint) return;
  await inTransaction(store, async (session) => {
    const revision = await beginRevision(session, channel.id, now);
    // Of several processes that start at once the first has noted it.
    if ((await getChannelRow(session, channel.id)).fingerprint === channel.fingerprint) return;
    await session
      .updateTable('channels')
      .set({
        fingerprint: channel.fingerprint,
        fingerprint_modified_at: revision.modifiedAt.getTime(),
      })
      .where('id', '=', channel.id)
      .execute();
    await commitRevision(session, revision, { kind: 'channel' });
  });
}

export async function getChannelRow(session: Session, channelId: string): Promise<ChannelRow> {
  return session.selectFrom('channels').selectAll().where('id', '=', channelId).executeTakeFirstOrThrow();
}

/** Number of each channel's last revision. */
export async function listRevisionNumbers(session: Session): Promise<ReadonlyMap<string, number>> {
  const rows = await session.selectFrom('channels').select(['id', 'revision']).execute();
  return new Map(rows.map((row) => [row.id, Number(row.revision)]));
}

const probe = { day: '', program: '', path: '' };

/**
 * Writes a row and takes it back: rejects where nothing can be kept. It waits for nobody who publishes, and nobody
 * for it.
 */
export async function probeStore(store: Store): Promise<void> {
  const figures = { requests: 0, conditional: 0, full: 0, delta: 0, not_modified: 0, refused: 0, bytes: 0 };
  await inTransaction(store, async (session) => {
    await session
      .insertInto('pollers')
      .values({ ...probe, ...figures, intervals: '[]', subscribers: '[]' })
      .execute();
    await session.deleteFrom('pollers').where('day', '=', probe.day).execute();
    await session.selectFrom('channels').select('revision').execute();
  });
}
