import { isUtf8 } from 'node:buffer';
import { arabicEvidence } from './arabic-evidence.ts';
import { garbageIn, hasMacRomanRun } from './garbled.ts';
import { decodeOneByte, encodeOneByte, type OneByteEncoding } from './one-byte.ts';
import { applyRule, type RuleResult } from './text-rule.ts';

/**
 * A character of UTF-8 as these encodings show it: the lead byte, then what the bytes 80 to BF look like. MacRoman's
 * leads of Arabic are `ÿ` and `Ÿ`.
 */
const misreadings: readonly (readonly [encoding: OneByteEncoding, lead: RegExp])[] = [
  ['windows-1252', /[ÂÃÄÅØÙÚÛâïð][\u0080-\u00BFŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]/],
  ['windows-1256', /[طظعغأآâï\u064B][\u00A0-\u00BFپ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ‘’“”•–—ک™ڑ›œ\u200C\u200Dں،ھ؛؟€]/],
  ['macintosh', /[ÿŸ⁄€Ô‚√¬][^\s\w]/],
];
/** Fewer characters are a quotation, or chance. */
const leastCharacters = 5;
/** A text in which no more than this part of the words is garbage may be about garbage, and means it. */
const leastWordPart = 0.02;
const manyCharacters = 20;
/** Of the words that aren't ASCII; then the rest is suspect if it has the lead byte of a letter and not its second. */
const garbagePart = 0.7;
const oddWord = /[ØÙÚÛÃÂÿŸ]|[طظعغآ](?![\u0621-\u064A])/;
/** Garbage of garbage of garbage: nobody has seen more. */
const mostPasses = 4;

/** Bytes of these are the same in UTF-8 and every encoding below, or there are none, so garbage is cut nowhere else. */
const word = /[^ \n\r\t\u1680\u2000-\u200A\u202F\u205F\u3000]+/g;
/** A space of the text, or a byte of garbage. */
const noBreakSpace = '\u00A0';
const line = /[^\n\r]+/g;
const notAscii = /[\u0080-\uFFFF]/;
/** What news is written with: letters from Latin to Arabic, signs, forms of Arabic letters, emoji. */
const plausible =
  /^[\t\n\r -~\u00A0-\u024F\u0300-\u036F\u0370-\u03FF\u0400-\u052F\u0590-\u08FF\u2000-\u22FF\u2500-\u27BF\u3000-\u303F\uFB50-\uFDFF\uFE00-\uFE0F\uFE70-\uFEFF\u{1F000}-\u{1FAFF}]*$/u;

/**
 * windows-1256 read as windows-1252: words of accented letters alone, such as `ÇáÎÈÑ` for `الخبر`; and read as MacRoman,
 * such as `«·Œ»—`.
 */
const accentedRun = /[À-ÖØ-öø-ÿ]{4}/;
const misreadWords: readonly (readonly [encoding: OneByteEncoding, holds: (text: string) => boolean])[] = [
  ['windows-1252', (text) => accentedRun.test(text)],
  ['macintosh', hasMacRomanRun],
];
/** What the letters may be instead, read in the same way. */
const otherArabic: readonly OneByteEncoding[] = ['iso-8859-6', 'x-mac-arabic'];
const leastArabicBits = 15;

/**
 * Undoes UTF-8 that was read in a one-byte encoding and saved again, once or several times, in the whole text or in
 * some of its words; or windows-1256 that was read as windows-1252 or MacRoman. Only what is certain: every character of a word
 * has a byte, the bytes are UTF-8, and there is too much of it for chance or a quotation. Must run before invisible
 * characters are removed, because the garbage holds some (soft hyphen, ZWNJ, LRM).
 */
export function repairMojibake(text: string): RuleResult {
  if (!notAscii.test(text)) return { text };
  if (misreadings.some(([, lead]) => lead.test(text)) && isWorthRepair(text)) return repairWords(text);
  if (!misreadWords.some(([, holds]) => holds(text))) return { text };
  return applyRule('mojibake', text, line, repairLine);
}

/** All or nothing: what remains has lost a character, and a text of both would look sound to `isGarbled`. */
function repairWords(text: string): RuleResult {
  let foreign = 0;
  let remaining = 0;
  const repaired = applyRule('mojibake', text, word, (found) => {
    const right = repairWord(found);
    if (notAscii.test(found)) foreign += 1;
    if (right === found && oddWord.test(found)) remaining += 1;
    return right;
  });
  const isMostlyGarbage = (repaired.change?.count ?? 0) >= foreign * garbagePart;
  return garbageIn(repaired.text) > 0 || (isMostlyGarbage && remaining > 0) ? { text } : repaired;
}

function isWorthRepair(text: string): boolean {
  let characters = 0;
  let words = 0;
  let repaired = 0;
  for (const [found] of text.matchAll(word)) {
    words += 1;
    const right = repairWord(found);
    if (right === found) continue;
    repaired += 1;
    for (let index = 0; index < right.length; index += 1) if (right.charCodeAt(index) > 0x7f) characters += 1;
    if (characters >= manyCharacters) return true;
  }
  return characters >= leastCharacters && repaired >= words * leastWordPart;
}

/** The word itself when it is not garbage from one end to the other, nor from one no-break space to the next. */
function repairWord(garbage: string): string {
  const whole = repairRun(garbage);
  if (whole !== garbage || !garbage.includes(noBreakSpace)) return whole;
  return garbage.split(noBreakSpace).map(repairRun).join(noBreakSpace);
}

function repairRun(garbage: string): string {
  let right = garbage;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const repaired = readAgain(right);
    if (repaired === undefined) break;
    right = repaired;
  }
  return plausible.test(right) ? right : garbage;
}

function readAgain(garbage: string): string | undefined {
  for (const [encoding, lead] of misreadings) {
    const bytes = lead.test(garbage) ? encodeOneByte(garbage, encoding) : undefined;
    if (bytes !== undefined && isUtf8(bytes)) return Buffer.from(bytes).toString('utf8');
  }
  return undefined;
}

/** A line as a whole, since a single word may be anything. */
function repairLine(garbage: string): string {
  for (const [encoding, holds] of misreadWords) {
    const bytes = holds(garbage) ? encodeOneByte(garbage, encoding) : undefined;
    if (bytes === undefined) continue;
    const right = decodeOneByte(bytes, 'windows-1256');
    const { bits } = arabicEvidence(right);
    const others = otherArabic.map((other) => arabicEvidence(decodeOneByte(bytes, other)).bits);
    if (bits >= leastArabicBits && bits > Math.max(...others)) return right;
  }
  return garbage;
}
