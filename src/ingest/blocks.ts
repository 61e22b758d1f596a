import type { Block, SectionKind } from '../domain/article.ts';
import { splitSentences } from '../text/sentences.ts';
import type { Line } from './lines.ts';
import { isBullet, isPlainBullet, itemNumber, stripBullet, stripNumber } from './list-items.ts';

const maxVerseLength = 80;
const sentenceClosed = /[.:。۔][»"”)]*$/;

/** Key points are items whether or not they bear a bullet; elsewhere bullets and numbers make the list. */
export function blocksOf(
  kind: SectionKind,
  lines: readonly Line[],
  isOnHeadingLine: boolean,
): readonly Block[] {
  if (kind === 'keyPoints') return pointBlocks(lines, isOnHeadingLine);
  return kind === 'related' && !isOnHeadingLine ? relatedBlocks(lines) : textBlocks(lines);
}

/** Points that all stand on one line with their heading are told apart by their sentences. */
function pointBlocks(lines: readonly Line[], isOnHeadingLine: boolean): readonly Block[] {
  const texts = lines.map((line) => line.text);
  const items = isOnHeadingLine && texts.length === 1 ? splitSentences(texts[0] ?? '') : texts.map(stripItem);
  if (items.length === 0) return [];
  const isOrdered = texts.length > 1 && isCounted(lines, 0, texts.length);
  return [isOrdered ? { kind: 'list', items, ordered: true } : { kind: 'list', items }];
}

/** Titles of other articles are no verses, however short. */
function relatedBlocks(lines: readonly Line[]): readonly Block[] {
  return lines.length === 0 ? [] : [{ kind: 'list', items: lines.map((line) => stripItem(line.text)) }];
}

function stripItem(line: string): string {
  return isBullet(line) ? stripBullet(line) : stripNumber(line);
}

function textBlocks(lines: readonly Line[]): readonly Block[] {
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; ) {
    const end = endOfRun(lines, index);
    blocks.push(blockOf(lines, index, end));
    index = end;
  }
  return blocks;
}

/** End of the list, of the verses or of the single paragraph that starts at `start`. */
function endOfRun(lines: readonly Line[], start: number): number {
  return runOfBullets(lines, start) ?? runOfNumbers(lines, start) ?? runOfVerses(lines, start) ?? start + 1;
}

function blockOf(lines: readonly Line[], start: number, end: number): Block {
  const texts = lines.slice(start, end).map((line) => line.text);
  const [first = ''] = texts;
  if (texts.length === 1 && !isPlainBullet(first)) return { kind: 'paragraph', text: first };
  if (isBullet(first)) return { kind: 'list', items: texts.map(stripBullet) };
  if (itemNumber(first) === 1) return { kind: 'list', items: texts.map(stripNumber), ordered: true };
  return { kind: 'paragraph', text: texts.join('\n') };
}

/** A dash alone may be one of dialogue: it stays text. */
function runOfBullets(lines: readonly Line[], start: number): number | undefined {
  let end = start;
  while (end < lines.length && isBullet(lines[end]?.text ?? '')) end += 1;
  return end > start + 1 || (end > start && isPlainBullet(lines[start]?.text ?? '')) ? end : undefined;
}

function runOfNumbers(lines: readonly Line[], start: number): number | undefined {
  let end = start;
  while (end < lines.length && itemNumber(lines[end]?.text ?? '') === end - start + 1) end += 1;
  return end > start + 1 ? end : undefined;
}

function isCounted(lines: readonly Line[], start: number, end: number): boolean {
  return runOfNumbers(lines, start) === end;
}

/** Short lines without a blank one between them, none closed by a full stop: their breaks are meant. */
function runOfVerses(lines: readonly Line[], start: number): number | undefined {
  let end = start;
  while (end < lines.length && isVerse(lines[end]) && (end === start || lines[end]?.afterGap === false))
    end += 1;
  return end > start + 1 ? end : undefined;
}

function isVerse(line: Line | undefined): boolean {
  if (line === undefined || line.text.length > maxVerseLength || sentenceClosed.test(line.text)) return false;
  return !isBullet(line.text) && itemNumber(line.text) === undefined;
}
