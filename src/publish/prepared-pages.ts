import { LRUCache } from 'lru-cache';
import type { ResourceRenderer } from './render-resource.ts';
import { prepareRepresentation, type Representation } from './representation.ts';
import { pathOf, type Resource } from './resource.ts';

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
): PreparedPages {
  const pages = openPrepared(keptPagesBytes);
  const archives = openPrepared(keptArchivesBytes);
  const archiveNames = new Map<string, { readonly channelId: string; readonly number: number }>();
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
    if (resource.kind === 'feed' && resource.since !== undefined) return preparePart(resource);
    const document = await renderer.render(resource);
    return document && prepareRepresentation(document);
  }

  /** Only beside the whole of the very state that it leads to. */
  async function preparePart(resource: Resource & { kind: 'feed' }): Promise<Representation | undefined> {
    const { since: _since, ...address } = resource;
    const whole = await get(address);
    const part = await renderer.render(resource);
    if (whole === undefined || part?.stateRevision !== whole.stateRevision) return undefined;
    return part && prepareRepresentation(part, whole);
  }

  async function render(resource: Resource, path: string): Promise<Representation | undefined> {
    const begun = generation;
    const representation = await prepare(resource);
    if (representation === undefined) return undefined;
    // Under its old address an archive may hold what has been withdrawn since.
    if (begun !== generation) return representation;
    if (resource.kind === 'archive') {
      archives.set(path, representation);
      archiveNames.set(path, { channelId: resource.channel.id, number: resource.name.number });
    } else pages.set(path, representation);
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
    for (const [path, archive] of archiveNames) {
      const isMoved = firstMoved !== undefined && archive.number >= firstMoved;
      if (archive.channelId === channelId && isMoved) archives.delete(path);
      if (!archives.has(path)) archiveNames.delete(path);
    }
  }

  return { warm, get, clear };
}

function openPrepared(maxSize: number): Prepared {
  return new LRUCache({
    maxSize,
    sizeCalculation: (representation) => representation.lengthBytes + 4096,
  });
}
