import type { Article } from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Revision } from '../domain/revision.ts';
import { type Sentence, sentenceIn } from '../domain/sentence.ts';
import { itemFromArticle } from '../ingest/item-from-article.ts';
import { refusal } from '../ingest/messages.ts';
import { renderItem } from '../render/render-item.ts';
import type { StoredItem } from '../store/items.ts';
import { listIdentities, moveIdentities } from '../store/ledger.ts';
import { publishItem } from '../store/life-cycle.ts';
import { copyItemMedia } from '../store/media.ts';
import type { Session } from '../store/open-store.ts';
import { beginRevision, commitRevision, listRevisionsOfItem } from '../store/revisions.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Acceptor } from './acceptance.ts';
import { channelOf, getStored } from './change-item.ts';
import { type CollectedMedia, collectMedia, keepLongFiles, keepMedia } from './collect-media.ts';
import { type Companions, noCompanions } from './companions.ts';
import { mintItemIdentity } from './identity.ts';
import { openOriginals } from './item-history.ts';
import { keepLikeness } from './likely-update.ts';

/** The files beside an article, by what the ledger calls it. */
export type CompanionsOf = (path: string) => Companions;

/** A text that came after the withdrawal. */
interface LaterText {
  readonly article: Article;
  readonly collected: CollectedMedia;
}

/**
 * Publishes what was withdrawn or has expired as a new item, with a new id: readers have been told that the old one
 * is gone. A text that has come since then takes the place of the one that was withdrawn. From now on its files and
 * outside ids mean the new item.
 * @throws NashraError `not_found`, `bad_request` for one that was not withdrawn or is published anew already,
 * `article_embargoed`, `article_expired`, `item_malformed`
 */
export async function republishItem(
  acceptor: Acceptor,
  key: string,
  companionsOf: CompanionsOf = () => noCompanions,
): Promise<FeedItem> {
  const { store, site, now } = acceptor;
  const known = await getEnded(store, acceptor, key);
  const channel = channelOf(acceptor, known.item);
  const later = await findLaterText(acceptor, channel, known, companionsOf);
  if (later !== undefined) await keepLongFiles(store, later.collected, now());
  return inTransaction(store, async (session) => {
    const revision = await beginRevision(session, channel.id, now());
    const stored = await getEnded(session, acceptor, key);
    const item: FeedItem = {
      ...itemOf(acceptor, channel, revision, stored.item, later),
      ...mintItemIdentity(site, revision.at),
      publishedAt: revision.at,
      updatedAt: revision.at,
      dateOrigin: 'ingest',
      datePrecision: 'instant',
      revision: revision.number,
    };
    renderItem(site, channel, item);
    const { originalSha256 } = known;
    const expiresAt = later?.article.expiresAt;
    const kept = { item, originalSha256, ...(expiresAt === undefined ? {} : { expiresAt }) };
    await publishItem(session, kept, { previous: undefined, revision });
    await keepLikeness(session, item, undefined);
    await moveIdentities(session, key, item.key);
    if (later === undefined) await copyItemMedia(session, key, item.key);
    else await keepMedia(session, item, later.collected, revision.at);
    await commitRevision(session, revision, { kind: 'publish', itemKey: item.key, originalSha256 });
    return item;
  });
}

async function getEnded(session: Session, acceptor: Acceptor, key: string): Promise<StoredItem> {
  const stored = await getStored(session, key);
  const { language } = channelOf(acceptor, stored.item);
  if (stored.endedAt === undefined)
    throw refused(language, {
      ar: 'لم تُسحب هذه المادة، فلا تُنشر من جديد.',
      en: 'This story was not withdrawn, so it is not published anew.',
    });
  if ((await listIdentities(session, key, 'sha256')).length === 0)
    throw refused(language, {
      ar: 'نُشرت هذه المادة من جديد من قبل.',
      en: 'This story was published anew before.',
    });
  return stored;
}

function refused(language: string, sentence: Sentence): NashraError {
  return new NashraError('bad_request', sentenceIn(language, sentence));
}

/** Undefined where the text is the one that was withdrawn, or only says that it is. */
async function findLaterText(
  acceptor: Acceptor,
  channel: Channel,
  { item, originalSha256 }: StoredItem,
  companionsOf: CompanionsOf,
): Promise<LaterText | undefined> {
  const { store, now } = acceptor;
  const revisions = await listRevisionsOfItem(store, item.key);
  if (revisions.at(-1)?.originalSha256 === originalSha256) return undefined;
  const read = await openOriginals(acceptor, channel, item.key);
  const article = await read(originalSha256);
  if (article === undefined || article.withdrawal !== undefined) return undefined;
  const { publishAt, expiresAt } = article;
  if (publishAt !== undefined && publishAt > now())
    throw refusal('article_embargoed', channel.language, {}, publishAt.toISOString());
  if (expiresAt !== undefined && expiresAt <= now())
    throw refusal('article_expired', channel.language, {}, expiresAt.toISOString());
  const [path] = await listIdentities(store, item.key, 'path');
  const companions = path === undefined ? noCompanions : companionsOf(path);
  return {
    article,
    collected: await collectMedia(store, article, { channel, companions, itemKey: item.key }),
  };
}

function itemOf(
  { site }: Acceptor,
  channel: Channel,
  revision: Revision,
  withdrawn: FeedItem,
  later: LaterText | undefined,
): FeedItem {
  if (later === undefined) return withdrawn;
  const { article, collected } = later;
  return itemFromArticle(article, {
    site,
    channel,
    revision,
    identity: withdrawn,
    existing: withdrawn,
    media: collected.media,
  });
}
