import type { Warning } from '../domain/article.ts';
import type { FeedItem } from '../domain/item.ts';
import { warning } from '../ingest/messages.ts';
import { getFirstRevision, listItemsByFirstRevision } from '../store/items.ts';
import { deleteLikeness, listMostAlike, putLikeness } from '../store/likenesses.ts';
import type { Session } from '../store/open-store.ts';
import {
  bandsOf,
  markOfTitle,
  type Shingles,
  shinglesOf,
  similarity,
  wordsOfHtml,
} from '../text/likeness.ts';
import { matchKey } from '../text/match-key.ts';
import { mintedAt } from './identity.ts';

const dayMs = 86_400_000;
const comparedForDays = 30;
const leastSimilarity = 0.6;
/** A text of fewer words is known by its title alone. */
const leastWords = 12;
/** In a text of fewer words what every item of its kind says may outweigh what is new: titles must agree too. */
const longEnoughWords = 60;
const leastCommonTitle = 0.5;
/** A title of fewer words heads a new story every day: «نشرة الطقس», «أسعار العملات اليوم». */
const leastTitleWords = 4;
const limits = { perMark: 8, items: 6 };

type Worded = Pick<FeedItem, 'title' | 'html'>;

/** What an item is compared by. */
interface Likeness {
  readonly titleWords: readonly string[];
  readonly wordCount: number;
  readonly shingles: Shingles;
}

/**
 * The item of the channel, of those that came in the last 30 days, that a new one says nearly the same as, or has
 * the title of: one of them is likely meant as a new text of the other, which only an editor can know.
 */
export async function findLikelyUpdate(
  session: Session,
  item: Pick<FeedItem, 'channelId' | 'title' | 'html'>,
  now: Date,
): Promise<FeedItem | undefined> {
  const likeness = likenessOf(item);
  const arrivals = await listMostAlike(session, item.channelId, marksOf(likeness), limits);
  const since = now.getTime() - comparedForDays * dayMs;
  const candidates = (await listItemsByFirstRevision(session, item.channelId, arrivals))
    .filter(({ key }) => mintedAt(key).getTime() >= since)
    .map((candidate) => ({ candidate, score: scoreOf(likeness, likenessOf(candidate)) }))
    .sort((one, other) => other.score - one.score);
  const [best] = candidates;
  return best !== undefined && best.score > 0 ? best.candidate : undefined;
}

/** Names the item that the article may be meant for, in the language of the channel's editors. */
export function likelyUpdateWarning({ title, id }: FeedItem, language: string): Warning {
  const told = warning('likely_update', language, undefined, title);
  return { ...told, message: `${told.message} ${id}` };
}

/** Later articles are compared with the item as it is now, and no longer with what it was. */
export async function keepLikeness(
  session: Session,
  item: FeedItem,
  previous: FeedItem | undefined,
): Promise<void> {
  const marks = likenessMarks(item);
  const before = previous === undefined ? [] : likenessMarks(previous);
  const firstRevision = previous === undefined ? item.revision : await getFirstRevision(session, item.key);
  const arrival = { channelId: item.channelId, firstRevision };
  const gone = before.filter((mark) => !marks.includes(mark));
  if (gone.length > 0) await deleteLikeness(session, arrival, gone);
  await putLikeness(
    session,
    arrival,
    marks.filter((mark) => !before.includes(mark)),
  );
}

/** What the item is found by among others: a dozen numbers at most. */
export function likenessMarks(item: Worded): readonly number[] {
  return marksOf(likenessOf(item));
}

function likenessOf({ title, html }: Worded): Likeness {
  const words = wordsOfHtml(html);
  return {
    titleWords: matchKey(title)
      .split(' ')
      .filter((word) => word !== ''),
    wordCount: words.length,
    shingles: words.length < leastWords ? new Set() : shinglesOf(words),
  };
}

function marksOf({ titleWords, shingles }: Likeness): readonly number[] {
  const title = titleWords.length < leastTitleWords ? [] : [markOfTitle(titleWords.join(' '))];
  return [...title, ...bandsOf(shingles)];
}

/** From 0, which is not alike, to 1. */
function scoreOf(one: Likeness, other: Likeness): number {
  const isSameTitle =
    one.titleWords.length >= leastTitleWords && one.titleWords.join(' ') === other.titleWords.join(' ');
  const score = similarity(one.shingles, other.shingles);
  if (isSameTitle) return Math.max(score, leastSimilarity);
  if (score < leastSimilarity) return 0;
  const isLong = Math.min(one.wordCount, other.wordCount) >= longEnoughWords;
  return isLong || commonOf(one.titleWords, other.titleWords) >= leastCommonTitle ? score : 0;
}

/** How much of the shorter title stands in the other. */
function commonOf(one: readonly string[], other: readonly string[]): number {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const known = new Set(long);
  return short.length === 0 ? 0 : short.filter((word) => known.has(word)).length / short.length;
}
