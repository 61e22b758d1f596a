export type Utf16 = 'utf-16le' | 'utf-16be';

const sampleLength = 4096;
/** Of the units: text of a newsroom has hardly any others. */
const leastPlausible = 0.95;
/** Of the units: Arabic or ASCII, so that a byte 06 or 00 stands in every second place. */
const leastArabicOrAscii = 0.5;

/** The byte order of UTF-16 without a mark, where the start, the middle and the end agree that it is UTF-16. */
export function guessUtf16(bytes: Uint8Array): Utf16 | undefined {
  const samples = samplesOf(bytes);
  // Almost no other text has one of these bytes, and every UTF-16 has.
  if (!samples.every((sample) => sample.includes(0) || sample.includes(6))) return undefined;
  if (samples.every((sample) => looksUtf16(sample, 0))) return 'utf-16le';
  return samples.every((sample) => looksUtf16(sample, 1)) ? 'utf-16be' : undefined;
}

/**
 * Text without its mark; absent when it is not well-formed. A single byte at the end is half a character, and a fault,
 * unless it is the line break, space or NUL that a program for bytes has added.
 */
export function decodeUtf16(bytes: Uint8Array, encoding: Utf16): string | undefined {
  const isOdd = bytes.length % 2 === 1;
  if (isOdd && !isFiller(bytes.at(-1))) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(isOdd ? bytes.subarray(0, -1) : bytes);
  } catch {
    return undefined;
  }
}

function samplesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const end = bytes.length - (bytes.length % 2);
  if (end <= 3 * sampleLength) return [bytes.subarray(0, end)];
  const middle = (end >> 2) << 1;
  return [0, middle, end - sampleLength].map((start) => bytes.subarray(start, start + sampleLength));
}

function looksUtf16(sample: Uint8Array, highAt: 0 | 1): boolean {
  // In little endian the high byte comes second.
  const highOffset = 1 - highAt;
  const units = sample.length / 2;
  let plausible = 0;
  let arabicOrAscii = 0;
  for (let index = 0; index < sample.length; index += 2) {
    const high = sample[index + highOffset] ?? 0;
    const low = sample[index + 1 - highOffset] ?? 0;
    if (isPlausible(high, low)) plausible += 1;
    if (high === 0 || high === 6) arabicOrAscii += 1;
  }
  return plausible >= units * leastPlausible && arabicOrAscii >= units * leastArabicOrAscii;
}

/** Latin, Arabic and what stands between them, signs, forms of Arabic letters, halves of emoji. */
function isPlausible(high: number, low: number): boolean {
  if (high === 0) return low >= 0xa0 || (low >= 0x20 && low < 0x7f) || (low >= 0x09 && low <= 0x0d);
  return high <= 0x08 || (high >= 0x20 && high <= 0x21) || (high >= 0xd8 && high <= 0xdf) || high >= 0xfb;
}

function isFiller(byte: number | undefined): boolean {
  return byte === 0 || byte === 0x0a || byte === 0x0d || byte === 0x1a || byte === 0x20;
}
