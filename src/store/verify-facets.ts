import { facetsOf } from '../domain/selection.ts';
import { knownFacetFromRow } from './facets.ts';
import type { Session } from './session.ts';
import type { StoreFinding } from './store-finding.ts';
import type { StoredItem } from './stored-item.ts';

/** What follows from a channel's items for one of its facets. */
interface Wanted {
  /** Of the published items that have it: how many, and all their arrivals added. */
  readonly count: number;
  readonly arrivals: number;
  /** Of the last change of an item that has it. */
  readonly revision: number;
}

export interface FacetCheck {
  /** To be called with every item. */
  readonly add: (stored: StoredItem) => void;
  /** Whether authors, desks, agencies and tags find the published items that have them, and no others. */
  readonly verify: (session: Session) => Promise<readonly StoreFinding[]>;
}

const none: Wanted = { count: 0, arrivals: 0, revision: 0 };

export function createFacetCheck(): FacetCheck {
  const wanted = new Map<string, Wanted>();
  return {
    add: ({ item, state, arrival }) => {
      if (arrival === undefined) return;
      const isFound = state === 'published';
      for (const { kind, value } of facetsOf(item)) {
        const name = nameOf({ channel_id: item.channelId, kind, value });
        const { count, arrivals, revision } = wanted.get(name) ?? none;
        wanted.set(name, {
          count: count + (isFound ? 1 : 0),
          arrivals: arrivals + (isFound ? arrival : 0),
          revision: Math.max(revision, item.revision),
        });
      }
    },
    verify: async (session) => [
      ...(await verifyPlaces(session, wanted)),
      ...(await verifyKnown(session, wanted)),
    ],
  };
}

/** A channel's id has no space in it, and neither has a kind. */
function nameOf(facet: {
  readonly channel_id: string;
  readonly kind: string;
  readonly value: string;
}): string {
  return `${facet.channel_id} ${facet.kind} ${facet.value}`;
}

async function verifyPlaces(
  session: Session,
  wanted: ReadonlyMap<string, Wanted>,
): Promise<readonly StoreFinding[]> {
  const rows = await session
    .selectFrom('item_facets')
    .select(({ fn }) => [
      'channel_id',
      'kind',
      'value',
      fn.countAll().as('count'),
      fn.sum('arrival').as('arrivals'),
    ])
    .groupBy(['channel_id', 'kind', 'value'])
    .execute();
  const found = new Map(
    rows.map((row) => [nameOf(row), { count: Number(row.count), arrivals: Number(row.arrivals) }]),
  );
  return [...new Set([...wanted.keys(), ...found.keys()])].flatMap((name) => {
    const [is, should] = [found.get(name) ?? none, wanted.get(name) ?? none];
    if (is.count === should.count && is.arrivals === should.arrivals) return [];
    const message =
      is.count === should.count
        ? `facet ${name}: it finds other items than have it`
        : `facet ${name}: it finds ${is.count} items, and ${should.count} have it`;
    return [{ code: 'facet_miscounted', message } as const];
  });
}

/** Each is known since its first item, and of no earlier change than the last of an item that has it. */
async function verifyKnown(
  session: Session,
  wanted: ReadonlyMap<string, Wanted>,
): Promise<readonly StoreFinding[]> {
  const rows = await session.selectFrom('facets').selectAll().execute();
  const known = new Map(rows.map((row) => [nameOf(row), knownFacetFromRow(row).revision]));
  return [...wanted].flatMap(([name, { revision }]) => {
    const found = known.get(name) ?? 0;
    if (found >= revision) return [];
    const message = `facet ${name}: it is known at revision ${found}, and an item that has it changed at ${revision}`;
    return [{ code: 'facet_outdated', message } as const];
  });
}
