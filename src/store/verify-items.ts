import type { ItemRow } from './schema.ts';
import type { Session } from './session.ts';
import type { StoreFinding } from './store-finding.ts';
import { storedItemFromRow } from './stored-item.ts';
import { createFacetCheck, type FacetCheck } from './verify-facets.ts';

/** So many rows are in memory at once. */
const pieceSize = 200;

/**
 * Whether every item can be read, stands in its channel's log, and is found by its words, authors, desk, agency and
 * tags exactly when it is published.
 */
export async function verifyItems(
  session: Session,
  onItem: () => Promise<void>,
): Promise<readonly StoreFinding[]> {
  const findings: StoreFinding[] = [];
  const facets = createFacetCheck();
  for (let after = ''; ; ) {
    const rows = await session
      .selectFrom('items')
      .selectAll()
      .where('key', '>', after)
      .orderBy('key')
      .limit(pieceSize)
      .execute();
    findings.push(...(await outsideLog(session, rows)), ...(await notFound(session, rows)));
    for (const row of rows) {
      if (!isReadable(row, facets))
        findings.push({ code: 'item_unreadable', message: `item ${row.id}: its content cannot be read` });
      await onItem();
    }
    if (rows.length < pieceSize) break;
    after = rows.at(-1)?.key ?? '';
  }
  // By what an item is found that cannot be read nobody knows.
  const isAllRead = !findings.some(({ code }) => code === 'item_unreadable');
  return isAllRead ? [...findings, ...(await facets.verify(session))] : findings;
}

function isReadable(row: ItemRow, facets: FacetCheck): boolean {
  try {
    const stored = storedItemFromRow(row);
    const { item, state, arrival } = stored;
    const isWhole =
      typeof item.title === 'string' && item.slug === row.slug && !Number.isNaN(item.updatedAt.getTime());
    facets.add(stored);
    return isWhole && (state !== 'published' || arrival !== undefined);
  } catch {
    return false;
  }
}

async function outsideLog(session: Session, rows: readonly ItemRow[]): Promise<readonly StoreFinding[]> {
  if (rows.length === 0) return [];
  const known = await session
    .selectFrom('items')
    .innerJoin('revisions as last', (join) =>
      join.onRef('last.channel_id', '=', 'items.channel_id').onRef('last.number', '=', 'items.revision'),
    )
    .innerJoin('revisions as first', (join) =>
      join
        .onRef('first.channel_id', '=', 'items.channel_id')
        .onRef('first.number', '=', 'items.first_revision'),
    )
    .select('items.key')
    .where('items.key', 'in', keysOf(rows))
    .whereRef('last.item_key', '=', 'items.key')
    .whereRef('first.item_key', '=', 'items.key')
    .execute();
  return missingOf(rows, known).map((row) => ({
    code: 'item_without_revision',
    message: `item ${row.id}: the log knows it under neither of its revisions ${row.first_revision} and ${row.revision}`,
  }));
}

async function notFound(session: Session, rows: readonly ItemRow[]): Promise<readonly StoreFinding[]> {
  if (rows.length === 0) return [];
  const found = await session
    .selectFrom('items')
    .innerJoin('item_words', (join) =>
      join
        .onRef('item_words.channel_id', '=', 'items.channel_id')
        .onRef('item_words.arrival', '=', 'items.arrival'),
    )
    .select('items.key')
    .where('items.key', 'in', keysOf(rows))
    .execute();
  const words = new Set(found.map(({ key }) => key));
  return rows
    .filter(({ key, state }) => (state === 'published') !== words.has(key))
    .map(({ id, state }) => ({
      code: 'item_not_found',
      message: `item ${id}: it is ${state}, and search says otherwise`,
    }));
}

function keysOf(rows: readonly ItemRow[]): readonly string[] {
  return rows.map(({ key }) => key);
}

function missingOf(rows: readonly ItemRow[], known: readonly { readonly key: string }[]): readonly ItemRow[] {
  const keys = new Set(known.map(({ key }) => key));
  return rows.filter(({ key }) => !keys.has(key));
}
