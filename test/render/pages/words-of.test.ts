import { expect } from 'chai';
import { wordsOf } from '../../../src/render/pages/words-of.ts';

describe('the words of the pages', () => {
  const arabic = wordsOf('ar');

  for (const [count, words] of [
    [1, 'خبر واحد'],
    [2, 'خبران'],
    [3, '3 أخبار'],
    [10, '10 أخبار'],
    [11, '11 خبرًا'],
    [99, '99 خبرًا'],
    [100, '100 خبر'],
    [103, '103 أخبار'],
  ] as const)
    it(`counts ${count} as Arabic does: ${words}`, () => {
      expect(arabic.itemCount(count, String(count))).to.equal(words);
    });

  it('count minutes as Arabic does', () => {
    expect([1, 2, 3, 11, 100].map((count) => arabic.minuteCount(count, String(count)))).to.deep.equal([
      'دقيقة واحدة',
      'دقيقتان',
      '3 دقائق',
      '11 دقيقة',
      '100 دقيقة',
    ]);
  });

  it('are Arabic for every Arabic, English for the rest', () => {
    for (const language of ['ar', 'ar-SA', 'AR-u-nu-latn']) expect(wordsOf(language)).to.equal(arabic);
    for (const language of ['en', 'fr', 'arc', 'fa']) expect(wordsOf(language).breaking).to.equal('Breaking');
  });
});
