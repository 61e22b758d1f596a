import { arabicEvidence } from './arabic-evidence.ts';

/*
 * Garbage that can't be undone: two characters that stand for one of UTF-8 in windows-1256, in windows-1252 and in
 * MacRoman (a lead byte, then a byte that no word has there), windows-1256 read as windows-1252, and letters that were
 * lost. Signs that a word may end with (`فقط،`, `الضغط…`) are left out.
 */
const pairs1256 = /[طظ][‚ƒ„†‡ˆ‰ٹ‹Œ›œ€™¢£¤¥¦§¨©ھ¬®¯°±²³´µ¶·¸¹¼½¾]/g;
const pairs1252 = /[ØÙÚÛ][\u0080-\u00BFŒœŠšŸŽžƒˆ˜„†‡‰‹›€™]|[ÃÂ][\u0080-\u0084\u0086-\u009F¡-¿ƒ„†‡ˆ‰‹›€™]|â€/g;
const pairsMac = /[ÿŸ][ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨Æ∞±≤≥¥µ∂∑∏π∫ªºΩæ]/g;
const accentedRuns = /[À-ÖØ-öø-ÿ]{4,}/g;
/** Letters written as `?` by a program that lacked them, in a word of nothing else. */
const lostWords = /(?<![^\s"'«»()،.:!-])\?{2,}(?![^\s"'«»()،.:!-])/g;
const lostLetters = /(?<=[\u0621-\u064A])\?+(?=[\u0621-\u064A])/g;
const replacements = /\uFFFD/g;
const words = /[^\s]+/g;

const leastPairs = 4;
/** Of the words. Below, it is a quotation in an article about garbage. */
const pairPart = 0.04;
const manyPairs = 60;
const leastAccentedRuns = 3;
const leastLostWords = 3;
const lostWordPart = 0.1;
const manyLostWords = 12;
const leastLostLetters = 5;
const leastReplacements = 3;
const replacementPart = 0.01;
const manyReplacements = 30;
/** Letters without sense, such as a reading in the wrong encoding that a program before us made. */
const leastLetters = 60;
const senselessBitsPerLetter = -2;
const sampleLength = 20_000;

/**
 * Whether letters of the text are lost or show as others, in more than a quotation: nothing to publish. To be asked
 * after `repairMojibake`.
 */
export function isGarbled(text: string): boolean {
  const wordCount = count(text, words);
  return (
    isMojibake(text, wordCount) ||
    hasLostWords(text, wordCount) ||
    hasReplacements(text) ||
    hasNoSense(text.slice(0, sampleLength))
  );
}

function isMojibake(text: string, wordCount: number): boolean {
  const found = count(text, pairs1256) + count(text, pairs1252) + count(text, pairsMac);
  if (found >= manyPairs || (found >= leastPairs && found >= wordCount * pairPart)) return true;
  const runs = count(text, accentedRuns);
  return runs >= leastAccentedRuns && runs >= wordCount * pairPart;
}

function hasLostWords(text: string, wordCount: number): boolean {
  if (!text.includes('?')) return false;
  const lost = count(text, lostWords);
  if (lost >= manyLostWords || (lost >= leastLostWords && lost >= wordCount * lostWordPart)) return true;
  if (wordCount > 0 && wordCount <= leastLostWords && lost === wordCount) return true;
  const letters = count(text, lostLetters);
  return letters >= leastLostLetters && letters >= wordCount * lostWordPart;
}

function hasReplacements(text: string): boolean {
  const found = count(text, replacements);
  return found >= manyReplacements || (found >= leastReplacements && found >= text.length * replacementPart);
}

function hasNoSense(sample: string): boolean {
  const { bits, letters } = arabicEvidence(sample);
  return letters >= leastLetters && bits < letters * senselessBitsPerLetter;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
