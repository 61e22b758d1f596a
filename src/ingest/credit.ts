import { isAgency, isKnownAgency, isKnownPlace, isPlaceLike, unwrap } from './agency.ts';
import type { Facts } from './facts.ts';

const maxLength = 90;
const inParentheses = /^\(([^()]{2,50})\)\.?$/;
const takenFrom = /^(?:نقلا|نقلًا|نقلاً)\s+عن\s*:?\s+(.{2,60})$/;
const placeAndAgency = /^([^-–—ـ/(،:]{2,40}?)\s*(?:[-–—ـ/]|،|,)\s*([^-–—/(]{2,50}?)\s*:?$/;
const placeThenParentheses = /^([^-–—/(:]{2,50}?)\s*\(([^()]{2,50})\)\s*[-–—:]?$/;

/** A line that is nothing but an agency's credit, with or without the place: `(رويترز)`, `بيروت - رويترز`. */
export function parseCredit(line: string): Facts | undefined {
  if (line.length > maxLength) return undefined;
  const alone = inParentheses.exec(line)?.[1] ?? takenFrom.exec(line)?.[1];
  if (alone !== undefined) return isAgency(alone) ? { source: unwrap(alone) } : undefined;
  if (isKnownAgency(line)) return { source: unwrap(line) };
  return withPlace(placeThenParentheses.exec(line)) ?? withPlace(placeAndAgency.exec(line));
}

function withPlace(match: RegExpExecArray | null): Facts | undefined {
  const [, place = '', agency = ''] = match ?? [];
  if (place === '' || !isPlaceLike(place) || !isAgency(agency)) return undefined;
  if (isKnownAgency(place) && !isKnownPlace(place)) return undefined;
  return isKnownAgency(agency) || isKnownPlace(place)
    ? { source: unwrap(agency), dateline: place.trim() }
    : undefined;
}
