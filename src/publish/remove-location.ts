import { crc32 } from 'node:zlib';

/** EXIF 2.32 §4.6.3 GPS Info IFD Pointer, and §4.6.6 the tags of latitude and longitude. */
const gpsPointer = 0x8825;
const coordinates: ReadonlySet<number> = new Set([2, 4]);
const maxEntries = 100;
/** A photo has one place, or two with its thumbnail; bytes made to mislead may have any number. */
const maxMarks = 50;
const entryBytes = 12;
/** Bytes of a value of each EXIF type, by its number. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** What stands right before a TIFF header in JPEG and AVIF, in PNG, and in WebP with the four bytes of its length. */
const exifMarks = [
  { mark: 'Exif\0\0', gap: 0 },
  { mark: 'eXIf', gap: 0 },
  { mark: 'EXIF', gap: 4 },
];

/**
 * A copy of a photo or film without the place where it was taken, which a telephone writes into it: it can lead to a
 * reporter or a source. Only these values are blanked, in EXIF, XMP and MP4; not a byte of the picture changes, nor
 * the length. Undefined when there is no such place. What cameras keep in notes of their own is not understood.
 */
export function removeLocation(bytes: Uint8Array): Uint8Array | undefined {
  const copy = Buffer.from(bytes);
  const found = [blankExif(copy), blankXmp(copy), blankFilm(copy)];
  if (!found.includes(true)) return undefined;
  if (copy.subarray(1, 4).equals(Buffer.from('PNG'))) sumChunks(copy);
  return copy;
}

function blankExif(bytes: Buffer): boolean {
  let isFound = false;
  for (const { mark, gap } of exifMarks) {
    for (const at of placesOf(bytes, mark)) {
      isFound = blankTiff(bytes.subarray(at + mark.length + gap)) || isFound;
    }
  }
  return isFound;
}

function placesOf(bytes: Buffer, mark: string): readonly number[] {
  const places: number[] = [];
  let at = bytes.indexOf(mark, 0, 'latin1');
  while (at >= 0 && places.length < maxMarks) {
    places.push(at);
    at = bytes.indexOf(mark, at + 1, 'latin1');
  }
  return places;
}

/** TIFF 6.0 §2: a header that says the order of bytes and where the first directory is. */
function blankTiff(tiff: Buffer): boolean {
  const order = tiff.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') return false;
  const isLittle = order === 'II*\0';
  const read16 = (at: number) => readBounded(tiff, at, 2, isLittle);
  const read32 = (at: number) => readBounded(tiff, at, 4, isLittle);
  const listEntries = (directory: number) =>
    Array.from(
      { length: Math.min(read16(directory), maxEntries) },
      (_, index) => directory + 2 + index * entryBytes,
    );
  const pointer = listEntries(read32(4)).find((at) => read16(at) === gpsPointer);
  if (pointer === undefined) return false;
  const directory = read32(pointer + 8);
  const entries = listEntries(directory);
  if (!entries.some((at) => coordinates.has(read16(at)))) return false;
  for (const at of entries) {
    const length = (typeBytes[read16(at + 2)] ?? 0) * read32(at + 4);
    if (length > 4) blank(tiff, read32(at + 8), length);
    blank(tiff, at, entryBytes);
  }
  blank(tiff, directory, 2);
  return true;
}

function readBounded(bytes: Buffer, at: number, length: 2 | 4, isLittle: boolean): number {
  if (at + length > bytes.length) return 0;
  return isLittle ? bytes.readUIntLE(at, length) : bytes.readUIntBE(at, length);
}

function blank(bytes: Buffer, at: number, length: number): void {
  if (at + length <= bytes.length) bytes.fill(0, at, at + length);
}

/** XMP is text, as attributes or elements; blanks of the same length keep every offset. */
function blankXmp(bytes: Buffer): boolean {
  let isFound = false;
  let end = 0;
  for (let count = 0; count < maxMarks; count += 1) {
    const start = bytes.indexOf('<x:xmpmeta', end);
    end = start < 0 ? -1 : bytes.indexOf('</x:xmpmeta', start);
    if (end < 0) break;
    const text = bytes.toString('latin1', start, end);
    const blanked = text.replace(
      /(exif:GPS(?:Latitude|Longitude|Dest\w{1,30})(?:="|>))([^"<]+)/g,
      (_all, name: string, value: string) => name + ' '.repeat(value.length),
    );
    if (blanked === text) continue;
    bytes.write(blanked, start, 'latin1');
    isFound = true;
  }
  return isFound;
}

/** ISO 6709 in the box `©xyz`, as telephones write it: its length, two bytes of language, then the place. */
function blankFilm(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 4, 8) !== 'ftyp') return false;
  let isFound = false;
  for (const at of placesOf(bytes, '\xA9xyz')) {
    const length = readBounded(bytes, at + 4, 2, false);
    const place = bytes.toString('latin1', at + 8, at + 8 + Math.min(length, 100));
    if (!/^[+-]\d/.test(place)) continue;
    bytes.fill(' ', at + 8, at + 8 + place.length);
    isFound = true;
  }
  return isFound;
}

/** PNG §5.3: the checks of the chunks that hold metadata, made anew. */
function sumChunks(bytes: Buffer): void {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length) return;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'eXIf' || type === 'iTXt') bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, end)), end);
    at = end + 4;
  }
}
