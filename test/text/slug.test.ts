import { expect } from 'chai';
import fc from 'fast-check';
import { slugify } from '../../src/text/slug.ts';
import { arabicText } from '../support/arabic-text.ts';

describe('slugify', () => {
  it('keeps Arabic letters and drops harakat, tatweel and punctuation', () => {
    expect(slugify('«المكتبةُ» الـــعامة: 20 ألف كتاب!')).to.equal('المكتبة-العامة-20-ألف-كتاب');
  });

  it('cuts at a word within forty characters', () => {
    expect(slugify('بلدية الزهراء تفتتح مكتبة عامة جديدة في وسط المدينة')).to.equal(
      'بلدية-الزهراء-تفتتح-مكتبة-عامة-جديدة-في',
    );
  });

  it('falls back to `article` when no word is left', () => {
    expect(slugify('🔴 … !')).to.equal('article');
  });

  it('cuts a word that is too long by itself', () => {
    expect(slugify('ك'.repeat(80))).to.equal('ك'.repeat(40));
  });

  it('is short, NFC and free of anything that an address can’t show', () => {
    fc.assert(
      fc.property(arabicText(), (title) => {
        const slug = slugify(title);
        expect(slug).to.match(/^[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*$/u);
        expect(slug.length).to.be.at.most(40);
        expect(slug.normalize('NFC')).to.equal(slug);
        expect(() => encodeURIComponent(slug)).to.not.throw();
      }),
      { numRuns: 1000 },
    );
  });
});
