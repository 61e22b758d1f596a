import type { BestBytes } from './best-bytes.ts';
import { type Moved, openKeptPages } from './kept-pages.ts';
import type { ResourceRenderer } from './render-resource.ts';
import { preparePart, prepareRepresentation, type Representation } from './representation.ts';
import { feedPathOf, pathOf, type Resource } from './resource.ts';

/** What is rendered when it is asked for, and kept within bounds. */
export interface PreparedPages {
  readonly warm: (path: string) => Representation | undefined;
  /** Renders what is not ready, once for all who ask at the same time; undefined where there is nothing. */
  readonly get: (resource: Resource) => Promise<Representation | undefined>;
  /** What was begun before is not kept after it, and of what is kept only what a revision has not changed. */
  readonly clear: (channelId: string, moved: Moved) => void;
}

/** @param findFeed what is ready of the feeds that are always kept, by path */
export function openPreparedPages(
  renderer: ResourceRenderer,
  findFeed: (path: string) => Representation | undefined,
  now: () => Date,
  best: Pick<BestBytes, 'make'>,
): PreparedPages {
  const kept = openKeptPages(now);
  const underway = new Map<string, Promise<Representation | undefined>>();
  let generation = 0;

  /** A page that is another by now is none. */
  function warm(path: string): Representation | undefined {
    const ready = findFeed(path);
    if (ready !== undefined) return ready;
    const page = kept.get(path);
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
    kept.keep(path, resource, representation);
    if (isPolled(resource))
      best.make(representation, {
        path,
        find: () => kept.peek(path),
        put: (better) => kept.keep(path, resource, better),
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

  function clear(channelId: string, moved: Moved): void {
    generation += 1;
    kept.drop(channelId, moved);
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
