import type { Article, Warning } from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Media, MediaReference } from '../domain/media.ts';
import { findMedia, listItemFiles, putMedia, replaceItemMedia } from '../store/media.ts';
import type { Session, Store } from '../store/open-store.ts';
import type { ItemFileRow } from '../store/schema.ts';
import { inTransaction } from '../store/transaction.ts';
import { type Companions, decodedName, fileKey, stepsTo } from './companions.ts';
import {
  type Found,
  keptMedia,
  type MediaFile,
  maxMediaBytes,
  maxReferences,
  resolveMedia,
} from './resolve-media.ts';

/** A file that an article was looked through for. */
type SeenFile = Omit<ItemFileRow, 'item_key'>;

/** An article's media with what the store needs to know of them. */
export interface CollectedMedia {
  /** Index for index with the article's media, then what lies beside it. */
  readonly media: readonly (Media | undefined)[];
  readonly files: readonly MediaFile[];
  readonly seen: readonly SeenFile[];
  readonly warnings: readonly Warning[];
}

/**
 * What an article refers to, and what lies beside it under its name. A file that is gone is still there for an item
 * that had it.
 * @param itemKey of the item that the article is a text of, where there is one
 */
export async function collectMedia(
  session: Session,
  article: Pick<Article, 'media'>,
  from: {
    readonly channel: Channel;
    readonly companions: Companions;
    readonly itemKey: string | undefined;
  },
): Promise<CollectedMedia> {
  const { channel, companions, itemKey } = from;
  const before = itemKey === undefined ? [] : await listItemFiles(session, itemKey);
  const references = [...article.media, ...(await listBeside(article.media, companions, before))];
  const seenByName = new Map<string, Omit<SeenFile, 'sha256'>>();
  const resolved = await resolveMedia(
    references,
    async (name) => {
      const companion = await companions.find(name);
      if (companion === undefined) return undefined;
      const { path, state, lengthBytes } = companion;
      const isTooLarge = lengthBytes > maxMediaBytes;
      const bytes = isTooLarge ? undefined : await companion.read();
      // What changed while it was read is told again when it stands still.
      const isSeen = isTooLarge || bytes !== undefined;
      seenByName.set(name, { path, name, state: isSeen ? (state ?? null) : null });
      if (isTooLarge) return { tooLarge: true };
      return bytes === undefined ? findKept(session, before, path) : { bytes };
    },
    channel.language,
  );
  return { ...resolved, seen: seenFiles(references, resolved.media, seenByName) };
}

/** More is not written while everything else of a channel waits. */
const quickBytes = 1024 * 1024;

/**
 * Keeps sounds and films before the transaction that publishes their item begins, and with it holds the channel. Of an
 * article that is refused after all they stay, as bytes that nothing shows, and are there when it comes again.
 */
export async function keepLongFiles(
  store: Store,
  { files }: Pick<CollectedMedia, 'files'>,
  keptAt: Date,
): Promise<void> {
  for (const file of files)
    if (file.bytes.length > quickBytes)
      await inTransaction(store, (session) => putMedia(session, file, keptAt));
}

/** In the transaction that publishes the item. */
export async function keepMedia(
  session: Session,
  { key, media }: Pick<FeedItem, 'key' | 'media'>,
  { files, seen }: Pick<CollectedMedia, 'files' | 'seen'>,
  keptAt: Date,
): Promise<void> {
  for (const file of files) await putMedia(session, file, keptAt);
  const shown = media.map(sha256Of).filter((sha256) => sha256 !== undefined);
  await replaceItemMedia(session, key, shown, seen);
}

/** What the article does not name, but lies beside it under its name, or did when it was last published. */
async function listBeside(
  named: readonly MediaReference[],
  companions: Companions,
  before: readonly SeenFile[],
): Promise<readonly MediaReference[]> {
  const keys = new Set(
    named.map((reference) => ('address' in reference ? nameKey(reference.address) : undefined)),
  );
  const kept = before.filter(({ name, sha256 }) => sha256 !== null && companions.owns(name));
  const beside: MediaReference[] = [];
  for (const name of [...(await companions.list()), ...kept.map((file) => file.name)]) {
    const key = nameKey(name);
    if (!keys.has(key)) beside.push({ address: name });
    keys.add(key);
  }
  return beside.slice(0, maxReferences);
}

function nameKey(name: string): string | undefined {
  const steps = stepsTo(decodedName(name));
  return steps && fileKey(steps.join('/'));
}

async function findKept(session: Session, before: readonly SeenFile[], path: string): Promise<Found> {
  const sha256 = before.find((file) => file.path === path)?.sha256 ?? undefined;
  const kept = sha256 === undefined ? undefined : await findMedia(session, sha256);
  return kept && { kept: keptMedia(kept) };
}

function seenFiles(
  references: readonly MediaReference[],
  media: readonly (Media | undefined)[],
  seenByName: ReadonlyMap<string, Omit<SeenFile, 'sha256'>>,
): readonly SeenFile[] {
  const byPath = new Map<string, SeenFile>();
  for (const [index, reference] of references.entries()) {
    const seen = 'address' in reference ? seenByName.get(reference.address) : undefined;
    if (seen === undefined) continue;
    byPath.set(seen.path, { ...seen, sha256: sha256Of(media[index]) ?? null });
  }
  return [...byPath.values()];
}

/** Of what we serve ourselves. */
function sha256Of(media: Media | undefined): string | undefined {
  return media && /^media\/([0-9a-f]{64})\./.exec(media.address)?.[1];
}
