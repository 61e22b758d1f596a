import { createHash } from 'node:crypto';
import type { Article } from '../domain/article.ts';
import type { FeedItem } from '../domain/item.ts';
import { findItem, type StoredItem } from '../store/items.ts';
import { deleteIdentity, findItemKey, type Identity, listIdentities, putIdentity } from '../store/ledger.ts';
import type { Session } from '../store/open-store.ts';
import { findOriginalLength } from '../store/originals.ts';
import type { IncomingArticle } from './incoming-article.ts';

/** What an article is known by, besides its path. */
export interface Marks {
  readonly sha256: string;
  /** The name that another system gave it, as the ledger keeps it. */
  readonly outsideId?: string;
}

export interface Recognised {
  readonly stored: StoredItem;
  readonly as: 'current' | 'new text' | 'old copy';
  /** By its outside id, wherever it lies. */
  readonly isByOutsideId: boolean;
}

/** `lengthBytes` is that of the text which the item has now. */
export interface Meant {
  readonly by: 'path' | 'copy';
  readonly lengthBytes: number;
}

const maxIdLength = 500;
const absoluteUri = /^[a-z][a-z0-9+.-]*:\S/i;

export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The article's outside id for the ledger. An entry of a feed has one only if it is a URI: `17` is another article
 * in every feed, and the entry's path says as much.
 */
export function outsideIdOf(
  { externalId }: Pick<Article, 'externalId'>,
  { entryOf }: Pick<IncomingArticle, 'entryOf'>,
): string | undefined {
  const id = externalId?.trim() ?? '';
  if (id === '' || (entryOf !== undefined && !absoluteUri.test(id))) return undefined;
  // PostgreSQL keeps no text with U+0000.
  return id.length > maxIdLength || id.includes('\0') ? `sha256:${sha256Of(id)}` : id;
}

/**
 * The usual cases at every start, by bytes and path alone: the same file with the same bytes, and an old copy that
 * is nothing else. No lock is taken and nothing is parsed.
 */
export async function findUnchanged(
  session: Session,
  { channel, path }: IncomingArticle,
  sha256: string,
): Promise<FeedItem | undefined> {
  const byPath = await findByIdentity(session, channel.id, { scheme: 'path', value: path });
  if (byPath !== undefined) return byPath.originalSha256 === sha256 ? byPath.item : undefined;
  const byBytes = await findByIdentity(session, channel.id, { scheme: 'sha256', value: sha256 });
  return byBytes !== undefined && byBytes.originalSha256 !== sha256 ? byBytes.item : undefined;
}

/** The item that this is most likely a text of: it may still have files that are gone from the inbox. */
export async function findKnownItem(
  session: Session,
  { channel, path }: IncomingArticle,
  { sha256, outsideId }: Marks,
): Promise<string | undefined> {
  const byId =
    outsideId && (await findItemKey(session, channel.id, { scheme: 'external', value: outsideId }));
  return (
    byId ??
    (await findItemKey(session, channel.id, { scheme: 'path', value: path })) ??
    findItemKey(session, channel.id, { scheme: 'sha256', value: sha256 })
  );
}

/**
 * Equal bytes mean the same item, whatever the file is called now; then the outside id means it, then the path.
 * Bytes that an item had before, under a path that is not the item's, are an old copy: not a story of its own. A
 * path whose article has another outside id than its item was given to another article. A copy that was given a
 * text of its own is another story, as long as what it was copied from is there.
 */
export async function recogniseItem(
  session: Session,
  { channel, path, findSha256, confirm }: IncomingArticle,
  { sha256, outsideId }: Marks,
): Promise<Recognised | undefined> {
  await confirm?.();
  const find = (scheme: Identity['scheme'], value: string) =>
    findByIdentity(session, channel.id, { scheme, value });
  const byBytes = await find('sha256', sha256);
  if (byBytes?.originalSha256 === sha256) return { stored: byBytes, as: 'current', isByOutsideId: false };
  const byPath = await find('path', path);
  const byId = outsideId === undefined ? undefined : await find('external', outsideId);
  if (byId !== undefined) {
    const { key } = byId.item;
    const isOldCopy = byBytes?.item.key === key && byPath?.item.key !== key;
    return { stored: byId, as: isOldCopy ? 'old copy' : 'new text', isByOutsideId: true };
  }
  const bears = (found: StoredItem) => bearsOtherId(session, found.item.key, outsideId);
  if (byPath !== undefined && !(await bears(byPath)))
    return { stored: byPath, as: 'new text', isByOutsideId: false };
  if (byBytes !== undefined) return { stored: byBytes, as: 'old copy', isByOutsideId: false };
  const byCopy = await find('copy', path);
  if (byCopy === undefined || (await bears(byCopy))) return undefined;
  for (const original of await listIdentities(session, byCopy.item.key, 'path')) {
    if ((await findSha256(original)) !== undefined) return undefined;
  }
  return { stored: byCopy, as: 'new text', isByOutsideId: false };
}

