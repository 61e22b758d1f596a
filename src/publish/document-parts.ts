import { type FeedFormat, feedMediaTypes, feedUrl } from '../domain/addresses.ts';
import type { Channel, Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Selection } from '../domain/selection.ts';
import type { Store } from '../store/open-store.ts';
import type { Document, HeaderBlock } from './representation.ts';

/** Fields that the HTTP level wants on every response with a document of that sort. */
export interface HeaderPolicy {
  /** Feeds, OPML and robots.txt, which programs fetch; `cors` goes on a 304 too. */
  readonly program: HeaderBlock;
  readonly cors: HeaderBlock;
  readonly page: HeaderBlock;
}

export interface Renderer {
  readonly store: Store;
  readonly site: Site;
  readonly headers: HeaderPolicy;
  readonly now: () => Date;
  /** An item that a newer program can no longer write is left out of the feed and told to the operator. */
  readonly onItemFault: (item: Pick<FeedItem, 'id'>, error: unknown) => void;
}

/** Seconds. Feeds change at any moment and validators make asking cheap; the rest keeps a feed up while we are down. */
export const freshness = { maxAge: 60, staleWhileRevalidate: 60, staleIfError: 86_400 };

const { maxAge, staleWhileRevalidate, staleIfError } = freshness;

export const sharedFreshness = `public, max-age=${maxAge}, stale-while-revalidate=${staleWhileRevalidate}, stale-if-error=${staleIfError}`;

/** RFC 8246: what is under the address never changes. */
export const immutableFreshness = 'public, max-age=31536000, immutable';

/** RFC 8288 §3. */
export function link(url: string, relation: string, mediaType: string): string {
  return `<${url}>; rel="${relation}"; type="${mediaType}"`;
}

export const feedFormats: readonly FeedFormat[] = ['rss', 'atom', 'json'];

export function pageLinks(
  site: Site,
  channel: Channel,
  canonical: string,
  selection?: Selection,
): readonly string[] {
  return [
    link(canonical, 'canonical', 'text/html'),
    ...feedFormats.map((format) =>
      link(feedUrl(site, channel, format, selection), 'alternate', feedMediaTypes[format]),
    ),
  ];
}

export function pageDocument(
  { headers }: Renderer,
  page: Pick<Document, 'language' | 'body' | 'links'> & Partial<Document>,
): Document {
  return {
    contentType: 'text/html; charset=utf-8',
    isFeed: false,
    lastModified: undefined,
    changesAt: undefined,
    cacheControl: sharedFreshness,
    extraHeaders: [],
    contentHeaders: headers.page,
    ...page,
  };
}

export function textDocument(
  { headers }: Renderer,
  text: Pick<Document, 'language' | 'body'> & Partial<Document>,
): Document {
  return {
    contentType: 'text/plain; charset=utf-8',
    isFeed: false,
    lastModified: undefined,
    changesAt: undefined,
    cacheControl: sharedFreshness,
    links: [],
    extraHeaders: headers.cors,
    contentHeaders: headers.program,
    ...text,
  };
}

export function defaultChannel(site: Site): Channel {
  const channel = site.channels.find(({ id }) => id === site.defaultChannelId);
  if (channel === undefined) throw new Error('the configuration has no default channel');
  return channel;
}
