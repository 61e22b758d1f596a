import { expect } from 'chai';
import { decodeOneByte, encodeOneByte } from '../../src/text/one-byte.ts';

const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);

describe('decodeOneByte', () => {
  it('reads windows-1256, ISO 8859-6 and MacRoman as TextDecoder does', () => {
    for (const encoding of ['windows-1256', 'iso-8859-6', 'macintosh'] as const)
      expect(decodeOneByte(every, encoding)).to.equal(new TextDecoder(encoding).decode(every));
  });

  it('reads the signs of windows-1252 that ISO 8859-1 lacks', () => {
    expect(decodeOneByte(Uint8Array.of(0x80, 0x93, 0x94, 0x9f, 0xe9), 'windows-1252')).to.equal('€“”Ÿé');
  });

  it('reads MacArabic as Unicode maps it', () => {
    expect(decodeOneByte(Uint8Array.of(0xc7, 0xe4, 0xce, 0xc8, 0xd1), 'x-mac-arabic')).to.equal('الخبر');
    expect(decodeOneByte(Uint8Array.of(0xf3, 0xf5, 0xf8, 0xfe, 0xff), 'x-mac-arabic')).to.equal('پچگژے');
    expect(decodeOneByte(Uint8Array.of(0xa0, 0xa5, 0xac, 0xb3, 0xbb, 0xbf), 'x-mac-arabic')).to.equal(
      ' ٪،٣؛؟',
    );
    expect(decodeOneByte(Uint8Array.of(0x81, 0x8b, 0x8c, 0x8e, 0x98), 'x-mac-arabic')).to.equal('\u00A0ں«é»');
    expect(decodeOneByte(Uint8Array.of(0xeb, 0xf2), 'x-mac-arabic')).to.equal('\u064B\u0652');
  });
});

describe('encodeOneByte', () => {
  it('is the way back', () => {
    for (const encoding of ['windows-1252', 'windows-1256', 'macintosh'] as const)
      expect(encodeOneByte(decodeOneByte(every, encoding), encoding)).to.deep.equal(every);
  });

  it('gives nothing when a character has no byte', () => {
    expect(encodeOneByte('گ', 'iso-8859-6')).to.equal(undefined);
    expect(encodeOneByte('ی', 'windows-1256')).to.equal(undefined);
  });
});
