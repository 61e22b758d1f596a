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

/** Arrivals of the last published items that have every one of the facets, latest first. */
export async function listArrivalsWith(
  session: Session,
  channelId: string,
  facets: readonly Pick<Facet, 'kind' | 'value'>[],
  among: { readonly limit: number } | { readonly arrivals: readonly number[] },
): Promise<readonly number[]> {
  const [first, ...others] = facets;
  if (first === undefined) throw new Error('no facet to look for');
  let query = session
    .selectFrom('item_facets as first')
    .select('first.arrival')
    .where('first.channel_id', '=', channelId)
    .where('first.kind', '=', first.kind)
    .where('first.value', '=', first.value)
    .orderBy('first.arrival', 'desc');
  for (const { kind, value } of others) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('item_facets as other')
          .select('other.arrival')
          .whereRef('other.arrival', '=', 'first.arrival')
          .where('other.channel_id', '=', channelId)
          .where('other.kind', '=', kind)
          .where('other.value', '=', value),
      ),
    );
  }
  const bounded =
    'limit' in among ? query.limit(among.limit) : query.where('first.arrival', 'in', among.arrivals);
  return (await bounded.execute()).map(({ arrival }) => Number(arrival));
}
