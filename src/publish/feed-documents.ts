import { LRUCache } from 'lru-cache';
import { archivePath, type FeedFormat, feedMediaTypes, feedUrl, selectionUrl } from '../domain/addresses.ts';
import type { Channel } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { ArchiveName, FeedSnapshot } from '../domain/snapshot.ts';
import { renderAtom } from '../render/atom.ts';
import { renderJsonFeed } from '../render/json-feed.ts';
import { renderFeedPage } from '../render/pages/feed-page.ts';
import { type ItemFragments, renderItem } from '../render/render-item.ts';
import { renderRss } from '../render/rss.ts';
import { isCutShort, itemsInView } from '../render/views.ts';
import { findTimes } from '../store/revisions.ts';
import { type LoadedFeed, loadArchive, loadChanges, loadFeed } from '../store/snapshot.ts';
import {
  feedFormats,
  immutableFreshness,
  link,
  pageDocument,
  type Renderer,
  sharedFreshness,
} from './document-parts.ts';
import { type Document, type FeedState, markOf } from './representation.ts';
import { type FeedAddress, feedPathOf } from './resource.ts';

/** Bound of the items' fragments that are kept between renders. */
const keptFragmentsBytes = 64 * 1024 * 1024;

/** In UTF-8. */
type EncodedFragments = Readonly<Record<FeedFormat, Buffer>>;

export type Fragments = LRUCache<string, EncodedFragments>;

export function openFragments(): Fragments {
  return new LRUCache({
    maxSize: keptFragmentsBytes,
    sizeCalculation: ({ rss, atom, json }) => rss.length + atom.length + json.length,
  });
}

/** Makes the documents of feeds of what is loaded; one load serves all formats. */
export interface FeedDocuments {
  readonly load: (address: Pick<FeedAddress, 'channel' | 'selection'>) => Promise<LoadedFeed>;
  readonly feed: (loaded: LoadedFeed, address: FeedAddress) => Document;
  /** What has changed since that revision; undefined where only the whole feed can tell. */
  readonly changes: (address: FeedAddress, since: FeedState) => Promise<Document | undefined>;
  readonly page: (loaded: LoadedFeed, address: FeedAddress) => Document;
  readonly archive: (
    channel: Channel,
    name: ArchiveName,
    format: FeedFormat,
  ) => Promise<Document | undefined>;
}

export function createFeedDocuments(renderer: Renderer): FeedDocuments {
  const { store, site, now, headers } = renderer;
  const fragments = openFragments();

  function render(snapshot: FeedSnapshot, format: FeedFormat, selfUrl: string): Buffer {
    const parts = fragmentsOf(renderer, fragments, snapshot).map((fragment) => fragment[format]);
    return renderFeed[format](snapshot, selfUrl, parts);
  }

  function feed({ snapshot, lastModified, changesAt }: LoadedFeed, address: FeedAddress): Document {
    const { format } = address;
    const selfUrl = site.baseUrl + feedPathOf(address);
    return {
      contentType: `${feedMediaTypes[format]}; charset=utf-8`,
      language: snapshot.channel.language,
      body: render(snapshot, format, selfUrl),
      isFeed: true,
      state: { revision: snapshot.revision, mark: markAt(selfUrl, snapshot) },
      lastModified,
      changesAt,
      cacheControl: sharedFreshness,
      links: feedLinks(snapshot, format, selfUrl),
      extraHeaders: headers.cors,
      contentHeaders: headers.program,
    };
  }

  return {
    load: ({ channel, selection }) => loadFeed(store, { site, channel }, selection, now),
    feed,
    changes: async (address, since) => {
      const { channel, selection, format } = address;
      const times = await findTimes(store, channel.id, since.revision);
      const selfUrl = site.baseUrl + feedPathOf(address);
      const isOurs = times !== undefined && since.mark === markAt(selfUrl, { ...since, updatedAt: times.at });
      if (!isOurs) return undefined;
      const changed = await loadChanges(store, { site, channel }, selection, since.revision, now);
      return changed !== undefined && isToldByPart(changed, format) ? feed(changed, address) : undefined;
    },
    page: ({ snapshot }, address) => {
      // What a browser is shown at a feed's address must never stand in a shared cache, where a reader would get it.
      const body = renderFeedPage(snapshot, address.format, site.baseUrl + feedPathOf(address));
      const { language } = snapshot.channel;
      return pageDocument(renderer, { language, body, links: [], cacheControl: 'private, no-store' });
    },
    archive: async (channel, name, format) => {
      const snapshot = await loadArchive(store, { site, channel }, name);
      if (snapshot === undefined) return undefined;
      const selfUrl = site.baseUrl + archivePath(channel.id, name, format);
      return archiveDocument(renderer, { channel, name, format }, render(snapshot, format, selfUrl));
    },
  };
}

