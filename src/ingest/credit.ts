import { isAgency, isKnownAgency, isKnownPlace, isPlaceLike, unwrap } from './agency.ts';
import type { Facts } from './facts.ts';
import type { Lexicon } from './lexicon.ts';

const maxLength = 90;
const inParentheses = /^\(([^()]{2,50})\)\.?$/;
const takenFrom = /^(?:نقلا|نقلًا|نقلاً)\s+عن\s*:?\s+(.{2,60})$/;
const placeAndAgency = /^([^-–—ـ/(،:]{2,40}?)\s*(?:[-–—ـ/]{1,3}|،|,)\s*([^-–—/(]{2,50}?)\s*:?$/;
const placeThenQuoted = /^([^-–—/(:]{2,50}?):\s*«([^«»]{2,40})»$/;
const placeThenParentheses = /^([^-–—/(:]{2,50}?)\s*\(([^()]{2,50})\)\s*[-–—:]?$/;

/** A line that is nothing but an agency's credit, with or without the place: `(رويترز)`, `بيروت - رويترز`. */
export function parseCredit(line: string, lexicon: Lexicon): Facts | undefined {
  if (line.length > maxLength) return undefined;
  const alone = inParentheses.exec(line)?.[1] ?? takenFrom.exec(line)?.[1];
  if (alone !== undefined) return isAgency(alone, lexicon) ? { source: unwrap(alone) } : undefined;
  if (isKnownAgency(line, lexicon)) return { source: unwrap(line) };
  for (const shape of [placeThenParentheses, placeThenQuoted, placeAndAgency]) {
    const found = withPlace(shape.exec(line), lexicon);
    if (found !== undefined) return found;
  }
  return agencyThenPlace(placeAndAgency.exec(line), lexicon);
}

function withPlace(match: RegExpExecArray | null, lexicon: Lexicon): Facts | undefined {
  const [, place = '', agency = ''] = match ?? [];
  if (place === '' || !isPlaceLike(place) || !isAgency(agency, lexicon)) return undefined;
  if (isKnownAgency(place, lexicon) && !isKnownPlace(place, lexicon)) return undefined;
  return isKnownAgency(agency, lexicon) || isKnownPlace(place, lexicon)
    ? { source: unwrap(agency), dateline: place.trim() }
    : undefined;
}

/** `الأناضول - غزة`, as some desks sign: both must be known, since a name and a place are also a correspondent. */
function agencyThenPlace(match: RegExpExecArray | null, lexicon: Lexicon): Facts | undefined {
  if (match === null) return undefined;
  const [, agency = '', place = ''] = match;
  return isKnownAgency(agency, lexicon) && isKnownPlace(place, lexicon)
    ? { source: unwrap(agency), dateline: place.trim() }
    : undefined;
}
