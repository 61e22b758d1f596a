import { isAgency, isKnownPlace, isPlaceLike, unwrap } from './agency.ts';
import { type Facts, joinFacts, type Surroundings } from './facts.ts';
import { sectionFacts } from './fields.ts';
import { findSection } from './find-section.ts';
import { splitAtHeadings } from './headings.ts';
import type { Line } from './lines.ts';

const scanLength = 150;
const agencyAndDesk = /^([^-–—ـ:()،\n]{2,60}?)\s*[-–—ـ]\s*([^:()\n]{2,60}?)\s*(?::\s*|$)/;

export interface Opening {
  readonly facts: Facts;
  /** What follows on the line; may be empty. */
  readonly rest: string;
}

/**
 * `وكالة - قسم: …` at the start of the first line. An agency after the dash is a dateline instead; unknown words count
 * only when a heading with its mark follows, as in `وكالة - قسم: تفاصيل الخبر) …`.
 */
export function findOpening(line: Line, around: Surroundings): Opening | undefined {
  const match = agencyAndDesk.exec(line.text.slice(0, scanLength));
  if (match === null) return undefined;
  const [whole, first = '', second = ''] = match;
  const rest = line.text.slice(whole.length);
  const isReversed = isAgency(second) && findSection(around.channel, first) !== undefined;
  const [agency, desk] = isReversed ? [second, first] : [first, second];
  if (!isPlaceLike(agency) || isAgency(desk) || !isDesk(agency, desk, rest, around)) return undefined;
  if (!whole.includes(':') && findSection(around.channel, desk) === undefined) return undefined;
  return { facts: joinFacts({ source: unwrap(agency) }, sectionFacts(desk, line, around)), rest };
}

function isDesk(agency: string, desk: string, rest: string, { channel }: Surroundings): boolean {
  if (findSection(channel, desk) !== undefined) return isAgency(agency) || hasHeading(rest);
  if (!isPlaceLike(desk)) return false;
  return hasHeading(rest) || (isAgency(agency) && !isKnownPlace(desk));
}

function hasHeading(rest: string): boolean {
  return splitAtHeadings(rest)[0]?.heading !== undefined;
}
