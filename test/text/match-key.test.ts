import { expect } from 'chai';
import fc from 'fast-check';
import { matchKey } from '../../src/text/match-key.ts';
import { arabicText } from '../support/arabic-text.ts';

describe('matchKey', () => {
  const pairs: readonly (readonly [string, string])[] = [
    ['آسيا والباسيفيك', 'اسيا والباسيفيك'],
    ['إيران', 'ايران'],
    ['مدرسة', 'مدرسه'],
    ['على', 'علی'],
    ['كتاب', 'کتاب'],
    ['الـــوزارة', 'الوزارة'],
    ['مَدْرَسَةٌ', 'مدرسة'],
    ['١٢٬٥٠٠', '12500'],
    ['«اقتصاد»، وأعمال!', 'اقتصاد وأعمال'],
    ['ﻣﻜﺘﺒﺔ', 'مكتبة'],
    ['NovaSat', 'novasat'],
  ];
  for (const [first, second] of pairs) {
    it(`brings «${first}» and «${second}» together`, () => {
      expect(matchKey(first)).to.equal(matchKey(second));
    });
  }

  it('keeps different words apart', () => {
    expect(matchKey('مكتبة')).to.not.equal(matchKey('مكتب'));
  });

  it('is a key of itself', () => {
    fc.assert(
      fc.property(arabicText(), (text) => {
        expect(matchKey(matchKey(text))).to.equal(matchKey(text));
      }),
    );
  });
});
