import { crc32, inflateRawSync } from 'node:zlib';
import { NashraError } from '../../domain/errors.ts';

/** APPNOTE.TXT §4.3: signatures, the fixed lengths of their records, and where their fields lie. */
const endSignature = 0x06054b50;
const endLength = 22;
const maxCommentLength = 0xffff;
const centralSignature = 0x02014b50;
const centralLength = 46;
const localSignature = 0x04034b50;
const localLength = 30;
const encryptedFlag = 1;
const stored = 0;
const deflated = 8;
const zip64 = 0xffffffff;
/** A document with hundreds of pictures has not half as many. */
const maxEntries = 4000;

interface Entry {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedLength: number;
  readonly length: number;
  readonly localStart: number;
}

export interface Zip {
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /**
   * The bytes of an entry that `has` knows, whole and with the checksum they were packed with. Never inflates more
   * than `maxBytes`, whatever the archive says about itself. Throws `document_too_large`, `document_damaged`.
   */
  readonly read: (name: string, maxBytes: number) => Uint8Array;
}

/**
 * The archive's table of contents; nothing is inflated until it is read. One reader of our own, because two that
 * disagree on a crafted archive are how it gets past a check. Throws `document_damaged`, `document_too_large`.
 */
export function openZip(bytes: Uint8Array): Zip {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const entries = readEntries(file);
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      read: (name, maxBytes) => readEntry(file, entries.get(name), maxBytes),
    };
  } catch (error) {
    // Buffer's own RangeError: a table that points outside of the file.
    throw error instanceof NashraError ? error : damaged('the directory of the archive is cut off');
  }
}

function readEntries(file: Buffer): ReadonlyMap<string, Entry> {
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  if (count > maxEntries) throw new NashraError('document_too_large', `more than ${maxEntries} entries`);
  const entries = new Map<string, Entry>();
  let start = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (file.readUInt32LE(start) !== centralSignature)
      throw damaged('the directory of the archive is broken');
    const nameLength = file.readUInt16LE(start + 28);
    const name = file.toString('utf8', start + centralLength, start + centralLength + nameLength);
    if (entries.has(name)) throw damaged(`two entries are named ${name}`);
    const entry = readCentral(file, start);
    if (localName(file, entry) !== name) throw damaged(`${name} is not where the directory says`);
    entries.set(name, entry);
    start += centralLength + nameLength + file.readUInt16LE(start + 30) + file.readUInt16LE(start + 32);
  }
  return entries;
}

/** The last record of the file, which a comment may follow. */
function findEnd(file: Buffer): number {
  const first = Math.max(0, file.length - endLength - maxCommentLength);
  for (let start = file.length - endLength; start >= first; start -= 1) {
    if (file.readUInt32LE(start) !== endSignature) continue;
    if (start + endLength + file.readUInt16LE(start + 20) === file.length) return start;
  }
  throw damaged('the archive has no end');
}

function readCentral(file: Buffer, start: number): Entry {
  const entry = {
    flags: file.readUInt16LE(start + 8),
    method: file.readUInt16LE(start + 10),
    crc: file.readUInt32LE(start + 16),
    packedLength: file.readUInt32LE(start + 20),
    length: file.readUInt32LE(start + 24),
    localStart: file.readUInt32LE(start + 42),
  };
  // Nothing that small needs ZIP64, and Word doesn't write it.
  if ([entry.packedLength, entry.length, entry.localStart].includes(zip64)) throw damaged('a ZIP64 entry');
  return entry;
}

/** Each entry has its name twice: where they differ, one of them is damaged, and a part would seem to be missing. */
function localName(file: Buffer, { localStart }: Entry): string | undefined {
  if (file.readUInt32LE(localStart) !== localSignature) return undefined;
  const start = localStart + localLength;
  return file.toString('utf8', start, start + file.readUInt16LE(localStart + 26));
}

function readEntry(file: Buffer, entry: Entry | undefined, maxBytes: number): Uint8Array {
  if (entry === undefined) throw damaged('a part is missing');
  if ((entry.flags & encryptedFlag) !== 0) throw new NashraError('document_locked', 'the part is encrypted');
  const { localStart } = entry;
  const start =
    localStart + localLength + file.readUInt16LE(localStart + 26) + file.readUInt16LE(localStart + 28);
  if (start + entry.packedLength > file.length) throw damaged('an entry is cut off');
  const content = unpack(file.subarray(start, start + entry.packedLength), entry, maxBytes);
  if (content.length !== entry.length || crc32(content) !== entry.crc) throw damaged('a checksum is wrong');
  return content;
}

function unpack(packed: Uint8Array, { method, length }: Entry, maxBytes: number): Uint8Array {
  if (length > maxBytes) throw tooLarge(maxBytes);
  if (method === stored) return packed;
  if (method !== deflated) throw damaged(`unknown compression ${method}`);
  try {
    // What the entry says about its length bounds the work: one byte more, and it lied.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, length) });
  } catch (error) {
    throw damaged('the compressed data are broken', error);
  }
}

function damaged(message: string, cause?: unknown): NashraError {
  return new NashraError('document_damaged', message, { cause });
}

function tooLarge(maxBytes: number): NashraError {
  return new NashraError('document_too_large', `a part of more than ${maxBytes} bytes`);
}
