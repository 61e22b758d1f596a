import type { Block, MarkedText, SectionKind, TableCell } from '../domain/article.ts';
import { sentenceEnds, splitSentences } from '../text/sentences.ts';
import { hasVerseGap } from '../text/verse-gaps.ts';
import { cutMarked, joinMarked, type Line } from './lines.ts';
import {
  answersCross,
  isBullet,
  isCheckMark,
  isPlainBullet,
  itemNumber,
  stripBullet,
  stripNumber,
} from './list-items.ts';
import type { LineRole } from './manuscript.ts';

const maxVerseLength = 80;
const sentenceClosed = /[.:。۔][»"”)]*$/;
const figureSign = '\uFFFC';

/** Key points are items whether or not they bear a bullet; elsewhere bullets and numbers make the list. */
export function blocksOf(
  kind: SectionKind,
  lines: readonly Line[],
  isOnHeadingLine: boolean,
): readonly Block[] {
  if (kind === 'keyPoints' && lines.every(isPointLine)) return pointBlocks(lines, isOnHeadingLine);
  return kind === 'related' && !isOnHeadingLine ? relatedBlocks(lines) : textBlocks(lines);
}

/** Whether the line is an item of a list by its format or by its sign. */
export function isItem({ text, role }: Line): boolean {
  return role === undefined || role.kind === 'paragraph'
    ? isBullet(text) || itemNumber(text) !== undefined
    : role.kind === 'item';
}

/** Neither a table nor a picture is a point. */
function isPointLine({ role }: Line): boolean {
  return role?.kind !== 'cell' && role?.kind !== 'figure';
}

/** Points that all stand on one line with their heading are told apart by their sentences. */
function pointBlocks(lines: readonly Line[], isOnHeadingLine: boolean): readonly Block[] {
  const [first] = lines;
  const items =
    isOnHeadingLine && lines.length === 1 && first !== undefined
      ? splitSentences(first.text).map((sentence) => cutMarked(first, sentence))
      : lines.map(stripItem);
  if (items.length === 0) return [];
  const isOrdered =
    first?.role?.kind === 'item' ? first.role.ordered : lines.length > 1 && isCounted(lines, 0, lines.length);
  return [isOrdered ? { kind: 'list', items, ordered: true } : { kind: 'list', items }];
}

/** Titles of other articles are no verses, however short. */
function relatedBlocks(lines: readonly Line[]): readonly Block[] {
  return lines.length === 0 ? [] : [{ kind: 'list', items: lines.map(stripItem) }];
}

/** An item by its format has no sign of its own: what looks like one is text. */
function stripItem(line: Line): MarkedText {
  if (line.role?.kind === 'item') return markedOf(line);
  return cutMarked(line, isBullet(line.text) ? stripBullet(line.text) : stripNumber(line.text));
}

function markedOf({ text, marks }: Line): MarkedText {
  return marks === undefined ? { text } : { text, marks };
}

function textBlocks(lines: readonly Line[]): readonly Block[] {
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; ) {
    const role = lines[index]?.role;
    const end = role === undefined ? endOfRun(lines, index) : endOfGroup(lines, index);
    const run = lines.slice(index, end);
    blocks.push(role === undefined ? blockOf(run) : blockOfRole(role, run));
    index = end;
  }
  return blocks;
}

/** End of what the format holds together. */
function endOfGroup(lines: readonly Line[], start: number): number {
  const group = groupOf(lines[start]);
  let end = start + 1;
  while (group !== undefined && groupOf(lines[end]) === group) end += 1;
  return end;
}

function groupOf(line: Line | undefined): number | undefined {
  return line?.role !== undefined && 'group' in line.role ? line.role.group : undefined;
}

function blockOfRole(role: LineRole, lines: readonly Line[]): Block {
  switch (role.kind) {
    case 'item':
      return listOf(role, lines);
    case 'quote':
      return { kind: 'quote', ...joinMarked(lines) };
    case 'cell':
      return { kind: 'table', rows: rowsOf(lines) };
    case 'figure':
      return figureOf(role.media, lines);
    default:
      return { kind: 'paragraph', ...joinMarked(lines) };
  }
}

/** An item of several paragraphs has several lines, of which the first bears the number. */
function listOf({ ordered, number }: LineRole & { kind: 'item' }, lines: readonly Line[]): Block {
  const items: MarkedText[] = [];
  let last: number | undefined;
  for (const line of lines) {
    const current = line.role?.kind === 'item' ? line.role.number : undefined;
    const item = items.at(-1);
    if (item !== undefined && current === last) items[items.length - 1] = joinMarked([item, line]);
    else items.push(markedOf(line));
    last = current;
  }
  if (!ordered) return { kind: 'list', items };
  return number === 1 ? { kind: 'list', items, ordered } : { kind: 'list', items, ordered, start: number };
}

