import { arabicLetters, arabicMarks, latinLetters } from './arabic.ts';
import type { Edit } from './edits.ts';

/** A stretch of a line; empty where the other side has something at this place. */
export interface Piece {
  readonly text: string;
  /** By which it stands on this side alone; empty when it stands on both. */
  readonly rules: readonly string[];
}

/** A line as it came beside the same line as it is now. */
export interface ComparedLine {
  /** 1-based. */
  readonly number: number;
  readonly original: readonly Piece[];
  readonly text: readonly Piece[];
  /** That changed something in the line, each once; empty when both sides are the same. */
  readonly rules: readonly string[];
}

type Change = Omit<Edit, 'rule'> & { readonly rules: readonly string[] };

interface Stretch {
  readonly original: string;
  readonly text: string;
  readonly rules: readonly string[];
}

/** What joins with its neighbours, or with them makes a word: cut there, neither half could be read. */
const inWord = new RegExp(`[${arabicLetters}${arabicMarks}${latinLetters}\\u0640\\u200C]`);

const highSurrogate = /[\uD800-\uDBFF]/;
const lowSurrogate = /[\uDC00-\uDFFF]/;

type OpenLine = { original: Piece[]; text: Piece[]; rules: Set<string> };

/**
 * Both texts line by line, with what differs marked as closely as can be. Breaks of lines that are only written otherwise
 * (CRLF) are no difference that anybody could see.
 */
export function compareLines(
  original: string,
  text: string,
  edits: readonly Edit[],
): readonly ComparedLine[] {
  const lines: OpenLine[] = [openLine()];
  for (const stretch of stretchesOf(original, text, edits)) {
    const before = stretch.original.replace(/\r\n?|[\u000B\u000C\u0085\u2028]/g, '\n').split('\n');
    const after = stretch.text.split('\n');
    const isEven = before.length === after.length;
    for (const [index, part] of after.entries()) {
      if (index > 0) lines.push(openLine());
      const came = isEven ? (before[index] ?? '') : index === 0 ? before.join(' ') : '';
      addPart(lines.at(-1), came, part, stretch.rules);
    }
  }
  return lines.map((line, index) => ({
    number: index + 1,
    original: line.original,
    text: line.text,
    rules: [...line.rules],
  }));
}

/** Edits that touch each other as one: what came and what became of it can only be told together. */
function mergeTouching(changes: readonly Change[]): readonly Change[] {
  const merged: Change[] = [];
  for (const change of changes) {
    const last = merged.at(-1);
    if (last === undefined || (change.originalStart >= last.originalEnd && change.start >= last.end)) {
      merged.push(change);
      continue;
    }
    merged[merged.length - 1] = {
      originalStart: Math.min(last.originalStart, change.originalStart),
      originalEnd: Math.max(last.originalEnd, change.originalEnd),
      start: Math.min(last.start, change.start),
      end: Math.max(last.end, change.end),
      rules: [...new Set([...last.rules, ...change.rules])],
    };
  }
  return merged;
}

/** Each change with the rest of the words that it is in, as far as no other change has them. */
function takeWholeWords(original: string, text: string, changes: readonly Change[]): readonly Change[] {
  const isIn = (character: string | undefined) => inWord.test(character ?? '');
  return changes.map(({ originalStart, originalEnd, start, end, rules }, index) => {
    const reached = changes[index - 1]?.originalEnd ?? 0;
    const next = changes[index + 1]?.originalStart ?? original.length;
    let before = 0;
    if (isIn(original[originalStart]) || isIn(text[start]))
      while (originalStart - before > reached && isIn(original[originalStart - before - 1])) before += 1;
    let after = 0;
    if (isIn(original[originalEnd - 1]) || isIn(text[end - 1]))
      while (originalEnd + after < next && isIn(original[originalEnd + after])) after += 1;
    return {
      originalStart: originalStart - before,
      originalEnd: originalEnd + after,
      start: start - before,
      end: end + after,
      rules,
    };
  });
}

function openLine(): OpenLine {
  return { original: [], text: [], rules: new Set() };
}

function addPart(line: OpenLine | undefined, came: string, is: string, rules: readonly string[]): void {
  if (line === undefined || (came === '' && is === '')) return;
  const start = commonStart(came, is);
  const end = commonEnd(came, is, start);
  addSame(line, came.slice(0, start));
  if (came !== is) {
    for (const rule of rules) line.rules.add(rule);
    line.original.push({ text: came.slice(start, came.length - end), rules });
    line.text.push({ text: is.slice(start, is.length - end), rules });
  }
  addSame(line, came.slice(came.length - end));
}

function addSame(line: OpenLine, text: string): void {
  if (text === '') return;
  for (const side of [line.original, line.text]) {
    const last = side.at(-1);
    if (last?.rules.length === 0) side.splice(-1, 1, { ...last, text: last.text + text });
    else side.push({ text, rules: [] });
  }
}

/** Both texts from start to end: what is the same, and what isn't. */
function stretchesOf(original: string, text: string, edits: readonly Edit[]): readonly Stretch[] {
  const changes = edits.map(({ rule, ...place }) => ({ ...place, rules: [rule] }));
  const stretches: Stretch[] = [];
  let from = 0;
  const keepUntil = (end: number) => {
    if (end <= from) return;
    const same = original.slice(from, end);
    stretches.push({ original: same, text: same, rules: [] });
  };
  for (const change of mergeTouching(takeWholeWords(original, text, mergeTouching(changes)))) {
    const { originalStart, originalEnd, start, end, rules } = change;
    keepUntil(originalStart);
    stretches.push({
      original: original.slice(originalStart, originalEnd),
      text: text.slice(start, end),
      rules,
    });
    from = originalEnd;
  }
  keepUntil(original.length);
  return stretches;
}

function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length += 1;
  const isSplit = (at: number) =>
    highSurrogate.test(one[at - 1] ?? '') ||
    (inWord.test(one[at - 1] ?? '') && (inWord.test(one[at] ?? '') || inWord.test(other[at] ?? '')));
  while (length > 0 && isSplit(length)) length -= 1;
  return length;
}

function commonEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  let length = 0;
  while (length < most && one[one.length - 1 - length] === other[other.length - 1 - length]) length += 1;
  const isSplit = (at: number, text: string) => inWord.test(text[text.length - at - 1] ?? '');
  while (
    length > 0 &&
    (lowSurrogate.test(one[one.length - length] ?? '') ||
      (inWord.test(one[one.length - length] ?? '') && (isSplit(length, one) || isSplit(length, other))))
  )
    length -= 1;
  return length;
}
