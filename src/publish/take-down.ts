import type { Channel, Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Tombstone } from '../domain/tombstone.ts';
import { tombstoneElement } from '../render/history.ts';
import { sitemapEntries } from '../render/sitemap.ts';
import { findItem, type StoredItem, tombstoneOf } from '../store/items.ts';
import type { Session } from '../store/open-store.ts';
import { findSitemapItem, findSitemapTimes } from '../store/sitemaps.ts';
import type { Acceptor } from './acceptance.ts';
import { withdrawItem } from './change-item.ts';
import { listMedia, listPathsToPurge } from './paths-to-purge.ts';
import type { ResourceRenderer } from './render-resource.ts';
import { entityTagOf } from './representation.ts';
import { pathOf, type Resource } from './resource.ts';
import { locateItems } from './sitemap-documents.ts';
import { listTakedownDocuments } from './takedown-documents.ts';

/** A field of the response by which a cache sees that a document is another. */
export interface Validator {
  readonly name: 'ETag' | 'Last-Modified';
  readonly value: string;
}

/** A document in which the item stood. */
export interface TakenFrom {
  readonly path: string;
  readonly validator: Validator;
  /** What is there now; undefined where nothing is. The path is another one of an archive. */
  readonly after: { readonly path: string; readonly validator: Validator } | undefined;
  /** No cache can take what was there for what is there now. */
  readonly hasMoved: boolean;
  /** The item's name is in none of the bytes that are there now, but for its tombstone. */
  readonly isClean: boolean;
}

export interface TakedownReceipt {
  readonly item: FeedItem;
  readonly reason: string;
  /** Undefined of a story that nobody ever saw. */
  readonly tombstone: Tombstone | undefined;
  readonly documents: readonly TakenFrom[];
  /** What it showed of ours, and whether another item shows it still. */
  readonly media: readonly { readonly path: string; readonly isServed: boolean }[];
  /** See paths-to-purge. */
  readonly purge: readonly string[];
}

interface Seen {
  readonly path: string;
  /** Of a sitemap only what it says of the item. */
  readonly body: string;
  /** Another one for each state. */
  readonly state: string;
  readonly validator: Validator;
}

/**
 * Withdraws, and looks into every document before and after it; what that costs does not grow with the history.
 * @throws NashraError `not_found`, `item_withdrawn`, `bad_request`
 */
export async function takeDown(
  acceptor: Acceptor,
  renderer: ResourceRenderer,
  { stored, channel, reason }: { stored: StoredItem; channel: Channel; reason: string },
): Promise<TakedownReceipt> {
  const { store } = acceptor;
  const { key } = stored.item;
  const before = await look(acceptor, renderer, channel, stored);
  const item = await withdrawItem(acceptor, key, reason);
  const ended = await findItem(store, key);
  const tombstone = ended && tombstoneOf(ended);
  const after = await look(acceptor, renderer, channel, stored);
  const documents = [...before].flatMap(([name, was]) => {
    if (!was.body.includes(key)) return [];
    const is = after.get(name);
    return [
      {
        path: was.path,
        validator: was.validator,
        after: is && { path: is.path, validator: is.validator },
        hasMoved: is === undefined || is.path !== was.path || is.state !== was.state,
        isClean: is === undefined || !withoutTombstone(is.body, tombstone).includes(key),
      },
    ];
  });
  return {
    item,
    reason: ended?.endedReason ?? reason,
    tombstone,
    documents,
    media: await listMedia(store, item),
    purge: await listPathsToPurge(store, stored),
  };
}

async function look(
  { store, site }: Acceptor,
  renderer: ResourceRenderer,
  channel: Channel,
  stored: StoredItem,
): Promise<ReadonlyMap<string, Seen>> {
  const seen = new Map<string, Seen>();
  for (const { name, resource } of await listTakedownDocuments(store, { site, channel }, stored)) {
    const found = await (resource.kind === 'sitemap'
      ? lookIntoSitemap(store, site, resource, stored)
      : lookInto(renderer, resource));
    if (found !== undefined) seen.set(name, { path: pathOf(resource), ...found });
  }
  return seen;
}

async function lookInto(
  renderer: ResourceRenderer,
  resource: Resource,
): Promise<Omit<Seen, 'path'> | undefined> {
  const document = await renderer.render(resource);
  if (document === undefined) return undefined;
  const state = entityTagOf(document);
  return { body: String(document.body), state, validator: { name: 'ETag', value: state } };
}

/** One of fifty thousand addresses is not made, and made again, for the sake of one of them. */
async function lookIntoSitemap(
  session: Session,
  site: Site,
  { channel, number }: Extract<Resource, { kind: 'sitemap' }>,
  { arrival = 0 }: StoredItem,
): Promise<Omit<Seen, 'path'> | undefined> {
  const times = await findSitemapTimes(session, channel.id, number);
  if (times === undefined) return undefined;
  const item = await findSitemapItem(session, channel.id, arrival);
  return {
    body: item === undefined ? '' : sitemapEntries(locateItems(site, [item])),
    state: String(times.number),
    validator: { name: 'Last-Modified', value: times.modifiedAt.toUTCString() },
  };
}

function withoutTombstone(body: string, tombstone: Tombstone | undefined): string {
  return tombstone === undefined ? body : body.replaceAll(tombstoneElement(tombstone), '');
}
