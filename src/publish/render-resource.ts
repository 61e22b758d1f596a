import { LRUCache } from 'lru-cache';
import {
  channelUrl,
  type FeedFormat,
  feedMediaTypes,
  feedPath,
  feedUrl,
  itemUrl,
} from '../domain/addresses.ts';
import type { Channel, Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { FeedSnapshot } from '../domain/snapshot.ts';
import { renderAtom } from '../render/atom.ts';
import { renderJsonFeed } from '../render/json-feed.ts';
import { renderOpml } from '../render/opml.ts';
import { renderChannelPage } from '../render/pages/channel-page.ts';
import { renderFeedPage } from '../render/pages/feed-page.ts';
import { renderItemPage } from '../render/pages/item-page.ts';
import { renderSitePage } from '../render/pages/site-page.ts';
import { type ItemFragments, renderItem } from '../render/render-item.ts';
import { renderRss } from '../render/rss.ts';
import { getChannelRow } from '../store/channels.ts';
import { findItem } from '../store/items.ts';
import type { Store } from '../store/open-store.ts';
import { loadSnapshot } from '../store/snapshot.ts';
import type { Document, HeaderBlock } from './representation.ts';
import type { Resource } from './resource.ts';

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
  /** An item that a newer program can no longer write is left out of the feed and told to the operator. */
  readonly onItemFault: (item: FeedItem, error: unknown) => void;
}

export type RenderResource = (resource: Resource) => Promise<Document | undefined>;

// Seconds. Feeds change at any moment and validators make asking cheap; the rest keeps a feed up while we are down.
const sharedFreshness = 'public, max-age=60, stale-while-revalidate=60, stale-if-error=86400';

/** How many items' fragments are kept between renders; the feeds of twenty full channels. */
const keptFragments = 1000;

/** Undefined where nothing has that address. */
export function createResourceRenderer(renderer: Renderer): RenderResource {
  const { site } = renderer;
  const fragments = new LRUCache<string, ItemFragments>({ max: keptFragments });
  return async (resource) => {
    switch (resource.kind) {
      case 'feed':
        return feedDocument(renderer, fragments, await snapshotOf(renderer, resource.channelId), resource);
      case 'feedPage':
        return feedPageDocument(renderer, await snapshotOf(renderer, resource.channelId), resource);
      case 'channel':
        return channelDocument(renderer, await snapshotOf(renderer, resource.channelId));
      case 'item':
        return itemDocument(renderer, resource.channelId, resource.key);
      case 'site':
        return siteDocument(renderer, await allSnapshots(renderer));
      case 'opml':
        return opmlDocument(renderer, await allSnapshots(renderer));
      case 'robots':
        return textDocument(renderer, 'User-agent: *\nAllow: /\n', site.channels[0]?.language ?? 'ar');
    }
  };
}

async function snapshotOf(
  renderer: Renderer,
  channelId: string | undefined,
): Promise<FeedSnapshot | undefined> {
  const wanted = channelId ?? renderer.site.defaultChannelId;
  const channel = renderer.site.channels.find(({ id }) => id === wanted);
  return channel && loadSnapshot(renderer.store, renderer.site, channel);
}

async function allSnapshots({ store, site }: Renderer): Promise<readonly FeedSnapshot[]> {
  return Promise.all(site.channels.map((channel) => loadSnapshot(store, site, channel)));
}

interface FeedAddress {
  readonly format: FeedFormat;
  readonly channelId: string | undefined;
}

function feedDocument(
  renderer: Renderer,
  kept: LRUCache<string, ItemFragments>,
  snapshot: FeedSnapshot | undefined,
  { format, channelId }: FeedAddress,
): Document | undefined {
  if (snapshot === undefined) return undefined;
  const { site, channel } = snapshot;
  const selfUrl = site.baseUrl + feedPath(format, channelId);
  const parts = fragmentsOf(renderer, kept, snapshot).map((fragments) => fragments[format]);
  return {
    contentType: `${feedMediaTypes[format]}; charset=utf-8`,
    language: channel.language,
    body: renderFeed[format](snapshot, selfUrl, parts),
    isFeed: true,
    modifiedAt: snapshot.modifiedAt,
    cacheControl: sharedFreshness,
    links: feedLinks(site, channel, format, selfUrl),
    extraHeaders: renderer.headers.cors,
    contentHeaders: renderer.headers.program,
  };
}

const renderFeed = { rss: renderRss, atom: renderAtom, json: renderJsonFeed };

function fragmentsOf(
  renderer: Renderer,
  kept: LRUCache<string, ItemFragments>,
  { site, channel, items }: FeedSnapshot,
): readonly ItemFragments[] {
  return items.flatMap((item) => {
    const name = `${item.key}:${item.revision}`;
    const known = kept.get(name);
    if (known !== undefined) return [known];
    try {
      const fresh = renderItem(site, channel, item);
      kept.set(name, fresh);
      return [fresh];
    } catch (error) {
      renderer.onItemFault(item, error);
      return [];
    }
  });
}

