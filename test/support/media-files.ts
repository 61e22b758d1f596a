import { crc32, deflateSync } from 'node:zlib';

/*
 * The smallest files that are what they say, made here: only their headers are ever looked at, but browsers show them.
 */

/** Of one grey; `note` makes files of one size differ. */
export function pngFile(width: number, height: number, note = ''): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width + 1), 0x80);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'),
    chunk('IHDR', header),
    ...(note === '' ? [] : [chunk('tEXt', Buffer.from(`Comment\0${note}`, 'latin1'))]),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** The segments before the picture's own data, which nobody here looks at. */
export function jpegFile(width: number, height: number, segments: readonly Buffer[] = []): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...segments,
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x00, 0xff, 0xd9]),
  ]);
}

export function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** EXIF as a telephone writes it: the way it was held, and the place as 34°26′ N 35°50′ E. */
export function exifSegment(orientation: number): Buffer {
  const tiff = Buffer.alloc(160);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  entry(tiff, 10, [0x0112, 3, 1, orientation]);
  entry(tiff, 22, [0x8825, 4, 1, 40]);
  tiff.writeUInt16LE(4, 40);
  entry(tiff, 42, [1, 2, 2, 0x4e]);
  entry(tiff, 54, [2, 5, 3, 100]);
  entry(tiff, 66, [3, 2, 2, 0x45]);
  entry(tiff, 78, [4, 5, 3, 124]);
  for (const [index, part] of [34, 1, 26, 1, 0, 1, 35, 1, 50, 1, 0, 1].entries()) {
    tiff.writeUInt32LE(part, 100 + index * 4);
  }
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
}

function entry(tiff: Buffer, at: number, [tag, type, count, value]: readonly number[]): void {
  tiff.writeUInt16LE(tag!, at);
  tiff.writeUInt16LE(type!, at + 2);
  tiff.writeUInt32LE(count!, at + 4);
  tiff.writeUInt32LE(value!, at + 8);
}

export function gifFile(width: number, height: number): Buffer {
  const screen = Buffer.alloc(7);
  screen.writeUInt16LE(width, 0);
  screen.writeUInt16LE(height, 2);
  return Buffer.concat([Buffer.from('GIF89a', 'latin1'), screen, Buffer.from([0x3b])]);
}

/** Lossless. */
export function webpFile(width: number, height: number): Buffer {
  const data = Buffer.alloc(10);
  data[0] = 0x2f;
  data.writeUInt32LE(((height - 1) << 14) | (width - 1), 1);
  const head = Buffer.from('RIFF\0\0\0\0WEBPVP8L\0\0\0\0', 'latin1');
  head.writeUInt32LE(data.length + 12, 4);
  head.writeUInt32LE(data.length, 16);
  return Buffer.concat([head, data]);
}

/** Frames of silence; as many bytes as wanted. */
export function mp3File(lengthBytes: number): Buffer {
  const bytes = Buffer.alloc(lengthBytes, 0x55);
  bytes.write('ID3\x04\0\0\0\0\0\0', 0, 'latin1');
  for (let at = 10; at + 4 <= lengthBytes; at += 417) bytes.set([0xff, 0xfb, 0x90, 0x64], at);
  for (let at = 14; at + 4 <= lengthBytes; at += 1000) bytes.writeUInt32BE(at, at);
  return bytes;
}

/** Only the box that says what it is, and in `moov` what is given. */
export function mp4File(brand: string, movie: Buffer = Buffer.alloc(0)): Buffer {
  const type = Buffer.from(`\0\0\0\x18ftyp${brand.padEnd(4)}\0\0\x02\0${brand.padEnd(4)}mp41`, 'latin1');
  return Buffer.concat([type, movie]);
}
