import { expect } from 'chai';
import { joinMedia } from '../../src/ingest/join-media.ts';

const picture = { address: 'https://a.example/p.jpg' };

describe('what stands in the text and what is attached', () => {
  it('is one where the address is one, with what is told of it in either', () => {
    const attached = { ...picture, type: 'image/jpeg', lengthBytes: 10, caption: 'جسر', width: 1 };
    expect(joinMedia([{ ...picture, alt: 'الجسر', width: 800 }], [attached])).to.deep.equal([
      { ...picture, type: 'image/jpeg', lengthBytes: 10, caption: 'جسر', alt: 'الجسر', width: 800 },
    ]);
  });

  it('keeps its place, and what is only attached follows', () => {
    const sound = { address: 'https://a.example/s.mp3' };
    const inside = { bytes: new Uint8Array([1]) };
    expect(joinMedia([inside, picture], [sound, picture])).to.deep.equal([inside, picture, sound]);
  });
});
