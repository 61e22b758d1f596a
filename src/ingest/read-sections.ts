import type { ArticleSection, SectionKind } from '../domain/article.ts';
import { sentenceEnds } from '../text/sentences.ts';
import { blocksOf } from './blocks.ts';
import { isBoilerplate } from './boilerplate.ts';
import { type Heading, splitAtHeadings } from './headings.ts';
import type { Line } from './lines.ts';
import { isBullet, itemNumber } from './list-items.ts';

const maxPointLength = 300;
const maxPointAfterGapLength = 160;
const maxRelatedLength = 160;

/** A section while its lines are gathered. */
interface OpenSection {
  readonly kind: SectionKind;
  readonly heading?: string;
  readonly lines: Line[];
  /** Its text began on the line of its heading. */
  isOnHeadingLine: boolean;
}

export interface Sections {
  readonly sections: readonly ArticleSection[];
  /** What stood under `ملخص` or the like. */
  readonly summary?: string;
}

/** The body's lines as sections, in order. Links to other articles and boilerplate stand apart, as `related`. */
export function readSections(lines: readonly Line[]): Sections {
  const open: OpenSection[] = [];
  const summaries: OpenSection[] = [];
  let current: OpenSection | undefined;
  let aside: OpenSection | undefined;
  for (const line of lines) {
    for (const part of splitAtHeadings(line.text)) {
      if (part.heading !== undefined) {
        const section = openSection(part.heading, part.text !== '');
        open.push(section);
        if (part.heading.kind === 'summary') summaries.push(section);
        if (section.kind === 'related') aside = section;
        else [current, aside] = [section, undefined];
      }
      if (part.text === '') continue;
      const piece = { ...line, text: part.text };
      if (part.heading === undefined && isBoilerplate(part.text)) {
        asideFor(open).lines.push(piece);
        continue;
      }
      if (aside !== undefined && belongsToRelated(aside, piece)) {
        aside.lines.push(piece);
        continue;
      }
      aside = undefined;
      if (current === undefined || endsPoints(current, piece)) {
        current = openSection(undefined, false);
        open.push(current);
      }
      current.lines.push(piece);
    }
  }
  return closeSections(open, summaries[0]);
}

function openSection(heading: Heading | undefined, isOnHeadingLine: boolean): OpenSection {
  if (heading === undefined) return { kind: 'body', lines: [], isOnHeadingLine };
  const kind = heading.kind === 'summary' ? 'other' : heading.kind;
  return { kind, heading: heading.text, lines: [], isOnHeadingLine };
}

/** Boilerplate has no heading of its own; what stands together stays together. */
function asideFor(open: OpenSection[]): OpenSection {
  const last = open.at(-1);
  if (last?.kind === 'related' && last.heading === undefined) return last;
  const section = openSection(undefined, false);
  const aside = { ...section, kind: 'related' } as const;
  open.push(aside);
  return aside;
}

/** Titles of other articles: on the heading's own line, or short lines below it that are no sentences. */
function belongsToRelated(aside: OpenSection, line: Line): boolean {
  if (aside.isOnHeadingLine) return aside.lines.length === 0;
  if (isBullet(line.text)) return true;
  return (
    line.text.length <= maxRelatedLength &&
    !line.text.endsWith('.') &&
    !(line.afterGap && aside.lines.length > 0)
  );
}

/** Points end where a paragraph begins: a line without the bullet that the others have, or a long one. */
function endsPoints(section: OpenSection, line: Line): boolean {
  const [first] = section.lines;
  if (section.kind !== 'keyPoints' || first === undefined || isItem(line.text)) return false;
  if (isItem(first.text) || line.text.length > maxPointLength) return true;
  if (section.isOnHeadingLine && sentenceEnds(first.text).length > 0) return true;
  return line.afterGap && (line.text.length > maxPointAfterGapLength || sentenceEnds(line.text).length > 0);
}

function isItem(text: string): boolean {
  return isBullet(text) || itemNumber(text) !== undefined;
}

function closeSections(open: readonly OpenSection[], summarySection: OpenSection | undefined): Sections {
  const sections = open.map(closeSection).filter((section) => section.blocks.length > 0);
  const summary = summarySection?.lines.map((line) => line.text).join(' ');
  return summary === undefined || summary === '' ? { sections } : { sections, summary };
}

function closeSection({ kind, heading, lines, isOnHeadingLine }: OpenSection): ArticleSection {
  const blocks = blocksOf(kind, lines, isOnHeadingLine);
  return heading === undefined ? { kind, blocks } : { kind, heading, blocks };
}
