import { LRUCache } from 'lru-cache';
import type { Representation } from './representation.ts';
import type { Resource } from './resource.ts';

/** Bound of what is kept ready beside the feeds, until the next revision. */
const keptPagesBytes = 24 * 1024 * 1024;
/** Bound of what is kept ready of the items' pages, a thousand or so, most of which no revision changes. */
const keptItemsBytes = 40 * 1024 * 1024;
/** Bound of what is kept ready of the archives, most of which no revision changes. */
const keptArchivesBytes = 32 * 1024 * 1024;

/** What of a channel is otherwise than it was. */
export interface Moved {
  /** The archives from that number on. */
  readonly firstArchive: number | undefined;
  /** Their keys; undefined for all. */
  readonly items: ReadonlySet<string> | undefined;
  /** When the channel changes by itself, as each of its pages says. */
  readonly changesAt: Date | undefined;
}

/** Pages that are ready, within bounds. */
export interface KeptPages {
  readonly get: (path: string) => Representation | undefined;
  /** The same without counting as a use. */
  readonly peek: (path: string) => Representation | undefined;
  readonly keep: (path: string, resource: Resource, representation: Representation) => void;
  /** After a revision of the channel: what it may have changed. */
  readonly drop: (channelId: string, moved: Moved) => void;
}

export function openKeptPages(now: () => Date): KeptPages {
  const pages = openShelf<undefined>(keptPagesBytes);
  const items = openShelf<Extract<Resource, { kind: 'item' }>>(keptItemsBytes);
  const archives = openShelf<Extract<Resource, { kind: 'archive' }>>(keptArchivesBytes);
  return {
    get: (path) => pages.get(path) ?? items.get(path) ?? archives.get(path),
    peek: (path) => pages.peek(path) ?? items.peek(path) ?? archives.peek(path),
    keep: (path, resource, representation) => {
      if (resource.kind === 'archive') archives.keep(path, resource, representation);
      else if (resource.kind === 'item') items.keep(path, resource, representation);
      else pages.keep(path, undefined, representation);
    },
    drop: (channelId, moved) => {
      pages.drop(() => true);
      const { firstArchive = Number.POSITIVE_INFINITY } = moved;
      archives.drop(({ channel, name }) => channel.id === channelId && name.number >= firstArchive);
      const droppedAt = now();
      items.drop(
        ({ channel, key }, page) =>
          !isDated(page, droppedAt) || (channel.id === channelId && isMoved(key, page, moved)),
      );
    },
  };
}

function isMoved(key: string, page: Representation, { items, changesAt }: Moved): boolean {
  return items === undefined || items.has(key) || page.changesAt?.getTime() !== changesAt?.getTime();
}

/** Others can tell their date by now, or can no longer: the clock was set back. */
function isDated({ lastModified }: Representation, at: Date): boolean {
  return lastModified !== undefined && lastModified <= at;
}

interface Shelf<Of> {
  readonly get: (path: string) => Representation | undefined;
  readonly peek: (path: string) => Representation | undefined;
  readonly keep: (path: string, of: Of, representation: Representation) => void;
  readonly drop: (isDropped: (of: Of, representation: Representation) => boolean) => void;
}

function openShelf<Of>(maxSize: number): Shelf<Of> {
  const kept = new LRUCache<string, { readonly of: Of; readonly representation: Representation }>({
    maxSize,
    sizeCalculation: ({ representation }) => representation.lengthBytes + 4096,
  });
  return {
    get: (path) => kept.get(path)?.representation,
    peek: (path) => kept.peek(path)?.representation,
    keep: (path, of, representation) => void kept.set(path, { of, representation }),
    drop: (isDropped) => {
      for (const [path, { of, representation }] of Array.from(kept.entries()))
        if (isDropped(of, representation)) kept.delete(path);
    },
  };
}
