import type { Site } from '../domain/channel.ts';
import { findFirstMoved } from '../store/archives.ts';
import { listRevisionNumbers } from '../store/channels.ts';
import type { Store } from '../store/open-store.ts';
import { listItemsChangedSince } from '../store/revisions.ts';
import { openBestBytes } from './best-bytes.ts';
import type { Moved } from './kept-pages.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { openPreparedPages, type PreparedPages } from './prepared-pages.ts';
import type { RenderedFeeds, ResourceRenderer } from './render-resource.ts';
import { prepareRepresentation, type Representation } from './representation.ts';
import { pathOf } from './resource.ts';

/** The prepared representations of everything that has an address. */
export interface Documents extends Pick<PreparedPages, 'warm' | 'get'> {
  /** After a revision: the channel's feeds are rendered anew, and nothing older is sent once this has resolved. */
  readonly renew: (channelId: string) => Promise<void>;
  /** Renews the channels whose log has grown, whoever wrote to it, and those that can tell their date by now. */
  readonly catchUp: () => Promise<void>;
  /** What is made when nobody waits for it is left unmade. */
  readonly close: () => void;
}

/** Where the log has grown by more, every page of an item is rendered anew. */
const followedItems = 100;

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
  const best = openBestBytes();
  const pages = openPreparedPages(renderer, (path) => feeds.get(path), now, best);
  const renewed = new Map<
    string,
    Pick<RenderedFeeds<unknown>, 'revision' | 'datableAt'> & { readonly begunAt: Date }
  >();

  async function renewNow(channelId: string): Promise<void> {
    const channel = site.channels.find(({ id }) => id === channelId);
    if (channel === undefined) throw new Error(`there is no channel ${channelId}`);
    const begunAt = now();
    const { documents, revision, datableAt, changesAt } = await renderer.renderFeeds(
      channel,
      // Other threads compress one while the next is rendered.
      async (resource, document) =>
        [pathOf(resource), await prepareRepresentation(document, 'quick')] as const,
    );
    const prepared = await Promise.all(documents);
    const since = renewed.get(channelId)?.revision;
    pages.clear(channelId, {
      ...(await findMoved(store, channelId, since)),
      changesAt,
    });
    for (const [path, representation] of prepared) {
      feeds.set(path, representation);
      best.make(representation, {
        path,
        find: () => feeds.get(path),
        put: (better) => feeds.set(path, better),
      });
    }
    renewed.set(channelId, { revision, datableAt, begunAt });
  }

  const renew = oneAtATime(renewNow);

  function isBehind(channelId: string, revision: number): boolean {
    const known = renewed.get(channelId);
    if (known === undefined || revision > known.revision) return true;
    // The clock was set back: what was a date of the past may be one of the future now (RFC 9110 §8.8.2.1).
    if (known.begunAt > now()) return true;
    return known.datableAt !== undefined && known.datableAt.getTime() <= now().getTime();
  }

  async function catchUp(): Promise<void> {
    const numbers = await listRevisionNumbers(store);
    const behind = site.channels.filter(({ id }) => isBehind(id, numbers.get(id) ?? 0));
    await Promise.all(behind.map(({ id }) => renew(id)));
  }

  return { warm: pages.warm, get: pages.get, renew, catchUp, close: best.close };
}

async function findMoved(
  store: Store,
  channelId: string,
  since: number | undefined,
): Promise<Pick<Moved, 'firstArchive' | 'items'>> {
  // At the start nothing is kept yet.
  if (since === undefined) return { firstArchive: 0, items: undefined };
  return {
    firstArchive: await findFirstMoved(store, channelId, since),
    items: await listItemsChangedSince(store, channelId, { since, atMost: followedItems }),
  };
}
