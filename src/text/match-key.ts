import { arabicMarks } from './arabic.ts';
import { asciiDigits } from './digits.ts';

const dropped = new RegExp(
  `[${arabicMarks}\\u0640\\u00AD\\u200B\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]+`,
  'g',
);
const thousands = /([0-9])[٬,](?=[0-9]{3}(?![0-9]))/g;
const separators = /[^\p{L}\p{N}\p{M}]+/gu;

const alefs = /[أإآٱ]/g;
const yehs = /[ئىیېے]/g;
const hehs = /[ةہەھ]/g;
const kafs = /[کڪ]/g;

/** Nothing but letters of Arabic words and spaces: most of what is asked for. */
const plainLetters = /^[\u0621-\u063A\u0641-\u064A ]*$/;
const looseSpace = /^ | {2}| $/;
const foldedLetters = /[أإآؤئىة]/g;
const folds: Readonly<Record<string, string>> = { أ: 'ا', إ: 'ا', آ: 'ا', ؤ: 'و', ئ: 'ي', ى: 'ي', ة: 'ه' };

/** Every recogniser asks for the key of the same few lines and words. */
const kept = new Map<string, string>();
const mostKept = 2000;
const longestKept = 160;

/**
 * The key under which spellings of the same words meet: for search, for comparing and for lexicons, never for
 * display, because it also joins words that differ (على and علي). Words are parted by single spaces.
 */
export function matchKey(text: string): string {
  if (text.length > longestKept) return foldedKey(text);
  let key = kept.get(text);
  if (key === undefined) {
    key = foldedKey(text);
    if (kept.size >= mostKept) kept.clear();
    kept.set(text, key);
  }
  return key;
}

function foldedKey(text: string): string {
  // The same as below would come of it, in a fifth of the time.
  if (plainLetters.test(text) && !looseSpace.test(text))
    return text.replace(foldedLetters, (letter) => folds[letter] ?? letter);
  return asciiDigits(text.normalize('NFKC').replace(dropped, ''))
    .replace(thousands, '$1')
    .replace(alefs, 'ا')
    .replaceAll('ؤ', 'و')
    .replace(yehs, 'ي')
    .replace(hehs, 'ه')
    .replace(kafs, 'ك')
    .replace(separators, ' ')
    .trim()
    .toLowerCase();
}
