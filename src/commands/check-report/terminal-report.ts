import { type Article, type ArticleSection, keyPointsOf } from '../../domain/article.ts';
import type { Channel } from '../../domain/channel.ts';
import type { CheckOutcome } from '../../ingest/report.ts';
import { markedTitle } from '../../render/syndicated.ts';
import { type ComparedLine, compareLines, type Piece } from '../../text/compare-lines.ts';
import { showControls, showInvisible } from '../../text/show-invisible.ts';
import { factsOf, mediumOf, sizesOf } from './facts.ts';
import {
  firstStrongIsolate,
  isolate,
  leftToRightIsolate,
  type Pen,
  penOf,
  rightToLeftIsolate,
  type Style,
} from './pen.ts';
import type { ReportWords } from './report-words.ts';
import { reportWordsIn } from './report-words-in.ts';
import type { Terminal } from './terminal.ts';

const maxLines = 20;
const contextLength = 32;

/**
 * The report of `nashra check` for an editor, in the channel's language, one fact a line and nothing in columns, which no
 * two terminals would set alike from right to left. Nothing of the article's can act on the terminal.
 * @param number of the article in its file, from 1, where the file holds several
 */
export function formatReport(
  outcome: CheckOutcome,
  number: number | undefined,
  channel: Channel,
  terminal: Terminal,
  wordsPerMinute?: number,
): string {
  const words = reportWordsIn(channel.language);
  const pen = penOf(words, terminal);
  return pen.lines([
    ...(number === undefined ? [] : [pen.style('cyan', `— ${words.article(number)} —`)]),
    ...reportLines(outcome, words, pen, terminal, wordsPerMinute),
  ]);
}

function reportLines(
  outcome: CheckOutcome,
  words: ReportWords,
  pen: Pen,
  terminal: Terminal,
  wordsPerMinute?: number,
): readonly string[] {
  if (outcome.status === 'refused') return refusalLines(outcome.error, words, pen);
  const { article } = outcome;
  return [
    ...headLines(article, words, pen, wordsPerMinute),
    ...structureLines(article, words, pen),
    ...changeLines(article, words, pen),
    ...reviewLines(article, words, pen),
    ...readerLines(article, words, pen, terminal),
  ];
}

function refusalLines(
  { message, line, code }: Extract<CheckOutcome, { status: 'refused' }>['error'],
  words: ReportWords,
  pen: Pen,
): readonly string[] {
  const place = line === undefined ? '' : ` (${words.line(line)})`;
  return [`${pen.style('red', words.refused)}${words.colon}${pen.quote(message)}${place} [${code}]`];
}

function headLines(
  article: Article,
  words: ReportWords,
  pen: Pen,
  wordsPerMinute?: number,
): readonly string[] {
  const urgent = article.breaking ? words.comma + pen.style('red', words.breaking) : '';
  const derived = article.titleOrigin === 'derived' ? ` ${pen.style('yellow', `«${words.derived}»`)}` : '';
  const label = (name: string) => pen.style('dim', name) + words.colon;
  return [
    pen.style('green', words.accepted) + urgent,
    `${label(words.title)}${pen.style('bold', pen.quote(article.title))}${derived}`,
    `${label(words.summary)}${pen.quote(article.summary)}`,
    ...factsOf(article, words, wordsPerMinute).map(
      ({ label: name, value, isOurs }) =>
        label(name) + (value === undefined ? words.absent : isOurs ? value : pen.quote(value)),
    ),
  ];
}

function structureLines(article: Article, words: ReportWords, pen: Pen): readonly string[] {
  return [
    ...list(words.keyPoints, keyPointsOf(article).map(pen.quote), words, pen),
    ...list(
      words.structure,
      article.sections.map((section) => sectionLine(section, words, pen)),
      words,
      pen,
    ),
    ...list(
      words.media,
      article.media.map((medium) => pen.quote(mediumOf(medium, words))),
      words,
      pen,
    ),
  ];
}

function sectionLine(section: ArticleSection, words: ReportWords, pen: Pen): string {
  const isNamed = section.heading !== undefined && section.heading !== words.kinds[section.kind];
  const heading = isNamed ? words.colon + pen.quote(section.heading ?? '') : '';
  return `${words.kinds[section.kind]}${heading} (${sizesOf(section, words)})`;
}

