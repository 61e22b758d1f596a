import { encodeOneByte, type OneByteEncoding } from '../../src/text/one-byte.ts';

/** A way to write a text down: the encoding that reads it, and its variant. */
export interface Writing {
  readonly name: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | OneByteEncoding;
  readonly encode: (text: string) => Uint8Array | undefined;
}

export const writings: readonly Writing[] = [
  { name: 'UTF-8', encoding: 'utf-8', encode: (text) => Buffer.from(text) },
  { name: 'UTF-8 with its mark', encoding: 'utf-8', encode: (text) => Buffer.from(`\uFEFF${text}`) },
  { name: 'UTF-16 LE', encoding: 'utf-16le', encode: (text) => utf16(text, false) },
  { name: 'UTF-16 LE with its mark', encoding: 'utf-16le', encode: (text) => utf16(`\uFEFF${text}`, false) },
  { name: 'UTF-16 BE', encoding: 'utf-16be', encode: (text) => utf16(text, true) },
  { name: 'UTF-16 BE with its mark', encoding: 'utf-16be', encode: (text) => utf16(`\uFEFF${text}`, true) },
  { name: 'windows-1256', encoding: 'windows-1256', encode: (text) => oneByte(text, 'windows-1256') },
  { name: 'ISO 8859-6', encoding: 'iso-8859-6', encode: (text) => oneByte(text, 'iso-8859-6') },
  { name: 'MacArabic', encoding: 'x-mac-arabic', encode: (text) => oneByte(text, 'x-mac-arabic') },
  { name: 'MacArabic, signs from right to left', encoding: 'x-mac-arabic', encode: rightToLeftMac },
  { name: 'windows-1252', encoding: 'windows-1252', encode: (text) => oneByte(text, 'windows-1252') },
];

/** What people type where an encoding lacks a character. */
const substitutes: readonly (readonly [lacking: string, typed: string])[] = [
  ['ی', 'ي'],
  ['ک', 'ك'],
  ['ہ', 'ه'],
  ['ھ', 'ه'],
  ['۔', '.'],
  ['\u0670', ''],
  ['\u200C', ' '],
  ['«', '"'],
  ['»', '"'],
  ['“', '"'],
  ['”', '"'],
  ['’', "'"],
  ['–', '-'],
  ['€', 'EUR '],
];

/** The text as it can be written in the encoding; absent when letters are lacking that nothing stands for. */
export function writableIn(writing: Writing, text: string): string | undefined {
  let written = text;
  for (const [lacking, typed] of substitutes) {
    if (writing.encode(lacking) === undefined) written = written.replaceAll(lacking, typed);
  }
  return writing.encode(written) === undefined ? undefined : written;
}

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

function oneByte(text: string, encoding: OneByteEncoding): Uint8Array | undefined {
  return encodeOneByte(text, encoding);
}

/** As the Arabic keyboard of classic Mac OS wrote: spaces and signs in the upper half. */
function rightToLeftMac(text: string): Uint8Array | undefined {
  return encodeOneByte(text, 'x-mac-arabic')?.map((byte) =>
    (byte >= 0x20 && byte < 0x30 && byte !== 0x25 && byte !== 0x2c) ||
    (byte >= 0x3a && byte < 0x3f && byte !== 0x3b)
      ? byte + 0x80
      : byte,
  );
}
