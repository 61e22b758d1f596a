import { expect } from 'chai';
import { bandsOf, markOfTitle, shinglesOf, similarity, wordsOfHtml } from '../../src/text/likeness.ts';
import { seededRandom } from '../crash/random.ts';

const random = seededRandom(7);
const words = (count: number) => Array.from({ length: count }, () => `كلمة${random.between(1, 5000)}`);
/** The text with so many of its words replaced, at the end. */
const changed = (text: readonly string[], count: number) => [...text.slice(0, -count), ...words(count)];
const share = (one: readonly string[], other: readonly string[]) => {
  const known = new Set(bandsOf(shinglesOf(one)));
  return bandsOf(shinglesOf(other)).some((band) => known.has(band));
};

describe('likeness', () => {
  it('is 1 for spellings of one text, and 0 where nothing is common', () => {
    const one = shinglesOf(
      wordsOfHtml('<p>أعلنت <strong>البلدية</strong> افتتاح الجسر &amp; الممر اليوم</p>'),
    );
    const other = shinglesOf(wordsOfHtml('<ul><li>أَعلنت البلديّة إفتتاح الجسـر</li></ul> الممر اليوم'));
    expect(similarity(one, other)).to.equal(1);
    expect(similarity(one, shinglesOf(words(30)))).to.equal(0);
    expect(similarity(new Set(), new Set())).to.equal(0);
  });

  it('has texts that are alike by 0.8 share a band, and those that share a phrase hardly ever', () => {
    let hits = 0;
    let falseHits = 0;
    for (let round = 0; round < 300; round += 1) {
      const text = words(100);
      if (share(text, changed(text, 11))) hits += 1;
      if (share(text, [...words(95), ...text.slice(0, 5)])) falseHits += 1;
    }
    expect(hits).to.be.at.least(298);
    expect(falseHits).to.be.at.most(2);
  });

  it('has marks that a database holds exactly, and a title has none of a text', () => {
    const marks = [...bandsOf(shinglesOf(words(50))), markOfTitle('افتتاح الجسر')];
    expect(marks).to.have.length(12);
    for (const mark of marks) expect(mark).to.satisfy(Number.isSafeInteger).and.to.be.at.least(0);
    expect(new Set(marks).size).to.equal(12);
  });

  it('has no band for a text of two words', () => {
    expect(bandsOf(shinglesOf(['خبر', 'عاجل']))).to.deep.equal([]);
  });
});
