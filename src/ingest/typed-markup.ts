import type { Mark, Warning } from '../domain/article.ts';
import { hasWords } from '../text/has-words.ts';
import { sentenceEnds } from '../text/sentences.ts';
import { standaloneHeading } from './headings.ts';
import type { Lexicon } from './lexicon.ts';
import type { Line } from './lines.ts';
import { warning } from './messages.ts';

const headingSign = /^(#{1,6})\s+(\S.*?)(?:\s+#+)?$/;
const maxHeadingLength = 130;
const sentenceClosed = /[.،؛:۔]["»”’)]*$/;
/** `*…*` and `_…_` of messengers, `**…**` of Markdown, round the whole line and nowhere in it. */
const emphasis = /^(\*{1,3}|_{1,3})([^\s*_](?:[^*_]*[^\s*_])?)\1$/;
/** A question may be a heading here, since its signs say so. */
const headingQuestion = /^(?:\S+ ){0,7}\S+[؟?!]$/;
const nested = /^([*_])([*_])([^\s*_](?:[^*_]*[^\s*_])?)\2\1$/;

/**
 * Reads signs of formatting that were typed into plain text, where they stand round a whole line: the line is a heading,
 * or strong, or emphasised. Inside a sentence they are what the journalist wrote.
 */
export function readTypedMarkup(
  lines: readonly Line[],
  lexicon: Lexicon,
  language: string,
): { readonly lines: readonly Line[]; readonly warnings: readonly Warning[] } {
  const read = lines.map((line) => readLine(line, lexicon));
  const changed = lines.filter((line, index) => read[index] !== line);
  const [first] = changed;
  return first === undefined
    ? { lines, warnings: [] }
    : { lines: read, warnings: [warning('signs_left_out', language, first.number, first.text)] };
}

function readLine(line: Line, lexicon: Lexicon): Line {
  const { text, role } = line;
  const sign = text[0];
  if (role !== undefined || (sign !== '#' && sign !== '*' && sign !== '_')) return line;
  return (sign === '#' ? asHeading(line) : asEmphasis(line, lexicon)) ?? line;
}

function asHeading({ number, afterGap, text }: Line): Line | undefined {
  const [, signs = '', words = ''] = text.length <= maxHeadingLength ? (headingSign.exec(text) ?? []) : [];
  if (!hasWords(words) || sentenceClosed.test(words) || sentenceEnds(words).length > 0) return undefined;
  const bare = emphasis.exec(words)?.[2] ?? words;
  return { text: bare, number, afterGap, role: { kind: 'heading', level: signs.length } };
}

/** A short line of that kind may be a heading, which is told by its signs. */
function asEmphasis(line: Line, lexicon: Lexicon): Line | undefined {
  const [, sign = '', text = ''] = emphasis.exec(line.text) ?? [];
  const words = text === '' ? (nested.exec(line.text)?.[3] ?? '') : text;
  if (!hasWords(words) || standaloneHeading(line.text, lexicon) !== undefined) return undefined;
  if (sign.startsWith('*') && headingQuestion.test(words))
    return { text: words, number: line.number, afterGap: line.afterGap, role: { kind: 'heading', level: 2 } };
  const kinds =
    text === '' ? (['strong', 'em'] as const) : ([sign.startsWith('*') ? 'strong' : 'em'] as const);
  const marks: readonly Mark[] = kinds.map((kind) => ({ kind, start: 0, end: words.length }));
  return { ...line, text: words, marks };
}
