import { type FeedFormat, feedPath } from '../domain/addresses.ts';

/** What has an address of its own. `channelId` undefined in a feed: the default channel's, at the root. */
export type Resource =
  | { readonly kind: 'feed'; readonly format: FeedFormat; readonly channelId: string | undefined }
  | { readonly kind: 'feedPage'; readonly format: FeedFormat; readonly channelId: string | undefined }
  | { readonly kind: 'channel'; readonly channelId: string }
  | { readonly kind: 'item'; readonly channelId: string; readonly key: string; readonly path: string }
  | { readonly kind: 'site' | 'opml' | 'robots' };

/** The path under which a document is asked for, exactly as it stands in a request. */
export function pathOf(resource: Resource): string {
  switch (resource.kind) {
    case 'feed':
      return feedPath(resource.format, resource.channelId);
    case 'feedPage':
      // Never a request's path: a fragment is not sent.
      return `${feedPath(resource.format, resource.channelId)}#page`;
    case 'channel':
      return `/${resource.channelId}/`;
    case 'item':
      return resource.path;
    case 'site':
      return '/';
    case 'opml':
      return '/opml.xml';
    case 'robots':
      return '/robots.txt';
  }
}
