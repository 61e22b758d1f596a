import type { Mark } from '../domain/article.ts';
import type { MediaReference } from '../domain/media.ts';
import type { LineRole, LineSpan, Manuscript } from './manuscript.ts';

export type MarkStart =
  | { readonly kind: 'strong' | 'em' | 'sub' | 'sup' }
  | { readonly kind: 'link'; readonly href: string };

/** Writes a manuscript from top to bottom, line by line. */
export interface ManuscriptWriter {
  /** White space of the source collapses, as in HTML. */
  readonly write: (text: string) => void;
  readonly openMark: (mark: MarkStart) => void;
  /** Closes the last open mark of the kind, if there is one. */
  readonly closeMark: (kind: MarkStart['kind']) => void;
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

const spaces = /[ \t\r\n\f]+/g;

export function openManuscript(): ManuscriptWriter {
  const parts: string[] = [];
  const marks: Mark[] = [];
  const media: MediaReference[] = [];
  const lines: WrittenLine[] = [];
  const open: { readonly mark: MarkStart; start: number }[] = [];
  let line = '';
  /** Of the line in the text. */
  let start = 0;

  function write(text: string): void {
    const collapsed = text.replace(spaces, ' ');
    line += line === '' || line.endsWith(' ') ? collapsed.replace(/^ /, '') : collapsed;
  }

  function closeMark(kind: MarkStart['kind']): void {
    const index = open.findLastIndex(({ mark }) => mark.kind === kind);
    const [closed] = index < 0 ? [] : open.splice(index, 1);
    if (closed !== undefined) keepMark(closed.mark, closed.start, start + line.length);
  }

  function keepMark(mark: MarkStart, from: number, to: number): void {
    const text = line.slice(from - start, to - start);
    const begin = from + text.length - text.trimStart().length;
    const end = begin + text.trim().length;
    if (end > begin) marks.push({ ...mark, start: begin, end });
  }

  function endLine(role: LineRole | undefined, gap: boolean): void {
    for (const mark of open) keepMark(mark.mark, mark.start, start + line.length);
    const text = line.trimEnd();
    if (text !== '') {
      lines.push({ start, end: start + text.length, role });
      parts.push(text);
      start += text.length + 1;
    }
    // One empty line is enough of a gap.
    if (gap && parts.at(-1) !== '' && parts.length > 0) {
      parts.push('');
      start += 1;
    }
    line = '';
    for (const mark of open) mark.start = start;
  }

  const hasRole = (written: WrittenLine): written is LineSpan & WrittenLine => written.role !== undefined;

  return {
    write,
    openMark: (mark) => void open.push({ mark, start: start + line.length }),
    closeMark,
    endLine,
    addMedia: (reference) => media.push(reference) - 1,
    isLineEmpty: () => line.trim() === '',
    lines,
    finish: () => ({
      text: parts.join('\n'),
      marks: marks.sort((one, other) => one.start - other.start || other.end - one.end),
      roles: lines.filter(hasRole),
      media,
    }),
  };
}
