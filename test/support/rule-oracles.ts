import { arabicLetters, arabicMarks, digits, latinLetters } from '../../src/text/arabic.ts';

/** What one rule made of one stretch, with what stands on both sides of it in the text that is kept. */
export interface SeenEdit {
  readonly before: string;
  readonly after: string;
  readonly textBefore: string;
  readonly textAfter: string;
}

type Oracle = (edit: SeenEdit) => boolean;

const listedInvisibles = new Set(
  [
    0xad,
    0x180e,
    0x200b,
    0x200e,
    0x200f,
    0x61c,
    0xfeff,
    0xfff9,
    0xfffa,
    0xfffb,
    ...range(0x202a, 0x202c),
    ...range(0x2060, 0x2064),
    ...range(0x2066, 0x206f),
  ].map((code) => String.fromCharCode(code)),
);
const spaces = /^[\t\p{Zs}]+$/u;
const endsInLetter = new RegExp(`[${arabicLetters}][${arabicMarks}]*$`);
const startsWithArabic = new RegExp(`^[${arabicLetters}]`);
const startsWithLetter = new RegExp(`^[${arabicLetters}${latinLetters}]`);
const number = new RegExp(`^[${digits}]+(?:[.,٫٬][${digits}]+)?$`);
const endsInWord = new RegExp(`(?:[${arabicLetters}][${arabicMarks}]*){3}$`);
const endsInDigit = new RegExp(`[${digits}]$`);
const lineBreaks: Readonly<Record<string, string>> = {
  '\r\n': '\n', '\r': '\n', '\v': '\n', '\f': '\n', '\u0085': '\n', '\u2028': '\n', '\u2029': '\n\n',
}; // biome-ignore format: one pair a line would be seven lines
/** NFKC would turn these into other words, or take a bracket of the Quran away. */
const keptForms = new Set('ﷺﷻ﷼﷽﴾﴿');

/**
 * What each rule may do at most, written from ARABIC.md §4.2 and the documentation, not from the code of the rules.
 * Everything else would be a change of what the journalist wrote.
 */
export const ruleOracles: Readonly<Record<string, Oracle>> = {
  mojibake: ({ before, after }) => isMisreading(before, after),
  line_breaks: ({ before, after }) => lineBreaks[before] === after,
  illegal_characters: ({ before, after }) =>
    after === '' && /^[\p{Cc}\p{Cn}]+$/u.test(before) && !/[\t\n\r]/.test(before),
  lone_surrogates: ({ before, after }) => after === '\uFFFD' && /^\p{Cs}$/u.test(before),
  bidi_overrides: ({ before, after }) => after === '' && /^[\u202D\u202E]$/.test(before),
  invisible_characters: ({ before, after }) =>
    after === '' && [...before].every((sign) => listedInvisibles.has(sign)),
  presentation_forms: ({ before, after, textBefore }) =>
    [...before].every((form) => /[\uFB50-\uFDFF\uFE70-\uFEFC]/.test(form) && !keptForms.has(form)) &&
    after === foldedForms(before, textBefore),
  wrapped_lines: ({ before, after }) => /^\s*\n\s*$/.test(before) && /^ ?$/.test(after),
  verse_gaps: ({ before, after }) => /^[\t ]+$/.test(before) && after === '\u2003\u2003',
  page_numbers: ({ before, after }) => /\p{N}/u.test(before) && before.length < 40 && after.trim() === '',
  nfc: ({ before, after }) => before.normalize('NFD') === after.normalize('NFD'),
  spaces: ({ before, after, textBefore, textAfter }) =>
    after === ' ' &&
    spaces.test(before) &&
    !(before === '\u00A0' && endsInDigit.test(textBefore) && /^[%٪°]/.test(textAfter)),
  tatweel: ({ before, after, textBefore, textAfter }) =>
    after === '' &&
    /^\u0640+$/.test(before) &&
    endsInLetter.test(textBefore) &&
    startsWithArabic.test(textAfter),
  persian_letters: ({ before, after }) => isKeyboardOnly(before, after),
  digit_glue: ({ before, after, textBefore, textAfter }) =>
    after === ` ${before}` && number.test(before) && endsInWord.test(textBefore) && /^ ?[%٪]/.test(textAfter),
  space_before_punctuation: ({ before, after, textAfter }) =>
    before === ' ' && after === '' && /^[،؛؟!.:]/.test(textAfter),
  space_after_punctuation: ({ before, after, textAfter }) =>
    /^[،؛؟!.:]$/.test(before) && after === `${before} ` && startsWithLetter.test(textAfter),
};

const pageNumber = /(?<=\n)[^\n\p{N}]{0,12}\p{N}{1,4}(?:[^\n\p{N}]{1,6}\p{N}{1,4})?[^\n\p{N}]{0,4}(?=\n)/gu;

