import { arabicLetters, latinLetters } from './arabic.ts';

const strong = /[\u200E\u200F\u061C]|\p{L}/u;
const rightToLeft = /[\u200F\u061C\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const arabicRuns = new RegExp(`[${arabicLetters}\\uFB50-\\uFDFB\\uFE70-\\uFEFC]+`, 'g');
const latinRuns = new RegExp(`[${latinLetters}]+`, 'g');

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

export function countLetters(text: string): LetterCounts {
  return { arabic: totalLength(text, arabicRuns), latin: totalLength(text, latinRuns) };
}

function totalLength(text: string, runs: RegExp): number {
  let total = 0;
  for (const run of text.match(runs) ?? []) total += run.length;
  return total;
}
