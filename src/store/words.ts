import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { FeedItem } from '../domain/item.ts';
import { wordsOfHtml } from '../text/likeness.ts';
import { matchKey } from '../text/match-key.ts';
import type { Place } from './facets.ts';
import type { Session } from './session.ts';

/** Of a longer text its beginning is searched. */
const maxLength = 20_000;

type Worded = Pick<FeedItem, 'title' | 'html' | 'authors' | 'tags' | 'source'>;

/** What an item is found by: the folded words of its title, people, tags, agency and text. */
export function wordsOf(item: Worded): string {
  const names = [...item.authors.map(({ name }) => name), ...item.tags, item.source ?? ''];
  return [matchKey(item.title), ...names.map(matchKey), ...wordsOfHtml(item.html)]
    .filter((word) => word !== '')
    .join(' ')
    .slice(0, maxLength);
}

export async function putWords(session: Session, { channelId, arrival }: Place, item: Worded): Promise<void> {
  const words = wordsOf(item);
  await session
    .insertInto('item_words')
    .values({ channel_id: channelId, arrival, words })
    .onConflict((conflict) => conflict.columns(['channel_id', 'arrival']).doUpdateSet({ words }))
    .execute();
}

export async function deleteWords(session: Session, { channelId, arrival }: Place): Promise<void> {
  await session
    .deleteFrom('item_words')
    .where('channel_id', '=', channelId)
    .where('arrival', '=', arrival)
    .execute();
}

const batchSize = 500;

/**
 * Of the channel's latest items those with words that satisfy the search, latest first. Only the last `depth` are
 * looked through, in batches: a search costs so much at most, however long the history is.
 */
export async function searchArrivals(
  session: Session,
  channelId: string,
  matches: (words: string) => boolean,
  limits: { readonly items: number; readonly depth: number },
  select: (arrivals: readonly number[]) => Promise<readonly number[]>,
): Promise<readonly number[]> {
  const found: number[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  for (let looked = 0; looked < limits.depth && found.length < limits.items; looked += batchSize) {
    const rows = await session
      .selectFrom('item_words')
      .select(['arrival', 'words'])
      .where('channel_id', '=', channelId)
      .where('arrival', '<', before)
      .orderBy('arrival', 'desc')
      .limit(batchSize)
      .execute();
    const hits = rows.filter((row) => matches(row.words)).map((row) => Number(row.arrival));
    if (hits.length > 0) found.push(...(await select(hits)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < batchSize) break;
    before = Number(last.arrival);
    // What is ready goes on being sent meanwhile.
    await turnOfOthers();
  }
  return found.slice(0, limits.items);
}
