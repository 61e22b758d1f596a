import { isAgency, isKnownPlace, isPlaceLike, unwrap } from './agency.ts';
import { type Facts, joinFacts, type Surroundings } from './facts.ts';
import { sectionFacts } from './fields.ts';
import { findSection } from './find-section.ts';
import { splitAtHeadings } from './headings.ts';
import type { Lexicon } from './lexicon.ts';
import type { Line } from './lines.ts';

const scanLength = 150;
const agencyAndDesk = /^([^-–—ـ:()،\n]{2,60}?)\s*[-–—ـ]\s*([^:()\n]{2,60}?)\s*(?::\s*|$)/;

/** Up to the mark of a heading, which closes nothing; shorter is a label, longer a sentence. */
const headlineInLine = /^([^()\n]{12,130})\)\s+(?=\S)/;

export interface Opening {
  readonly facts: Facts;
  /** What follows on the line; may be empty. */
  readonly rest: string;
}

/**
 * `وكالة - قسم: …` at the start of the first line. An agency after the dash is a dateline instead; unknown words count
 * only when a heading with its mark follows, as in `وكالة - قسم: تفاصيل الخبر) …`; another one there is the headline.
 */
export function findOpening(line: Line, around: Surroundings): Opening | undefined {
  const match = agencyAndDesk.exec(line.text.slice(0, scanLength));
  if (match === null) return undefined;
  const [whole, first = '', second = ''] = match;
  const rest = line.text.slice(whole.length);
  const isReversed = isAgency(second, around.lexicon) && findSection(around.channel, first) !== undefined;
  const [agency, desk] = isReversed ? [second, first] : [first, second];
  if (!isPlaceLike(agency) || isAgency(desk, around.lexicon) || !isDesk(agency, desk, rest, around))
    return undefined;
  if (!whole.includes(':') && findSection(around.channel, desk) === undefined) return undefined;
  const facts = joinFacts({ source: unwrap(agency) }, sectionFacts(desk, line, around));
  const [heading = '', title] = hasHeading(rest, around.lexicon) ? [] : (headlineInLine.exec(rest) ?? []);
  return title === undefined
    ? { facts, rest }
    : { facts: joinFacts(facts, { title: title.trim() }), rest: rest.slice(heading.length) };
}

function isDesk(agency: string, desk: string, rest: string, { channel, lexicon }: Surroundings): boolean {
  if (findSection(channel, desk) !== undefined) return isAgency(agency, lexicon) || hasHeading(rest, lexicon);
  if (!isPlaceLike(desk)) return false;
  return hasHeading(rest, lexicon) || (isAgency(agency, lexicon) && !isKnownPlace(desk, lexicon));
}

function hasHeading(rest: string, lexicon: Lexicon): boolean {
  return splitAtHeadings(rest, lexicon)[0]?.heading !== undefined;
}
