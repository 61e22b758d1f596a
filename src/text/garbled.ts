import { arabicEvidence } from './arabic-evidence.ts';

/*
 * Garbage that can't be undone: two characters that stand for one of UTF-8 in windows-1256, in windows-1252 and in
 * MacRoman (a lead byte, then a byte that no word has there), windows-1256 read as windows-1252, and letters that were
 * lost. Signs that a word may end with (`فقط،`, `الضغط…`) are left out.
 */
const pairs1256 = /[طظ][‚ƒ„†‡ˆ‰ٹ‹Œ›œ€™¢£¤¥¦§¨©ھ¬®¯°±²³´µ¶·¸¹¼½¾]/g;
const pairs1252 = /[ØÙÚÛ][\u0080-\u00BFŒœŠšŸŽžƒˆ˜„†‡‰‹›€™]|[ÃÂ][\u0080-\u0084\u0086-\u009F¡-¿ƒ„†‡ˆ‰‹›€™]|â€/g;
const pairsMac = /[ÿŸ][ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨Æ∞±≤≥¥µ∂∑∏π∫ªºΩæ]/g;
/** What no word holds: é or ç among Arabic letters, ى among Latin ones, a bracket or a kasratan before a letter. */
const strangers =
  /[\u0621-\u064A][\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF]|[\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF][\u0621-\u064A]|[a-z][\u0621-\u064A][a-z]|[\u0621-\u064A][[\]^\\][\u0621-\u064A]|\u064D[\u0621-\u0626\u0628-\u0648\u064A]/g;
const accentedRuns = /[À-ÖØ-öø-ÿ]{4,}/g;
/**
 * Arabic of one byte a letter as MacRoman shows it: signs and capitals that stand together in no word. Arabic itself may
 * have `«…»`.
 */
const macRomanRun = /[¿¡¬√ƒ≈∆«»…ÀÃÕŒœ÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔÒÚÛÙ]{3}(?<![«»…÷]{3})/;
const macRomanRuns = new RegExp(macRomanRun.source, 'g');
/** What becomes of every ل, the most frequent of letters: only where one stands are the runs looked for. */
const macRomanLam = ['·', '‰'];
/** Letters written as `?` by a program that lacked them, in a word of nothing else. */
const lostWords = /(?<![^\s"'«»()،.:!-])\?{2,}(?![^\s"'«»()،.:!-])/g;
const lostArabic = /(?<=[\u0621-\u064A])\?+(?=[\u0621-\u064A])/g;
/** Not in an address. */
const lostLatin = /(?<![^\s"'«(])[a-zA-Z?]*[a-z]\?+[a-z][a-zA-Z?]*(?![^\s"'»).,;:!])/g;
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
/** More than a sloppy typist's, who leaves no space after a question. */
const leastLostLetters = 5;
const leastLostLatin = 3;
const lostLatinPart = 0.02;
const leastStrangers = 3;
const strangerPart = 0.02;
const leastReplacements = 3;
const replacementPart = 0.01;
const manyReplacements = 30;
/** Letters without sense: one Arabic encoding read as another, which makes a ç, é or kasratan of `ي` and `ه`. */
const misread = /[\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF\u064D\uFFFD]/;
const leastLetters = 30;
const senselessBitsPerLetter = -0.5;
const sampleLength = 20_000;

/**
 * Whether letters of the text are lost or show as others, in more than a quotation: nothing to publish. To be asked
 * after `repairMojibake`.
 */
export function isGarbled(text: string): boolean {
  return (
    isMojibake(text) ||
    hasLostWords(text) ||
    hasReplacements(text) ||
    (misread.test(text) && hasNoSense(text.slice(0, sampleLength)))
  );
}

/** Whether Arabic of one byte a letter that was read as MacRoman may stand in it. */
export function hasMacRomanRun(text: string): boolean {
  return mayBeMacRoman(text) && macRomanRun.test(text);
}

function mayBeMacRoman(text: string): boolean {
  return macRomanLam.some((sign) => text.includes(sign));
}

/** How many characters of UTF-8 show as two or three others. */
export function garbageIn(text: string): number {
  return count(text, pairs1256) + count(text, pairs1252) + count(text, pairsMac);
}

/** Most texts have none of it, and their words need not be counted. */
function isMojibake(text: string): boolean {
  const found = garbageIn(text);
  const strange = count(text, strangers);
  const runs = count(text, accentedRuns) + (mayBeMacRoman(text) ? count(text, macRomanRuns) : 0);
  if (found + strange + runs === 0) return false;
  const wordCount = count(text, words);
  if (found >= manyPairs || (found >= leastPairs && found >= wordCount * pairPart)) return true;
  if (strange >= leastStrangers && strange >= wordCount * strangerPart) return true;
  return runs >= leastAccentedRuns && runs >= wordCount * pairPart;
}

function hasLostWords(text: string): boolean {
  if (!text.includes('?')) return false;
  const wordCount = count(text, words);
  const lost = count(text, lostWords);
  if (lost >= manyLostWords || (lost >= leastLostWords && lost >= wordCount * lostWordPart)) return true;
  if (wordCount > 0 && wordCount <= leastLostWords && lost === wordCount) return true;
  const arabic = count(text, lostArabic);
  if (arabic >= leastLostLetters && arabic >= wordCount * lostWordPart) return true;
  const latin = count(text, lostLatin);
  return latin >= leastLostLatin && latin >= wordCount * lostLatinPart;
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
