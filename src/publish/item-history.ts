import type { Article } from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import type { Revision } from '../domain/revision.ts';
import { parseArticle } from '../ingest/parse-article.ts';
import { articleText, checkReport } from '../ingest/report.ts';
import { feedEntryMediaType } from '../ingest/split-feed.ts';
import type { StoredItem } from '../store/items.ts';
import { listIdentities } from '../store/ledger.ts';
import { findOriginal } from '../store/originals.ts';
import { listRevisionsOfItem } from '../store/revisions.ts';
import { changedLines } from '../text/changed-lines.ts';
import type { ComparedLine } from '../text/compare-lines.ts';
import type { Acceptor } from './acceptance.ts';

/** As `nashra check --json` has them. */
type Value = string | boolean | readonly string[] | null;

export interface ChangedField {
  readonly name: (typeof comparedFields)[number];
  readonly before: Value;
  readonly after: Value;
}

/** What one original says otherwise than the one before it. */
export interface TextChanges {
  readonly fields: readonly ChangedField[];
  readonly lines: readonly ComparedLine[];
  /** Addresses and names of files. */
  readonly mediaAdded: readonly string[];
  readonly mediaRemoved: readonly string[];
}

export interface HistoryEntry {
  readonly revision: Revision & { readonly originalSha256?: string };
  /** Undefined of the first text, and where the text is the one from before. */
  readonly changes: TextChanges | undefined;
}

const comparedFields = [
  'language',
  'title',
  'summary',
  'section',
  'source',
  'authors',
  'dateline',
  'externalId',
  'tags',
  'publishedAt',
  'publishAt',
  'expiresAt',
  'corrections',
  'withdrawal',
  'breaking',
] as const;

/**
 * Everything that ever happened to an item, oldest first. The originals are read as they would be today: what differs is
 * what the newsroom wrote otherwise, and never what this program has learned since.
 */
export async function listHistory(
  acceptor: Pick<Acceptor, 'store' | 'site'>,
  channel: Channel,
  { item }: StoredItem,
): Promise<readonly HistoryEntry[]> {
  const read = await openOriginals(acceptor, channel, item.key);
  const entries: HistoryEntry[] = [];
  let before: string | undefined;
  for (const revision of await listRevisionsOfItem(acceptor.store, item.key)) {
    const after = revision.originalSha256;
    const isOther = before !== undefined && after !== undefined && before !== after;
    entries.push({ revision, changes: isOther ? await compareOriginals(read, before, after) : undefined });
    before = after ?? before;
  }
  return entries;
}

type Read = (sha256: string) => Promise<Article | undefined>;

/** Reads the originals of an item by their SHA-256; undefined for what is no article any longer. */
export async function openOriginals(
  { store, site }: Pick<Acceptor, 'store' | 'site'>,
  channel: Channel,
  key: string,
): Promise<Read> {
  const [path = ''] = await listIdentities(store, key, 'path');
  const options = { channel, timeZone: site.timeZone };
  // Of the names that a file had before, and of an entry's feed, the path of now says nothing: the bytes must.
  const hints = [{ fileName: path }, { mediaType: feedEntryMediaType }, {}];
  return async (sha256) => {
    const bytes = await findOriginal(store, sha256);
    if (bytes === undefined) return undefined;
    for (const hint of hints) {
      try {
        return await parseArticle(bytes, { ...options, ...hint });
      } catch (error) {
        if (!(error instanceof NashraError)) throw error;
      }
    }
    return undefined;
  };
}

async function compareOriginals(
  read: Read,
  beforeSha256: string | undefined,
  afterSha256: string,
): Promise<TextChanges | undefined> {
  const before = beforeSha256 === undefined ? undefined : await read(beforeSha256);
  const after = await read(afterSha256);
  if (before === undefined || after === undefined) return undefined;
  const [was, is] = [mediaOf(before), mediaOf(after)];
  return {
    fields: changedFields(before, after),
    lines: changedLines(articleText(before), articleText(after)),
    mediaAdded: is.filter((name) => !was.includes(name)),
    mediaRemoved: was.filter((name) => !is.includes(name)),
  };
}

function changedFields(before: Article, after: Article): readonly ChangedField[] {
  const [was, is] = [before, after].map((article) =>
    checkReport({ status: 'accepted', article }),
  ) as unknown as [Record<string, Value>, Record<string, Value>];
  return comparedFields
    .map((name) => ({ name, before: was[name] ?? null, after: is[name] ?? null }))
    .filter((field) => JSON.stringify(field.before) !== JSON.stringify(field.after));
}

/** What stands inside of the file has no name, and is known by its caption. */
function mediaOf({ media }: Article): readonly string[] {
  return media.flatMap((one) => ('bytes' in one ? (one.caption ?? []) : one.address));
}
