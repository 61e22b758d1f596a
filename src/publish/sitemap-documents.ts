import { setImmediate as nextTurn } from 'node:timers/promises';
import { channelUrl, itemUrl, selectionUrl, sitemapPath } from '../domain/addresses.ts';
import type { Channel, Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import { facetOf, selectionOf } from '../domain/selection.ts';
import { newsEntries, renderNewsSitemap } from '../render/news-sitemap.ts';
import {
  type Located,
  renderRobots,
  renderSitemapIndex,
  renderUrlset,
  sitemapEntries,
} from '../render/sitemap.ts';
import { getChannelRow } from '../store/channels.ts';
import { findFacet } from '../store/facets.ts';
import { findNextDue, listItemsAt } from '../store/items.ts';
import { dated, findTimes } from '../store/revisions.ts';
import {
  findNextDated,
  findSitemapTimes,
  listArrivalsDated,
  listSitemapItems,
  listSitemaps,
  type SitemapItem,
} from '../store/sitemaps.ts';
import { defaultChannel, type Renderer, textDocument } from './document-parts.ts';
import { earliest } from './page-documents.ts';
import type { Document } from './representation.ts';

/** Google takes stories of the last two days, and so many of them. */
const newsAgeMs = 48 * 3_600_000;
const newsLimit = 1000;

/** So many items are read whole at once, while every request waits. */
const newsPieceSize = 50;

export function robotsDocument(renderer: Renderer): Document {
  const { language } = defaultChannel(renderer.site);
  return textDocument(renderer, { language, body: renderRobots(renderer.site) });
}

export async function sitemapIndexDocument(renderer: Renderer): Promise<Document> {
  const { site } = renderer;
  const sitemaps = await Promise.all(site.channels.map((channel) => locateSitemaps(renderer, channel)));
  const body = renderSitemapIndex([{ url: `${site.baseUrl}/sitemap-pages.xml` }, ...sitemaps.flat()]);
  return ofSite(renderer, body);
}

async function locateSitemaps({ store, site }: Renderer, { id }: Channel): Promise<readonly Located[]> {
  const numbers = await listSitemaps(store, id);
  return Promise.all(
    numbers.map(async (number) =>
      withTime(site.baseUrl + sitemapPath(id, number), (await findSitemapTimes(store, id, number))?.at),
    ),
  );
}

/** The pages that are no item's: the site's own, each channel's, and those of the desks that have had a story. */
export async function pagesSitemapDocument(renderer: Renderer): Promise<Document> {
  const { site } = renderer;
  const pages = (await Promise.all(site.channels.map((channel) => locatePages(renderer, channel)))).flat();
  const latest = Math.max(...pages.map(({ modifiedAt }) => modifiedAt?.getTime() ?? 0));
  const home = { url: `${site.baseUrl}/`, modifiedAt: new Date(latest) };
  return ofSite(renderer, renderUrlset([sitemapEntries([home, ...pages])]));
}

async function locatePages({ store, site }: Renderer, channel: Channel): Promise<readonly Located[]> {
  const { updated_at, fingerprint_revision } = await getChannelRow(store, channel.id);
  const pages: Located[] = [{ url: channelUrl(site, channel), modifiedAt: new Date(Number(updated_at)) }];
  for (const { slug } of channel.sections) {
    const facet = facetOf('section', slug);
    const known = facet && (await findFacet(store, channel.id, facet));
    if (known === undefined) continue;
    const revision = Math.max(known.revision, Number(fingerprint_revision));
    const url = selectionUrl(site, channel, selectionOf(channel, known));
    pages.push(withTime(url, (await findTimes(store, channel.id, revision))?.at));
  }
  return pages;
}

function withTime(url: string, modifiedAt: Date | undefined): Located {
  return { url, ...(modifiedAt === undefined ? {} : { modifiedAt }) };
}

// No Last-Modified on what is made of several channels: two that change in one second would share it.
async function ofSite(renderer: Renderer, body: string): Promise<Document> {
  const { store, site } = renderer;
  const due = await Promise.all(site.channels.map(({ id }) => findNextDue(store, id)));
  return xmlDocument(renderer, { language: defaultChannel(site).language, body, changesAt: earliest(due) });
}

/** Undefined where nothing is published of what arrived as the `number`th fifty thousand. */
export async function sitemapDocument(
  renderer: Renderer,
  channel: Channel,
  number: number,
): Promise<Document | undefined> {
  const { store, site, now } = renderer;
  const loadedAt = now();
  // Read before the items: what changes while they are read then has a later date than they are sent with.
  const times = await findSitemapTimes(store, channel.id, number);
  const changesAt = await findNextDue(store, channel.id);
  const parts: string[] = [];
  for await (const items of listSitemapItems(store, channel.id, number))
    parts.push(sitemapEntries(locateItems(site, items)));
  if (parts.length === 0) return undefined;
  const { lastModified } = times === undefined ? {} : dated(times.modifiedAt, loadedAt);
  const { language } = channel;
  return xmlDocument(renderer, { language, body: renderUrlset(parts), lastModified, changesAt });
}

export function locateItems(site: Site, items: readonly SitemapItem[]): readonly Located[] {
  return items.map((item) => ({ url: itemUrl(site, item), modifiedAt: item.updatedAt }));
}

/** Of the last two days by the clock, which makes it another as each story leaves them: it has no Last-Modified. */
export async function newsSitemapDocument(renderer: Renderer, channel: Channel): Promise<Document> {
  const { store, site, now } = renderer;
  const at = now();
  const nextDue = await findNextDue(store, channel.id);
  const nextDated = await findNextDated(store, channel.id, at);
  const parts: string[] = [];
  let leavesAt: Date | undefined;
  for await (const items of listNews(renderer, channel, at)) {
    parts.push(newsEntries(site, items));
    leavesAt = earliest([leavesAt, ...items.map(({ publishedAt }) => new Date(+publishedAt + newsAgeMs))]);
  }
  return xmlDocument(renderer, {
    language: channel.language,
    body: renderNewsSitemap(parts),
    changesAt: earliest([leavesAt, nextDue, nextDated]),
  });
}

/** Latest first, in pieces; requests pass between two of them. */
async function* listNews(
  { store }: Renderer,
  { id }: Channel,
  at: Date,
): AsyncGenerator<readonly FeedItem[], void> {
  const span = { after: new Date(at.getTime() - newsAgeMs), until: at };
  const arrivals = await listArrivalsDated(store, id, span, newsLimit);
  for (let start = 0; start < arrivals.length; start += newsPieceSize) {
    const stored = await listItemsAt(store, id, arrivals.slice(start, start + newsPieceSize));
    yield stored.map(({ item }) => item);
    await nextTurn();
  }
}

export function xmlDocument(
  renderer: Renderer,
  xml: Pick<Document, 'language' | 'body'> & Partial<Document>,
): Document {
  return textDocument(renderer, { contentType: 'application/xml; charset=utf-8', ...xml });
}
