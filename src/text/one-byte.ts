import { macArabicHigh } from './mac-arabic.ts';

/** Encodings of one byte a character whose lower half is ASCII. `macintosh` is MacRoman. */
export type OneByteEncoding = 'windows-1252' | 'windows-1256' | 'iso-8859-6' | 'x-mac-arabic' | 'macintosh';

/** Written out, because some versions of Node take windows-1252 for ISO 8859-1, as far as its letters go the same. */
const windows1252High =
  '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ' +
  Array.from({ length: 96 }, (_, index) => String.fromCharCode(0xa0 + index)).join('');

const highHalf = 0x80;
const undefinedByte = '\uFFFD';

const tables = new Map<OneByteEncoding, Uint16Array>();
const reverses = new Map<OneByteEncoding, ReadonlyMap<number, number>>();

/** U+FFFD stands for a byte that the encoding leaves undefined, which only ISO 8859-6 does. */
export function decodeOneByte(bytes: Uint8Array, encoding: OneByteEncoding): string {
  const table = tableOf(encoding);
  const units = new Uint16Array(bytes.length);
  for (let index = 0; index < bytes.length; index += 1) units[index] = table[bytes[index] ?? 0] ?? 0;
  return Buffer.from(units.buffer).toString('utf16le');
}

/**
 * The bytes that read as this text; absent when a character has none. Of bytes that read the same, the lowest; in
 * windows-1252 a C1 control is its own byte, as in ISO 8859-1.
 */
export function encodeOneByte(text: string, encoding: OneByteEncoding): Uint8Array | undefined {
  const reverse = reverseOf(encoding);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const byte = reverse.get(text.charCodeAt(index));
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  return bytes;
}

function tableOf(encoding: OneByteEncoding): Uint16Array {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const high = highHalfOf(encoding);
  const table = Uint16Array.from({ length: 256 }, (_, byte) =>
    byte < highHalf ? byte : high.charCodeAt(byte - highHalf),
  );
  tables.set(encoding, table);
  return table;
}

function highHalfOf(encoding: OneByteEncoding): string {
  if (encoding === 'x-mac-arabic') return macArabicHigh;
  if (encoding === 'windows-1252') return windows1252High;
  return new TextDecoder(encoding).decode(Uint8Array.from({ length: 128 }, (_, byte) => byte + highHalf));
}

function reverseOf(encoding: OneByteEncoding): ReadonlyMap<number, number> {
  const known = reverses.get(encoding);
  if (known !== undefined) return known;
  const reverse = new Map<number, number>();
  if (encoding === 'windows-1252')
    for (let control = 0x80; control < 0xa0; control += 1) reverse.set(control, control);
  for (const [byte, unit] of tableOf(encoding).entries()) {
    if (unit !== undefinedByte.charCodeAt(0) && !reverse.has(unit)) reverse.set(unit, byte);
  }
  reverses.set(encoding, reverse);
  return reverse;
}
