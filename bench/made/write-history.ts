import type { InsertObject } from 'kysely';
import { type Facet, facetsOf } from '../../src/domain/selection.ts';
import { likenessMarks } from '../../src/publish/likely-update.ts';
import { archiveOf, touchArchive } from '../../src/store/archives.ts';
import type { ChannelRow, FacetRow, Schema } from '../../src/store/schema.ts';
import type { Session, Store } from '../../src/store/session.ts';
import { sitemapOf, touchSitemap } from '../../src/store/sitemaps.ts';
import { rowFromStoredItem } from '../../src/store/stored-item.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { wordsOf } from '../../src/store/words.ts';
import type { MadeItem } from './history.ts';

/** Items of one transaction: each table's rows are sorted by its key first, since a database fills up fastest so. */
const batchSize = 20_000;
/** Far below what SQLite (32,766) and PostgreSQL (65,535) take in one statement. */
const parametersAtOnce = 3000;

const tables = [
  'originals',
  'items',
  'identities',
  'revisions',
  'item_facets',
  'item_words',
  'likenesses',
] as const;

type Rows = { readonly [Name in (typeof tables)[number]]: Schema[Name][] };

/** What a channel has come to when its whole history is written. */
interface Sum {
  revision: number;
  visible: { number: number; at: number; modified_at: number };
  arrivals: number;
  items: number;
  readonly facets: Map<string, FacetRow>;
  /** Of each archive and sitemap the last revision that changed it. */
  readonly archives: number[];
  readonly sitemaps: number[];
}

/** Writes a history into a channel that has none. @returns the number of its revisions */
export async function writeHistory(
  store: Store,
  channelId: string,
  history: Iterable<MadeItem>,
): Promise<number> {
  const sum: Sum = {
    revision: 0,
    visible: { number: 0, at: 0, modified_at: 0 },
    arrivals: 0,
    items: 0,
    facets: new Map(),
    archives: [],
    sitemaps: [],
  };
  let rows = noRows();
  for (const made of history) {
    addRows(rows, made);
    addToSum(sum, made);
    if (rows.items.length < batchSize) continue;
    await writeRows(store, rows);
    rows = noRows();
  }
  await writeRows(store, rows);
  await inTransaction(store, (session) => writeSum(session, channelId, sum));
  return sum.revision;
}

function noRows(): Rows {
  return {
    originals: [],
    items: [],
    identities: [],
    revisions: [],
    item_facets: [],
    item_words: [],
    likenesses: [],
  };
}

function addRows(rows: Rows, { stored, originals, identities, revisions }: MadeItem): void {
  const { item, state, arrival } = stored;
  const { channelId: channel_id } = item;
  rows.originals.push(...originals);
  rows.items.push(rowFromStoredItem(stored));
  rows.identities.push(...identities);
  rows.revisions.push(...revisions);
  if (arrival === undefined) return;
  rows.likenesses.push(
    ...likenessMarks(item).map((mark) => ({ channel_id, mark, first_revision: stored.firstRevision })),
  );
  if (state !== 'published') return;
  rows.item_facets.push(...facetsOf(item).map(({ kind, value }) => ({ channel_id, kind, value, arrival })));
  rows.item_words.push({ channel_id, arrival, words: wordsOf(item) });
}

function addToSum(sum: Sum, { stored: { item, arrival }, revisions }: MadeItem): void {
  sum.items += 1;
  for (const { number, at, modified_at, kind } of revisions) {
    sum.revision = Math.max(sum.revision, number);
    if (kind !== 'schedule' && number > sum.visible.number) sum.visible = { number, at, modified_at };
  }
  if (arrival === undefined) return;
  sum.arrivals = Math.max(sum.arrivals, arrival);
  raise(sum.archives, archiveOf(arrival), item.revision);
  raise(sum.sitemaps, sitemapOf(arrival), item.revision);
  for (const facet of facetsOf(item)) touchFacet(sum.facets, item.channelId, facet, item.revision);
}

function raise(revisions: number[], index: number, revision: number): void {
  revisions[index] = Math.max(revisions[index] ?? 0, revision);
}

function touchFacet(
  facets: Map<string, FacetRow>,
  channel_id: string,
  { kind, value, label }: Facet,
  revision: number,
): void {
  const name = `${kind} ${value}`;
  const known = facets.get(name);
  facets.set(name, {
    channel_id,
    kind,
    value,
    label: known?.label ?? label,
    revision: Math.max(known?.revision ?? 0, revision),
    left_revision: 0,
  });
}

async function writeRows(store: Store, rows: Rows): Promise<void> {
  await inTransaction(store, async (session) => {
    await insertAll(
      session,
      'originals',
      sorted(rows.originals, ({ sha256 }) => sha256),
    );
    await insertAll(session, 'items', rows.items);
    await insertAll(
      session,
      'identities',
      sorted(rows.identities, ({ scheme, value }) => `${scheme} ${value}`),
    );
    await insertAll(
      session,
      'revisions',
      sorted(rows.revisions, ({ number }) => number),
    );
    await insertAll(
      session,
      'item_facets',
      sorted(rows.item_facets, ({ kind, value }) => `${kind} ${value}`),
    );
    await insertAll(session, 'item_words', rows.item_words);
    await insertAll(
      session,
      'likenesses',
      sorted(rows.likenesses, ({ mark }) => mark),
    );
  });
}

function sorted<Row>(rows: readonly Row[], keyOf: (row: Row) => string | number): readonly Row[] {
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key)))
    .map(({ row }) => row);
}

async function insertAll<Name extends keyof Schema>(
  session: Session,
  table: Name,
  rows: readonly Schema[Name][],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const rowsAtOnce = Math.floor(parametersAtOnce / Object.keys(first).length);
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await session
      .insertInto(table)
      .values(rows.slice(start, start + rowsAtOnce) as readonly InsertObject<Schema, Name>[])
      .execute();
}

async function writeSum(session: Session, channelId: string, sum: Sum): Promise<void> {
  await insertAll(session, 'facets', [...sum.facets.values()]);
  const archives = sum.archives.map((revision, number) => ({ revision, number }));
  // As they were touched, so that the last of them is the last.
  for (const { number, revision } of archives.toSorted((one, other) => one.revision - other.revision))
    await touchArchive(session, channelId, number, revision);
  for (const [number, revision] of sum.sitemaps.entries())
    await touchSitemap(session, channelId, number, revision);
  const { visible, revision, arrivals, items } = sum;
  const row: Partial<ChannelRow> = {
    revision,
    visible_revision: visible.number,
    updated_at: visible.at,
    modified_at: visible.modified_at,
    arrivals,
    items,
  };
  await session.updateTable('channels').set(row).where('id', '=', channelId).execute();
}
