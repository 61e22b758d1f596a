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

/**
 * The key under which spellings of the same words meet: for search, for comparing and for lexicons, never for
 * display, because it also joins words that differ (على and علي). Words are parted by single spaces.
 */
export function matchKey(text: string): string {
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
