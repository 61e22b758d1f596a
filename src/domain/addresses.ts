import type { Channel, ChannelSection, Site } from './channel.ts';
import type { FeedItem } from './item.ts';
import type { Media } from './media.ts';
import { type FacetKind, facetSlug, isWhole, type Selection, wholeOf } from './selection.ts';
import type { ArchiveName } from './snapshot.ts';

export type FeedFormat = 'rss' | 'atom' | 'json';

const feedFileNames: Readonly<Record<FeedFormat, string>> = {
  rss: 'feed.xml',
  atom: 'atom.xml',
  json: 'feed.json',
};

/** Media types without `charset`, which HTTP adds. */
export const feedMediaTypes: Readonly<Record<FeedFormat, string>> = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
};

/** Path of a channel's feed; without a channel that of the site's default one. */
export function feedPath(format: FeedFormat, channelId?: string): string {
  return channelId === undefined ? `/${feedFileNames[format]}` : `/${channelId}/${feedFileNames[format]}`;
}

/** The feed's public address: the default channel's own stands at the root. */
export function feedUrl(
  site: Site,
  channel: Channel,
  format: FeedFormat,
  selection: Selection = wholeOf(channel),
): string {
  const isRoot =
    channel.id === site.defaultChannelId && isWhole(selection) && selection.limit === channel.maxItems;
  return (
    site.baseUrl + (isRoot ? feedPath(format) : selectionPath(channel, selection, feedFileNames[format]))
  );
}

/** The page of what the feed holds; of a view of items that of the items themselves. */
export function selectionUrl(site: Site, channel: Channel, selection: Selection): string {
  const { words: _words, ...rest } = selection;
  const paged = { ...(selection.facets.length === 1 ? rest : wholeOf(channel)), limit: channel.maxItems };
  return site.baseUrl + selectionPath(channel, { ...paged, view: 'full' }, '');
}

/** The folder of a facet's feeds and page: `/ar/sections/culture/`. */
export const facetFolders: Readonly<Record<FacetKind, string>> = {
  author: 'authors',
  section: 'sections',
  source: 'sources',
  tag: 'tags',
};

/**
 * Exactly one path for each selection, percent-encoded: a facet alone and a view alone have folders of their own, and
 * what is put together stands in a query, in the order of the alphabet.
 */
export function selectionPath(
  { id, maxItems }: Pick<Channel, 'id' | 'maxItems'>,
  { facets, words, view, limit }: Selection,
  file: string,
): string {
  const [facet, another] = facets;
  const isBare = words === undefined && limit === maxItems;
  if (isBare && facet === undefined) return `/${id}/${view === 'full' ? '' : `${view}/`}${file}`;
  if (isBare && facet !== undefined && another === undefined && view === 'full')
    return `/${id}/${facetFolders[facet.kind]}/${encodeURIComponent(facetSlug(facet.label))}/${file}`;
  const query: readonly (readonly [string, string])[] = [
    ...facets.map(({ kind, label }) => [kind, facetSlug(label)] as const),
    ...(limit === maxItems ? [] : [['limit', String(limit)] as const]),
    ...(words === undefined ? [] : [['q', words] as const]),
    ...(view === 'full' ? [] : [['view', view] as const]),
  ];
  const pairs = query
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  return `/${id}/${file}?${pairs}`;
}

/** RFC 5005 §4: an archive document, in the version in which nothing changes any more. */
export function archivePath(channelId: string, { number, version }: ArchiveName, format: FeedFormat): string {
  return `/${channelId}/archive/${number}/${version}/${feedFileNames[format]}`;
}

/**
 * Of the items that arrived as the `number`th fifty thousand, from 0: see store/sitemaps. It lies beside what it lists,
 * because a sitemap speaks only for its own folder (https://www.sitemaps.org/protocol.html#location).
 */
export function sitemapPath(channelId: string, number: number): string {
  return `/${channelId}/sitemap-${number}.xml`;
}

export function newsSitemapPath(channelId: string): string {
  return `/${channelId}/news-sitemap.xml`;
}

export function channelUrl(site: Site, channel: Channel): string {
  return `${site.baseUrl}/${channel.id}/`;
}

/** Percent-encoded (RFC 3986), so that it can stand in XML, JSON and HTTP headers as it is. */
export function itemPath(item: Pick<FeedItem, 'channelId' | 'key' | 'slug'>): string {
  return `/${item.channelId}/${item.key}/${encodeURIComponent(item.slug)}`;
}

export function itemUrl(site: Site, item: Pick<FeedItem, 'channelId' | 'key' | 'slug'>): string {
  return site.baseUrl + itemPath(item);
}

/** Where a picture, sound or film lies: elsewhere, or below the site's own address. */
export function mediaUrl(site: Site, { address }: Pick<Media, 'address'>): string {
  return isServedHere(address) ? `${site.baseUrl}/${address}` : address;
}

/** Whether an address of media is one of ours, relative to the site's. */
export function isServedHere(address: string): boolean {
  return /^media\/[0-9a-f]{64}\.[a-z0-9]+$/.test(address);
}

/** The `scheme` of a channel's sections as categories (RFC 4287 §4.2.2.2, RSS `<category domain>`). */
export function sectionScheme(site: Site, channel: Channel): string {
  return `${channelUrl(site, channel)}sections`;
}

/** A section as the channel's configuration has it; for one it doesn't have, the text's own words serve as both. */
export function sectionOf(
  channel: Channel,
  item: Pick<FeedItem, 'section'>,
): Pick<ChannelSection, 'slug' | 'label'> | undefined {
  if (item.section === undefined) return undefined;
  const name = item.section;
  const known = channel.sections.find((section) => section.slug === name);
  return known ?? { slug: name, label: name };
}