export function archiveDocument(
  { site, headers }: Renderer,
  { channel, name, format }: Pick<FeedAddress, 'channel' | 'format'> & { readonly name: ArchiveName },
  body: Buffer,
): Document {
  const selfUrl = site.baseUrl + archivePath(channel.id, name, format);
  return {
    contentType: `${feedMediaTypes[format]}; charset=utf-8`,
    language: channel.language,
    body,
    isFeed: false,
    lastModified: undefined,
    changesAt: undefined,
    cacheControl: immutableFreshness,
    links: [
      link(selfUrl, 'self', feedMediaTypes[format]),
      link(feedUrl(site, channel, format), 'current', feedMediaTypes[format]),
    ],
    extraHeaders: headers.cors,
    contentHeaders: headers.program,
  };
}

/** The number alone would also be another address's, or that of a log which a backup has taken the place of. */
function markAt(selfUrl: string, state: Pick<FeedSnapshot, 'revision' | 'updatedAt'>): string {
  return markOf(`${selfUrl} ${state.revision} ${state.updatedAt.getTime()}`);
}

/**
 * Atom tells of withdrawals by tombstones; in the other formats only the whole feed does, and only the whole can tell
 * that a changed item is in a view no longer, or what has moved up into one that is cut short.
 */
function isToldByPart({ snapshot }: LoadedFeed, format: FeedFormat): boolean {
  const { site, items, tombstones, selection, updatedAt } = snapshot;
  if (tombstones.length > 0 && (format !== 'atom' || isCutShort(selection.view))) return false;
  return itemsInView(items, selection.view, updatedAt, site.name).length === items.length;
}

const renderFeed = { rss: renderRss, atom: renderAtom, json: renderJsonFeed };

function fragmentsOf(
  renderer: Renderer,
  kept: Fragments,
  { site, channel, items, selection: { view }, updatedAt }: FeedSnapshot,
): readonly EncodedFragments[] {
  return itemsInView(items, view, updatedAt, site.name).flatMap((item) => {
    const name = `${item.key}:${item.revision}:${view}`;
    const known = kept.get(name);
    if (known !== undefined) return [known];
    const fresh = renderOne(renderer, { site, channel }, item);
    if (fresh === undefined) return [];
    const encoded = encode(fresh);
    kept.set(name, encoded);
    return [encoded];
  });
}

function encode({ rss, atom, json }: ItemFragments): EncodedFragments {
  return { rss: Buffer.from(rss), atom: Buffer.from(atom), json: Buffer.from(json) };
}

function renderOne(
  { onItemFault }: Renderer,
  { site, channel }: Pick<FeedSnapshot, 'site' | 'channel'>,
  item: FeedItem,
): ItemFragments | undefined {
  try {
    return renderItem(site, channel, item);
  } catch (error) {
    onItemFault(item, error);
    return undefined;
  }
}

function feedLinks(
  { site, channel, selection }: FeedSnapshot,
  format: FeedFormat,
  selfUrl: string,
): readonly string[] {
  const others = feedFormats.filter((other) => other !== format);
  return [
    link(selfUrl, 'self', feedMediaTypes[format]),
    link(selectionUrl(site, channel, selection), 'alternate', 'text/html'),
    ...others.map((other) =>
      link(feedUrl(site, channel, other, selection), 'alternate', feedMediaTypes[other]),
    ),
  ];
}
