import type { FacetKind } from '../domain/selection.ts';
import { type KnownFacet, knownFacetFromRow } from './facets.ts';
import type { KeptMedia } from './media.ts';
import type { ItemState } from './schema.ts';
import type { Session } from './session.ts';

/*
 * What has changed since a revision, in pieces: whoever keeps a copy of everything elsewhere need not look at the rest.
 */

const pieceSize = 200;

/** An item by its address, with the revision in which it last changed. */
export interface ChangedItem {
  readonly key: string;
  readonly slug: string;
  readonly revision: number;
}

/** Of the channel what is in that state and has changed after that revision, in the order of the log. */
export async function* listChangedItems(
  session: Session,
  channelId: string,
  state: ItemState,
  since: number,
): AsyncGenerator<readonly ChangedItem[], void> {
  for (let after = since; ; ) {
    const rows = await session
      .selectFrom('items')
      .select(['key', 'slug', 'revision'])
      .where('channel_id', '=', channelId)
      .where('state', '=', state)
      .where('revision', '>', after)
      // What was never published has no address.
      .where('arrival', 'is not', null)
      .orderBy('revision')
      .limit(pieceSize)
      .execute();
    const items = rows.map(({ key, slug, revision }) => ({ key, slug, revision: Number(revision) }));
    const last = items.at(-1);
    if (last !== undefined) yield items;
    if (last === undefined || items.length < pieceSize) return;
    after = last.revision;
  }
}

export async function countChangedItems(session: Session, channelId: string, since: number): Promise<number> {
  const row = await session
    .selectFrom('items')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('channel_id', '=', channelId)
    .where('state', 'in', ['published', 'withdrawn', 'expired'])
    .where('revision', '>', since)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** How many stories that readers had seen were withdrawn or have expired after that revision. */
export async function countEndedSince(session: Session, channelId: string, since: number): Promise<number> {
  const row = await session
    .selectFrom('items')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('channel_id', '=', channelId)
    .where('state', 'in', ['withdrawn', 'expired'])
    .where('arrival', 'is not', null)
    .where('revision', '>', since)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Whether since that revision something happened that can have taken media from an item. */
export async function hasMoreThanNews(session: Session, channelId: string, since: number): Promise<boolean> {
  const row = await session
    .selectFrom('revisions')
    .select('number')
    .where('channel_id', '=', channelId)
    .where('number', '>', since)
    .where('kind', 'not in', ['publish', 'schedule'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Every facet of the channel of which something has changed after that revision. */
export async function* listChangedFacets(
  session: Session,
  channelId: string,
  since: number,
): AsyncGenerator<readonly KnownFacet[], void> {
  let after: { readonly kind: FacetKind; readonly value: string } | undefined;
  for (;;) {
    const past = after;
    let query = session
      .selectFrom('facets')
      .selectAll()
      .where('channel_id', '=', channelId)
      .where('revision', '>', since)
      .orderBy('kind')
      .orderBy('value')
      .limit(pieceSize);
    if (past !== undefined)
      query = query.where(({ eb, or, and }) =>
        or([eb('kind', '>', past.kind), and([eb('kind', '=', past.kind), eb('value', '>', past.value)])]),
      );
    const facets = (await query.execute()).map(knownFacetFromRow);
    if (facets.length > 0) yield facets;
    after = facets.at(-1);
    if (after === undefined || facets.length < pieceSize) return;
  }
}

/** What of ours these items refer to, whatever has become of them; each once. */
export async function listMediaOf(
  session: Session,
  itemKeys: readonly string[],
): Promise<readonly Pick<KeptMedia, 'sha256' | 'type' | 'lengthBytes'>[]> {
  if (itemKeys.length === 0) return [];
  const rows = await session
    .selectFrom('media')
    .select(['sha256', 'type', 'length'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('item_media')
          .select('item_key')
          .whereRef('item_media.sha256', '=', 'media.sha256')
          .where('item_media.item_key', 'in', itemKeys),
      ),
    )
    .execute();
  return rows.map(({ sha256, type, length }) => ({ sha256, type, lengthBytes: Number(length) }));
}

/** Which of these an item that is published shows. */
export async function filterShownMedia(
  session: Session,
  sha256s: readonly string[],
): Promise<ReadonlySet<string>> {
  if (sha256s.length === 0) return new Set();
  const rows = await session
    .selectFrom('item_media')
    .innerJoin('items', 'items.key', 'item_media.item_key')
    .select('item_media.sha256')
    .distinct()
    .where('item_media.sha256', 'in', sha256s)
    .where('items.state', '=', 'published')
    .execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** Which of these items of the channel are published, with the end of their address. */
export async function findPublishedSlugs(
  session: Session,
  channelId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await session
    .selectFrom('items')
    .select(['key', 'slug'])
    .where('key', 'in', keys)
    .where('channel_id', '=', channelId)
    .where('state', '=', 'published')
    .execute();
  return new Map(rows.map(({ key, slug }) => [key, slug]));
}
