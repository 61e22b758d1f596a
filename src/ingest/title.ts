import { cutAtWord } from '../text/excerpt.ts';
import { hasWords } from '../text/has-words.ts';
import { matchKey } from '../text/match-key.ts';
import { splitSentences } from '../text/sentences.ts';

const maxTitleLength = 110;
const leastPointWords = 5;
const leastClauseLength = 40;
const finalStop = /(?<![.\s])\.$/;
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
  const cuts = [...title.slice(0, maxTitleLength + 1).matchAll(clause)].map((match) => match.index);
  const last = cuts.findLast((index) => index >= leastClauseLength && index < maxTitleLength);
  return last === undefined ? cutAtWord(title, maxTitleLength) : `${title.slice(0, last)}…`;
}
