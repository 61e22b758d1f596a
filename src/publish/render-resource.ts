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
import { dated } from '../store/revisions.ts';
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
  readonly now: () => Date;
  /** An item that a newer program can no longer write is left out of the feed and told to the operator. */
  readonly onItemFault: (item: FeedItem, error: unknown) => void;
}

/** Every feed of a channel, from one snapshot. */
export interface RenderedFeeds {
  readonly documents: readonly (readonly [Resource, Document])[];
  /** Number of the last revision in them. */
  readonly revision: number;
  /** When they may be rendered anew to tell their date; undefined when they tell it. */
  readonly datableAt: Date | undefined;
}

export interface ResourceRenderer {
  /** Undefined where nothing has that address. */
  readonly render: (resource: Resource) => Promise<Document | undefined>;
  readonly renderFeeds: (channelId: string) => Promise<RenderedFeeds>;
}

// Seconds. Feeds change at any moment and validators make asking cheap; the rest keeps a feed up while we are down.
const sharedFreshness = 'public, max-age=60, stale-while-revalidate=60, stale-if-error=86400';

/** Bound of the items' fragments that are kept between renders. */
const keptFragmentsBytes = 64 * 1024 * 1024;

type Fragments = LRUCache<string, ItemFragments>;

type Loaded = Awaited<ReturnType<typeof loadSnapshot>>;

export function createResourceRenderer(renderer: Renderer): ResourceRenderer {
  const fragments: Fragments = new LRUCache({
    maxSize: keptFragmentsBytes,
    // UTF-16, two bytes a character.
    sizeCalculation: ({ rss, atom, json }) => 2 * (rss.length + atom.length + json.length),
  });
  const load = (channelId: string | undefined) => loadChannel(renderer, channelId);
  return {
    render: (resource) => renderResource(renderer, fragments, resource),
    renderFeeds: async (channelId) => {
      const loaded = await load(channelId);
      if (loaded === undefined) throw new Error(`there is no channel ${channelId}`);
      const isDefault = channelId === renderer.site.defaultChannelId;
      const addresses = (['rss', 'atom', 'json'] as const).flatMap((format) => [
        { kind: 'feed', format, channelId } as const,
        ...(isDefault ? [{ kind: 'feed', format, channelId: undefined } as const] : []),
      ]);
      return {
        documents: addresses.map((address) => [address, feedDocument(renderer, fragments, loaded, address)]),
        revision: loaded.snapshot.revision,
        datableAt: loaded.lastModified === undefined ? loaded.modifiedAt : undefined,
      };
    },
  };
}

async function renderResource(
  renderer: Renderer,
  fragments: Fragments,
  resource: Resource,
): Promise<Document | undefined> {
  switch (resource.kind) {
    case 'feed': {
      const loaded = await loadChannel(renderer, resource.channelId);
      return loaded && feedDocument(renderer, fragments, loaded, resource);
    }
    case 'feedPage': {
      const loaded = await loadChannel(renderer, resource.channelId);
      return loaded && feedPageDocument(renderer, loaded, resource);
    }
    case 'channel': {
      const loaded = await loadChannel(renderer, resource.channelId);
      return loaded && channelDocument(renderer, loaded);
    }
    case 'item':
      return itemDocument(renderer, resource.channelId, resource.key);
    case 'site':
      return siteDocument(renderer, await loadAll(renderer));
    case 'opml':
      return opmlDocument(renderer, await loadAll(renderer));
    case 'robots':
      return textDocument(renderer, 'User-agent: *\nAllow: /\n', defaultChannel(renderer.site).language);
  }
}

async function loadChannel(renderer: Renderer, channelId: string | undefined): Promise<Loaded | undefined> {
  const { store, site, now } = renderer;
  const wanted = channelId ?? site.defaultChannelId;
  const channel = site.channels.find(({ id }) => id === wanted);
  return channel && loadSnapshot(store, site, channel, now);
}

async function loadAll({ store, site, now }: Renderer): Promise<readonly FeedSnapshot[]> {
  const loaded = await Promise.all(site.channels.map((channel) => loadSnapshot(store, site, channel, now)));
  return loaded.map(({ snapshot }) => snapshot);
}

