import { NashraError } from '../domain/errors.ts';
import type { FeedEntry } from '../ingest/feed-entries.ts';
import { feedEntryMediaType, splitFeed } from '../ingest/split-feed.ts';
import { hasOriginal, putOriginal } from '../store/originals.ts';
import { inTransaction } from '../store/transaction.ts';
import { acceptArticle } from './accept-article.ts';
import type { Acceptance, Acceptor } from './acceptance.ts';
import type { IncomingArticle, OutsideDecision } from './incoming-article.ts';
import { sha256Of } from './recognise-item.ts';

/** What became of one article; `path` is that of the file, with `#` and the entry's name where it holds several. */
export type ArticleOutcome =
  | { readonly path: string; readonly acceptance: Acceptance }
  | { readonly path: string; readonly error: NashraError };

/** What an entry of a feed's file is called in the ledger. */
export function entryPath(file: string, entry: Pick<FeedEntry, 'name'>): string {
  return `${file}#${entry.name}`;
}

/**
 * Takes a file of the inbox: an article, or a whole feed as many, each by itself and as soon as it is asked for. A
 * refused entry stops no other, an entry that is gone from the file withdraws nothing, and the feed's own bytes are
 * kept as they came.
 */
export async function* acceptFile(
  acceptor: Acceptor,
  incoming: IncomingArticle,
): AsyncGenerator<ArticleOutcome, void, undefined> {
  const { path, channel } = incoming;
  let entries: readonly FeedEntry[] | undefined;
  try {
    entries = splitFeed(incoming.bytes, {
      fileName: path,
      channel,
      timeZone: acceptor.site.timeZone,
      ...(incoming.mediaType === undefined ? {} : { mediaType: incoming.mediaType }),
    });
  } catch (error) {
    if (!(error instanceof NashraError)) throw error;
    yield { path, error };
    return;
  }
  if (entries === undefined) {
    yield await outcomeOf(acceptor, incoming);
    return;
  }
  await keepFeed(acceptor, incoming);
  for (const entry of entries) {
    yield await outcomeOf(acceptor, {
      ...decisionOf(incoming),
      channel,
      bytes: entry.bytes,
      path: entryPath(path, entry),
      entryOf: path,
      mediaType: feedEntryMediaType,
      findSha256: incoming.findSha256,
      ...(incoming.confirm === undefined ? {} : { confirm: incoming.confirm }),
    });
  }
}

function decisionOf({ publishAt, expiresAt, isSilent }: IncomingArticle): OutsideDecision {
  return {
    ...(publishAt === undefined ? {} : { publishAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(isSilent === undefined ? {} : { isSilent }),
  };
}

async function outcomeOf(acceptor: Acceptor, incoming: IncomingArticle): Promise<ArticleOutcome> {
  const { path } = incoming;
  try {
    return { path, acceptance: await acceptArticle(acceptor, incoming) };
  } catch (error) {
    if (!(error instanceof NashraError)) throw error;
    return { path, error };
  }
}

async function keepFeed({ store, now }: Acceptor, { bytes }: IncomingArticle): Promise<void> {
  const sha256 = sha256Of(bytes);
  if (await hasOriginal(store, sha256)) return;
  await inTransaction(store, (session) => putOriginal(session, { sha256, bytes, keptAt: now() }));
}
