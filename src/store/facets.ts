import { type Facet, facetsOf } from '../domain/selection.ts';
import type { FacetRow } from './schema.ts';
import type { Session } from './session.ts';

/** A published item by its place in its channel. */
export interface Place {
  readonly channelId: string;
  readonly arrival: number;
}

type Faceted = Parameters<typeof facetsOf>[0];

/**
 * The item is found by what it is now and no longer by what it was. Every facet of either is changed by that: the
 * item is in its feed, or was.
 * @param items `after` is absent when the item is withdrawn, of which a tombstone tells
 */
export async function putFacets(
  session: Session,
  { channelId, arrival }: Place,
  items: { readonly before: Faceted | undefined; readonly after: Faceted | undefined },
  revision: number,
): Promise<void> {
  const before = items.before === undefined ? [] : facetsOf(items.before);
  const after = items.after === undefined ? [] : facetsOf(items.after);
  const gone = before.filter((facet) => !has(after, facet));
  for (const { kind, value } of gone) {
    await session
      .deleteFrom('item_facets')
      .where('channel_id', '=', channelId)
      .where('kind', '=', kind)
      .where('value', '=', value)
      .where('arrival', '=', arrival)
      .execute();
  }
  for (const facet of after) {
    if (has(before, facet)) continue;
    const row = { channel_id: channelId, kind: facet.kind, value: facet.value, arrival };
    await session.insertInto('item_facets').values(row).execute();
  }
  const isWithdrawn = items.after === undefined;
  for (const facet of [...gone, ...after]) {
    const hasLeft = !isWithdrawn && !has(after, facet);
    await touch(session, channelId, facet, revision, hasLeft);
  }
}

function has(facets: readonly Facet[], { kind, value }: Facet): boolean {
  return facets.some((known) => known.kind === kind && known.value === value);
}

async function touch(
  session: Session,
  channelId: string,
  { kind, value, label }: Facet,
  revision: number,
  hasLeft: boolean,
): Promise<void> {
  const moved = { revision, ...(hasLeft ? { left_revision: revision } : {}) };
  await session
    .insertInto('facets')
    .values({ channel_id: channelId, kind, value, label, left_revision: 0, ...moved })
    .onConflict((conflict) => conflict.columns(['channel_id', 'kind', 'value']).doUpdateSet(moved))
    .execute();
}

/** A facet that items have or had. */
export interface KnownFacet extends Facet {
  /** Number of the last revision that changed something of what is found by it. */
  readonly revision: number;
  /** Number of the last revision in which an item lost it without being withdrawn; 0 for none. */
  readonly leftRevision: number;
}

export async function findFacet(
  session: Session,
  channelId: string,
  { kind, value }: Pick<Facet, 'kind' | 'value'>,
): Promise<KnownFacet | undefined> {
  const row = await session
    .selectFrom('facets')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst();
  return row === undefined ? undefined : knownFacetFromRow(row);
}

export function knownFacetFromRow({ kind, value, label, ...row }: FacetRow): KnownFacet {
  return { kind, value, label, revision: Number(row.revision), leftRevision: Number(row.left_revision) };
}

type Wanted = Pick<Facet, 'kind' | 'value'>;

/** So many items of each of several facets are looked at: what they have in common may be rare, and long ago. */
const commonDepth = 5000;

/** Arrivals of the last published items that have every one of the facets, latest first. */
export async function listArrivalsWith(
  session: Session,
  channelId: string,
  facets: readonly Wanted[],
  among: { readonly limit: number } | { readonly arrivals: readonly number[] },
): Promise<readonly number[]> {
  const [first, ...others] = facets;
  if (first === undefined) throw new Error('no facet to look for');
  const rows = await ('arrivals' in among
    ? selectCommon(session, channelId, others, selectLatest(session, channelId, first, among)).execute()
    : others.length === 0
      ? selectLatest(session, channelId, first, among).execute()
      : listCommon(session, channelId, facets, among.limit));
  return rows.map(({ arrival }) => Number(arrival));
}

/** Goes through the one facet whose last items reach back furthest. */
async function listCommon(session: Session, channelId: string, facets: readonly Wanted[], limit: number) {
  const reaches: { readonly facet: Wanted; readonly arrival: number }[] = [];
  for (const facet of facets) {
    const last = await selectLatest(session, channelId, facet, { limit: 1 })
      .offset(commonDepth - 1)
      .executeTakeFirst();
    reaches.push({ facet, arrival: Number(last?.arrival ?? 0) });
  }
  const [first, ...others] = reaches
    .sort((one, other) => one.arrival - other.arrival)
    .map(({ facet }) => facet);
  if (first === undefined) return [];
  const looked = selectLatest(session, channelId, first, { limit: commonDepth });
  return selectCommon(session, channelId, others, looked).limit(limit).execute();
}

/** What of these has the other facets too. */
function selectCommon(
  session: Session,
  channelId: string,
  others: readonly Wanted[],
  looked: ReturnType<typeof selectLatest>,
) {
  const all = session.selectFrom(looked.as('first')).select('first.arrival').orderBy('first.arrival', 'desc');
  return others.reduce(
    (query, { kind, value }) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('item_facets as other')
            .select('other.arrival')
            .whereRef('other.arrival', '=', 'first.arrival')
            .where('other.channel_id', '=', channelId)
            .where('other.kind', '=', kind)
            .where('other.value', '=', value),
        ),
      ),
    all,
  );
}

function selectLatest(
  session: Session,
  channelId: string,
  { kind, value }: Wanted,
  among: { readonly limit: number } | { readonly arrivals: readonly number[] },
) {
  const all = session
    .selectFrom('item_facets')
    .select('arrival')
    .where('channel_id', '=', channelId)
    .where('kind', '=', kind)
    .where('value', '=', value)
    .orderBy('arrival', 'desc');
  return 'limit' in among ? all.limit(among.limit) : all.where('arrival', 'in', among.arrivals);
}
