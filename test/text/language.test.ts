import { expect } from 'chai';
import { countLetters, directionOf, firstStrongDirection } from '../../src/text/direction.ts';
import { languageOf } from '../../src/text/language.ts';

describe('languageOf', () => {
  const cases: readonly (readonly [text: string, channel: string, language: string])[] = [
    ['افتتحت البلدية مكتبة في وسط المدينة', 'ar', 'ar'],
    ['افتتحت البلدية مكتبة في وسط المدينة', 'ar-LB', 'ar-LB'],
    ['کتب الطالب فی المدرسة التی علی التلة', 'ar', 'ar'],
    ['این کتاب را برای شما آورده است', 'ar', 'fa'],
    ['یہ کتاب آپ کے لیے ہے', 'ar', 'ur'],
    ['The library of the city is open to all', 'ar', 'en'],
    ['La bibliothèque est ouverte à tous les habitants de la ville', 'ar', 'fr'],
    ['Lorem ipsum', 'ar', 'und'],
    ['Lorem ipsum', 'fr', 'fr'],
    ['افتتحت البلدية مكتبة في وسط المدينة', 'en', 'ar'],
    ['🔴 123', 'ar', 'ar'],
  ];
  for (const [text, channel, language] of cases) {
    it(`is ${language} for «${text}» in a channel in ${channel}`, () => {
      expect(languageOf(text, channel)).to.equal(language);
    });
  }
});

describe('directionOf', () => {
  it('goes by the language', () => {
    expect(['ar', 'ar-LB', 'fa', 'ur', 'en', 'und'].map(directionOf)).to.deep.equal([
      'rtl',
      'rtl',
      'rtl',
      'rtl',
      'ltr',
      'ltr',
    ]);
  });
});

describe('firstStrongDirection', () => {
  it('passes digits, quotes and emoji over', () => {
    expect(
      ['8% نعم', '«قال»', '🔴 عاجل', 'NovaSat تطلق', '\u200FNovaSat', '123'].map(firstStrongDirection),
    ).to.deep.equal(['rtl', 'rtl', 'rtl', 'ltr', 'rtl', undefined]);
  });
});

describe('countLetters', () => {
  it('counts letters of both scripts and nothing else', () => {
    expect(countLetters('كتاب NovaSat é ١٢ 12 ،')).to.deep.equal({ arabic: 4, latin: 8 });
  });
});
