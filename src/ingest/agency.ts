import { firstStrongDirection } from '../text/direction.ts';
import { matchKey } from '../text/match-key.ts';
import { agencyShape, type Lexicon, newsVerbs } from './lexicon.ts';

const maxLength = 60;
const wrapping = /^[\s("'«“[]+|[\s)"'»”\].،]+$/g;
const joint = /\s*(?:[+/،,&–—-]|\s+و\s+)\s*/;
const sentenceMark = /[:؛؟!?]/;

/** `(رويترز)` as `رويترز`. */
export function unwrap(text: string): string {
  return text.replace(wrapping, '');
}

/** A name on the list, the shape of an agency's name (`وكالة …`, `… برس`), or several of them joined. */
export function isAgency(text: string, lexicon: Lexicon): boolean {
  if (text.length > maxLength || sentenceMark.test(text)) return false;
  const name = unwrap(text);
  return isOneAgency(name, lexicon) || name.split(joint).every((part) => isOneAgency(part, lexicon));
}

/** Only a name on the list: where the shape alone would catch too much. */
export function isKnownAgency(text: string, { agencies }: Lexicon): boolean {
  return text.length <= maxLength && agencies.has(matchKey(unwrap(text)));
}

function isOneAgency(name: string, { agencies }: Lexicon): boolean {
  const key = matchKey(name);
  if (key === '') return false;
  if (agencies.has(key) || agencies.has(key.replace(/^وكاله /, ''))) return true;
  const words = key.split(' ');
  return words.length <= 4 && !words.some((word) => newsVerbs.has(word)) && agencyShape.test(key);
}

export function isKnownPlace(text: string, { places }: Lexicon): boolean {
  return places.has(matchKey(text)) || text.split(joint).every((place) => places.has(matchKey(place)));
}

/** At most four words that could name a place: no verb, no digit, no mark of a sentence. */
export function isPlaceLike(text: string): boolean {
  const key = matchKey(text);
  const words = key.split(' ');
  if (key === '' || words.length > 4 || /[0-9]/.test(key) || /[،؛:.!?؟«»"]/.test(text)) return false;
  return firstStrongDirection(text) !== undefined && !words.some((word) => newsVerbs.has(word));
}
