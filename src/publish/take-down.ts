import type { Channel } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Tombstone } from '../domain/tombstone.ts';
import { tombstoneElement } from '../render/history.ts';
import { findItem, type StoredItem, tombstoneOf } from '../store/items.ts';
import type { Acceptor } from './acceptance.ts';
import { withdrawItem } from './change-item.ts';
import { listMedia, listPathsToPurge } from './paths-to-purge.ts';
import type { ResourceRenderer } from './render-resource.ts';
import { prepareRepresentation } from './representation.ts';
import { pathOf } from './resource.ts';
import { listTakedownDocuments } from './takedown-documents.ts';

/** A document in which the item stood. */
export interface TakenFrom {
  readonly path: string;
  readonly entityTag: string;
  /** What is there now; undefined where nothing is. The path is another one of an archive. */
  readonly after: { readonly path: string; readonly entityTag: string } | undefined;
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
  readonly body: string;
  readonly entityTag: string;
}

/**
 * Withdraws, and looks into every document before and after it.
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
        entityTag: was.entityTag,
        after: is && { path: is.path, entityTag: is.entityTag },
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
    const document = await renderer.render(resource);
    if (document === undefined) continue;
    const { entityTag } = (await prepareRepresentation(document)).codings.identity;
    seen.set(name, { path: pathOf(resource), body: String(document.body), entityTag });
  }
  return seen;
}

function withoutTombstone(body: string, tombstone: Tombstone | undefined): string {
  return tombstone === undefined ? body : body.replaceAll(tombstoneElement(tombstone), '');
}
