import { createHash } from 'node:crypto';
import type { Channel, Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Revision } from '../domain/revision.ts';
import { isSameToReaders, itemFromArticle } from '../ingest/item-from-article.ts';
import { parseArticle } from '../ingest/parse-article.ts';
import { renderItem } from '../render/render-item.ts';
import { findItem, insertItem, type StoredItem, updateItem } from '../store/items.ts';
import { deleteIdentity, findItemKey, listPaths, putIdentity } from '../store/ledger.ts';
import type { Session, Store } from '../store/open-store.ts';
import { putOriginal } from '../store/originals.ts';
import { beginRevision, commitRevision } from '../store/revisions.ts';
import { mintItemIdentity } from './identity.ts';

export interface IncomingArticle {
  readonly channel: Channel;
  readonly bytes: Uint8Array;
  /** Relative to the inbox, with `/`: what the newsroom calls the article. */
  readonly path: string;
  readonly mediaType?: string;
  /** Whether a file of the inbox is still there: a path whose file was renamed is free for another article. */
  readonly fileExists: (path: string) => boolean;
}

export interface Acceptance {
  readonly outcome: 'created' | 'updated' | 'unchanged';
  readonly item: FeedItem;
}

export interface Acceptor {
  readonly store: Store;
  readonly site: Site;
  readonly now: () => Date;
}

/**
 * The one way into the store, for inbox, command and API: recognised, rendered, and kept in one transaction, or
 * refused with nothing changed.
 * @throws NashraError with the reason and the line of the fault
 */
export async function acceptArticle(acceptor: Acceptor, incoming: IncomingArticle): Promise<Acceptance> {
  const { store, site, now } = acceptor;
  const { channel } = incoming;
  const sha256 = createHash('sha256').update(incoming.bytes).digest('hex');
  const seen = await findUnchanged(store, incoming, sha256);
  if (seen !== undefined) return { outcome: 'unchanged', item: seen };
  const article = parseArticle(incoming.bytes, {
    fileName: incoming.path,
    channel,
    timeZone: site.timeZone,
    ...(incoming.mediaType === undefined ? {} : { mediaType: incoming.mediaType }),
  });
  return store.transaction().execute(async (session) => {
    const revision = await beginRevision(session, channel.id, now());
    const existing = await findExisting(session, incoming, sha256);
    if (existing?.isCurrent === true) {
      await linkPath(session, incoming, existing.stored.item.key);
      return { outcome: 'unchanged', item: existing.stored.item };
    }
    const previous = existing?.stored;
    const identity = previous?.item ?? mintItemIdentity(site, revision.at);
    const item = itemFromArticle(article, {
      site,
      channel,
      revision,
      identity,
      ...(previous === undefined ? {} : { existing: previous.item }),
    });
    renderItem(site, channel, item);
    return keep(session, { incoming, sha256, revision, item, previous });
  });
}

/** The usual case at every start: the same file, the same bytes. No lock is taken and nothing is parsed. */
async function findUnchanged(
  store: Store,
  incoming: IncomingArticle,
  sha256: string,
): Promise<FeedItem | undefined> {
  const byPath = await findItemKey(store, incoming.channel.id, { scheme: 'path', value: incoming.path });
  if (byPath === undefined) return undefined;
  const stored = await findItem(store, byPath);
  return stored?.originalSha256 === sha256 ? stored.item : undefined;
}

/**
 * Equal bytes mean the same item, whatever the file is called now; then the path means it. Bytes that an item had
 * before and a path that says nothing are an old copy: not a story of its own.
 */
async function findExisting(
  session: Session,
  { channel, path }: IncomingArticle,
  sha256: string,
): Promise<{ stored: StoredItem; isCurrent: boolean } | undefined> {
  const keyByBytes = await findItemKey(session, channel.id, { scheme: 'sha256', value: sha256 });
  const byBytes = keyByBytes === undefined ? undefined : await findItem(session, keyByBytes);
  if (byBytes?.originalSha256 === sha256) return { stored: byBytes, isCurrent: true };
  const keyByPath = await findItemKey(session, channel.id, { scheme: 'path', value: path });
  const byPath = keyByPath === undefined ? undefined : await findItem(session, keyByPath);
  if (byPath !== undefined) return { stored: byPath, isCurrent: false };
  return byBytes === undefined ? undefined : { stored: byBytes, isCurrent: true };
}

async function keep(
  session: Session,
  change: {
    readonly incoming: IncomingArticle;
    readonly sha256: string;
    readonly revision: Revision;
    readonly item: FeedItem;
    readonly previous: StoredItem | undefined;
  },
): Promise<Acceptance> {
  const { incoming, sha256, revision, item, previous } = change;
  await putOriginal(session, { sha256, bytes: incoming.bytes, keptAt: revision.at });
  const isVisible = previous === undefined || !isSameToReaders(previous.item, item);
  const kept = isVisible ? { item, modifiedAt: revision.modifiedAt } : previous;
  const stored = { ...kept, originalSha256: sha256 };
  if (previous === undefined) await insertItem(session, { ...stored, firstRevision: revision.number });
  else await updateItem(session, stored);
  await putIdentity(session, incoming.channel.id, { scheme: 'sha256', value: sha256 }, item.key);
  await linkPath(session, incoming, item.key);
  if (!isVisible) return { outcome: 'unchanged', item: kept.item };
  const kind = previous === undefined ? 'publish' : 'update';
  await commitRevision(session, revision, { kind, itemKey: item.key, originalSha256: sha256 });
  return { outcome: previous === undefined ? 'created' : 'updated', item };
}

/** The path means the item from now on; paths of it whose files were renamed away mean nothing any more. */
async function linkPath(session: Session, incoming: IncomingArticle, itemKey: string): Promise<void> {
  const { channel, path, fileExists } = incoming;
  for (const known of await listPaths(session, itemKey)) {
    if (known !== path && !fileExists(known)) {
      await deleteIdentity(session, channel.id, { scheme: 'path', value: known });
    }
  }
  await putIdentity(session, channel.id, { scheme: 'path', value: path }, itemKey);
}