function figureOf(media: number, lines: readonly Line[]): Block {
  const caption = lines.map((line) => line.text.replace(figureSign, '').trim()).join(' ');
  return caption === '' ? { kind: 'figure', media } : { kind: 'figure', media, caption };
}

/** Cells that are empty have no line of their own. */
function rowsOf(lines: readonly Line[]): readonly (readonly TableCell[])[] {
  const rows: TableCell[][] = [];
  const numbers: number[] = [];
  for (const line of lines) {
    if (line.role?.kind !== 'cell') continue;
    const { row, column, isHeader } = line.role;
    if (numbers.at(-1) !== row) {
      numbers.push(row);
      rows.push([]);
    }
    const cells = rows.at(-1) ?? [];
    while (cells.length < column) cells.push({ text: '', isHeader });
    const cell = cells[column];
    // A cell of several paragraphs has several lines.
    cells[column] = { isHeader, ...(cell === undefined ? markedOf(line) : joinMarked([cell, line])) };
  }
  return rows;
}

/** End of the list, of the verses or of the single paragraph that starts at `start`. */
function endOfRun(lines: readonly Line[], start: number): number {
  return runOfBullets(lines, start) ?? runOfNumbers(lines, start) ?? runOfVerses(lines, start) ?? start + 1;
}

function blockOf(lines: readonly Line[]): Block {
  const first = lines[0]?.text ?? '';
  if (lines.length === 1 && !isPlainBullet(first)) return { kind: 'paragraph', ...joinMarked(lines) };
  if (isBullet(first)) return { kind: 'list', items: lines.map(stripItem) };
  if (itemNumber(first) === 1) return { kind: 'list', items: lines.map(stripItem), ordered: true };
  return { kind: 'paragraph', ...joinMarked(lines) };
}

/** A dash alone may be one of dialogue: it stays text. */
function runOfBullets(lines: readonly Line[], start: number): number | undefined {
  let end = start;
  while (isPlain(lines[end]) && isBullet(lines[end]?.text ?? '')) end += 1;
  if (areAnswers(lines, start, end)) return undefined;
  return end > start + 1 || (end > start && isPlainBullet(lines[start]?.text ?? '')) ? end : undefined;
}

/** Check marks between crosses tell the lines apart: they are the journalist's words. */
function areAnswers(lines: readonly Line[], start: number, end: number): boolean {
  let first = start;
  while (first > 0 && isCheckMark(lines[first - 1]?.text ?? '')) first -= 1;
  return answersCross(lines[start]?.text ?? '', lines[first - 1]?.text ?? '', lines[end]?.text ?? '');
}

function runOfNumbers(lines: readonly Line[], start: number): number | undefined {
  let end = start;
  while (isPlain(lines[end]) && itemNumber(lines[end]?.text ?? '') === end - start + 1) end += 1;
  return end > start + 1 ? end : undefined;
}

function isCounted(lines: readonly Line[], start: number, end: number): boolean {
  return runOfNumbers(lines, start) === end;
}

function isPlain(line: Line | undefined): boolean {
  return line !== undefined && line.role === undefined;
}

/**
 * Short lines without a blank one between them, none closed by a full stop: their breaks are meant. Verses whose halves
 * stand apart may be longer, and may end as they like.
 */
function runOfVerses(lines: readonly Line[], start: number): number | undefined {
  const isHalved = hasVerseGap(lines[start]?.text ?? '');
  let end = start;
  while (
    isVerse(lines[end]) &&
    (end === start || lines[end]?.afterGap === false) &&
    hasVerseGap(lines[end]?.text ?? '') === isHalved
  )
    end += 1;
  return end > start + 1 && (isHalved || !isBrokenProse(lines.slice(start, end))) ? end : undefined;
}

/** Lines of prose that a page broke: verses have no full stop inside. */
function isBrokenProse(lines: readonly Line[]): boolean {
  return lines.some(({ text }) => sentenceEnds(text).some((end) => sentenceClosed.test(text.slice(0, end))));
}

function isVerse(line: Line | undefined): boolean {
  if (line === undefined || line.role !== undefined) return false;
  if (hasVerseGap(line.text)) return true;
  if (line.text.length > maxVerseLength || sentenceClosed.test(line.text)) return false;
  return !isBullet(line.text) && itemNumber(line.text) === undefined;
}
