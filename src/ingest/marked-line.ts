import type { Mark, MarkedText } from '../domain/article.ts';

export type MarkStart =
  | { readonly kind: 'strong' | 'em' | 'sub' | 'sup' }
  | { readonly kind: 'link'; readonly href: string };

/** One line after another, each with its markup; what is open at a line's end goes on in the next. */
export interface MarkedLine {
  /** White space of the source collapses, as in HTML. */
  readonly write: (text: string) => void;
  readonly openMark: (mark: MarkStart) => void;
  /** Closes the last open mark of the kind, if there is one. */
  readonly closeMark: (kind: MarkStart['kind']) => void;
  readonly isEmpty: () => boolean;
  /** What was written since the last time, without space at its end; marks in any order. */
  readonly take: () => Required<MarkedText>;
}

const spaces = /[ \t\r\n\f]+/g;
const space = /\s/;

export function openMarkedLine(): MarkedLine {
  const open: { readonly mark: MarkStart; start: number }[] = [];
  /** A string that is read while it is put together is copied each time: a line of 2 MiB would take minutes. */
  let pieces: string[] = [];
  let length = 0;
  let endsInSpace = true;
  let marks: Mark[] = [];

  function write(text: string): void {
    const collapsed = text.replace(spaces, ' ');
    const piece = endsInSpace && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
    if (piece === '') return;
    pieces.push(piece);
    length += piece.length;
    endsInSpace = piece.endsWith(' ');
  }

  function closeMark(kind: MarkStart['kind']): void {
    const index = open.findLastIndex(({ mark }) => mark.kind === kind);
    const [closed] = index < 0 ? [] : open.splice(index, 1);
    if (closed !== undefined) marks.push({ ...closed.mark, start: closed.start, end: length });
  }

  /** Inside another one of its kind a mark says nothing: the innermost is kept. */
  function interruptMarks(): void {
    const kinds = new Set<string>();
    for (const mark of open.toReversed()) {
      if (!kinds.has(mark.mark.kind)) marks.push({ ...mark.mark, start: mark.start, end: length });
      kinds.add(mark.mark.kind);
      mark.start = 0;
    }
  }

  function take(): Required<MarkedText> {
    interruptMarks();
    const text = pieces.join('').trimEnd();
    const trimmed = marks.map((mark) => trimMark(mark, text)).filter(({ start, end }) => end > start);
    [pieces, marks, length, endsInSpace] = [[], [], 0, true];
    return { text, marks: trimmed };
  }

  return {
    write,
    openMark: (mark) => void open.push({ mark, start: length }),
    closeMark,
    isEmpty: () => pieces.every((piece) => piece.trim() === ''),
    take,
  };
}

/** Spaces round marked words are not of them. */
function trimMark(mark: Mark, line: string): Mark {
  let { start } = mark;
  let end = Math.min(mark.end, line.length);
  while (start < end && space.test(line[start] ?? '')) start += 1;
  while (end > start && space.test(line[end - 1] ?? '')) end -= 1;
  return { ...mark, start, end };
}
