/** One rule of normalisation that had something to do. `examples` are at most 5, `before → after`. */
export interface TextChange {
  readonly rule: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** Where the text given to a rule was replaced, by offsets of that text, and how long is what stands there now. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** `replacements` are in order and there whenever the text changed. */
export interface RuleResult {
  readonly text: string;
  readonly change?: TextChange;
  readonly replacements?: readonly Replacement[];
}

const maxExamples = 5;
/** The same word may change thousands of times; further examples aren't looked for. */
const maxLooks = 50;
const contextLength = 24;
const space = /\s/;
const invisible =
  /[\u0000-\u001F\u007F-\u00A0\u00AD\u061C\u180E\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\uFDD0-\uFDEF\uFEFF\uFFFE\uFFFF]/g;

/**
 * Replaces every match of `pattern` (flag `g`, no groups that capture) and keeps account of it. A match that `replace`
 * gives back as it was is no change.
 */
export function applyRule(
  rule: string,
  text: string,
  pattern: RegExp,
  replace: (match: string, before: string, offset: number) => string,
): RuleResult {
  let count = 0;
  const examples = new Set<string>();
  const replacements: Replacement[] = [];
  const changed = text.replace(pattern, (match: string, offset: number) => {
    const replacement = replace(match, text.slice(Math.max(0, offset - contextLength), offset), offset);
    if (replacement === match) return match;
    count += 1;
    replacements.push({ start: offset, end: offset + match.length, length: replacement.length });
    if (count <= maxLooks && examples.size < maxExamples)
      examples.add(describe(text, offset, match, replacement));
    return replacement;
  });
  if (count === 0) return { text };
  return { text: changed, change: { rule, count, examples: [...examples] }, replacements };
}

/** A text that became another one as a whole. */
export function replacedWhole(before: string, text: string, change: TextChange): RuleResult {
  return { text, change, replacements: [{ start: 0, end: before.length, length: text.length }] };
}

/** The words in which a change happened. */
function describe(text: string, offset: number, match: string, replacement: string): string {
  const end = offset + match.length;
  const start = wordStart(text, offset);
  const tail = text.slice(end, wordEnd(text, end));
  const head = text.slice(start, offset);
  return `${visible(head + match + tail)} → ${visible(head + replacement + tail)}`;
}

function wordStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && offset - start < contextLength && !space.test(text[start - 1] ?? ' ')) start -= 1;
  return start;
}

function wordEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && end - offset < contextLength && !space.test(text[end] ?? ' ')) end += 1;
  return end;
}

/** An editor can't see what isn't visible, and a bidi control in a report would do its work there. */
function visible(text: string): string {
  return text.replace(
    invisible,
    (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
