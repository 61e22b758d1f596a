import { LRUCache } from 'lru-cache';
import type { Site } from '../domain/channel.ts';
import { listRevisionNumbers } from '../store/channels.ts';
import type { Store } from '../store/open-store.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { RenderedFeeds, ResourceRenderer } from './render-resource.ts';
import { prepareRepresentation, type Representation } from './representation.ts';
import { pathOf, type Resource } from './resource.ts';

/** Bound of what is kept ready beside the feeds: about a thousand pages of articles. */
const keptPagesBytes = 64 * 1024 * 1024;

/** The prepared representations of everything that has an address. */
export interface Documents {
  /** What is ready to leave under that path, as it stands in the request; undefined when it must be rendered. */
  readonly warm: (path: string) => Representation | undefined;
  /** Renders what is not ready, once for all who ask at the same time; undefined where there is nothing. */
  readonly get: (resource: Resource) => Promise<Representation | undefined>;
  /** After a revision: the channel's feeds are rendered anew, and nothing older is sent once this has resolved. */
  readonly renew: (channelId: string) => Promise<void>;
  /** Renews the channels whose log has grown, whoever wrote to it, and those that can tell their date by now. */
  readonly catchUp: () => Promise<void>;
}

export function openDocuments({
  store,
  site,
  renderer,
  now,
}: {
  readonly store: Store;
  readonly site: Site;
  readonly renderer: ResourceRenderer;
  readonly now: () => Date;
}): Documents {
  const feeds = new Map<string, Representation>();
  const pages = new LRUCache<string, Representation>({
    maxSize: keptPagesBytes,
    sizeCalculation: (representation) => representation.lengthBytes + 4096,
  });
  const underway = new Map<string, Promise<Representation | undefined>>();
  const renewed = new Map<string, Pick<RenderedFeeds, 'revision' | 'datableAt'>>();
  // What was begun before a revision must not be kept after it.
  let generation = 0;

  async function prepare(resource: Resource): Promise<Representation | undefined> {
    const document = await renderer.render(resource);
    return document && prepareRepresentation(document);
  }

  async function renderPage(resource: Resource, path: string): Promise<Representation | undefined> {
    const begun = generation;
    const representation = await prepare(resource);
    if (representation !== undefined && begun === generation) pages.set(path, representation);
    return representation;
  }

  function get(resource: Resource): Promise<Representation | undefined> {
    const path = pathOf(resource);
    const ready = feeds.get(path) ?? pages.get(path);
    if (ready !== undefined) return Promise.resolve(ready);
    const name = `${generation} ${path}`;
    const begun = underway.get(name);
    if (begun !== undefined) return begun;
    const rendering = renderPage(resource, path).finally(() => underway.delete(name));
    underway.set(name, rendering);
    return rendering;
  }

  async function renewNow(channelId: string): Promise<void> {
    const { documents, revision, datableAt } = await renderer.renderFeeds(channelId);
    const prepared = await Promise.all(
      documents.map(
        async ([resource, document]) => [pathOf(resource), await prepareRepresentation(document)] as const,
      ),
    );
    generation += 1;
    pages.clear();
    for (const [path, representation] of prepared) feeds.set(path, representation);
    renewed.set(channelId, { revision, datableAt });
  }

  const renew = oneAtATime(renewNow);

  function isBehind(channelId: string, revision: number): boolean {
    const known = renewed.get(channelId);
    if (known === undefined || revision > known.revision) return true;
    return known.datableAt !== undefined && known.datableAt.getTime() <= now().getTime();
  }

  async function catchUp(): Promise<void> {
    const numbers = await listRevisionNumbers(store);
    const behind = site.channels.filter(({ id }) => isBehind(id, numbers.get(id) ?? 0));
    await Promise.all(behind.map(({ id }) => renew(id)));
  }

  return { warm: (path) => feeds.get(path) ?? pages.get(path), get, renew, catchUp };
}
