import type { HeadingKind } from '../domain/lexicon.ts';
import { matchKey } from '../text/match-key.ts';
import type { Lexicon } from './lexicon.ts';

export interface Heading {
  readonly kind: HeadingKind;
  /** As written, without its mark and decoration. */
  readonly text: string;
}

/** A stretch of a line: what stands under `heading`, or under what came before when it has none. */
export interface HeadedText {
  readonly heading?: Heading;
  readonly text: string;
}

const maxHeadingLength = 70;
const maxHeadingWords = 6;
const maxUnmarkedWords = 4;

/** Emoji, bullets, `#`, `*` and numbering that people put round a heading. */
const ornament = '\\p{Extended_Pictographic}\\uFE0F\\u200D\\u20E3*_~•▪●■◾◼►➤▶◄«»"\\[\\]\\s';
const leadingOrnament = new RegExp(
  `^(?:#{1,6}\\s+)?[${ornament}]*(?:[0-9\\u0660-\\u0669]{1,2}\\s?[.)\\-]\\s*)?[${ornament}]*`,
  'u',
);
const trailingOrnament = new RegExp(`[${ornament}]+$`, 'u');
const endMark = /\s*[):：؛\-–—]\s*$/;
const markdownHeading = /^#{1,6}\s+\S|^(\*{1,2}|_{2})[^*_\n]{2,70}\1\s*[:)]?$/;
/** A dash is a mark only between spaces: `مصر-السودان` is a name. */
const sameLineMark = /^(.{2,60}?)\s*(?:\*{0,2}[:：؛]\*{0,2}|\s[-–—])\s+(?=\S)/;
const sentenceBoundary = /[.!?؟…:»”"\n*]\s*$/;
const lastWords = /\S+\s*$/;
const sentenceInside = /[.!?؟…](?:\s|$)/;
/** `ماذا بعد؟)`: before the mark of a heading a question is one. */
const finalQuestion = /[؟?]$/;
const webAddress = /^(?:https?:\/\/|www\.)\S+$/i;
const leastTitleWords = 4;
const maxLinkLength = 160;

/** The line cut at its headings, in order; most lines come back as they are. */
export function splitAtHeadings(line: string, lexicon: Lexicon): readonly HeadedText[] {
  const alone = standaloneHeading(line, lexicon);
  if (alone !== undefined) return [{ heading: alone, text: '' }];
  const marks = [...parenthesisMarks(line, lexicon)];
  const first = marks[0]?.start === 0 ? undefined : sameLineHeading(line, lexicon);
  const all = first === undefined ? marks : [first, ...marks.filter((mark) => mark.start >= first.end)];
  return cut(
    line,
    all.filter((mark, index) => opensSection(mark, line.slice(mark.end, all[index + 1]?.start).trim())),
  );
}

/** `شاهد: …` may be a speaker and `طالع: …` a word of the text, unless a title or an address follows. */
function opensSection({ heading }: Mark, text: string): boolean {
  if (heading.kind !== 'related' || text === '' || matchKey(heading.text).includes(' ')) return true;
  if (webAddress.test(text)) return true;
  const isTitle = text.length <= maxLinkLength && matchKey(text).split(' ').length >= leastTitleWords;
  return isTitle && !sentenceInside.test(text);
}

/** A line that is nothing but a heading. */
export function standaloneHeading(line: string, { headings }: Lexicon): Heading | undefined {
  if (line.length > maxHeadingLength) return undefined;
  const bare = line.replace(leadingOrnament, '').replace(trailingOrnament, '');
  const text = bare.replace(endMark, '').replace(trailingOrnament, '');
  const statement = isOpenMark(bare) ? text.replace(finalQuestion, '') : text;
  if (text === '' || sentenceInside.test(statement)) return undefined;
  const key = matchKey(text);
  const words = key.split(' ').length;
  const hasMark = text !== bare;
  const known = headings.get(key);
  if (known !== undefined && (hasMark || words <= maxUnmarkedWords)) return { kind: known, text };
  if (words > maxHeadingWords || key === '') return undefined;
  if (isOpenMark(bare))
    return words === 1 && !hasKnownStart(key, headings)
      ? undefined
      : { kind: kindByStart(key, headings), text };
  return markdownHeading.test(line) && known === undefined
    ? { kind: kindByStart(key, headings), text }
    : undefined;
}

/** Of a line that the format itself calls a heading. */
export function headingOf(line: string, { headings }: Lexicon): Heading {
  const bare = line.replace(leadingOrnament, '').replace(trailingOrnament, '');
  const text = bare.replace(endMark, '').replace(trailingOrnament, '');
  const known = headings.get(matchKey(text));
  return known === undefined
    ? { kind: kindByStart(matchKey(line), headings), text: line }
    : { kind: known, text };
}

/** Ends in a `)` that closes nothing. */
function isOpenMark(text: string): boolean {
  return text.endsWith(')') && !text.includes('(');
}

function hasKnownStart(key: string, headings: Lexicon['headings']): boolean {
  return kindByStart(key, headings) !== 'other';
}

/** `ردود الفعل الدولية` is still a heading of reactions. */
function kindByStart(key: string, headings: Lexicon['headings']): HeadingKind {
  if (key.startsWith('قراءه في ')) return 'analysis';
  const words = key.split(' ');
  for (let length = words.length; length >= 1; length -= 1) {
    const kind = headings.get(words.slice(0, length).join(' '));
    if (kind !== undefined) return kind;
  }
  return 'other';
}

interface Mark {
  readonly heading: Heading;
  readonly start: number;
  /** Behind the mark. */
  readonly end: number;
}

function cut(line: string, marks: readonly Mark[]): readonly HeadedText[] {
  const parts: HeadedText[] = [];
  const opening = line.slice(0, marks[0]?.start ?? line.length).trim();
  if (opening !== '') parts.push({ text: opening });
  for (const [index, mark] of marks.entries()) {
    parts.push({
      heading: mark.heading,
      text: line.slice(mark.end, marks[index + 1]?.start ?? line.length).trim(),
    });
  }
  return parts;
}

/** `نظرة أعمق: …` at the start of its paragraph. */
function sameLineHeading(line: string, { headings }: Lexicon): Mark | undefined {
  const match = sameLineMark.exec(line);
  if (match === null) return undefined;
  const text = (match[1] ?? '').replace(leadingOrnament, '').replace(trailingOrnament, '');
  const kind = headings.get(matchKey(text));
  return kind === undefined ? undefined : { heading: { kind, text }, start: 0, end: match[0].length };
}

/** Headings before a `)` that closes nothing; a true pair of parentheses is left alone. */
function* parenthesisMarks(line: string, lexicon: Lexicon): Generator<Mark> {
  let depth = 0;
  let reached = 0;
  for (let index = line.search(/[()]/); index >= 0 && index < line.length; index += 1) {
    const character = line[index];
    if (character === '(') depth += 1;
    if (character !== ')') continue;
    if (depth > 0) {
      depth -= 1;
      continue;
    }
    const mark = headingBefore(line, Math.max(reached, index - maxHeadingLength), index, lexicon);
    if (mark === undefined) continue;
    reached = mark.end;
    yield mark;
  }
}

/** The longest known heading that ends at `index`; a single word must also open a sentence. */
function headingBefore(
  line: string,
  from: number,
  index: number,
  { headings, longestHeadings }: Lexicon,
): Mark | undefined {
  let best: Mark | undefined;
  let start = index;
  let maxWords = 1;
  for (let words = 1; words <= maxWords; words += 1) {
    const word = lastWords.exec(line.slice(from, start));
    if (word === null) break;
    if (words === 1) maxWords = longestHeadings.get(matchKey(word[0])) ?? 0;
    start = from + word.index;
    const mark = words > maxWords ? undefined : knownHeading(line, start, index, words, headings);
    best = mark ?? best;
  }
  return best;
}

function knownHeading(
  line: string,
  start: number,
  index: number,
  words: number,
  headings: Lexicon['headings'],
): Mark | undefined {
  const text = line.slice(start, index).replace(leadingOrnament, '').replace(trailingOrnament, '');
  const kind = headings.get(matchKey(text));
  if (kind === undefined) return undefined;
  const opens = start === 0 || sentenceBoundary.test(line.slice(Math.max(0, start - 4), start));
  return opens || words > 1 ? { heading: { kind, text }, start, end: index + 1 } : undefined;
}