/**
 * Where several rules changed one stretch: the text without anything that these rules may add, remove or replace.
 * Two texts between which nothing else happened have the same remainder.
 */
export function remainderUnder(rules: ReadonlySet<string>, text: string): string {
  const pages = rules.has('page_numbers') ? text.replace(pageNumber, '') : text;
  const whole = rules.has('lone_surrogates') ? pages.replace(/\p{Cs}/gu, '\uFFFD') : pages;
  const forms = rules.has('presentation_forms')
    ? whole.replace(/[\uFB50-\uFDF9\uFE70-\uFEFC]+/g, foldForms)
    : whole;
  const composed = rules.has('nfc') || rules.has('persian_letters') ? forms.normalize('NFC') : forms;
  const letters = rules.has('persian_letters')
    ? composed.replace(/[یىي]/g, 'ي').replaceAll('ک', 'ك').normalize('NFC')
    : composed;
  const drops = [
    ...(rules.has('tatweel') ? ['\\u0640'] : []),
    ...(rules.has('invisible_characters') ? [...listedInvisibles] : []),
    ...(rules.has('bidi_overrides') ? ['\\u202D\\u202E'] : []),
    ...(rules.has('illegal_characters')
      ? ['\\u0000-\\u0008\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F\\uFFFE\\uFFFF\\uFDD0-\\uFDEF']
      : []),
    ...([...rules].some((rule) => /space|glue|line/.test(rule)) ? ['\\s\\u0085'] : []),
  ];
  return drops.length === 0 ? letters : letters.replace(new RegExp(`[${drops.join('')}]`, 'g'), '');
}

function foldForms(forms: string): string {
  return [...forms]
    .map((form) => (keptForms.has(form) ? form : form.normalize('NFKC').replaceAll(' ', '')))
    .join('');
}

/** A Persian keyboard's kaf and yeh, letter by letter; a yeh with a hamza above it has one character in Arabic. */
function isKeyboardOnly(before: string, after: string): boolean {
  const typed = [...before.normalize('NFD')];
  const kept = [...after.normalize('NFD')];
  return (
    typed.length === kept.length &&
    typed.every((letter, index) => {
      const now = kept[index] ?? '';
      return (
        letter === now || (letter === 'ک' && now === 'ك') || (letter === 'ی' && (now === 'ي' || now === 'ى'))
      );
    })
  );
}

const misreadAs = ['windows-1252', 'windows-1256', 'macintosh'] as const;

/** After an alef of its own the name of God has lost the one inside U+FDF2; not after `يا`. */
function foldedForms(forms: string, textBefore: string): string {
  let text = textBefore;
  for (const form of forms) {
    const isShort = form === '\uFDF2' && text.endsWith('ا') && !/(?:^|\P{L})[وف]?يا$/u.test(text);
    text += isShort ? 'لله' : form.normalize('NFKC').replaceAll(' ', '');
  }
  return text.slice(textBefore.length).normalize('NFC');
}

/** Whether `garbage` is what `text` looks like when its bytes were read in a wrong encoding, up to four times. */
function isMisreading(garbage: string, text: string): boolean {
  const written = bytesIn('windows-1256', text) ?? Buffer.alloc(0);
  if (['windows-1252', 'macintosh'].some((shown) => bytesIn(shown, garbage)?.equals(written))) return true;
  let current: readonly string[] = [garbage];
  for (let pass = 0; pass < 4; pass += 1) {
    current = current.flatMap((form) =>
      misreadAs.flatMap((encoding) => bytesIn(encoding, form)?.toString('utf8') ?? []),
    );
    if (current.includes(text)) return true;
  }
  return false;
}

/** The bytes 80 to 9F of windows-1252, which Node 20's own decoder shows as the controls of ISO 8859-1. */
const signs1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const tables = new Map<string, ReadonlyMap<string, number>>();

/** The bytes that a one-byte encoding shows so; the controls of ISO 8859-1 stand for their own bytes. */
function bytesIn(encoding: string, text: string): Buffer | undefined {
  let table = tables.get(encoding);
  if (table === undefined) {
    const decoder = new TextDecoder(encoding);
    const own = range(0x80, 0x9f).map((code) => [String.fromCharCode(code), code] as const);
    const shown = range(0, 0xff).map((code) => [decoder.decode(Uint8Array.of(code)), code] as const);
    const signs =
      encoding === 'windows-1252' ? [...signs1252].map((sign, at) => [sign, 0x80 + at] as const) : [];
    table = new Map([...own, ...shown, ...signs]);
    tables.set(encoding, table);
  }
  const codes: number[] = [];
  for (const character of text) {
    const code = table.get(character);
    if (code === undefined) return undefined;
    codes.push(code);
  }
  return Buffer.from(codes);
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
