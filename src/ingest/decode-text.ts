import { isUtf8 } from 'node:buffer';

const newLine = 0x0a;
const sampleLength = 1024;
/** UTF-16 without a mark is valid UTF-8 full of control characters: every second byte is U+00xx's or U+06xx's. */
const utf16Part = 0.4;

export type DecodedText =
  | { readonly text: string; readonly encoding: 'utf-8' }
  /** 1-based line of the first byte that is not UTF-8. */
  | { readonly faultLine: number };

/** Strict UTF-8, with or without a byte order mark; anything else is a fault, never a guess. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (!isUtf8(bytes)) return { faultLine: firstFaultLine(bytes) };
  if (looksLikeUtf16(bytes)) return { faultLine: 1 };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text, encoding: 'utf-8' };
}

function firstFaultLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(newLine, start);
    const end = found < 0 ? bytes.length : found;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
  return line;
}

function looksLikeUtf16(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, sampleLength);
  let high = 0;
  for (let index = 0; index < sample.length; index += 1) {
    const byte = sample[index];
    if (byte === 0 || byte === 6) high += 1;
  }
  return sample.length >= 4 && high > sample.length * utf16Part;
}
