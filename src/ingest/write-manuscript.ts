import type { Mark } from '../domain/article.ts';
import type { MediaReference } from '../domain/media.ts';
import type { LineRole, LineSpan, Manuscript } from './manuscript.ts';
import { type MarkedLine, openMarkedLine } from './marked-line.ts';

/** Writes a manuscript from top to bottom, line by line. */
export interface ManuscriptWriter extends Pick<MarkedLine, 'write' | 'openMark' | 'closeMark'> {
  /** Ends the line, if there is anything on it; `gap` leaves an empty one behind it. */
  readonly endLine: (role: LineRole | undefined, gap: boolean) => void;
  /** Index among the media. */
  readonly addMedia: (reference: MediaReference) => number;
  readonly isLineEmpty: () => boolean;
  /** Spans of the lines written so far, roles or none; a role may be taken back or given later. */
  readonly lines: WrittenLine[];
  readonly finish: () => Omit<Manuscript, 'facts'>;
}

export interface WrittenLine {
  readonly start: number;
  readonly end: number;
  role: LineRole | undefined;
}

export function openManuscript(): ManuscriptWriter {
  const parts: string[] = [];
  const marks: Mark[] = [];
  const media: MediaReference[] = [];
  const lines: WrittenLine[] = [];
  const line = openMarkedLine();
  /** Of the line in the text. */
  let start = 0;

  function endLine(role: LineRole | undefined, gap: boolean): void {
    const written = line.take();
    if (written.text !== '') {
      lines.push({ start, end: start + written.text.length, role });
      parts.push(written.text);
      for (const mark of written.marks)
        marks.push({ ...mark, start: start + mark.start, end: start + mark.end });
      start += written.text.length + 1;
    }
    // One empty line is enough of a gap.
    if (gap && parts.at(-1) !== '' && parts.length > 0) {
      parts.push('');
      start += 1;
    }
  }

  const hasRole = (written: WrittenLine): written is LineSpan & WrittenLine => written.role !== undefined;

  return {
    write: line.write,
    openMark: line.openMark,
    closeMark: line.closeMark,
    endLine,
    addMedia: (reference) => media.push(reference) - 1,
    isLineEmpty: line.isEmpty,
    lines,
    finish: () => ({
      text: parts.join('\n'),
      marks: marks.sort((one, other) => one.start - other.start || other.end - one.end),
      roles: lines.filter(hasRole),
      media,
    }),
  };
}