function list(title: string, items: readonly string[], words: ReportWords, pen: Pen): readonly string[] {
  if (items.length === 0) return [];
  return ['', pen.style('cyan', title) + words.colon.trimEnd(), ...items.map((item) => `  - ${item}`)];
}

function changeLines(
  { normalisation, changes, format }: Article,
  words: ReportWords,
  pen: Pen,
): readonly string[] {
  if (changes.length === 0) return ['', words.noChanges];
  const { original, text, edits } = normalisation;
  const changed = compareLines(original, text, edits).filter(({ rules }) => rules.length > 0);
  const more = changed.length - maxLines;
  return [
    ...list(
      words.changes,
      changes.map(({ rule, count }) => `${words.rules[rule] ?? rule} (${words.times(count)})`),
      words,
      pen,
    ),
    ...changed
      .slice(0, maxLines)
      .flatMap((line) =>
        comparedLines(line, format === 'text' ? words.line(line.number) : undefined, words, pen),
      ),
    ...(more > 0 ? [`  ${words.more(more)}`] : []),
  ];
}

function comparedLines(
  { rules, original, text }: ComparedLine,
  place: string | undefined,
  words: ReportWords,
  pen: Pen,
): readonly string[] {
  const names = rules.map((rule) => words.rules[rule] ?? rule);
  const side = (pieces: readonly Piece[], style: Style, start: string, end: string) =>
    pen.hold(markPieces(pieces, (piece) => pen.style(style, start + piece + end)));
  return [
    pen.style('dim', `  ${[...(place === undefined ? [] : [place]), ...names].join(words.comma)}`),
    `    ${words.before}${words.colon}${side(original, 'red', '[-', '-]')}`,
    `    ${words.after}${words.colon}${side(text, 'green', '{+', '+}')}`,
  ];
}

/** Changed pieces in full, with some words of what stands between them. */
function markPieces(pieces: readonly Piece[], mark: (text: string) => string): string {
  return pieces
    .map(({ text, rules }, index) =>
      rules.length > 0
        ? text && mark(showInvisible(text))
        : showControls(shorten(text, index > 0, index < pieces.length - 1)),
    )
    .join('');
}

function shorten(text: string, keepsStart: boolean, keepsEnd: boolean): string {
  if (text.length <= contextLength * 2) return text;
  const start = keepsStart ? text.slice(0, contextLength).replace(/\S*$/, '') : '';
  const end = keepsEnd || !keepsStart ? text.slice(-contextLength).replace(/^\S*/, '') : '';
  return `${start}…${end}`;
}

function reviewLines({ warnings }: Article, words: ReportWords, pen: Pen): readonly string[] {
  if (warnings.length === 0) return ['', words.nothingToReview];
  const lines = warnings.map(
    ({ message, line, code }) =>
      `${line === undefined ? '' : `${words.line(line)}${words.colon}`}${pen.quote(message)} ${pen.style('dim', `[${code}]`)}`,
  );
  return list(`${words.toReview} (${warnings.length})`, lines, words, pen);
}

/** The title as the line of a list in readers of either direction; the mark is what makes the second one right. */
function readerLines(
  article: Article,
  words: ReportWords,
  pen: Pen,
  { hasIsolates }: Terminal,
): readonly string[] {
  const title = showControls(article.title);
  const marked = markedTitle(article);
  const isMarked = marked !== article.title;
  const opening = isMarked ? rightToLeftIsolate : firstStrongIsolate;
  return list(
    words.readers,
    [
      `${words.rightToLeftReader}${words.colon}${isolate(title, rightToLeftIsolate, hasIsolates)}`,
      `${words.leftToRightReader}${words.colon}${isolate(title, opening, hasIsolates)}`,
      ...(isMarked
        ? [
            `${words.withoutMark}${words.colon}${isolate(title, leftToRightIsolate, hasIsolates)}`,
            words.markAdded,
          ]
        : [words.markNeedless]),
    ],
    words,
    pen,
  );
}
