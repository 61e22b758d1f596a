import { formatWrittenDate } from '../text/dates.ts';
import { matchKey } from '../text/match-key.ts';
import { parseDate } from '../text/parse-date.ts';
import { sentenceEnds } from '../text/sentences.ts';
import { stripBreaking } from './breaking.ts';
import { isInitials, isKnownAuthor, parseCorrespondent } from './byline.ts';
import { bylineFacts } from './byline-facts.ts';
import { parseCredit } from './credit.ts';
import { findDateline } from './dateline.ts';
import { readDatelineLine } from './dateline-line.ts';
import { addFacts, type Facts, joinFacts, type Surroundings } from './facts.ts';
import { dateFacts, factsOfField, findField, parseHashtags, sectionFacts } from './fields.ts';
import { findSection } from './find-section.ts';
import { splitAtHeadings, standaloneHeading } from './headings.ts';
import { splitInvocation } from './invocation.ts';
import type { Lexicon } from './lexicon.ts';
import { cutLine, type Line } from './lines.ts';
import { isBullet } from './list-items.ts';
import { warning } from './messages.ts';
import { findOpening } from './opening.ts';

const maxHeadLines = 25;
const maxUrgentLines = 100;
const maxHeadlineLength = 130;
const notHeadlineEnd = /[.،,:;؛۔]["»”]?$/;
/** Of Markdown, or of a chat: what the sender's program would have shown as a headline. Quotation marks are words. */
const headlineOrnament = /^(?:#{1,3}\s+|\*{1,2}(?=\S))|\*{1,2}$/g;
/** The mark of a heading, as in `وكالة - قسم: عنوان)`, where it closes nothing. */
const headingMark = /^[^()]*(?=\)$)/;
const betweenFacts = /\s+[|•·]\s+/;
const maxSectionLength = 40;
const maxKickerLength = 80;
const kickerMarks = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu;

/** What the article says about itself before its body begins. */
export interface Head {
  readonly facts: Facts;
  /** The body and what follows it. */
  readonly lines: readonly Line[];
}

/**
 * Reads off the head line by line, until a line is none of: mark, field, credit, byline, date, headline.
 * @param declared what the format says besides; it wins, and its headline may stand in the text once more
 */
export function readHead(lines: readonly Line[], declared: Facts, around: Surroundings): Head {
  const { invocation, rest: text } = splitInvocation(lines);
  let facts = declared;
  let rest = text;
  for (let count = 0; count < maxHeadLines; count += 1) {
    const step = readHeadLine(rest, facts, around);
    if (step === undefined) break;
    facts = addFacts(facts, step.facts, around.channel.language, rest[0]?.number);
    rest = step.lines;
  }
  const body = facts.breaking ? withoutUrgentMarks(rest, facts, around) : rest;
  return { facts, lines: invocation === undefined ? body : [invocation, ...body.map(apart)] };
}

/** What follows an invocation is no verse of it. */
function apart(line: Line, index: number): Line {
  return index === 0 ? { ...line, afterGap: true } : line;
}

/** Of a run of urgent lines the first is the headline, or the first line of the text; the others are text. */
function withoutUrgentMarks(lines: readonly Line[], { title }: Facts, around: Surroundings): readonly Line[] {
  const start = title === undefined ? 1 : 0;
  const cut: Line[] = [];
  let end = start;
  for (; end < Math.min(lines.length, maxUrgentLines); end += 1) {
    const line = lines[end];
    const isPlain = line?.role === undefined || line.role.kind === 'paragraph';
    const rest = line && isPlain ? stripBreaking(line.text, around.lexicon.breaking) : undefined;
    if (line === undefined || rest === undefined) break;
    if (rest !== '') cut.push(cutLine(line, rest));
  }
  return [...lines.slice(0, start), ...cut, ...lines.slice(end)];
}

function readHeadLine(lines: readonly Line[], known: Facts, around: Surroundings): Head | undefined {
  const [line, next] = lines;
  if (line === undefined) return undefined;
  const following = lines.slice(1);
  if (line.role !== undefined && line.role.kind !== 'paragraph')
    return readMarkedHeadLine(line, following, known, around.lexicon);
  const shortened = shortenLine(line, known, around);
  if (shortened !== undefined) {
    const { facts, rest } = shortened;
    return { facts, lines: rest === '' ? following : [cutLine(line, rest), ...following] };
  }
  const field = findField(line.text, around.lexicon);
  if (
    field?.value === '' &&
    next !== undefined &&
    findField(next.text, around.lexicon) === undefined &&
    standaloneHeading(line.text, around.lexicon) === undefined
  ) {
    const facts = factsOfField({ ...field, value: next.text }, next, around);
    return facts === undefined ? undefined : { facts, lines: lines.slice(2) };
  }
  const facts =
    (field && factsOfField(field, line, around)) ??
    factsOfLine(line, known, around) ??
    (isKicker(lines, known, around) ? { tags: [line.text.replace(kickerMarks, '')] } : undefined);
  if (facts !== undefined) return { facts, lines: following };
  if (known.title !== undefined || !isHeadline(lines, around)) return undefined;
  return { facts: headlineFacts(line, around), lines: following };
}

function headlineFacts({ text, number }: Line, { channel }: Surroundings): Facts {
  const plain = text.replace(headlineOrnament, '').trim();
  const title = (headingMark.exec(plain)?.[0] ?? plain).trim();
  return title === text
    ? { title }
    : { title, warnings: [warning('signs_left_out', channel.language, number, text)] };
}

/** A first heading is the headline; lists, tables and pictures belong to the body. */
function readMarkedHeadLine(
  { text, role }: Line,
  following: readonly Line[],
  known: Facts,
  lexicon: Lexicon,
): Head | undefined {
  if (role?.kind !== 'heading') return undefined;
  if (known.title !== undefined)
    return matchKey(known.title) === matchKey(text) ? { facts: {}, lines: following } : undefined;
  const isHeadline =
    role.level === 1 || (following.length > 0 && standaloneHeading(text, lexicon) === undefined);
  return isHeadline ? { facts: { title: text }, lines: following } : undefined;
}

/** Marks that open a line whose rest goes on: `عاجل |`, `وكالة - قسم:`. */
function shortenLine(
  line: Line,
  known: Facts,
  around: Surroundings,
): { facts: Facts; rest: string } | undefined {
  const isUrgent = known.breaking === true && known.title !== undefined;
  const rest = isUrgent ? undefined : stripBreaking(line.text, around.lexicon.breaking);
  if (rest !== undefined) return { facts: { breaking: true }, rest };
  return known.source === undefined && known.section === undefined ? findOpening(line, around) : undefined;
}

/** Lines that say one thing without a label. */
function factsOfLine(line: Line, known: Facts, around: Surroundings): Facts | undefined {
  const { text } = line;
  const { lexicon } = around;
  if (text.length > 140) return undefined;
  const parts = text.split(betweenFacts);
  if (parts.length > 1) return factsOfParts(parts, line, known, around);
  const credit = parseCredit(text, lexicon);
  if (credit !== undefined) return credit;
  const byline = bylineFacts(line, around);
  if (byline !== undefined) return byline;
  if (isInitials(text, lexicon))
    return { warnings: [warning('left_out', around.channel.language, line.number, text)] };
  const tags = parseHashtags(text);
  if (tags !== undefined) return { tags };
  const dated = isDate(text, around) ? dateFacts(text, line, around) : readDatelineLine(line, around);
  if (dated !== undefined && isNewOrSameDay(known, dated)) return dated;
  if (known.section === undefined && isSectionName(text, around)) return sectionFacts(text, line, around);
  if (known.title === undefined) return undefined;
  return isKnownAuthor(text, around.channel) ? { authors: [text] } : parseCorrespondent(text, lexicon);
}

/** `بواسطة فلان | 12 ديسمبر 2025`: nothing of it may be anything else. */
function factsOfParts(
  parts: readonly string[],
  line: Line,
  known: Facts,
  around: Surroundings,
): Facts | undefined {
  const found = parts.map((text) => factsOfLine(cutLine(line, text), known, around));
  return found.every((facts) => facts !== undefined) ? found.reduce(joinFacts) : undefined;
}

function isDate(text: string, { timeZone, language }: Surroundings): boolean {
  const { date, problem } = parseDate(text, timeZone, language);
  return date !== undefined || (problem !== 'not_a_date' && problem !== undefined);
}

/** Another day than the one that is known is a day of the story. */
function isNewOrSameDay({ stated: known }: Facts, { stated: found }: Facts): boolean {
  if (known === undefined) return true;
  return (
    found !== undefined && formatWrittenDate(known).slice(0, 10) === formatWrittenDate(found).slice(0, 10)
  );
}

function isSectionName(text: string, { channel }: Surroundings): boolean {
  return text.length <= maxSectionLength && findSection(channel, text) !== undefined;
}

/** The kind of piece above the headline, or one word there, which is too short for a headline: its subject. */
function isKicker(lines: readonly Line[], known: Facts, around: Surroundings): boolean {
  const [line, ...following] = lines;
  if (line === undefined || known.title !== undefined || following.length === 0) return false;
  if (line.text.length > maxKickerLength) return false;
  const text = line.text.replace(kickerMarks, '');
  if (around.lexicon.kickers.has(matchKey(text))) return !isPoem(lines, around.lexicon);
  const isOneWord = /^\p{L}{3,}$/u.test(text.normalize('NFD').replace(/\p{M}/gu, ''));
  return (
    isOneWord &&
    standaloneHeading(line.text, around.lexicon) === undefined &&
    !isPoem(lines, around.lexicon) &&
    isHeadline(following, around)
  );
}

/** The first short line that is no sentence, when text follows it. */
function isHeadline(lines: readonly Line[], around: Surroundings): boolean {
  const [line, next] = lines;
  if (line === undefined || next === undefined || line.text.length > maxHeadlineLength) return false;
  const { text } = line;
  if (notHeadlineEnd.test(text) || isBullet(text) || !text.includes(' ') || matchKey(text) === '')
    return false;
  if (sentenceEnds(text).some((end) => text[end - 1] === '.')) return false;
  if (
    splitAtHeadings(text, around.lexicon).some(
      (part) => part.heading !== undefined && part.heading.kind !== 'other',
    )
  )
    return false;
  return findDateline(text, around) === undefined && !isPoem(lines, around.lexicon);
}

/** Nothing but short lines without a blank one: verses, of which none is a headline. */
function isPoem(lines: readonly Line[], { breaking }: Lexicon): boolean {
  return (
    lines.length >= 4 &&
    lines.length <= 60 &&
    !lines.some((line) => stripBreaking(line.text, breaking) !== undefined) &&
    lines.every(
      (line, index) => line.text.length <= 80 && (index === 0 || !line.afterGap) && !line.text.endsWith('.'),
    )
  );
}
