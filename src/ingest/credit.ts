import { isAgency, isKnownAgency, isKnownPlace, isPlaceLike, unwrap } from './agency.ts';
import type { Facts } from './facts.ts';
import type { Lexicon } from './lexicon.ts';

const maxLength = 90;
const inParentheses = /^\(([^()]{2,50})\)\.?$/;
const takenFrom = /^(?:نقلا|نقلًا|نقلاً)\s+عن\s*:?\s+(.{2,60})$/;
const placeAndAgency = /^([^-–—ـ/(،:]{2,40}?)\s*(?:[-–—ـ/]|،|,)\s*([^-–—/(]{2,50}?)\s*:?$/;
const placeThenParentheses = /^([^-–—/(:]{2,50}?)\s*\(([^()]{2,50})\)\s*[-–—:]?$/;

/** A line that is nothing but an agency's credit, with or without the place: `(رويترز)`, `بيروت - رويترز`. */
export function parseCredit(line: string, lexicon: Lexicon): Facts | undefined {
  if (line.length > maxLength) return undefined;
  const alone = inParentheses.exec(line)?.[1] ?? takenFrom.exec(line)?.[1];
  if (alone !== undefined) return isAgency(alone, lexicon) ? { source: unwrap(alone) } : undefined;
  if (isKnownAgency(line, lexicon)) return { source: unwrap(line) };
  return withPlace(placeThenParentheses.exec(line), lexicon) ?? withPlace(placeAndAgency.exec(line), lexicon);
}

function withPlace(match: RegExpExecArray | null, lexicon: Lexicon): Facts | undefined {
  const [, place = '', agency = ''] = match ?? [];
  if (place === '' || !isPlaceLike(place) || !isAgency(agency, lexicon)) return undefined;
  if (isKnownAgency(place, lexicon) && !isKnownPlace(place, lexicon)) return undefined;
  return isKnownAgency(agency, lexicon) || isKnownPlace(place, lexicon)
    ? { source: unwrap(agency), dateline: place.trim() }
    : undefined;
}
