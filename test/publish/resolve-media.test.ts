import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { MediaReference } from '../../src/domain/media.ts';
import { type Found, resolveMedia } from '../../src/publish/resolve-media.ts';
import {
  exifSegment,
  gifFile,
  jpegFile,
  mp3File,
  mp4File,
  pngFile,
  segment,
  webpFile,
} from '../support/media-files.ts';

const mebibyte = 1024 * 1024;

async function resolve(
  references: readonly MediaReference[],
  files: Readonly<Record<string, Uint8Array>> = {},
) {
  const find = async (name: string): Promise<Found> => {
    const bytes = files[name];
    return bytes && { bytes };
  };
  const resolved = await resolveMedia(references, find, 'ar');
  return { ...resolved, codes: resolved.warnings.map(({ code }) => code) };
}

function addressOf(bytes: Uint8Array, ending: string): string {
  return `media/${createHash('sha256').update(bytes).digest('hex')}.${ending}`;
}

describe('resolveMedia', () => {
  const kinds: readonly [name: string, bytes: Buffer, type: string, ending: string, isPicture: boolean][] = [
    ['صورة.png', pngFile(31, 17), 'image/png', 'png', true],
    ['صورة.jpeg', jpegFile(31, 17), 'image/jpeg', 'jpg', true],
    ['صورة.gif', gifFile(31, 17), 'image/gif', 'gif', true],
    ['صورة.webp', webpFile(31, 17), 'image/webp', 'webp', true],
    ['تسجيل.mp3', mp3File(5000), 'audio/mpeg', 'mp3', false],
    ['تسجيل.m4a', mp4File('isom'), 'audio/mp4', 'm4a', false],
    ['مشهد.mp4', mp4File('isom'), 'video/mp4', 'mp4', false],
  ];
  for (const [name, bytes, type, ending, isPicture] of kinds) {
    it(`gives ${name} its type, length and size by its bytes`, async () => {
      const { media, files, codes } = await resolve([{ address: name, alt: 'وصف' }], { [name]: bytes });
      expect(codes).to.deep.equal([]);
      expect(media).to.deep.equal([
        {
          address: addressOf(bytes, ending),
          type,
          lengthBytes: bytes.length,
          ...(isPicture ? { width: 31, height: 17 } : {}),
          alt: 'وصف',
        },
      ]);
      expect(files).to.have.length(1);
    });
  }

  it('believes the bytes, not the name or what is declared', async () => {
    const reference = { address: 'صورة.jpg', type: 'image/jpeg', width: 9000, lengthBytes: 3 };
    const { media } = await resolve([reference], { 'صورة.jpg': gifFile(3, 2) });
    expect(media[0]).to.include({ type: 'image/gif', width: 3, height: 2, lengthBytes: 14 });
  });

  for (const [what, bytes] of [
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['XML before SVG', '<?xml version="1.0"?><svg/>'],
    ['nothing', ''],
    ['UTF-16 text', '\xFF\xFEh\0i\0'],
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['a PDF', '%PDF-1.7'],
  ] as const) {
    it(`refuses ${what} under the name of a picture, and publishes the article all the same`, async () => {
      const file = Buffer.from(bytes, 'latin1');
      const { media, files, codes } = await resolve([{ address: 'صورة.jpg' }], { 'صورة.jpg': file });
      expect(codes).to.deep.equal(['media_unsupported']);
      expect(media).to.deep.equal([undefined]);
      expect(files).to.deep.equal([]);
    });
  }

  it('names a file that is not there', async () => {
    const { media, warnings } = await resolve([{ address: 'مراسم.jpg' }]);
    expect(media).to.deep.equal([undefined]);
    expect(warnings[0]?.message).to.include('«مراسم.jpg»');
  });

  it('keeps what is declared of what lies elsewhere, and fetches nothing', async () => {
    const declared = {
      type: 'Image/JPEG; q=1',
      lengthBytes: 4321,
      width: 640,
      height: 480,
      credit: 'وكالة ساحل',
    };
    const { media, files } = await resolve([
      { address: 'https://pictures.invalid/ميناء 1.jpg', ...declared },
      { address: 'https://pictures.invalid/sound.mp3' },
      { address: 'https://pictures.invalid/render?id=7' },
    ]);
    expect(media).to.deep.equal([
      {
        address: 'https://pictures.invalid/%D9%85%D9%8A%D9%86%D8%A7%D8%A1%201.jpg',
        type: 'image/jpeg',
        lengthBytes: 4321,
        width: 640,
        height: 480,
        credit: 'وكالة ساحل',
      },
      { address: 'https://pictures.invalid/sound.mp3', type: 'audio/mpeg' },
      { address: 'https://pictures.invalid/render?id=7', type: 'image/*' },
    ]);
    expect(files).to.deep.equal([]);
  });

  it('takes pictures that came inside the article', async () => {
    const { media } = await resolve([{ bytes: pngFile(2, 2), caption: 'سطر\nوسطر\u0000' }]);
    expect(media[0]).to.include({ type: 'image/png', caption: 'سطر وسطر' });
  });

  it('keeps one file of equal ones', async () => {
    const bytes = pngFile(2, 2);
    const { media, files } = await resolve([{ address: 'أ.png' }, { address: 'ب.png' }], {
      'أ.png': bytes,
      'ب.png': bytes,
    });
    expect(media[0]?.address).to.equal(media[1]?.address);
    expect(files).to.have.length(1);
  });

  it('leaves out a picture of more than 10 MiB, and says so', async () => {
    const large = Buffer.concat([pngFile(2, 2), Buffer.alloc(10 * mebibyte)]);
    expect((await resolve([{ address: 'كبيرة.png' }], { 'كبيرة.png': large })).codes).to.deep.equal([
      'media_too_large',
    ]);
  });

  it('turns the size of a photo that is shown turned', async () => {
    const photo = jpegFile(40, 30, [exifSegment(6)]);
    const { media } = await resolve([{ address: 'هاتف.jpg' }], { 'هاتف.jpg': photo });
    expect(media[0]).to.include({ width: 30, height: 40 });
  });

  describe('the place where a photo was taken', () => {
    const xmp = Buffer.from(
      'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:Description exif:GPSLatitude="34,26N" dc:title="x"/></x:xmpmeta>',
      'latin1',
    );
    const film = Buffer.from('\0\0\0\x1e\xA9xyz\0\x12\x15\xc7+34.4367+035.8333/', 'latin1');
    const cases: readonly [string, Buffer, string][] = [
      ['EXIF', jpegFile(40, 30, [exifSegment(1)]), '\x22\0\0\0\x01\0\0\0\x1a\0\0\0'],
      ['XMP', jpegFile(40, 30, [segment(0xe1, xmp)]), '34,26N'],
      ['a film', mp4File('mp42', film), '+34.4367'],
    ];
    for (const [what, bytes, place] of cases) {
      it(`is not published with ${what}, of which nothing else changes`, async () => {
        expect(bytes.includes(Buffer.from(place, 'latin1'))).to.equal(true);
        const { media, files, codes } = await resolve([{ address: 'هاتف.jpg' }], { 'هاتف.jpg': bytes });
        expect(codes).to.deep.equal(['photo_has_location']);
        const [file] = files;
        expect(Buffer.from(file!.bytes).includes(Buffer.from(place, 'latin1'))).to.equal(false);
        expect(file!.bytes).to.have.length(bytes.length);
        expect(media[0]?.address).to.include(createHash('sha256').update(file!.bytes).digest('hex'));
        expect(file!.bytes.subarray(-20)).to.deep.equal(
          what === 'a film' ? file!.bytes.subarray(-20) : bytes.subarray(-20),
        );
      });
    }
  });

  it('answers any bytes behind the head of a picture soon', async () => {
    const heads = [
      jpegFile(3, 3).subarray(0, 20),
      pngFile(3, 3).subarray(0, 12),
      mp4File('avif'),
      webpFile(3, 3),
    ];
    const begun = performance.now();
    for (const head of heads) {
      for (const filling of [0, 1, 8, 0x14, 0xff]) {
        const bytes = Buffer.concat([head, Buffer.alloc(2 * mebibyte, filling)]);
        await resolve([{ bytes }]);
      }
    }
    for (const mark of [
      'Exif\0\0II*\0\x08\0\0\0\xff\xff',
      '<x:xmpmeta',
      '<x:xmpmeta</x:xmpmeta',
      '\xA9xyz\0\x50\0\0+1',
    ]) {
      const many = Buffer.from(mark.repeat((4 * mebibyte) / mark.length), 'latin1');
      await resolve([{ bytes: Buffer.concat([mp4File('mp42'), many]) }]);
      await resolve([{ bytes: Buffer.concat([jpegFile(2, 2), many]) }]);
    }
    const boxes = Buffer.from('\0\0\0\x14ispe\0\0\0\0\0\0\0\x01\0\0\0\x01'.repeat(40_000), 'latin1');
    await resolve([{ bytes: Buffer.concat([mp4File('avif'), boxes]) }]);
    expect(performance.now() - begun).to.be.below(5000);
  });
});
