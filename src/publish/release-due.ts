import type { FeedItem } from '../domain/item.ts';
import { type DueItem, findItem, listDue } from '../store/items.ts';
import { publishItem } from '../store/life-cycle.ts';
import type { Session } from '../store/open-store.ts';
import { beginRevision, commitRevision } from '../store/revisions.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Acceptor } from './acceptance.ts';
import { endStored } from './keep-article.ts';
import { keepLikeness } from './likely-update.ts';
import { listPathsToPurge } from './paths-to-purge.ts';

/** What the clock did: the embargo of the item is over, or its time in the feeds. */
export interface Released {
  readonly item: FeedItem;
  readonly outcome: 'published' | 'expired';
  /** See paths-to-purge; empty of what was published. */
  readonly purge: readonly string[];
}

/**
 * Publishes what is due and takes away what has expired, each in a transaction of its own. Several processes may do
 * so at once: whoever comes second finds nothing to do.
 * @param onFault what of one item keeps no other from its time; it is tried again with the next call
 * @param passedOver keys of items that are not tried in this one
 */
export async function releaseDue(
  { store, now }: Pick<Acceptor, 'store' | 'now'>,
  onFault: (item: DueItem, error: unknown) => void,
  passedOver: readonly string[] = [],
): Promise<readonly Released[]> {
  const released: Released[] = [];
  for (const item of await listDue(store, now(), passedOver)) {
    try {
      const done = await inTransaction(store, (session) => release(session, item, now()));
      if (done !== undefined) released.push(done);
    } catch (error) {
      onFault(item, error);
    }
  }
  return released;
}

async function release(
  session: Session,
  { key, channelId }: DueItem,
  at: Date,
): Promise<Released | undefined> {
  const revision = await beginRevision(session, channelId, at);
  const stored = await findItem(session, key);
  if (stored === undefined) return undefined;
  if (isDue(stored.expiresAt, at) && (stored.state === 'published' || stored.state === 'scheduled')) {
    const ended = await endStored(session, stored, { step: 'expire', revision });
    return { item: ended, outcome: 'expired', purge: await listPathsToPurge(session, stored) };
  }
  if (stored.state !== 'scheduled' || !isDue(stored.publishAt, at)) return undefined;
  const { publishAt: _publishAt, ...rest } = stored;
  const item = { ...stored.item, revision: revision.number };
  await publishItem(session, { ...rest, item }, { previous: stored, revision });
  await keepLikeness(session, item, undefined);
  const { originalSha256 } = stored;
  await commitRevision(session, revision, { kind: 'publish', itemKey: key, originalSha256 });
  return { item, outcome: 'published', purge: [] };
}

function isDue(time: Date | undefined, at: Date): boolean {
  return time !== undefined && time <= at;
}