/** Whether the item is known by an outside id, and by another one than this. */
async function bearsOtherId(
  session: Session,
  itemKey: string,
  outsideId: string | undefined,
): Promise<boolean> {
  if (outsideId === undefined) return false;
  const known = await listIdentities(session, itemKey, 'external');
  return known.length > 0 && !known.includes(outsideId);
}

/** From now on the bytes and the outside id mean the item. */
export async function linkMarks(
  session: Session,
  channelId: string,
  { sha256, outsideId }: Marks,
  itemKey: string,
): Promise<void> {
  await putIdentity(session, channelId, { scheme: 'sha256', value: sha256 }, itemKey);
  if (outsideId !== undefined)
    await putIdentity(session, channelId, { scheme: 'external', value: outsideId }, itemKey);
}

/**
 * One path means an item: this one from now on, unless the one before still holds the very bytes, or did when this
 * was seen first. Then this is a copy: an edit of the original stays an edit, and an edit of the copy makes it a
 * story of its own, but for one with the item's outside id, which takes over.
 * @returns the paths that meant the item and no longer do, though their files are there
 */
export async function linkPath(
  session: Session,
  { channel, path, findSha256 }: IncomingArticle,
  sha256: string,
  { itemKey, takesOver }: { readonly itemKey: string; readonly takesOver: boolean },
): Promise<readonly string[]> {
  const others = (await listIdentities(session, itemKey, 'path')).filter((known) => known !== path);
  const copied = await findItemKey(session, channel.id, { scheme: 'copy', value: path });
  const isKnownCopy = copied === itemKey && !takesOver;
  const replaced: string[] = [];
  for (const other of others) {
    const held = await findSha256(other);
    if (held === sha256 || (isKnownCopy && held !== undefined)) {
      await deleteIdentity(session, channel.id, { scheme: 'path', value: path });
      await putIdentity(session, channel.id, { scheme: 'copy', value: path }, itemKey);
      return [];
    }
    if (held !== undefined) replaced.push(other);
  }
  for (const other of others) await deleteIdentity(session, channel.id, { scheme: 'path', value: other });
  await deleteIdentity(session, channel.id, { scheme: 'copy', value: path });
  await putIdentity(session, channel.id, { scheme: 'path', value: path }, itemKey);
  return replaced;
}

/**
 * Whether the bytes are what an item holds now, under whatever path. Of several files such ones are taken first: a
 * renamed article then has its path before its old one is given to another story.
 */
export async function isPublished(
  session: Session,
  { channel, bytes }: Pick<IncomingArticle, 'channel' | 'bytes'>,
): Promise<boolean> {
  const sha256 = sha256Of(bytes);
  const stored = await findByIdentity(session, channel.id, { scheme: 'sha256', value: sha256 });
  return stored?.originalSha256 === sha256;
}

/** The item that a path means or names a copy of: what becomes of a new text there depends on other files. */
export async function findMeant(
  session: Session,
  { channel, path }: Pick<IncomingArticle, 'channel' | 'path'>,
): Promise<Meant | undefined> {
  for (const by of ['path', 'copy'] as const) {
    const stored = await findByIdentity(session, channel.id, { scheme: by, value: path });
    if (stored !== undefined)
      return { by, lengthBytes: await findOriginalLength(session, stored.originalSha256) };
  }
  return undefined;
}

async function findByIdentity(
  session: Session,
  channelId: string,
  identity: Identity,
): Promise<StoredItem | undefined> {
  const key = await findItemKey(session, channelId, identity);
  return key === undefined ? undefined : findItem(session, key);
}