interface FeedAddress {
  readonly format: FeedFormat;
  readonly channelId: string | undefined;
}

function feedDocument(
  renderer: Renderer,
  kept: Fragments,
  { snapshot, lastModified }: Loaded,
  { format, channelId }: FeedAddress,
): Document {
  const { site, channel } = snapshot;
  const selfUrl = site.baseUrl + feedPath(format, channelId);
  const parts = fragmentsOf(renderer, kept, snapshot).map((fragments) => fragments[format]);
  return {
    contentType: `${feedMediaTypes[format]}; charset=utf-8`,
    language: channel.language,
    body: renderFeed[format](snapshot, selfUrl, parts),
    isFeed: true,
    lastModified,
    cacheControl: sharedFreshness,
    links: feedLinks(site, channel, format, selfUrl),
    extraHeaders: renderer.headers.cors,
    contentHeaders: renderer.headers.program,
  };
}

const renderFeed = { rss: renderRss, atom: renderAtom, json: renderJsonFeed };

function fragmentsOf(
  renderer: Renderer,
  kept: Fragments,
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
  { snapshot }: Loaded,
  { format, channelId }: FeedAddress,
): Document {
  const body = renderFeedPage(snapshot, format, renderer.site.baseUrl + feedPath(format, channelId));
  const page = pageDocument(renderer, snapshot.channel.language, body, undefined, []);
  return { ...page, cacheControl: 'private, no-store' };
}

function channelDocument(renderer: Renderer, { snapshot, lastModified }: Loaded): Document {
  const { site, channel } = snapshot;
  const links = pageLinks(site, channel, channelUrl(site, channel));
  return pageDocument(renderer, channel.language, renderChannelPage(snapshot), lastModified, links);
}

async function itemDocument(
  renderer: Renderer,
  channelId: string,
  key: string,
): Promise<Document | undefined> {
  const { store, site, now } = renderer;
  const channel = site.channels.find(({ id }) => id === channelId);
  const loadedAt = now();
  const stored = await findItem(store, key);
  if (channel === undefined || stored?.item.channelId !== channelId) return undefined;
  const { fingerprint_modified_at: channelModified } = await getChannelRow(store, channelId);
  const modifiedAt = new Date(Math.max(stored.modifiedAt.getTime(), Number(channelModified)));
  const { lastModified } = dated(modifiedAt, loadedAt);
  const links = pageLinks(site, channel, itemUrl(site, stored.item));
  const body = renderItemPage({ site, channel }, stored.item);
  return pageDocument(renderer, stored.item.language, body, lastModified, links);
}

// No Last-Modified on what is made of several channels: two that change in one second would share it.
function siteDocument(renderer: Renderer, snapshots: readonly FeedSnapshot[]): Document {
  const { site } = renderer;
  const channel = defaultChannel(site);
  const links = pageLinks(site, channel, `${site.baseUrl}/`);
  return pageDocument(renderer, channel.language, renderSitePage(site, snapshots), undefined, links);
}

function opmlDocument(renderer: Renderer, snapshots: readonly FeedSnapshot[]): Document {
  const updatedAt = new Date(Math.max(...snapshots.map((snapshot) => snapshot.updatedAt.getTime())));
  return {
    ...textDocument(renderer, renderOpml(renderer.site, updatedAt), defaultChannel(renderer.site).language),
    contentType: 'text/x-opml; charset=utf-8',
  };
}

function defaultChannel(site: Site): Channel {
  const channel = site.channels.find(({ id }) => id === site.defaultChannelId);
  if (channel === undefined) throw new Error('the configuration has no default channel');
  return channel;
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
  lastModified: Date | undefined,
  links: readonly string[],
): Document {
  return {
    contentType: 'text/html; charset=utf-8',
    language,
    body,
    isFeed: false,
    lastModified,
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
    lastModified: undefined,
    cacheControl: sharedFreshness,
    links: [],
    extraHeaders: renderer.headers.cors,
    contentHeaders: renderer.headers.program,
  };
}
