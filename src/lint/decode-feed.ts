import { isUtf8 } from 'node:buffer';
import { arabicEvidence } from '../text/arabic-evidence.ts';
import { firstFaultLine } from '../text/utf8-fault.ts';
import { type Finding, finding } from './finding.ts';

export interface DecodedFeed {
  /** With the byte order mark of UTF-8, if it has one; absent when the bytes are no text. */
  readonly text?: string;
  readonly isUtf8: boolean;
  readonly findings: readonly Finding[];
}

type Wide = 'utf-16le' | 'utf-16be';

const headLength = 1024;
const sampleLength = 20_000;
const declaration = /^[\s\uFEFF\u00EF\u00BB\u00BF]*<\?xml\s[^>]*?encoding\s*=\s*["']([^"'<>]*)["']/i;
const arabicEncodings = ['windows-1256', 'iso-8859-6'];
/** Bits of evidence below which a reading as Arabic may be chance. */
const leastBits = 10;

/**
 * The text, read as a patient reader would, and what is wrong with the way its encoding is told: by HTTP, a mark,
 * the XML declaration, or not at all (XML 1.0 appendix F, RFC 7303, RFC 8259 §8.1).
 * @param httpCharset of the Content-Type under which it was sent
 */
export function decodeFeed(bytes: Uint8Array, httpCharset: string | undefined): DecodedFeed {
  const wide = wideEncodingOf(bytes);
  return wide === undefined ? decodeNarrow(bytes, httpCharset) : decodeWide(bytes, wide, httpCharset);
}

function wideEncodingOf([first, second]: Uint8Array): Wide | undefined {
  if ((first === 0xff && second === 0xfe) || (isOpening(first) && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && isOpening(second))) return 'utf-16be';
  return undefined;
}

/** Of XML or JSON: `<` or `{`. */
function isOpening(byte: number | undefined): boolean {
  return byte === 0x3c || byte === 0x7b;
}

function decodeWide(bytes: Uint8Array, encoding: Wide, httpCharset: string | undefined): DecodedFeed {
  const text = new TextDecoder(encoding).decode(bytes);
  const declared = charsetName(declaration.exec(text.slice(0, headLength))?.[1]);
  const hasMark = bytes[0] === 0xff || bytes[0] === 0xfe;
  const said = charsetName(httpCharset) ?? declared;
  const isSaid = said?.startsWith('utf-16') ?? hasMark;
  const code = isSaid ? 'encoding_not_utf8' : said === undefined ? 'utf16_undeclared' : 'encoding_mismatch';
  return { text, isUtf8: false, findings: [finding(code, { line: 1 }, encoding)] };
}

function decodeNarrow(bytes: Uint8Array, httpCharset: string | undefined): DecodedFeed {
  const head = Buffer.from(bytes.subarray(0, headLength)).toString('latin1');
  const declared = charsetName(declaration.exec(head)?.[1]);
  const sent = charsetName(httpCharset);
  const inside = head.startsWith('\u00EF\u00BB\u00BF') ? 'utf-8' : declared;
  const conflict =
    sent !== undefined && inside !== undefined && sent !== inside
      ? [finding('charset_conflict', { line: 1 }, `${sent} ≠ ${inside}`)]
      : [];
  const decoded = decodeAs(bytes, sent ?? inside ?? 'utf-8');
  return { ...decoded, findings: [...conflict, ...decoded.findings] };
}

function decodeAs(bytes: Uint8Array, said: string): DecodedFeed {
  if (isUtf8(bytes)) {
    // A mark in JSON is a fault, so it must still be there.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    // ASCII is the same in all of them.
    if (said === 'utf-8' || !bytes.some((byte) => byte >= 0x80)) return { text, isUtf8: true, findings: [] };
    return { text, isUtf8: true, findings: [finding('encoding_mismatch', { line: 1 }, said)] };
  }
  const asSaid = said === 'utf-8' ? undefined : readAs(bytes, said);
  const isArabic = arabicEncodings.includes(said);
  if (asSaid !== undefined && (!isArabic || looksArabic(asSaid)))
    return { text: asSaid, isUtf8: false, findings: [finding('encoding_not_utf8', { line: 1 }, said)] };
  const guess = arabicEncodings.map((name) => readAs(bytes, name)).find((text) => looksArabic(text ?? ''));
  const code = guess === undefined ? 'encoding_unknown' : 'encoding_mismatch';
  const findings = [finding(code, { line: firstFaultLine(bytes) }, said)];
  return guess === undefined ? { isUtf8: false, findings } : { text: guess, isUtf8: false, findings };
}

function readAs(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function looksArabic(text: string): boolean {
  return arabicEvidence(text.slice(0, sampleLength)).bits >= leastBits;
}

/** One name for all labels of an encoding; a label that nobody knows is itself. */
function charsetName(label: string | undefined): string | undefined {
  const plain = label
    ?.trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase();
  if (plain === undefined || plain === '') return undefined;
  try {
    return new TextDecoder(plain).encoding;
  } catch {
    return plain;
  }
}
