const strong = /[\u200E\u200F\u061C]|\p{L}/u;
const rightToLeft = /[\u200F\u061C\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

const rightToLeftLanguages = new Set(['ar', 'fa', 'ur', 'ps', 'he', 'yi', 'ckb', 'ug', 'sd', 'dv', 'syr']);

/** By the language alone: an Arabic article that opens with a Latin name is still right to left. */
export function directionOf(language: string): 'rtl' | 'ltr' {
  const primary = language.split('-', 1)[0] ?? '';
  return rightToLeftLanguages.has(primary.toLowerCase()) ? 'rtl' : 'ltr';
}

/** Direction by the first strong character, as `dir="auto"` and many readers find it (UAX #9 P2). */
export function firstStrongDirection(text: string): 'rtl' | 'ltr' | undefined {
  const first = strong.exec(text)?.[0];
  if (first === undefined) return undefined;
  return rightToLeft.test(first) ? 'rtl' : 'ltr';
}

export interface LetterCounts {
  readonly arabic: number;
  readonly latin: number;
}

/** By code unit, not by pattern: every article is counted in full. */
export function countLetters(text: string): LetterCounts {
  let arabic = 0;
  let latin = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isLatin(code)) latin += 1;
    else if (isArabic(code)) arabic += 1;
  }
  return { arabic, latin };
}

function isLatin(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a && code < 0x80) || (code >= 0xc0 && code <= 0x24f);
}

function isArabic(code: number): boolean {
  if (code < 0x620) return false;
  return (
    code <= 0x64a ||
    (code >= 0x66e && code <= 0x6d5) ||
    (code >= 0x750 && code <= 0x77f) ||
    (code >= 0xfb50 && code <= 0xfdfb) ||
    (code >= 0xfe70 && code <= 0xfefc)
  );
}
