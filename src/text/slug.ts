import { arabicMarks } from './arabic.ts';

const maxLength = 40;
const dropped = new RegExp(
  `[${arabicMarks}\\u0640\\u00AD\\u200B\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2060-\\u2069\\uFEFF'’]+`,
  'g',
);
const separators = /[^\p{L}\p{N}\p{M}]+/u;

/**
 * The readable end of an article's address: Arabic letters as they are, `-` between words, at most 40 characters
 * (190 bytes once percent-encoded, short enough for mail). Never identifies anything; `article` when no word is left.
 */
export function slugify(title: string): string {
  const words = title.normalize('NFC').replace(dropped, '').toLowerCase().normalize('NFC').split(separators);
  let slug = '';
  for (const word of words) {
    if (word === '') continue;
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (longer.length > maxLength) break;
    slug = longer;
  }
  return slug === '' ? firstCharacters(words.find((word) => word !== '') ?? 'article') : slug;
}

/** By code points, so that no surrogate pair is torn; a word longer than a slug may be is rare and has no better cut. */
function firstCharacters(word: string): string {
  let cut = '';
  for (const character of word) {
    if (cut.length + character.length > maxLength) break;
    cut += character;
  }
  return cut;
}
