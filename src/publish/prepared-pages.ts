import { LRUCache } from 'lru-cache';
import type { BestBytes } from './best-bytes.ts';
import type { ResourceRenderer } from './render-resource.ts';
import { preparePart, prepareRepresentation, type Representation } from './representation.ts';
import { feedPathOf, pathOf, type Resource } from './resource.ts';

/** Bound of what is kept ready beside the feeds: about a thousand pages of articles. */
const keptPagesBytes = 64 * 1024 * 1024;
/** Bound of what is kept ready of the archives, most of which no revision changes. */
const keptArchivesBytes = 32 * 1024 * 1024;

type Prepared = LRUCache<string, Representation>;

/** What is rendered when it is asked for, and kept within bounds. */
export interface PreparedPages {
  readonly warm: (path: string) => Representation | undefined;
  /** Renders what is not ready, once for all who ask at the same time; undefined where there is nothing. */
  readonly get: (resource: Resource) => Promise<Representation | undefined>;
  /** What was begun before is not kept after it, nor any of the channel's archives from that number on. */
  readonly clear: (channelId: string, firstMoved: number | undefined) => void;
}

/** @param findFeed what is ready of the feeds that are always kept, by path */
export function openPreparedPages(
  renderer: ResourceRenderer,
  findFeed: (path: string) => Representation | undefined,
  now: () => Date,
  best: Pick<BestBytes, 'make'>,
): PreparedPages {
  const pages = openPrepared(keptPagesBytes);
  const archives = openKeptArchives();
  const underway = new Map<string, Promise<Representation | undefined>>();
  let generation = 0;

  /** A page that is another by now is none. */
  function warm(path: string): Representation | undefined {
    const ready = findFeed(path);
    if (ready !== undefined) return ready;
    const page = pages.get(path) ?? archives.get(path);
    return page?.changesAt !== undefined && page.changesAt <= now() ? undefined : page;
  }

  async function prepare(resource: Resource): Promise<Representation | undefined> {
    if (resource.kind === 'feed' && resource.since !== undefined) return prepareChanges(resource);
    const document = await renderer.render(resource);
    return document && prepareRepresentation(document);
  }

  /** Beside the whole of the very state that they lead to; or that whole, which is kept elsewhere. */
  async function prepareChanges(resource: Resource & { kind: 'feed' }): Promise<Representation | undefined> {
    const { since: _since, ...address } = resource;
    const whole = await get(address);
    const part = await renderer.render(resource);
    if (whole === undefined) return undefined;
    const isBeside = part !== undefined && part.state?.revision === whole.state?.revision;
    return isBeside ? preparePart(part, whole) : { ...(whole.own ?? whole), lengthBytes: 0 };
  }

  async function render(resource: Resource, path: string): Promise<Representation | undefined> {
    const begun = generation;
    const representation = await prepare(resource);
    if (representation === undefined) return undefined;
    // Under its old address an archive may hold what has been withdrawn since.
    if (begun !== generation) return representation;
    if (resource.kind === 'archive') archives.keep(path, resource, representation);
    else pages.set(path, representation);
    if (isPolled(resource))
      best.make(representation, {
        path,
        find: () => pages.peek(path),
        put: (better) => void pages.set(path, better),
      });
    return representation;
  }

  function get(resource: Resource): Promise<Representation | undefined> {
    const path = pathOf(resource);
    const ready = warm(path);
    if (ready !== undefined) return Promise.resolve(ready);
    const name = `${generation} ${path}`;
    const begun = underway.get(name);
    if (begun !== undefined) return begun;
    const rendering = render(resource, path).finally(() => underway.delete(name));
    underway.set(name, rendering);
    return rendering;
  }

  function clear(channelId: string, firstMoved: number | undefined): void {
    generation += 1;
    pages.clear();
    if (firstMoved !== undefined) archives.drop(channelId, firstMoved);
  }

  return { warm, get, clear };
}

/**
 * What many will fetch. Pages, archives and what one poller lacks are sent too seldom to be worth the best bytes, and
 * of queries there is no end: whoever walked them would keep a core busy.
 */
function isPolled(resource: Resource): boolean {
  return resource.kind === 'feed' && resource.since === undefined && !feedPathOf(resource).includes('?');
}

interface KeptArchives {
  readonly get: (path: string) => Representation | undefined;
  readonly keep: (
    path: string,
    archive: Extract<Resource, { kind: 'archive' }>,
    representation: Representation,
  ) => void;
  /** Of the channel those of that number, and the younger ones. */
  readonly drop: (channelId: string, first: number) => void;
}

function openKeptArchives(): KeptArchives {
  const prepared = openPrepared(keptArchivesBytes);
  const names = new Map<string, { readonly channelId: string; readonly number: number }>();
  return {
    get: (path) => prepared.get(path),
    keep: (path, { channel, name }, representation) => {
      prepared.set(path, representation);
      names.set(path, { channelId: channel.id, number: name.number });
    },
    drop: (channelId, first) => {
      for (const [path, archive] of names) {
        if (archive.channelId === channelId && archive.number >= first) prepared.delete(path);
        // What the bound has pushed out is forgotten here too.
        if (!prepared.has(path)) names.delete(path);
      }
    },
  };
}

function openPrepared(maxSize: number): Prepared {
  return new LRUCache({
    maxSize,
    sizeCalculation: (representation) => representation.lengthBytes + 4096,
  });
}
