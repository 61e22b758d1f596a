import type { Warning } from '../domain/article.ts';
import type { Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Revision } from '../domain/revision.ts';
import { isSameToReaders, itemFromArticle } from '../ingest/item-from-article.ts';
import { refusal, warning } from '../ingest/messages.ts';
import { parseArticle } from '../ingest/parse-article.ts';
import { renderItem } from '../render/render-item.ts';
import { insertItem, updateItem } from '../store/items.ts';
import { findItemKey } from '../store/ledger.ts';
import type { Session, Store } from '../store/open-store.ts';
import { putOriginal } from '../store/originals.ts';
import { beginRevision, commitRevision } from '../store/revisions.ts';
import { inTransaction } from '../store/transaction.ts';
import { type CollectedMedia, collectMedia, keepMedia } from './collect-media.ts';
import { noCompanions } from './companions.ts';
import { mintItemIdentity } from './identity.ts';
import type { IncomingArticle } from './incoming-article.ts';
import { findLikelyUpdate, keepLikeness, likelyUpdateWarning } from './likely-update.ts';
import {
  findKnownItem,
  findUnchanged,
  linkMarks,
  linkPath,
  type Marks,
  outsideIdOf,
  type Recognised,
  recogniseItem,
  sha256Of,
} from './recognise-item.ts';

export interface Acceptance {
  readonly outcome: 'created' | 'updated' | 'unchanged';
  readonly item: FeedItem;
  /** What only the store and the folder can tell: about its media, and about other items and files like it. */
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
  const sha256 = sha256Of(incoming.bytes);
  const seen = incoming.isRefresh ? undefined : await findUnchanged(store, incoming, sha256);
  if (seen !== undefined) return { outcome: 'unchanged', item: seen, warnings: [] };
  const article = await parseArticle(incoming.bytes, {
    fileName: incoming.path,
    channel,
    timeZone: site.timeZone,
    ...(incoming.mediaType === undefined ? {} : { mediaType: incoming.mediaType }),
  });
  const embargo = article.embargoedUntil;
  if (embargo !== undefined && embargo > now())
    throw refusal('article_embargoed', channel.language, {}, embargo.toISOString());
  const outsideId = outsideIdOf(article, incoming);
  const marks = { sha256, ...(outsideId === undefined ? {} : { outsideId }) };
  const collected = await collectMedia(store, article, {
    channel,
    companions: incoming.companions ?? noCompanions,
    itemKey: await findKnownItem(store, incoming, marks),
  });
  return inTransaction(store, async (session) => {
    const revision = await beginRevision(session, channel.id, now());
    const found = await recogniseItem(session, incoming, marks);
    if (found?.as === 'current')
      await linkPath(session, incoming, sha256, { itemKey: found.stored.item.key, takesOver: false });
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
    return keep(session, { incoming, marks, revision, item, found, collected });
  });
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

async function keep(
  session: Session,
  change: {
    readonly incoming: IncomingArticle;
    readonly marks: Marks;
    readonly revision: Revision;
    readonly item: FeedItem;
    readonly found: Recognised | undefined;
    readonly collected: CollectedMedia;
  },
): Promise<Acceptance> {
  const { incoming, marks, revision, item, found, collected } = change;
  const { sha256 } = marks;
  const previous = found?.stored;
  await putOriginal(session, { sha256, bytes: incoming.bytes, keptAt: revision.at });
  const isVisible = previous === undefined || !isSameToReaders(previous.item, item);
  const kept = isVisible ? { item, modifiedAt: revision.modifiedAt } : previous;
  const stored = { ...kept, originalSha256: sha256 };
  const likely = previous === undefined ? await findLikelyUpdate(session, item, revision.at) : undefined;
  if (previous === undefined) await insertItem(session, { ...stored, firstRevision: revision.number });
  else await updateItem(session, stored);
  if (isVisible) await keepLikeness(session, item, previous?.item);
  await linkMarks(session, incoming.channel.id, marks, item.key);
  const replaced = await linkPath(session, incoming, sha256, {
    itemKey: item.key,
    takesOver: found?.isByOutsideId === true,
  });
  await keepMedia(session, item, collected, revision.at);
  const warnings = [
    ...collected.warnings,
    ...sameIdWarnings(incoming, found, replaced),
    ...(likely === undefined ? [] : [likelyUpdateWarning(likely, incoming.channel.language)]),
  ];
  if (!isVisible) return { outcome: 'unchanged', item: kept.item, warnings };
  const kind = previous === undefined ? 'publish' : 'update';
  await commitRevision(session, revision, { kind, itemKey: item.key, originalSha256: sha256 });
  return { outcome: previous === undefined ? 'created' : 'updated', item, warnings };
}

/** Not of entries: that a later export of a feed has an article too is its way to a new text. */
function sameIdWarnings(
  { channel, entryOf }: IncomingArticle,
  found: Recognised | undefined,
  replaced: readonly string[],
): readonly Warning[] {
  if (entryOf !== undefined || found?.isByOutsideId !== true) return [];
  return replaced.map((path) => warning('same_id_elsewhere', channel.language, undefined, path));
}
