import {
  type ArticleSection,
  type Block,
  type SectionKind,
  textsOf,
  type Warning,
} from '../domain/article.ts';
import { sentenceEnds } from '../text/sentences.ts';
import { blocksOf, isItem } from './blocks.ts';
import { isBoilerplate } from './boilerplate.ts';
import type { Surroundings } from './facts.ts';
import { type HeadedText, type Heading, headingOf, splitAtHeadings } from './headings.ts';
import type { Lexicon } from './lexicon.ts';
import { cutLine, type Line } from './lines.ts';
import { isCheckMark } from './list-items.ts';
import { warning } from './messages.ts';

const maxPointLength = 300;
const maxPointAfterGapLength = 160;
const maxRelatedLength = 160;

/** A section while its lines are gathered. */
interface OpenSection {
  readonly kind: SectionKind;
  readonly heading?: string;
  /** Line of the heading. */
  readonly number?: number;
  /** That line as it stands, where it holds nothing else. */
  readonly line?: string;
  readonly lines: Line[];
  /** Its text began on the line of its heading. */
  isOnHeadingLine: boolean;
}

export interface Sections {
  readonly sections: readonly ArticleSection[];
  /** One for each section that readers don't see. */
  readonly warnings: readonly Warning[];
  /** What stood under `ملخص` or the like. */
  readonly summary?: string;
}

/**
 * The body's lines as sections, in order. Links to other articles stand apart, as `related`, and so does boilerplate
 * at the end of the body.
 */
export function readSections(lines: readonly Line[], { channel, lexicon }: Surroundings): Sections {
  const open: OpenSection[] = [];
  const summaries: OpenSection[] = [];
  let current: OpenSection | undefined;
  let aside: OpenSection | undefined;
  for (const line of lines) {
    const parts = partsOf(line, lexicon);
    for (const part of parts) {
      if (part.heading !== undefined) {
        const alone = parts.length === 1 && part.text === '' ? line.text : undefined;
        const section = openSection(part.heading, part.text !== '', line.number, alone);
        open.push(section);
        if (part.heading.kind === 'summary') summaries.push(section);
        if (section.kind === 'related') aside = section;
        else [current, aside] = [section, undefined];
      }
      if (part.text === '') continue;
      const piece = cutLine(line, part.text);
      if (aside !== undefined && belongsToRelated(aside, piece)) {
        aside.lines.push(piece);
        continue;
      }
      aside = undefined;
      if (current === undefined || endsPoints(current, piece)) {
        current = { kind: 'body', lines: [], isOnHeadingLine: false };
        open.push(current);
      }
      current.lines.push(piece);
    }
  }
  const boilerplate = takeBoilerplate(open, lexicon);
  if (boilerplate.length > 0) open.push({ kind: 'related', lines: boilerplate, isOnHeadingLine: false });
  return closeSections(open, summaries[0], channel);
}

/** What the format calls something else holds no heading, whatever its words. */
function partsOf({ text, role }: Line, lexicon: Lexicon): readonly HeadedText[] {
  if (role === undefined || role.kind === 'paragraph') return splitAtHeadings(text, lexicon);
  return role.kind === 'heading' ? [{ heading: headingOf(text, lexicon), text: '' }] : [{ text }];
}

function openSection(
  heading: Heading,
  isOnHeadingLine: boolean,
  number: number,
  line: string | undefined,
): OpenSection {
  const kind = heading.kind === 'summary' ? 'other' : heading.kind;
  const section = { kind, heading: heading.text, number, lines: [], isOnHeadingLine };
  return line === undefined ? section : { ...section, line };
}

/** Takes the last lines of the text off; anywhere else such words are the journalist's. */
function takeBoilerplate(open: readonly OpenSection[], lexicon: Lexicon): Line[] {
  const taken: Line[] = [];
  for (const { kind, heading, lines } of open.toReversed()) {
    if (kind === 'related') continue;
    while (isBoilerplate(lines.at(-1)?.text ?? '', lexicon)) taken.unshift(...lines.splice(-1));
    if (lines.length > 0 || heading !== undefined) break;
  }
  return taken;
}

/** Titles of other articles: on the heading's own line, or short lines below it that are no sentences. */
function belongsToRelated(aside: OpenSection, line: Line): boolean {
  if (aside.isOnHeadingLine) return aside.lines.length === 0;
  if (isItem(line)) return true;
  if (line.role !== undefined && line.role.kind !== 'paragraph') return false;
  return (
    line.text.length <= maxRelatedLength &&
    !line.text.endsWith('.') &&
    !(line.afterGap && aside.lines.length > 0)
  );
}

/** Points end where a paragraph begins: a line without the bullet that the others have, or a long one. */
function endsPoints(section: OpenSection, line: Line): boolean {
  const [first] = section.lines;
  if (section.kind !== 'keyPoints' || first === undefined || isItem(line)) return false;
  if (isItem(first) || line.text.length > maxPointLength) return true;
  if (section.isOnHeadingLine && sentenceEnds(first.text).length > 0) return true;
  return line.afterGap && (line.text.length > maxPointAfterGapLength || sentenceEnds(line.text).length > 0);
}

function closeSections(
  open: readonly OpenSection[],
  summarySection: OpenSection | undefined,
  channel: Surroundings['channel'],
): Sections {
  const closed = open.map(closeSection);
  const sections = closed.filter((section) => section.blocks.length > 0);
  const summary = summarySection?.lines.map((line) => line.text).join(' ');
  const warnings = open.flatMap((section, index) => [
    ...leftOut(section, channel),
    ...checkMarks(section, closed[index]?.blocks ?? [], channel),
  ]);
  return summary === undefined || summary === '' ? { sections, warnings } : { sections, warnings, summary };
}

function leftOut(
  { kind, heading, number, lines }: OpenSection,
  { language }: Surroundings['channel'],
): readonly Warning[] {
  if (kind !== 'related' || lines.length === 0) return [];
  const quoted = [...(heading === undefined ? [] : [heading]), ...lines.map((line) => line.text)];
  return [warning('left_out', language, number ?? lines[0]?.number, quoted.join(' | '))];
}

/** Check marks before each item are a list's signs, but may have been an answer: the editor is told that they went. */
function checkMarks(
  { kind, lines }: OpenSection,
  blocks: readonly Block[],
  { language }: Surroundings['channel'],
): readonly Warning[] {
  if (kind === 'related') return [];
  const taken = lines.find(
    ({ text }) => isCheckMark(text) && !blocks.some((block) => textsOf(block).includes(text)),
  );
  return taken === undefined ? [] : [warning('signs_left_out', language, taken.number, taken.text)];
}

/** A heading with nothing under it heads nothing: it is the journalist's text. */
function closeSection({ kind, heading, line, lines, isOnHeadingLine }: OpenSection): ArticleSection {
  if (heading !== undefined && lines.length === 0) {
    return { kind: 'body', blocks: [{ kind: 'paragraph', text: line ?? heading }] };
  }
  const blocks = blocksOf(kind, lines, isOnHeadingLine);
  return heading === undefined ? { kind, blocks } : { kind, heading, blocks };
}
