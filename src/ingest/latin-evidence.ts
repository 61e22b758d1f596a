import { languageOf } from '../text/language.ts';
import { decodeOneByte } from '../text/one-byte.ts';

/** French letters and the signs that windows-1252 and windows-1256 have in common: either reading gives the same text. */
const shared = /^[\0-\x7F\u00A0£§©«®°±²³´µ·»¼½¾×÷€‚ƒ„…†‡ˆ‰‹Œ‘’“”•–—™›œàâçèéêëîïôùûü]*$/;
const high = /[\u0080-\uFFFF]/;
const accentedWord = /[A-Za-z]*[À-ÖØ-öø-ÿŒœŠšŽžŸ][A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]*/g;
const asciiLetter = /[A-Za-z]/g;
/** In the middle of a word such a sign is a letter of another encoding: MacRoman's â, ä and ö are `‰`, `Š` and `š`. */
const signInWord = /[a-z][£§©«®°±²³µ»¼½¾×÷€‚ƒ„…†‡ˆ‰‹•™›“][a-z]|[A-Z]{2}[a-zàâçèéêëîïôùûü]/;
/** Letters that the neighbouring code pages have at the same place; `è`, by contrast, is a Czech `č` in windows-1250. */
const certainLetter = /(?:[A-Za-z’]|^|\s)[çéëîôüâ](?=[a-zé])|[a-z][çéëîôüâ](?![A-Z])/;
const certainWords =
  /(?<![A-Za-z])(?:[a-z]+n’t|it’s|I’(?:m|ve|ll|d)|(?:you|we|they)’(?:re|ve|ll|d)|(?:he|she|that|there|what|who|let)’s)(?![A-Za-z])/i;
const quotation = /(?:^|[\s(])“[A-Za-z0-9][^“”]*[A-Za-z0-9.,!?…]”(?=$|[\s.,;:!?)—–])/;
const certain = [certainLetter, certainWords, quotation];
const understood = new Set(['en', 'fr']);

/**
 * Whether the bytes are Latin script in windows-1252. With a declaration it need only be possible; without one the
 * text must be English or French beyond doubt, and read the same in windows-1256.
 */
export function looksLatin(bytes: Uint8Array, declared?: string): boolean {
  const text = decodeOneByte(bytes, 'windows-1252');
  if (!high.test(text)) return true;
  // MacArabic has a second space there.
  if (text.split('\u00A0').length > text.split(' ').length) return false;
  if (!(text.match(accentedWord) ?? []).every((word) => isLatinWord(word))) return false;
  if (declared !== undefined)
    return declared === 'windows-1252' || (declared === 'windows-1256' && shared.test(text));
  return (
    shared.test(text) &&
    !signInWord.test(text) &&
    certain.some((pattern) => pattern.test(text)) &&
    understood.has(languageOf(text, 'ar'))
  );
}

/** Most letters of a European word are ASCII; Arabic in a wrong reading has hardly any. */
function isLatinWord(word: string): boolean {
  const plain = word.match(asciiLetter)?.length ?? 0;
  const accents = word.length - plain;
  return accents <= plain + 1 && (plain > 0 || /^[àÀéÉèÈêÊîÎôÔyYóÓúÚíÍáÁöÖüÜåÅäÄøØæÆ]$/.test(word));
}
