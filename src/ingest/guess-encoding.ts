import { isAscii } from 'node:buffer';
import { arabicEvidence } from '../text/arabic-evidence.ts';
import { decodeOneByte } from '../text/one-byte.ts';
import { looksLatin } from './latin-evidence.ts';

export type ArabicOneByte = 'windows-1256' | 'iso-8859-6' | 'x-mac-arabic';
export type GuessedEncoding = ArabicOneByte | 'windows-1252';

/*
 * In bits of evidence. Wrong readings of Arabic score below 0 by far, so the first number is what keeps out chance and
 * other scripts, and the second keeps a short text out whose letters would do in two encodings.
 */
const leastBits = 10;
const leastBitsPerLetter = 0.3;
const leastMargin = 10;
/** What a declared encoding must reach: not to look worse than chance. */
const leastDeclaredBits = 1;

const sampleLength = 8192;

const space = 0x20;
const macSpace = 0xa0;
/** MacArabic's second hyphen and dollar; in ISO 8859-6 the soft hyphen and the currency sign. */
const macHyphen = 0xad;
const macDollar = 0xa4;
const notIso = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && (byte < 0xa0 || decodeOneByte(Uint8Array.of(byte), 'iso-8859-6') === '\uFFFD') ? 1 : 0,
);

type Cousin = Exclude<ArabicOneByte, 'windows-1256'>;

interface Reading {
  readonly encoding: ArabicOneByte;
  readonly bits: number;
  readonly letters: number;
}

/** The one-byte encoding of bytes that are no Unicode; absent when the evidence is thin or speaks for several. */
export function guessEncoding(bytes: Uint8Array): GuessedEncoding | undefined {
  const cousin = isoOrMac(bytes);
  const guesses = new Set(samplesOf(bytes).map((sample) => guessSample(sample, cousin)));
  guesses.delete('ascii');
  const [guess] = guesses;
  return guesses.size === 1 && guess !== 'ascii' ? guess : undefined;
}

/** Whether the bytes may be what they are said to be: the reading looks like words, and no other one looks better. */
export function agreesWith(bytes: Uint8Array, declared: GuessedEncoding): boolean {
  const cousin =
    isoOrMac(bytes) ?? (declared === 'iso-8859-6' || declared === 'x-mac-arabic' ? declared : undefined);
  return samplesOf(bytes).every((sample) => {
    if (isAscii(sample) || looksLatin(sample, declared)) return true;
    const readings = readingsOf(sample, cousin);
    const own = readings.find(({ encoding }) => encoding === declared);
    if (own === undefined || own.bits < leastDeclaredBits) return false;
    return readings.every((reading) => reading.bits <= own.bits);
  });
}

/** Bytes of the start, the middle and the end: what was put together from several files is not one encoding. */
function samplesOf(bytes: Uint8Array): readonly Uint8Array[] {
  if (bytes.length <= 3 * sampleLength) return [bytes];
  const middle = (bytes.length - sampleLength) >> 1;
  return [0, middle, bytes.length - sampleLength].map((start) => bytes.subarray(start, start + sampleLength));
}

function guessSample(bytes: Uint8Array, cousin: Cousin | undefined): GuessedEncoding | 'ascii' | undefined {
  if (isAscii(bytes)) return 'ascii';
  if (looksLatin(bytes)) return 'windows-1252';
  const [best, ...others] = readingsOf(bytes, cousin).toSorted((one, two) => two.bits - one.bits);
  if (best === undefined || best.bits < Math.max(leastBits, best.letters * leastBitsPerLetter))
    return undefined;
  return others.every(({ bits }) => bits + leastMargin <= best.bits) ? best.encoding : undefined;
}

function readingsOf(bytes: Uint8Array, cousin: Cousin | undefined): readonly Reading[] {
  const encodings: readonly ArabicOneByte[] =
    cousin === undefined ? ['windows-1256'] : ['windows-1256', cousin];
  return encodings.map((encoding) => ({
    encoding,
    ...arabicEvidence(decodeOneByte(bytes, encoding)),
  }));
}

/**
 * ISO 8859-6 and MacArabic have the same letters and differ in signs only, so one of the two is no candidate. Neither
 * is when a byte may be a hyphen or nothing at all.
 */
function isoOrMac(bytes: Uint8Array): Cousin | undefined {
  if (!isIso(bytes)) return 'x-mac-arabic';
  if (count(bytes, macSpace) > count(bytes, space)) return 'x-mac-arabic';
  return bytes.includes(macHyphen) || bytes.includes(macDollar) ? undefined : 'iso-8859-6';
}

/** Most of the bytes A0 to FF are undefined there, and 80 to 9F are controls. */
function isIso(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (notIso[byte] === 1) return false;
  return true;
}

function count(bytes: Uint8Array, wanted: number): number {
  let found = 0;
  for (const byte of bytes) if (byte === wanted) found += 1;
  return found;
}
