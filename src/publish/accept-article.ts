import { createHash } from 'node:crypto';
import type { Warning } from '../domain/article.ts';
import type { Channel, Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Revision } from '../domain/revision.ts';
import { isSameToReaders, itemFromArticle } from '../ingest/item-from-article.ts';
import { parseArticle } from '../ingest/parse-article.ts';
import { renderItem } from '../render/render-item.ts';
import { findItem, insertItem, type StoredItem, updateItem } from '../store/items.ts';
import { deleteIdentity, findItemKey, type Identity, listPaths, putIdentity } from '../store/ledger.ts';
import type { Session, Store } from '../store/open-store.ts';
import { putOriginal } from '../store/originals.ts';
import { beginRevision, commitRevision } from '../store/revisions.ts';
import { inTransaction } from '../store/transaction.ts';
import { type CollectedMedia, collectMedia, keepMedia } from './collect-media.ts';
import { type Companions, noCompanions } from './companions.ts';
import { mintItemIdentity } from './identity.ts';

export interface IncomingArticle {
  readonly channel: Channel;
  readonly bytes: Uint8Array;
  /** Relative to the inbox, with `/`: what the newsroom calls the article. */
  readonly path: string;
  readonly mediaType?: string;
  /**
   * SHA-256 in hexadecimal of what a file of the inbox holds now, undefined when it is gone: a path whose article
   * was renamed away is free for another one.
   */
  readonly findSha256: (path: string) => Promise<string | undefined>;
  /** The files beside it; without them nothing that the article names is found. */
  readonly companions?: Companions;
  /** The files beside it are not what they were: the article is taken although its own bytes are. */
  readonly isRefresh?: boolean;
}

export interface Acceptance {
  readonly outcome: 'created' | 'updated' | 'unchanged';
  readonly item: FeedItem;
  /** About the files that belong to the article. */
  readonly warnings: readonly Warning[];
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
  const seen = incoming.isRefresh ? undefined : await findUnchanged(store, incoming, sha256);
  if (seen !== undefined) return { outcome: 'unchanged', item: seen, warnings: [] };
  const article = await parseArticle(incoming.bytes, {
    fileName: incoming.path,
    channel,
    timeZone: site.timeZone,
    ...(incoming.mediaType === undefined ? {} : { mediaType: incoming.mediaType }),
  });
  const collected = await collectMedia(store, article, {
    channel,
    companions: incoming.companions ?? noCompanions,
    itemKey: await findKnownItem(store, incoming, sha256),
  });
  return inTransaction(store, async (session) => {
    const revision = await beginRevision(session, channel.id, now());
    const found = await recognise(session, incoming, sha256);
    if (found?.as === 'current') await linkPath(session, incoming, sha256, found.stored.item.key);
    const isTaken =
      found === undefined || found.as === 'new text' || (await isRefreshed(session, incoming, found));
    if (!isTaken) return { outcome: 'unchanged', item: found.stored.item, warnings: [] };
    const previous = found?.stored;
    const identity = previous?.item ?? mintItemIdentity(site, revision.at);
    const item = itemFromArticle(article, {
      site,
      channel,
      revision,
      identity,
      media: collected.media,
      ...(previous === undefined ? {} : { existing: previous.item }),
    });
    renderItem(site, channel, item);
    return keep(session, { incoming, sha256, revision, item, previous, collected });
  });
}

/**
 * Whether the bytes are what an item holds now, under whatever path. Of several files such ones are taken first: a
 * renamed article then has its path before its old one is given to another story.
 */
export async function isPublished(
  session: Session,
  { channel, bytes }: Pick<IncomingArticle, 'channel' | 'bytes'>,
): Promise<boolean> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const stored = await findByIdentity(session, channel.id, { scheme: 'sha256', value: sha256 });
  return stored?.originalSha256 === sha256;
}

/** Whether the path means an item or names a copy of one: what becomes of a new text there depends on other files. */
export async function findPathKind(
  session: Session,
  { channel, path }: Pick<IncomingArticle, 'channel' | 'path'>,
): Promise<'path' | 'copy' | undefined> {
  for (const scheme of ['path', 'copy'] as const) {
    if ((await findItemKey(session, channel.id, { scheme, value: path })) !== undefined) return scheme;
  }
  return undefined;
}

/** The usual case at every start: the same file, the same bytes. No lock is taken and nothing is parsed. */
async function findUnchanged(
  store: Store,
  incoming: IncomingArticle,
  sha256: string,
): Promise<FeedItem | undefined> {
  const stored = await findByIdentity(store, incoming.channel.id, { scheme: 'path', value: incoming.path });
  return stored?.originalSha256 === sha256 ? stored.item : undefined;
}

