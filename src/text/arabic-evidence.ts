/*
 * How much a text looks like words in Arabic script, letter by letter: log2 of how much more frequent a letter is at
 * its place in the word than if all letters were equally frequent, rounded. Counted in newsroom texts without vowel
 * signs; letters not named are rare there. The neighbours' letters (Persian, Urdu) count for nothing either way.
 */
type Place = 'start' | 'inside' | 'end';

const frequencies: Readonly<Record<Place, readonly (readonly [bits: number, letters: string])[]>> = {
  start: [
    [3, 'ا'],
    [2, 'مأو'],
    [1, 'عتفب'],
    [0, 'حجكلإسنيرشق'],
    [-1, 'طخدصهثآ'],
    [-3, 'زغذضظ'],
  ],
  inside: [
    [2, 'لاي'],
    [1, 'تدرمبون'],
    [0, 'كفهسقحع'],
    [-1, 'زضشجطصثأئ'],
    [-2, 'إخغذظءؤآ'],
  ],
  end: [
    [3, 'ة'],
    [2, 'نتليرا'],
    [1, 'مءبىفهعحد'],
    [0, 'سقكو'],
    [-2, 'طضزجخشثصذ'],
    [-4, 'أئغظؤآإ'],
  ],
};
const rare = -3;
/** No word has ة or ى before another letter, or opens with one of these. */
const neverInside = codesOf('ةى');
const neverFirst = codesOf('ةى');
/** Fathatan to kasratan end a word, but for an alef that carries them. */
const tanween = codesOf('\u064B\u064C\u064D');
const shadda = 0x651;
/** One letter before a foreign name: `وTypeScript`. */
const prefixes = codesOf('وبلفك');
/** What stands between two letters of a word or of two words that nobody parted. */
const joining = codesOf('.,-–—/،؛؟!:\'"()«»“”‘’…*_#@ \n\r\t\u00A0\u200C\u200D');

/** MacArabic has these where windows-1256 has ق, ف and ك. */
const opensBadly = codesOf('^\\]');
const closesBadly = codesOf('^\\[');

/** In bits, like the letters; what no one writes weighs more than any of them. */
const impossible = -8;
const unlikely = -4;
/** A fifth of all words open with the article. */
const articleBonus = 2;
const alef = 0x627;
const lam = 0x644;
const alefMaksura = 0x649;
const tatweel = 0x640;

const other = 0;
const letter = 1;
const sign = 2;
const latin = 3;
const accented = 4;
const broken = 5;

const tableLength = 0x780;
const kinds = kindsOfCodes();
const weights = { start: weightsOf('start'), inside: weightsOf('inside'), end: weightsOf('end') };

export interface ArabicEvidence {
  /** Above 0 it looks more like words in Arabic script than like letters by chance. */
  readonly bits: number;
  /** Letters of Arabic script. */
  readonly letters: number;
}

/**
 * Weighs what there is of Arabic script in the text: the frequency of each letter at its place in the word, the
 * article, and shapes that no one writes, such as a ة before a letter or a Latin é after one.
 */
export function arabicEvidence(text: string): ArabicEvidence {
  let bits = 0;
  let letters = 0;
  let lettersInWord = 0;
  let lastLetter = 0;
  let lastSign = 0;
  let before = other;
  for (let index = 0; index <= text.length; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : 0x20;
    const kind = kindOf(code);
    const isPrefix = lettersInWord === 1 && prefixes.has(lastLetter);
    if (kind === letter) {
      if (lettersInWord > 0) bits += weightBefore(lastLetter, lettersInWord, code, lastSign);
      else if (neverFirst.has(code)) bits += impossible;
      letters += 1;
      lettersInWord += 1;
      lastLetter = code;
      lastSign = 0;
    } else if (kind === sign) {
      bits += weightOfSign(code, before, lastSign);
      if (code !== tatweel) lastSign = code;
    } else {
      if (lettersInWord > 1) bits += weights.end[lastLetter] ?? 0;
      lettersInWord = 0;
      lastSign = 0;
    }
    bits += weightOfGlue(text, index, before, kind);
    if (!(kind === latin && isPrefix)) bits += weightOfMeeting(before, kind);
    before = kind;
  }
  return { bits, letters };
}

/** Of a sign that no one writes between two letters, or on this side of one. */
function weightOfGlue(text: string, index: number, before: number, kind: number): number {
  if (kind === letter) return opensBadly.has(text.charCodeAt(index - 1)) ? unlikely : 0;
  if (before !== letter || kind !== other) return 0;
  const code = text.charCodeAt(index);
  if (closesBadly.has(code)) return unlikely;
  const isBetween = kindOf(text.charCodeAt(index + 1)) === letter;
  return isBetween && !joining.has(code) ? unlikely : 0;
}

/** Of a letter that turns out not to be the word's last. */
function weightBefore(last: number, lettersInWord: number, next: number, lastSign: number): number {
  let bits = lettersInWord === 1 ? (weights.start[last] ?? 0) : (weights.inside[last] ?? 0);
  if (neverInside.has(last)) bits += impossible;
  if (lettersInWord === 1 && last === alef && next === lam) bits += articleBonus;
  if (tanween.has(lastSign) && next !== alef && next !== alefMaksura) bits += impossible;
  return bits;
}

function weightOfSign(code: number, before: number, lastSign: number): number {
  if (before !== letter && before !== sign) return code === tatweel ? 0 : impossible;
  return lastSign !== 0 && code !== tatweel && lastSign !== shadda && code !== shadda ? unlikely : 0;
}

function weightOfMeeting(before: number, kind: number): number {
  if (kind === broken) return impossible;
  if ((kind === letter || kind === sign) === (before === letter || before === sign)) return 0;
  if (kind === accented || before === accented) return kind === other || before === other ? 0 : impossible;
  return kind === latin || before === latin ? unlikely : 0;
}

function kindOf(code: number): number {
  return code < tableLength ? (kinds[code] ?? other) : code === 0xfffd ? broken : other;
}

function kindsOfCodes(): Uint8Array {
  const table = new Uint8Array(tableLength);
  for (let code = 0x80; code < 0xa0; code += 1) table[code] = broken;
  for (let code = 0xc0; code < 0x250; code += 1) table[code] = accented;
  table[0xd7] = other;
  table[0xf7] = other;
  for (let code = 0x41; code <= 0x5a; code += 1) {
    table[code] = latin;
    table[code + 0x20] = latin;
  }
  for (let code = 0x621; code <= 0x64a; code += 1) table[code] = letter;
  for (let code = 0x66e; code <= 0x6d5; code += 1) table[code] = letter;
  for (let code = 0x750; code < tableLength; code += 1) table[code] = letter;
  for (const code of codesOf('\u0640\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0670'))
    table[code] = sign;
  return table;
}

function weightsOf(place: Place): Int8Array {
  const table = new Int8Array(tableLength);
  for (let code = 0x621; code <= 0x64a; code += 1) table[code] = rare;
  for (const [bits, letters] of frequencies[place]) for (const code of codesOf(letters)) table[code] = bits;
  return table;
}

function codesOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}