function feedLinks(site: Site, channel: Channel, format: FeedFormat, selfUrl: string): readonly string[] {
  const others = (['rss', 'atom', 'json'] as const).filter((other) => other !== format);
  return [
    link(selfUrl, 'self', feedMediaTypes[format]),
    link(channelUrl(site, channel), 'alternate', 'text/html'),
    ...others.map((other) => link(feedUrl(site, channel, other), 'alternate', feedMediaTypes[other])),
  ];
}

/** RFC 8288 §3. */
function link(url: string, relation: string, mediaType: string): string {
  return `<${url}>; rel="${relation}"; type="${mediaType}"`;
}

// What a browser is shown at a feed's address must never stand in a shared cache, where a reader would get it.
function feedPageDocument(
  renderer: Renderer,
  snapshot: FeedSnapshot | undefined,
  { format, channelId }: FeedAddress,
): Document | undefined {
  if (snapshot === undefined) return undefined;
  const body = renderFeedPage(snapshot, format, renderer.site.baseUrl + feedPath(format, channelId));
  const page = pageDocument(renderer, snapshot.channel.language, body, undefined, []);
  return { ...page, cacheControl: 'private, no-store' };
}

function channelDocument(renderer: Renderer, snapshot: FeedSnapshot | undefined): Document | undefined {
  if (snapshot === undefined) return undefined;
  const { site, channel } = snapshot;
  const links = pageLinks(site, channel, channelUrl(site, channel));
  return pageDocument(renderer, channel.language, renderChannelPage(snapshot), snapshot.modifiedAt, links);
}

async function itemDocument(
  renderer: Renderer,
  channelId: string,
  key: string,
): Promise<Document | undefined> {
  const { store, site } = renderer;
  const channel = site.channels.find(({ id }) => id === channelId);
  const stored = await findItem(store, key);
  if (channel === undefined || stored?.item.channelId !== channelId) return undefined;
  const { fingerprint_modified_at: channelModified } = await getChannelRow(store, channelId);
  const modifiedAt = new Date(Math.max(stored.modifiedAt.getTime(), Number(channelModified)));
  const links = pageLinks(site, channel, itemUrl(site, stored.item));
  const body = renderItemPage({ site, channel }, stored.item);
  return pageDocument(renderer, stored.item.language, body, modifiedAt, links);
}

function siteDocument(renderer: Renderer, snapshots: readonly FeedSnapshot[]): Document {
  const { site } = renderer;
  const channel = defaultChannel(site);
  const links = pageLinks(site, channel, `${site.baseUrl}/`);
  return pageDocument(renderer, channel.language, renderSitePage(site, snapshots), latest(snapshots), links);
}

function opmlDocument(renderer: Renderer, snapshots: readonly FeedSnapshot[]): Document {
  const modifiedAt = latest(snapshots);
  return {
    ...textDocument(renderer, renderOpml(renderer.site, modifiedAt), defaultChannel(renderer.site).language),
    contentType: 'text/x-opml; charset=utf-8',
    modifiedAt,
  };
}

function defaultChannel(site: Site): Channel {
  const channel = site.channels.find(({ id }) => id === site.defaultChannelId);
  if (channel === undefined) throw new Error('the configuration has no default channel');
  return channel;
}

function latest(snapshots: readonly FeedSnapshot[]): Date {
  return new Date(Math.max(...snapshots.map((snapshot) => snapshot.modifiedAt.getTime())));
}

function pageLinks(site: Site, channel: Channel, canonical: string): readonly string[] {
  const formats = ['rss', 'atom', 'json'] as const;
  return [
    link(canonical, 'canonical', 'text/html'),
    ...formats.map((format) => link(feedUrl(site, channel, format), 'alternate', feedMediaTypes[format])),
  ];
}

function pageDocument(
  renderer: Renderer,
  language: string,
  body: string,
  modifiedAt: Date | undefined,
  links: readonly string[],
): Document {
  return {
    contentType: 'text/html; charset=utf-8',
    language,
    body,
    isFeed: false,
    modifiedAt,
    cacheControl: sharedFreshness,
    links,
    extraHeaders: [],
    contentHeaders: renderer.headers.page,
  };
}

function textDocument(renderer: Renderer, body: string, language: string): Document {
  return {
    contentType: 'text/plain; charset=utf-8',
    language,
    body,
    isFeed: false,
    modifiedAt: undefined,
    cacheControl: sharedFreshness,
    links: [],
    extraHeaders: renderer.headers.cors,
    contentHeaders: renderer.headers.program,
  };
}
