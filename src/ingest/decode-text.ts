import { isUtf8 } from 'node:buffer';
import type { ArticleEncoding } from '../domain/article.ts';
import { decodeOneByte } from '../text/one-byte.ts';
import { firstFaultLine } from '../text/utf8-fault.ts';
import { encodingOfLabel } from './declared-charset.ts';
import { agreesWith, guessEncoding } from './guess-encoding.ts';
import { decodeUtf16, guessUtf16, type Utf16 } from './utf16.ts';

const sampleLength = 1024;
/** Text has no NUL; UTF-32 is valid UTF-8 full of them. */
const controlPart = 0.2;
/** Of the bytes above ASCII, in sequences of UTF-8: damaged UTF-8 has nearly all, other encodings hardly any. */
const utf8Part = 0.6;
const leastSequences = 2;
const damageSampleLength = 65_536;

export type DecodedText =
  | { readonly text: string; readonly encoding: ArticleEncoding }
  /**
   * `undecodable`: it is known what the bytes should be, and they are not. `unknown`: nothing speaks clearly enough
   * for one encoding. `faultLine` is the 1-based line of the first byte that cannot be read.
   */
  | { readonly reason: 'undecodable' | 'unknown'; readonly faultLine: number };

/**
 * The text of a file, without its byte order mark, and never a wrong one: where the evidence is thin there is none.
 * A mark is believed first, then UTF-16 and UTF-8 by their shape, then the declared charset unless the bytes
 * contradict it, then the letters themselves.
 *
 * @param declared what a caller or the document says: a label of the WHATWG Encoding Standard, in any case
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = encodingOfMark(bytes);
  if (marked === 'utf-32') return unknown(bytes);
  const wide = marked === 'utf-16le' || marked === 'utf-16be' ? marked : guessUtf16(bytes);
  if (wide !== undefined) return decodeWide(bytes, wide);
  if (isUtf8(bytes)) return isFullOfControls(bytes) ? unknown(bytes) : decodeUtf8(bytes);
  if (marked === 'utf-8' || isDamagedUtf8(bytes)) return undecodable(bytes);
  const encoding = encodingByLetters(bytes, declared);
  return encoding === undefined ? unknown(bytes) : { text: decodeOneByte(bytes, encoding), encoding };
}

function encodingOfMark(bytes: Uint8Array): Utf16 | 'utf-8' | 'utf-32' | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0xff || second !== 0xfe) return undefined;
  return third === 0 && fourth === 0 ? 'utf-32' : 'utf-16le';
}

function decodeWide(bytes: Uint8Array, encoding: Utf16): DecodedText {
  const text = decodeUtf16(bytes, encoding);
  if (text !== undefined) return { text, encoding };
  const [sound = ''] = new TextDecoder(encoding).decode(bytes).split('\uFFFD', 1);
  return { reason: 'undecodable', faultLine: sound.split('\n').length };
}

function decodeUtf8(bytes: Uint8Array): DecodedText {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text, encoding: 'utf-8' };
}

function encodingByLetters(bytes: Uint8Array, declared: string | undefined) {
  const named = declared === undefined ? undefined : encodingOfLabel(declared);
  return named !== undefined && agreesWith(bytes, named) ? named : guessEncoding(bytes);
}

function isFullOfControls(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, sampleLength);
  if (!sample.includes(0)) return false;
  let controls = 0;
  for (const byte of sample) if (byte < 0x09) controls += 1;
  return controls > sample.length * controlPart;
}

function isDamagedUtf8(bytes: Uint8Array): boolean {
  let high = 0;
  let sequences = 0;
  let inSequences = 0;
  const start = bytes.findIndex((byte) => byte >= 0x80);
  const end = Math.min(bytes.length, start + damageSampleLength);
  for (let index = start; index < end; ) {
    const length = sequenceLength(bytes, index);
    if ((bytes[index] ?? 0) >= 0x80) high += Math.max(1, length);
    if (length > 1) {
      sequences += 1;
      inSequences += length;
    }
    index += Math.max(1, length);
  }
  return sequences >= leastSequences && inSequences >= high * utf8Part;
}

/** By the lead byte and what continues it, which is near enough; 0 when it leads nothing. */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (lead < 0xc2) return 0;
  for (let next = 1; next < length; next += 1) if (((bytes[index + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

function undecodable(bytes: Uint8Array): DecodedText {
  return { reason: 'undecodable', faultLine: firstFaultLine(bytes) };
}

function unknown(bytes: Uint8Array): DecodedText {
  return { reason: 'unknown', faultLine: firstFaultLine(bytes) };
}
