import type { Words } from './words.ts';
import { arabicWords } from './words-arabic.ts';
import { englishWords } from './words-english.ts';

/** Arabic for `ar` and its regions, English for every other language. */
export function wordsOf(language: string): Words {
  return isArabic(language) ? arabicWords : englishWords;
}

/** Whether a BCP 47 tag is Arabic, of whichever region. */
export function isArabic(language: string): boolean {
  return /^ar(?:-|$)/i.test(language);
}
