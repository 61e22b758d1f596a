import type { Mark, MarkedText } from '../domain/article.ts';
import { stretchesWithin } from '../text/marks.ts';
import type { LineRole, LineSpan } from './manuscript.ts';

/** A line with words in it. */
export interface Line extends MarkedText {
  /** 1-based, of the decoded text. */
  readonly number: number;
  /** A blank line or a rule (`----`) stands before it. */
  readonly afterGap: boolean;
  /** Where the format says what the line is. */
  readonly role?: LineRole;
}

const rule = /^[-*_=~─━—–ـ•.#·\s]{3,}$/;

/**
 * Trimmed lines without the empty ones.
 * @param marks in order of their start
 * @param roles in order
 */
export function readLines(
  text: string,
  marks: readonly Mark[] = [],
  roles: readonly LineSpan[] = [],
): readonly Line[] {
  const lines: Line[] = [];
  const marksOf = openWindow(marks);
  const rolesOf = openWindow(roles);
  let afterGap = false;
  let next = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    const start = next + raw.length - raw.trimStart().length;
    next += raw.length + 1;
    const role = rolesOf(start, start + line.length)[0]?.role;
    if (line === '' || (role === undefined && rule.test(line))) {
      afterGap = true;
      continue;
    }
    const found = stretchesWithin(marksOf(start, start + line.length), start, start + line.length);
    lines.push({
      text: line,
      ...(found.length === 0 ? {} : { marks: found }),
      number: index + 1,
      afterGap,
      ...(role === undefined ? {} : { role }),
    });
    afterGap = false;
  }
  return lines;
}

/** A part of the line, with its marks. */
export function cutLine(line: Line, text: string): Line {
  const { marks: _, ...rest } = line;
  return { ...rest, ...cutMarked(line, text) };
}

/** `text` is what `whole` ends in, or else stands in it for the first time. */
export function cutMarked({ text: whole, marks }: MarkedText, text: string): MarkedText {
  if (marks === undefined) return { text };
  const start = whole.endsWith(text) ? whole.length - text.length : Math.max(0, whole.indexOf(text));
  const found = stretchesWithin(marks, start, start + text.length);
  return found.length === 0 ? { text } : { text, marks: found };
}

/** Lines of one text, with their breaks. */
export function joinMarked(parts: readonly MarkedText[]): MarkedText {
  let text = '';
  const marks: Mark[] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0) text += '\n';
    for (const mark of part.marks ?? [])
      marks.push({ ...mark, start: mark.start + text.length, end: mark.end + text.length });
    text += part.text;
  }
  return marks.length === 0 ? { text } : { text, marks };
}

/** For questions asked in order: skips what is over for good. */
function openWindow<Any extends { readonly start: number; readonly end: number }>(
  stretches: readonly Any[],
): (start: number, end: number) => readonly Any[] {
  let first = 0;
  return (start, end) => {
    while (first < stretches.length && (stretches[first]?.end ?? 0) <= start) first += 1;
    const found: Any[] = [];
    for (let index = first; index < stretches.length; index += 1) {
      const stretch = stretches[index];
      if (stretch === undefined || stretch.start >= end) break;
      if (stretch.end > start) found.push(stretch);
    }
    return found;
  };
}
