import { itemUrl, selectionUrl } from '../domain/addresses.ts';
import type { Channel } from '../domain/channel.ts';
import type { FeedSnapshot } from '../domain/snapshot.ts';
import { renderOpml } from '../render/opml.ts';
import { renderChannelPage } from '../render/pages/channel-page.ts';
import { renderItemPage } from '../render/pages/item-page.ts';
import { renderSitePage } from '../render/pages/site-page.ts';
import { getChannelRow } from '../store/channels.ts';
import { findItem, findNextDue } from '../store/items.ts';
import { dated } from '../store/revisions.ts';
import type { LoadedFeed } from '../store/snapshot.ts';
import { defaultChannel, pageDocument, pageLinks, type Renderer, textDocument } from './document-parts.ts';
import type { Document } from './representation.ts';

export function listingDocument(
  renderer: Renderer,
  { snapshot, lastModified, changesAt }: LoadedFeed,
): Document {
  const { site, channel, selection } = snapshot;
  const links = pageLinks(site, channel, selectionUrl(site, channel, selection), selection);
  const body = renderChannelPage(snapshot);
  return pageDocument(renderer, { language: channel.language, body, links, lastModified, changesAt });
}

/** Undefined unless the item is published. */
export async function itemDocument(
  renderer: Renderer,
  channel: Channel,
  key: string,
): Promise<Document | undefined> {
  const { store, site, now } = renderer;
  const loadedAt = now();
  const stored = await findItem(store, key);
  if (stored?.item.channelId !== channel.id || stored.state !== 'published') return undefined;
  const { fingerprint_modified_at: channelModified } = await getChannelRow(store, channel.id);
  const modifiedAt = new Date(Math.max(stored.modifiedAt.getTime(), Number(channelModified)));
  const { lastModified } = dated(modifiedAt, loadedAt);
  return pageDocument(renderer, {
    language: stored.item.language,
    body: renderItemPage({ site, channel }, stored.item),
    links: pageLinks(site, channel, itemUrl(site, stored.item)),
    lastModified,
    changesAt: await findNextDue(store, channel.id),
  });
}

// No Last-Modified on what is made of several channels: two that change in one second would share it.
export function siteDocument(renderer: Renderer, loaded: readonly LoadedFeed[]): Document {
  const { site } = renderer;
  const channel = defaultChannel(site);
  return pageDocument(renderer, {
    language: channel.language,
    body: renderSitePage(site, snapshotsOf(loaded)),
    links: pageLinks(site, channel, `${site.baseUrl}/`),
    changesAt: earliest(loaded.map(({ changesAt }) => changesAt)),
  });
}

export function opmlDocument(renderer: Renderer, loaded: readonly LoadedFeed[]): Document {
  const updatedAt = new Date(
    Math.max(...snapshotsOf(loaded).map((snapshot) => snapshot.updatedAt.getTime())),
  );
  return textDocument(renderer, {
    language: defaultChannel(renderer.site).language,
    body: renderOpml(renderer.site, updatedAt),
    contentType: 'text/x-opml; charset=utf-8',
  });
}

function snapshotsOf(loaded: readonly LoadedFeed[]): readonly FeedSnapshot[] {
  return loaded.map(({ snapshot }) => snapshot);
}

/** Undefined where none of them is known. */
export function earliest(times: readonly (Date | undefined)[]): Date | undefined {
  const known = times.flatMap((time) => (time === undefined ? [] : [time.getTime()]));
  return known.length === 0 ? undefined : new Date(Math.min(...known));
}
