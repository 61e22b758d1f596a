import { arabicLetters, digits, latinLetters } from './arabic.ts';

/*
 * Written by hand because Intl.Segmenter breaks after `د.` and other titles, and is twenty times slower.
 */
// Not from within a row of marks: what follows the row would be looked for once for each of them.
const sentenceEnd = /[.!?؟…۔](?<![.!?؟…۔].)[.!?؟…۔]*["'»”’)\]﴾﴿]*(?=\s|$)/g;

/** What may stand before a full stop without ending a sentence: titles, eras, post boxes, single letters. */
const abbreviation = new RegExp(
  `(?:^|[\\s(«"“.])(?:[${arabicLetters}${latinLetters}]|هـ|د|أ|ص\\.ب|ق\\.م|أ\\.د|Mr|Mrs|Ms|Dr|St|vs|No|Gen|Gov|Sen|Rep|Jr|Sr|Prof|U\\.S|U\\.N|a\\.m|p\\.m)\\.$`,
);
const listNumber = new RegExp(`(?:^|\\s)[${digits}]{1,2}\\.$`);

/** Sentences in order, trimmed, each with its closing mark; a line break also ends one. */
export function splitSentences(text: string): readonly string[] {
  return text.split('\n').flatMap(splitLine);
}

/** Index just behind each end of a sentence, the end of the text excepted. */
export function sentenceEnds(line: string): readonly number[] {
  const ends: number[] = [];
  for (const match of line.matchAll(sentenceEnd)) {
    const end = match.index + match[0].length;
    if (end < line.length && !isAbbreviation(line, match.index, match[0])) ends.push(end);
  }
  return ends;
}

function splitLine(line: string): readonly string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const end of [...sentenceEnds(line), line.length]) {
    const sentence = line.slice(start, end).trim();
    if (sentence !== '') sentences.push(sentence);
    start = end;
  }
  return sentences;
}

function isAbbreviation(line: string, index: number, mark: string): boolean {
  if (mark !== '.') return false;
  const before = line.slice(Math.max(0, index - 8), index + 1);
  return abbreviation.test(before) || (index < 4 && listNumber.test(before));
}
