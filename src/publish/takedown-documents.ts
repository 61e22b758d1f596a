import { itemPath } from '../domain/addresses.ts';
import type { Channel, Site } from '../domain/channel.ts';
import { facetsOf, type Selection, views, wholeOf } from '../domain/selection.ts';
import { archiveOf, findArchive } from '../store/archives.ts';
import { findFacet } from '../store/facets.ts';
import type { StoredItem } from '../store/items.ts';
import type { Session } from '../store/open-store.ts';
import { sitemapOf } from '../store/sitemaps.ts';
import { feedFormats } from './document-parts.ts';
import { pathOf, type Resource } from './resource.ts';
import { selectAsked } from './select.ts';

/** One document in which an item may stand, by the resource that it is before and after a change of the item. */
export interface TakedownDocument {
  /** The same for both, since the address of an archive moves. */
  readonly name: string;
  readonly resource: Resource;
}

/** A feed with a longer search has no address. */
const maxSearchLength = 100;

/**
 * Every document with an address of its own that can hold the item: what is asked for by a query is one of these with
 * less in it. A new kind of document is a line here, and stands in every receipt.
 */
export async function listTakedownDocuments(
  session: Session,
  { site, channel }: { readonly site: Site; readonly channel: Channel },
  stored: StoredItem,
): Promise<readonly TakedownDocument[]> {
  const { item, arrival } = stored;
  const whole = wholeOf(channel);
  const parts = await listParts(session, channel, stored);
  const isDefault = channel.id === site.defaultChannelId;
  const archive = arrival === undefined ? undefined : archiveOf(arrival);
  const archiveName = archive === undefined ? undefined : await findArchive(session, channel.id, archive);
  return [
    ...(isDefault ? feedsOf(channel, whole, true) : []),
    ...feedsOf(channel, whole, false),
    ...views.filter((view) => view !== 'full').flatMap((view) => feedsOf(channel, { ...whole, view }, false)),
    ...parts.flatMap((selection) => feedsOf(channel, selection, false)),
    ...(archiveName === undefined
      ? []
      : feedFormats.map((format) => ({
          name: `archive ${archiveName.number} ${format}`,
          resource: { kind: 'archive', format, channel, name: archiveName } as const,
        }))),
    ...[whole, ...parts]
      .filter(({ words }) => words === undefined)
      .map((selection) => named({ kind: 'listing', channel, selection })),
    named({ kind: 'item', channel, key: item.key, path: itemPath(item) }),
    named({ kind: 'site' }),
    ...(arrival === undefined ? [] : [named({ kind: 'sitemap', channel, number: sitemapOf(arrival) })]),
    named({ kind: 'newsSitemap', channel }),
  ];
}

/** What is found by the item's author, desk, agency and tags, and by the words of its headline. */
async function listParts(
  session: Session,
  channel: Channel,
  { item }: StoredItem,
): Promise<readonly Selection[]> {
  const known = await Promise.all(facetsOf(item).map((facet) => findFacet(session, channel.id, facet)));
  const facets = known.flatMap((facet) => (facet === undefined ? [] : [facet]));
  // Half of a sign outside of the first plane is none, and no address can hold it.
  const words = item.title
    .normalize('NFC')
    .slice(0, maxSearchLength)
    .replace(/[\uD800-\uDBFF]$/, '');
  const search = await selectAsked(session, channel, { facets: new Map(), words });
  return [
    ...facets.map(({ kind, value, label }) => ({
      ...wholeOf(channel),
      facets: [{ kind, value, label }],
    })),
    ...(search?.words === undefined ? [] : [search]),
  ];
}

function feedsOf(channel: Channel, selection: Selection, isRoot: boolean): readonly TakedownDocument[] {
  return feedFormats.map((format) => named({ kind: 'feed', format, channel, selection, isRoot }));
}

function named(resource: Resource): TakedownDocument {
  return { name: pathOf(resource), resource };
}
