import { asciiDigits } from '../text/digits.ts';
import { type Finding, finding, type Place } from './finding.ts';

const mimeType = /^[\w.+-]+\/[\w.+*-]+(?:\s*;.*)?$/;

/** A number for programs; the empty text is none, and is another rule's affair. */
export function lintNumber(text: string, place: Place): readonly Finding[] {
  const value = text.trim();
  if (value === '' || /^\d+$/.test(value)) return [];
  const isForeign = /^\d+$/.test(asciiDigits(value));
  return [finding(isForeign ? 'number_not_ascii' : 'number_invalid', place, value)];
}

export function lintType(text: string, place: Place): readonly Finding[] {
  return text === '' || mimeType.test(text) ? [] : [finding('media_type_invalid', place, text)];
}
