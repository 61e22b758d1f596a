import type { Article } from '../domain/article.ts';
import { warning } from '../ingest/messages.ts';
import { parseArticle } from '../ingest/parse-article.ts';
import { findItemKey } from '../store/ledger.ts';
import type { Session } from '../store/open-store.ts';
import { beginRevision } from '../store/revisions.ts';
import type { TextTimes } from '../store/stored-item.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Acceptance, Acceptor } from './acceptance.ts';
import { collectMedia, keepLongFiles } from './collect-media.ts';
import { noCompanions } from './companions.ts';
import type { IncomingArticle } from './incoming-article.ts';
import { keepArticle, keepEnded } from './keep-article.ts';
import {
  findKnownItem,
  findUnchanged,
  linkPath,
  outsideIdOf,
  type Recognised,
  recogniseItem,
  sha256Of,
} from './recognise-item.ts';

/**
 * The one way into the store, for inbox, command and API: recognised, rendered, and kept in one transaction, or
 * refused with nothing changed that anybody sees.
 * @throws NashraError with the reason and the line of the fault
 */
export async function acceptArticle(acceptor: Acceptor, incoming: IncomingArticle): Promise<Acceptance> {
  const { store, site, now } = acceptor;
  const { channel } = incoming;
  const sha256 = sha256Of(incoming.bytes);
  const seen = isDecidedOutside(incoming) ? undefined : await findUnchanged(store, incoming, sha256);
  if (seen !== undefined) return { outcome: 'unchanged', item: seen, warnings: [] };
  const parsed = await parseArticle(incoming.bytes, {
    fileName: incoming.path,
    channel,
    timeZone: site.timeZone,
    ...(incoming.mediaType === undefined ? {} : { mediaType: incoming.mediaType }),
  });
  const article = decideOutside(parsed, incoming);
  const textTimes = timesOf(parsed);
  const outsideId = outsideIdOf(article, incoming);
  const marks = { sha256, ...(outsideId === undefined ? {} : { outsideId }) };
  const collected = await collectMedia(store, article, {
    channel,
    companions: incoming.companions ?? noCompanions,
    itemKey: await findKnownItem(store, incoming, marks),
  });
  await keepLongFiles(store, collected, now());
  return inTransaction(store, async (session) => {
    const at = now();
    const revision = await beginRevision(session, channel.id, at);
    const found = await recogniseItem(session, incoming, marks);
    if (found?.as === 'current')
      await linkPath(session, incoming, sha256, { itemKey: found.stored.item.key, takesOver: false });
    if (found !== undefined && !(await isTaken(session, incoming, found)))
      return { outcome: 'unchanged', item: found.stored.item, warnings: [] };
    const change = { site, incoming, article, textTimes, marks, revision, found, collected, at };
    if (found?.stored.endedAt !== undefined) {
      const { item } = await keepEnded(session, found.stored, change);
      const told = warning('item_withdrawn', channel.language, undefined, item.key);
      return { outcome: 'unchanged', item, warnings: [told] };
    }
    return keepArticle(session, change);
  });
}

function timesOf({ publishAt, expiresAt }: Article): TextTimes {
  return {
    ...(publishAt === undefined ? {} : { publishAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

function isDecidedOutside({ isRefresh, publishAt, expiresAt }: IncomingArticle): boolean {
  return isRefresh === true || publishAt !== undefined || expiresAt !== undefined;
}

function decideOutside(article: Article, { publishAt, expiresAt, isSilent }: IncomingArticle): Article {
  return {
    ...article,
    ...(publishAt === undefined ? {} : { publishAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(isSilent === undefined ? {} : { isSilent }),
  };
}

/** What lies beside a copy is not the item's, so that only the file which it is published from refreshes it. */
async function isTaken(session: Session, incoming: IncomingArticle, found: Recognised): Promise<boolean> {
  if (found.as === 'new text') return true;
  const { publishAt, expiresAt } = incoming;
  if (found.as === 'current' && (publishAt !== undefined || expiresAt !== undefined)) return true;
  if (incoming.isRefresh !== true) return false;
  const identity = { scheme: 'path', value: incoming.path } as const;
  return (await findItemKey(session, incoming.channel.id, identity)) === found.stored.item.key;
}
