import type { Span } from './spared-parts.ts';

const sign = /[\u06D6-\u06ED﴿﴾]/;
const markedOrBracketed = /[﴿﴾][^﴿﴾]{1,3000}[﴿﴾]|[\u06D6-\u06ED]/g;
const space = /\s/;
/** Longer than any word; keeps a text without spaces from being walked over and over. */
const maxWordLength = 60;
const maxGap = 30;

/**
 * Quotations of the Quran, which stay exact to the character: what stands between ornate brackets, and single words
 * that carry one of its marks (U+06D6–06ED), with the few that stand between two of them.
 */
export function quranSpans(text: string): readonly Span[] {
  if (!sign.test(text)) return [];
  const spans: Span[] = [];
  let reached = 0;
  for (const match of text.matchAll(markedOrBracketed)) {
    if (match.index < reached) continue;
    const span =
      match[0].length > 1
        ? { start: match.index, end: match.index + match[0].length }
        : wordAt(text, match.index, reached);
    const last = spans.at(-1);
    if (last !== undefined && isOneQuotation(text, last.end, span.start))
      spans[spans.length - 1] = { start: last.start, end: span.end };
    else spans.push(span);
    reached = span.end;
  }
  return spans;
}

/** Not every word of a verse bears such a mark. */
function isOneQuotation(text: string, end: number, start: number): boolean {
  return start - end <= maxGap && !text.slice(end, start).includes('\n');
}

function wordAt(text: string, index: number, from: number): Span {
  let start = index;
  while (start > from && index - start < maxWordLength && !space.test(text[start - 1] ?? ' ')) start -= 1;
  let end = index + 1;
  while (end < text.length && end - index < maxWordLength && !space.test(text[end] ?? ' ')) end += 1;
  return { start, end };
}
