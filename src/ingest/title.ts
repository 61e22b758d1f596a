import { cutAtWord } from '../text/excerpt.ts';
import { hasWords } from '../text/has-words.ts';
import { matchKey } from '../text/match-key.ts';
import { splitSentences } from '../text/sentences.ts';

const maxTitleLength = 110;
const leastPointWords = 5;
const leastClauseLength = 40;
const finalStop = /(?<![.\s])\.$/;
/** `قال فلان إن …` without what was said is no headline: before أن there must be a sentence of some length. */
const leastLengthBeforeThat = 80;
const that = /\s(?=أن(?:ه|ها|هم)?\s)/g;
/** Where a headline may end before the sentence does. */
const clause = /[،؛,;](?=\s)|\s(?=(?:حيث|فيما|بينما|مشيرا|مؤكدا|موضحا|معتبرا|وذلك)[\u064B-\u0652]?ا?\s)/g;

/** The headline of a text that has none: its first key point, else the first sentence of its lead. */
export function deriveTitle(keyPoints: readonly string[], lead: string): string {
  const [point] = keyPoints;
  if (point !== undefined && matchKey(point).split(' ').length >= leastPointWords) return shorten(point);
  return shorten(splitSentences(lead).find((sentence) => hasWords(sentence)) ?? lead);
}

function shorten(sentence: string): string {
  const title = sentence.replaceAll('\n', ' ').trim().replace(finalStop, '');
  if (title.length <= maxTitleLength) return title;
  const last = Math.max(
    lastCut(title, clause, leastClauseLength),
    lastCut(title, that, leastLengthBeforeThat),
  );
  return last < 0 ? cutAtWord(title, maxTitleLength) : `${title.slice(0, last)}…`;
}

/** -1 where there is none; room is left for the `…`. */
function lastCut(title: string, boundary: RegExp, least: number): number {
  const cuts = [...title.slice(0, maxTitleLength + 1).matchAll(boundary)].map((match) => match.index);
  return cuts.findLast((index) => index >= least && index < maxTitleLength) ?? -1;
}
