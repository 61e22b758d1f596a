import { type Finding, type Passage, wordsAround } from './lint-passages.ts';

interface Place {
  readonly passage: Passage;
  readonly index: number;
}

const anyMark = /[«»"“”„()[\]]/;
const marks = /[«»"“”„()[\]]/g;
const bracketOpeners: Readonly<Record<string, string>> = { ')': '(', ']': '[' };
/** `1)`, `أ)` and `:-)` close nothing. */
const enumerator = /(?:^|[\s(])[\p{L}\p{N}]{1,2}$/u;
const face = /[:;=]['-]?$/;
const inch = /[0-9]$/;
/** Of one passage: who has more of them has one fault. */
const maxFindings = 3;
/** More than any paragraph has; the rest of such a one isn't looked at. */
const maxMarks = 2000;

/**
 * Quotation marks and brackets without a counterpart. A quotation may run on over paragraphs of one section, with an
 * opening mark again before each: that is custom, not a fault. A bracket may not.
 */
export function findUnbalanced(passages: readonly Passage[]): readonly Finding[] {
  const findings: Finding[] = [];
  let quotes = openQuotes();
  let group = -1;
  for (const passage of passages) {
    if (passage.group !== group) {
      findings.push(...quotes.left());
      quotes = openQuotes();
      group = passage.group;
    }
    findings.push(...readPairs(passage, quotes));
  }
  return [...findings, ...quotes.left()];
}

type Quotes = ReturnType<typeof openQuotes>;

/** Brackets are settled here; what quotations are open when the passage ends is kept in `quotes`. */
function readPairs(passage: Passage, quotes: Quotes): readonly Finding[] {
  const { text } = passage;
  if (!anyMark.test(text)) return [];
  const findings: Finding[] = [];
  const brackets: { readonly mark: string; readonly index: number }[] = [];
  let count = 0;
  for (const { 0: mark, index } of text.matchAll(marks)) {
    count += 1;
    if (findings.length === maxFindings || count > maxMarks) break;
    const before = text.slice(Math.max(0, index - 3), index);
    if (mark === '(' || mark === '[') {
      if (!isFace(before, text[index + 1])) brackets.push({ mark, index });
    } else if (mark === ')' || mark === ']') {
      if (brackets.at(-1)?.mark === bracketOpeners[mark]) brackets.pop();
      else if (!enumerator.test(before) && !face.test(before))
        findings.push(finding('unbalanced_brackets', { passage, index }));
    } else if (!quotes.read(mark, { passage, index }, before))
      findings.push(finding('unbalanced_quotes', { passage, index }));
  }
  const left = brackets.slice(0, maxFindings);
  return [...findings, ...left.map(({ index }) => finding('unbalanced_brackets', { passage, index }))];
}

function isFace(before: string, after: string | undefined): boolean {
  return face.test(before) && (after === undefined || after === ' ');
}

/**
 * `«»` nest. Straight and curly marks only alternate: which of “ and ” opens is no matter in Arabic, where keyboards
 * and house styles differ.
 */
function openQuotes() {
  const guillemets: Place[] = [];
  const open = new Map<'straight' | 'curly', Place>();

  /** Whether the mark has its place. */
  function read(mark: string, place: Place, before: string): boolean {
    const isFirst = place.index === 0;
    if (mark === '«') {
      if (!(isFirst && guillemets.length > 0)) guillemets.push(place);
      return true;
    }
    if (mark === '»') return guillemets.pop() !== undefined;
    const kind = mark === '"' ? 'straight' : 'curly';
    if (!open.has(kind)) {
      if (kind === 'curly' || !inch.test(before)) open.set(kind, place);
    } else if (!isFirst) open.delete(kind);
    return true;
  }

  const left = (): readonly Finding[] =>
    [...guillemets.slice(0, maxFindings), ...open.values()].map((place) =>
      finding('unbalanced_quotes', place),
    );

  return { read, left };
}

function finding(code: Finding['code'], { passage, index }: Place): Finding {
  return { code, passage, words: [wordsAround(passage.text, index, index + 1)] };
}
