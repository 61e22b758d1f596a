import type { Channel, ChannelSection, Site } from './channel.ts';
import type { FeedItem } from './item.ts';
import type { Media } from './media.ts';

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

/** The feed's public address: the default channel's stands at the root. */
export function feedUrl(site: Site, channel: Channel, format: FeedFormat): string {
  const isDefault = channel.id === site.defaultChannelId;
  return site.baseUrl + feedPath(format, isDefault ? undefined : channel.id);
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
  item: FeedItem,
): Pick<ChannelSection, 'slug' | 'label'> | undefined {
  if (item.section === undefined) return undefined;
  const name = item.section;
  const known = channel.sections.find((section) => section.slug === name);
  return known ?? { slug: name, label: name };
}
