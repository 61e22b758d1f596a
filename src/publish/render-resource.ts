import type { Channel } from '../domain/channel.ts';
import { wholeOf } from '../domain/selection.ts';
import type { LoadedFeed } from '../store/snapshot.ts';
import { feedFormats, type Renderer } from './document-parts.ts';
import { createFeedDocuments, type FeedDocuments } from './feed-documents.ts';
import { itemDocument, listingDocument, opmlDocument, siteDocument } from './page-documents.ts';
import type { Document } from './representation.ts';
import type { Resource } from './resource.ts';
import {
  newsSitemapDocument,
  pagesSitemapDocument,
  robotsDocument,
  sitemapDocument,
  sitemapIndexDocument,
} from './sitemap-documents.ts';

/** Every format of a channel's feed, from one snapshot. */
export interface RenderedFeeds<Made> {
  /** What was made of each. */
  readonly documents: readonly Made[];
  /** What the channel's log had come to. */
  readonly revision: number;
  /** When they may be rendered anew to tell their date; undefined when they tell it. */
  readonly datableAt: Date | undefined;
  /** When something of the channel is published or taken away by itself. */
  readonly changesAt: Date | undefined;
}

export interface ResourceRenderer {
  /** Undefined where nothing has that address. */
  readonly render: (resource: Resource) => Promise<Document | undefined>;
  /** @param make is called as soon as a document is rendered, before the next one is */
  readonly renderFeeds: <Made>(
    channel: Channel,
    make: (resource: Resource, document: Document) => Made,
  ) => Promise<RenderedFeeds<Made>>;
}

export function createResourceRenderer(renderer: Renderer): ResourceRenderer {
  const feeds = createFeedDocuments(renderer);
  return {
    render: (resource) => renderResource(renderer, feeds, resource),
    renderFeeds: async (channel, make) => {
      const selection = wholeOf(channel);
      const loaded = await feeds.load({ channel, selection });
      const isDefault = channel.id === renderer.site.defaultChannelId;
      const addresses = feedFormats.flatMap((format) =>
        (isDefault ? [false, true] : [false]).map(
          (isRoot) => ({ kind: 'feed', format, channel, selection, isRoot }) as const,
        ),
      );
      return {
        documents: addresses.map((address) => make(address, feeds.feed(loaded, address))),
        revision: loaded.channelRevision,
        datableAt: loaded.lastModified === undefined ? loaded.modifiedAt : undefined,
        changesAt: loaded.changesAt,
      };
    },
  };
}

async function renderResource(
  renderer: Renderer,
  feeds: FeedDocuments,
  resource: Resource,
): Promise<Document | undefined> {
  switch (resource.kind) {
    case 'feed':
      return resource.since === undefined
        ? feeds.feed(await feeds.load(resource), resource)
        : feeds.changes(resource, resource.since);
    case 'feedPage':
      return feeds.page(await feeds.load(resource), resource);
    case 'archive':
      return feeds.archive(resource.channel, resource.name, resource.format);
    case 'listing':
      return listingDocument(renderer, await feeds.load(resource));
    case 'item':
      return itemDocument(renderer, resource.channel, resource.key);
    case 'site':
      return siteDocument(renderer, await loadAll(renderer, feeds));
    case 'opml':
      return opmlDocument(renderer, await loadAll(renderer, feeds));
    case 'robots':
      return robotsDocument(renderer);
    case 'sitemapIndex':
      return sitemapIndexDocument(renderer);
    case 'pagesSitemap':
      return pagesSitemapDocument(renderer);
    case 'sitemap':
      return sitemapDocument(renderer, resource.channel, resource.number);
    case 'newsSitemap':
      return newsSitemapDocument(renderer, resource.channel);
  }
}

function loadAll({ site }: Renderer, feeds: FeedDocuments): Promise<readonly LoadedFeed[]> {
  return Promise.all(site.channels.map((channel) => feeds.load({ channel, selection: wholeOf(channel) })));
}
