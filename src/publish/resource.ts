import {
  archivePath,
  type FeedFormat,
  feedPath,
  newsSitemapPath,
  selectionPath,
  sitemapPath,
} from '../domain/addresses.ts';
import type { Channel } from '../domain/channel.ts';
import type { Selection } from '../domain/selection.ts';
import type { ArchiveName } from '../domain/snapshot.ts';
import type { FeedState } from './representation.ts';

/** A feed of a channel. */
export interface FeedAddress {
  readonly format: FeedFormat;
  readonly channel: Channel;
  /** The channel's own at the root of the site. */
  readonly isRoot: boolean;
  readonly selection: Selection;
}

/** What has an address of its own. */
export type Resource =
  /** `since`: only what is other than in that state (RFC 3229). */
  | ({ readonly kind: 'feed'; readonly since?: FeedState } & FeedAddress)
  | ({ readonly kind: 'feedPage' } & FeedAddress)
  | {
      readonly kind: 'archive';
      readonly format: FeedFormat;
      readonly channel: Channel;
      readonly name: ArchiveName;
    }
  /** The page of a channel, or of a part of it. */
  | { readonly kind: 'listing'; readonly channel: Channel; readonly selection: Selection }
  | { readonly kind: 'item'; readonly channel: Channel; readonly key: string; readonly path: string }
  | { readonly kind: 'sitemap'; readonly channel: Channel; readonly number: number }
  | { readonly kind: 'newsSitemap'; readonly channel: Channel }
  | { readonly kind: 'site' | 'opml' | 'robots' | 'sitemapIndex' | 'pagesSitemap' };

/** The path under which a document is asked for, exactly as it stands in a request. */
export function pathOf(resource: Resource): string {
  switch (resource.kind) {
    case 'feed':
      return resource.since === undefined
        ? feedPathOf(resource)
        : partPath(feedPathOf(resource), resource.since);
    case 'feedPage':
      return `${feedPathOf(resource)} page`;
    case 'archive':
      return archivePath(resource.channel.id, resource.name, resource.format);
    case 'listing':
      return selectionPath(resource.channel, resource.selection, '');
    case 'item':
      return resource.path;
    case 'sitemap':
      return sitemapPath(resource.channel.id, resource.number);
    case 'newsSitemap':
      return newsSitemapPath(resource.channel.id);
    case 'sitemapIndex':
      return '/sitemap.xml';
    case 'pagesSitemap':
      return '/sitemap-pages.xml';
    case 'site':
      return '/';
    case 'opml':
      return '/opml.xml';
    case 'robots':
      return '/robots.txt';
  }
}

/** What is asked for in a header has a path that no request can name: none has a space in it. */
export function partPath(path: string, { revision, mark }: FeedState): string {
  return `${path} since=${revision}.${mark}`;
}

export function feedPathOf({ format, channel, isRoot, selection }: FeedAddress): string {
  return isRoot ? feedPath(format) : selectionPath(channel, selection, feedPath(format).slice(1));
}
