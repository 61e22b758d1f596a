import { matchKey } from '../text/match-key.ts';
import { parseDate } from '../text/parse-date.ts';
import { sentenceEnds } from '../text/sentences.ts';
import { stripBreaking } from './breaking.ts';
import { isInitials, isKnownAuthor, parseByline, parseCorrespondent } from './byline.ts';
import { parseCredit } from './credit.ts';
import { findDateline } from './dateline.ts';
import { type Facts, joinFacts, type Surroundings } from './facts.ts';
import { dateFacts, factsOfField, findField, parseHashtags, sectionFacts } from './fields.ts';
import { findSection } from './find-section.ts';
import { splitAtHeadings, standaloneHeading } from './headings.ts';
import type { Lexicon } from './lexicon.ts';
import { cutLine, type Line } from './lines.ts';
import { isBullet } from './list-items.ts';
import { findOpening } from './opening.ts';

const maxHeadLines = 25;
const maxHeadlineLength = 130;
const notHeadlineEnd = /[.،,:;؛۔]["»”]?$/;
const headlineOrnament =
  /^(?:#{1,3}\s+|\*{1,2}(?=\S)|[«"“](?=[^«»"“”]*[»"”]$))|(?:\*{1,2}|(?<=^[«"“].*)[»"”])$/g;
const maxSectionLength = 40;

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
  let facts = declared;
  let rest = lines;
  for (let count = 0; count < maxHeadLines; count += 1) {
    const step = readHeadLine(rest, facts, around);
    if (step === undefined) break;
    facts = joinFacts(facts, step.facts);
    rest = step.lines;
  }
  return { facts, lines: rest };
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
  const facts = (field && factsOfField(field, line, around)) ?? factsOfLine(line, known, around);
  if (facts !== undefined) return { facts, lines: following };
  if (known.title !== undefined || !isHeadline(lines, around)) return undefined;
  return { facts: { title: line.text.replace(headlineOrnament, '').trim() }, lines: following };
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
  const rest = known.breaking ? undefined : stripBreaking(line.text, around.lexicon.breaking);
  if (rest !== undefined) return { facts: { breaking: true }, rest };
  return known.source === undefined && known.section === undefined ? findOpening(line, around) : undefined;
}

/** Lines that say one thing without a label. */
function factsOfLine(line: Line, known: Facts, around: Surroundings): Facts | undefined {
  const { text } = line;
  const { lexicon } = around;
  if (text.length > 140) return undefined;
  const credit = parseCredit(text, lexicon);
  if (credit !== undefined) return credit;
  const authors = parseByline(text, lexicon);
  if (authors !== undefined) return { authors };
  if (isInitials(text, lexicon)) return {};
  const tags = parseHashtags(text);
  if (tags !== undefined) return { tags };
  if (known.stated === undefined && isDate(text, around.timeZone)) return dateFacts(text, line, around);
  if (known.section === undefined && isSectionName(text, around)) return sectionFacts(text, line, around);
  if (known.title === undefined) return undefined;
  return isKnownAuthor(text, around.channel) ? { authors: [text] } : parseCorrespondent(text, lexicon);
}

function isDate(text: string, timeZone: string): boolean {
  const { date, problem } = parseDate(text, timeZone);
  return date !== undefined || (problem !== 'not_a_date' && problem !== undefined);
}

function isSectionName(text: string, { channel }: Surroundings): boolean {
  return text.length <= maxSectionLength && findSection(channel, text) !== undefined;
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
  return findDateline(text, around) === undefined && !isPoem(lines);
}

/** Nothing but short lines without a blank one: verses, of which none is a headline. */
function isPoem(lines: readonly Line[]): boolean {
  return (
    lines.length >= 4 &&
    lines.length <= 60 &&
    lines.every(
      (line, index) => line.text.length <= 80 && (index === 0 || !line.afterGap) && !line.text.endsWith('.'),
    )
  );
}
