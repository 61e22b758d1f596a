import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Session, Store } from './session.ts';
import type { StoreFinding } from './store-finding.ts';
import { inSnapshot } from './transaction.ts';
import { verifyBytes } from './verify-bytes.ts';
import { verifyItems } from './verify-items.ts';
import { verifyLog } from './verify-log.ts';

/** How much was looked at. */
export interface StoreCounts {
  readonly channels: number;
  readonly items: number;
  readonly revisions: number;
  readonly originals: number;
  readonly media: number;
}

export interface StoreVerification {
  readonly counts: StoreCounts;
  /** Empty: what is kept is whole. */
  readonly findings: readonly StoreFinding[];
}

/** How many of the rows that are looked at one by one are done. */
export type OnVerified = (done: number, total: number) => void;

/**
 * Whether a store is whole, as it is at one moment: the log of each channel without gaps, every item in the log, and
 * arrivals, archives, search and facets as the items have them, each original and picture by the SHA-256 that is its
 * name. It asks either database the same; whether what lies beneath is sound is a question of its own (checkSqlite,
 * checkPostgres).
 */
export async function verifyStore(
  store: Store,
  onVerified: OnVerified = () => undefined,
): Promise<StoreVerification> {
  return inSnapshot(store, async (session) => {
    const counts = await countAll(session);
    const total = counts.items + counts.originals + counts.media;
    let done = 0;
    const onRow = async () => {
      done += 1;
      onVerified(done, total);
      if (done % 64 === 0) await turnOfOthers();
    };
    return {
      counts,
      findings: [
        ...(await verifyLog(session)),
        ...(await verifyItems(session, onRow)),
        ...(await verifyBytes(session, onRow)),
      ],
    };
  });
}

async function countAll(session: Session): Promise<StoreCounts> {
  const count = async (table: 'channels' | 'items' | 'revisions' | 'originals' | 'media') => {
    const row = await session
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    return Number(row.count);
  };
  return {
    channels: await count('channels'),
    items: await count('items'),
    revisions: await count('revisions'),
    originals: await count('originals'),
    media: await count('media'),
  };
}