/** The item that this is most likely a text of: it may still have files that are gone from the inbox. */
async function findKnownItem(
  store: Store,
  { channel, path }: IncomingArticle,
  sha256: string,
): Promise<string | undefined> {
  return (
    (await findItemKey(store, channel.id, { scheme: 'path', value: path })) ??
    findItemKey(store, channel.id, { scheme: 'sha256', value: sha256 })
  );
}

/** Only by the file that the item is published from: what lies beside a copy is not the item's. */
async function isRefreshed(
  session: Session,
  { channel, path, isRefresh }: IncomingArticle,
  { stored }: Recognised,
): Promise<boolean> {
  if (isRefresh !== true) return false;
  return (await findItemKey(session, channel.id, { scheme: 'path', value: path })) === stored.item.key;
}

interface Recognised {
  readonly stored: StoredItem;
  readonly as: 'current' | 'new text' | 'old copy';
}

/**
 * Equal bytes mean the same item, whatever the file is called now; then the path means it. Bytes that an item had
 * before and a path that means none are an old copy: not a story of its own. A copy that was given a text of its
 * own is another story, as long as what it was copied from is there.
 */
async function recognise(
  session: Session,
  { channel, path, findSha256 }: IncomingArticle,
  sha256: string,
): Promise<Recognised | undefined> {
  const byBytes = await findByIdentity(session, channel.id, { scheme: 'sha256', value: sha256 });
  if (byBytes?.originalSha256 === sha256) return { stored: byBytes, as: 'current' };
  const byPath = await findByIdentity(session, channel.id, { scheme: 'path', value: path });
  if (byPath !== undefined) return { stored: byPath, as: 'new text' };
  if (byBytes !== undefined) return { stored: byBytes, as: 'old copy' };
  const byCopy = await findByIdentity(session, channel.id, { scheme: 'copy', value: path });
  if (byCopy === undefined) return undefined;
  for (const original of await listPaths(session, byCopy.item.key)) {
    if ((await findSha256(original)) !== undefined) return undefined;
  }
  return { stored: byCopy, as: 'new text' };
}

async function findByIdentity(
  session: Session,
  channelId: string,
  identity: Identity,
): Promise<StoredItem | undefined> {
  const key = await findItemKey(session, channelId, identity);
  return key === undefined ? undefined : findItem(session, key);
}

async function keep(
  session: Session,
  change: {
    readonly incoming: IncomingArticle;
    readonly sha256: string;
    readonly revision: Revision;
    readonly item: FeedItem;
    readonly previous: StoredItem | undefined;
    readonly collected: CollectedMedia;
  },
): Promise<Acceptance> {
  const { incoming, sha256, revision, item, previous, collected } = change;
  const { warnings } = collected;
  await putOriginal(session, { sha256, bytes: incoming.bytes, keptAt: revision.at });
  const isVisible = previous === undefined || !isSameToReaders(previous.item, item);
  const kept = isVisible ? { item, modifiedAt: revision.modifiedAt } : previous;
  const stored = { ...kept, originalSha256: sha256 };
  if (previous === undefined) await insertItem(session, { ...stored, firstRevision: revision.number });
  else await updateItem(session, stored);
  await putIdentity(session, incoming.channel.id, { scheme: 'sha256', value: sha256 }, item.key);
  await linkPath(session, incoming, sha256, item.key);
  await keepMedia(session, item, collected, revision.at);
  if (!isVisible) return { outcome: 'unchanged', item: kept.item, warnings };
  const kind = previous === undefined ? 'publish' : 'update';
  await commitRevision(session, revision, { kind, itemKey: item.key, originalSha256: sha256 });
  return { outcome: previous === undefined ? 'created' : 'updated', item, warnings };
}

/**
 * One path means an item: this one from now on, unless the one before still holds the very bytes, or did when this
 * was seen first. Then this is a copy: an edit of the original stays an edit, and an edit of the copy makes it a story of its own.
 */
async function linkPath(
  session: Session,
  { channel, path, findSha256 }: IncomingArticle,
  sha256: string,
  itemKey: string,
): Promise<void> {
  const others = (await listPaths(session, itemKey)).filter((known) => known !== path);
  const isKnownCopy = (await findItemKey(session, channel.id, { scheme: 'copy', value: path })) === itemKey;
  for (const other of others) {
    const held = await findSha256(other);
    if (held === sha256 || (isKnownCopy && held !== undefined)) {
      await deleteIdentity(session, channel.id, { scheme: 'path', value: path });
      await putIdentity(session, channel.id, { scheme: 'copy', value: path }, itemKey);
      return;
    }
  }
  for (const other of others) await deleteIdentity(session, channel.id, { scheme: 'path', value: other });
  await deleteIdentity(session, channel.id, { scheme: 'copy', value: path });
  await putIdentity(session, channel.id, { scheme: 'path', value: path }, itemKey);
}
