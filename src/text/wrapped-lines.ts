import { arabicMarks } from './arabic.ts';
import { sentenceEnds } from './sentences.ts';
import { applyRule, type Replacement, type RuleResult } from './text-rule.ts';
import { hasVerseGap } from './verse-gaps.ts';

/** Narrower are verses and lists, wider are paragraphs. */
const leastWidth = 55;
const greatestWidth = 120;
/** A line is filled to the letter, or nearly as letters of print have widths of their own; that needs more proof. */
const grades = [
  { slackPart: 0, leastFull: 6, leastOpen: 4, leastOpenForBroken: 5 },
  { slackPart: 0.15, leastFull: 10, leastOpen: 10, leastOpenForBroken: 10 },
];
/** Once a text is known for broken, a line that is nearly full and ends in the middle of a sentence goes on. */
const joinedSlackPart = 0.15;
/** Verses and headlines have none. */
const leastStopsInside = 3;
const leastFullPart = 0.5;
const closed = /[.!?؟…:۔]["'»”’)\]]*$/;
const fullStop = /[.۔]["'»”’)\]]*$/;
/** Whatever may go on in the middle of a sentence: no bullet, number of an item, sign of a chat or punctuation. */
const goesOn = /^(?!\(?[0-9\u0660-\u0669\u06F0-\u06F9]{1,2}\s?[.)\-–]\s)[\p{L}\p{N}«"“‘'(﴿]/u;
const label = /^[^\s:]{2,20}(?: [^\s:]{1,15}){0,2} ?:\s/;
/** A headline may happen to fill its line; the paragraph below it opens with its place. */
const datelineLike = /^[^\s،.]+(?: [^\s،.]+){0,3} ?(?:[-–—ـ:/(]|، ?[0-9\u0660-\u0669])/;
const marks = new RegExp(`[${arabicMarks}]+`, 'g');
const n = '[0-9\\u0660-\\u0669\\u06F0-\\u06F9]{1,3}';
const loneNumber = new RegExp(`^${n}(?: ?/ ?${n})?$`);
const pageNumber = new RegExp(
  `^(?:[-–—ـ] ?${n} ?[-–—ـ]|(?:ال)?صفحة ?:? ?${n}(?: ?(?:من|/) ?${n})?|page ${n}(?: ?(?:of|/) ?${n})?)$`,
  'i',
);

interface Row {
  readonly text: string;
  /** In columns of a page: marks on letters take none. */
  readonly width: number;
  /** Of the trimmed line in the whole text. */
  readonly start: number;
  readonly end: number;
  readonly isPageNumber: boolean;
}

/** How a text is broken at a width that no writer chose. */
interface Wrapping {
  readonly width: number;
  readonly slack: number;
  /** Paragraphs are parted by empty lines and by nothing else. */
  readonly partsByBlanks: boolean;
  /** Index of the first line with text in it. */
  readonly first: number;
}

/**
 * Joins the lines of text that a printed page or an old terminal broke at its width, where that is beyond doubt. A
 * text in which more would be joined if asked again is none of these, and stays.
 */
export function joinWrappedLines(text: string): RuleResult {
  const rows = rowsOf(text);
  const wrapping = rows && findWrapping(rows);
  if (rows === undefined || wrapping === undefined) return { text };
  let index = -1;
  const result = applyRule('wrapped_lines', text, / ?\n ?/g, (match) => {
    index += 1;
    return isJoined(rows, index, wrapping) ? ' ' : match;
  });
  return isWrapped(result.text) ? { text } : result;
}

/** Takes the numbers of pages out of a text that is broken at the width of its pages; a sentence may run across them. */
export function dropPageNumbers(text: string): RuleResult {
  const rows = rowsOf(text);
  if (rows === undefined || !rows.some((row) => row.isPageNumber)) return { text };
  const wrapping = findWrapping(rows);
  if (wrapping === undefined) return { text };
  const dropped = pageNumbersIn(rows, wrapping);
  if (dropped.length === 0) return { text };
  const result = cutRows(text, rows, dropped, wrapping);
  return hasPageNumbers(result.text) ? { text } : result;
}

function hasPageNumbers(text: string): boolean {
  const rows = rowsOf(text);
  const wrapping = rows && findWrapping(rows);
  return rows !== undefined && wrapping !== undefined && pageNumbersIn(rows, wrapping).length > 0;
}

function isWrapped(text: string): boolean {
  const rows = rowsOf(text);
  return rows !== undefined && findWrapping(rows) !== undefined;
}

/** `undefined` for a text that has a longer line than any page, which is nearly every text. */
function rowsOf(text: string): readonly Row[] | undefined {
  if (hasLongLine(text)) return undefined;
  const rows: Row[] = [];
  let next = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const width = widthOf(line);
    if (width > greatestWidth) return undefined;
    const start = next + raw.length - raw.trimStart().length;
    next += raw.length + 1;
    const isPageNumber = line.length < 20 && (pageNumber.test(line) || loneNumber.test(line));
    rows.push({ text: line, width, start, end: start + line.length, isPageNumber });
  }
  return rows;
}

/** Of more letters and marks than a page is wide: quick, since one of the first lines nearly always is. */
function hasLongLine(text: string): boolean {
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    if (end - start > greatestWidth * 2) return true;
    start = end + 1;
  }
  return false;
}

function widthOf(line: string): number {
  return line.replace(marks, '').length;
}

function findWrapping(rows: readonly Row[]): Wrapping | undefined {
  const upper = rows.filter((_, index) => findNext(rows, index) !== undefined);
  const width = upper.reduce((widest, row) => Math.max(widest, row.width), 0);
  if (width < leastWidth || width > greatestWidth) return undefined;
  for (const { slackPart, leastFull, leastOpen, leastOpenForBroken } of grades) {
    const slack = Math.round(width * slackPart);
    const { full, open, broken, stops } = countRows(rows, width - slack);
    if (
      full >= leastFull &&
      open >= leastOpen &&
      broken * leastOpenForBroken <= open &&
      stops >= leastStopsInside
    )
      return {
        width,
        slack,
        partsByBlanks: partsByBlanks(rows, width - slack),
        first: rows.findIndex((row) => row.text !== ''),
      };
  }
  return undefined;
}

/** The line of text directly below, or the first of the page after. */
function findNext(rows: readonly Row[], index: number): Row | undefined {
  const row = rows[index];
  if (row === undefined || !isText(row)) return undefined;
  if (isText(rows[index + 1])) return rows[index + 1];
  let isNextPage = false;
  for (let below = index + 1; below < rows.length; below += 1) {
    const next = rows[below];
    if (isText(next)) return isNextPage ? next : undefined;
    isNextPage ||= next?.isPageNumber === true;
  }
  return undefined;
}

function isText(row: Row | undefined): boolean {
  return row !== undefined && row.text !== '' && !row.isPageNumber;
}

/** Two lines of text, the second directly below the first. */
function isPair(rows: readonly Row[], index: number): boolean {
  return isText(rows[index]) && isText(rows[index + 1]);
}

/** `open` of the full lines end in the middle of a sentence; `broken` end before it and before the width does. */
function countRows(
  rows: readonly Row[],
  width: number,
): Record<'full' | 'open' | 'broken' | 'stops', number> {
  let [full, open, broken, stops] = [0, 0, 0, 0];
  for (const [index, row] of rows.entries()) {
    const next = findNext(rows, index);
    if (next === undefined) continue;
    if (isFull(row, next, width)) {
      full += 1;
      if (!closed.test(row.text)) open += 1;
      stops += sentenceEnds(row.text).filter((end) => fullStop.test(row.text.slice(0, end))).length;
    } else if (!closed.test(row.text) && !label.test(row.text) && goesOn.test(next.text)) broken += 1;
  }
  return { full, open, broken, stops };
}

/** The next word would not have fitted. */
function isFull(row: Row, next: Row | undefined, width: number): boolean {
  const word = /^\S*/.exec(next?.text ?? '')?.[0] ?? '';
  return row.width >= width * leastFullPart && row.width + 1 + widthOf(word) > width;
}

function partsByBlanks(rows: readonly Row[], width: number): boolean {
  const isEndInside = rows.some(
    (row, index) => isPair(rows, index) && closed.test(row.text) && !isFull(row, rows[index + 1], width),
  );
  const blocks = rows.filter((_, index) => isPair(rows, index) && !isPair(rows, index - 1)).length;
  return !isEndInside && blocks > 1;
}

function isJoined(
  rows: readonly Row[],
  index: number,
  { width, slack, partsByBlanks, first }: Wrapping,
): boolean {
  const [row, next] = [rows[index], rows[index + 1]];
  if (row === undefined || next === undefined || !isPair(rows, index) || !goesOn.test(next.text))
    return false;
  if (hasVerseGap(row.text) || hasVerseGap(next.text)) return false;
  const isClosed = closed.test(row.text);
  if (isClosed && !partsByBlanks) return false;
  if (index === first && datelineLike.test(next.text)) return false;
  return isFull(row, next, isClosed ? width - slack : width * (1 - joinedSlackPart));
}

/** A bare number is one where it cuts a sentence, or where it counts on from the one before. */
function pageNumbersIn(rows: readonly Row[], wrapping: Wrapping): readonly number[] {
  const found = rows.flatMap((row, index) => (row.isPageNumber ? [index] : []));
  const values = found.map((index) => numberIn(rows[index]?.text ?? ''));
  return found.filter(
    (index, place) =>
      pageNumber.test(rows[index]?.text ?? '') ||
      cutsSentence(rows, index, wrapping) ||
      (place > 0 && values[place] === (values[place - 1] ?? 0) + 1) ||
      values[place + 1] === (values[place] ?? 0) + 1,
  );
}

function numberIn(text: string): number {
  const digits = /[0-9\u0660-\u0669\u06F0-\u06F9]+/.exec(text)?.[0] ?? '';
  return Number(digits.replace(/[^0-9]/g, (digit) => String(digit.charCodeAt(0) & 0xf)));
}

function cutsSentence(rows: readonly Row[], index: number, { width }: Wrapping): boolean {
  const before = findText(rows, index, -1);
  const after = findText(rows, index, 1);
  if (before === undefined || after === undefined || before.isPageNumber) return false;
  return (
    !closed.test(before.text) &&
    goesOn.test(after.text) &&
    isFull(before, after, width * (1 - joinedSlackPart))
  );
}

/** The nearest line with something in it, above (-1) or below (1). */
function findText(rows: readonly Row[], index: number, step: 1 | -1): Row | undefined {
  let found = index + step;
  while (rows[found]?.text === '') found += step;
  return rows[found];
}

function cutRows(
  text: string,
  rows: readonly Row[],
  dropped: readonly number[],
  wrapping: Wrapping,
): RuleResult {
  let result = '';
  let reached = 0;
  const replacements: Replacement[] = [];
  for (const index of dropped) {
    const start = Math.max(reached, findText(rows, index, -1)?.end ?? 0);
    const end = findText(rows, index, 1)?.start ?? text.length;
    const isOuter = start === 0 || end === text.length;
    const instead = isOuter ? '' : cutsSentence(rows, index, wrapping) ? '\n' : '\n\n';
    result += text.slice(reached, start) + instead;
    replacements.push({ start, end, length: instead.length });
    reached = end;
  }
  const examples = [...new Set(dropped.map((index) => `${rows[index]?.text} → `))].slice(0, 5);
  return {
    text: result + text.slice(reached),
    change: { rule: 'page_numbers', count: dropped.length, examples },
    replacements,
  };
}
