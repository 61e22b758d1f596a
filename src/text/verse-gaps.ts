import { applyRule, type RuleResult } from './text-rule.ts';

/** Two em spaces: wide enough to be seen, and no reader of HTML folds them. */
const writtenGap = '\u2003\u2003';
const wide = '\\t \\u00A0\\u1680\\u2000-\\u200A\\u202F\\u205F\\u3000';
const anyGap = new RegExp(`\\t|[${wide}]{3}|${writtenGap}`);
/** How nearly all gaps are typed; looking for these is quick. */
const typedGaps = ['\t', '   ', '\u00A0', '\u2003'];
const spaceRun = new RegExp(`\\t(?![${wide}])|[${wide}]{2,}`, 'g');
const hasDigit = /\p{N}/u;
/** No later rule changes how many of them there are. */
const words = /[\p{L}\p{M}]+/gu;
const signBetween = / (?:\.{3,}|…|\*{1,5}|۞) /g;
const maxVerseLength = 240;
const leastWords = 2;
const maxWords = 10;

/**
 * Where the two halves of a verse stand apart on their line, in two lines or more in succession: the offset of each
 * gap. One wide gap alone, or beside a number, is a slip or a table.
 */
export function verseGaps(text: string): ReadonlySet<number> {
  const found = new Set<number>();
  if (!typedGaps.some((gap) => text.includes(gap))) return found;
  let run: number[] = [];
  let next = 0;
  for (const line of text.split('\n')) {
    const gap = line.trim() === '' ? -1 : gapOf(line);
    if (gap === undefined) run = [];
    else if (gap >= 0) run.push(next + gap);
    if (run.length > 1) for (const offset of run) found.add(offset);
    next += line.length + 1;
  }
  return found;
}

/** The gaps of verses as two em spaces, whatever they were typed with. */
export function writeVerseGaps(text: string): RuleResult {
  const gaps = verseGaps(text);
  if (gaps.size === 0) return { text };
  return applyRule('verse_gaps', text, spaceRun, (match, _, offset) =>
    gaps.has(offset) ? writtenGap : match,
  );
}

/** A line whose halves are parted by the gap that this module writes, or once by a sign: `...`, `***`, `۞`. */
export function hasVerseGap(line: string): boolean {
  if (line.length > maxVerseLength) return false;
  return line.includes(writtenGap) || line.match(signBetween)?.length === 1;
}

/** Offset of the only wide gap in the line, where it may part two halves of a verse. */
function gapOf(line: string): number | undefined {
  const start = line.length - line.trimStart().length;
  const end = line.trimEnd().length;
  let gap: { start: number; end: number } | undefined;
  for (const { 0: run, index } of line.matchAll(spaceRun)) {
    if (index < start || index >= end || !anyGap.test(run)) continue;
    if (gap !== undefined) return undefined;
    gap = { start: index, end: index + run.length };
  }
  if (gap === undefined || hasDigit.test(line)) return undefined;
  const [first, second] = [line.slice(start, gap.start), line.slice(gap.end, end)];
  return areHalves(first, second) ? gap.start : undefined;
}

function areHalves(first: string, second: string): boolean {
  const [one, other] = [countWords(first), countWords(second)];
  if (Math.min(one, other) < leastWords || Math.max(one, other) > maxWords) return false;
  return Math.max(one, other) <= Math.min(one, other) * 2 && !first.endsWith(':');
}

function countWords(text: string): number {
  return text.match(words)?.length ?? 0;
}
