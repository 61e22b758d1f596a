import { expect } from 'chai';
import { matchKey } from '../../src/text/match-key.ts';
import { searchMatcher } from '../../src/text/search-words.ts';

describe('searchMatcher', () => {
  const hits = (search: string, text: string) => searchMatcher(search)?.(matchKey(text));

  const found: readonly (readonly [search: string, text: string])[] = [
    ['غزه', 'وصلت القافلة إلى غزة'],
    ['غزة', 'وبغزة سوق'],
    ['احمد', 'قال أحمد'],
    ['أحمد', 'قال احمد'],
    ['إيران', 'لإيران وجيرانها'],
    ['مكتبة', 'افتتاح المكتبة'],
    ['المكتبة', 'افتتاح مكتبة'],
    ['المكتبة', 'تبرع للمكتبة'],
    ['المكتبة', 'كالمكتبة القديمة'],
    ['مستشفى', 'في مستشفي المدينة'],
    ['كتابٌ', 'كتاب جديد'],
    ['٢٠٢٦', 'عام 2026'],
    ['2026', 'عام ٢٠٢٦'],
    ['ک', 'حرف ك'],
    ['nova', 'شركة Nova للفضاء'],
    ['ميناء قديم', 'قديم هو الميناء'],
    ['"الميناء القديم"', 'رمّم الميناء القديم'],
    ['«سوق الحرير»', 'في سوق الحرير'],
    ['سوق - الحرير', 'الحرير في السوق'],
  ];
  for (const [search, text] of found) {
    it(`finds «${search}» in «${text}»`, () => expect(hits(search, text)).to.equal(true));
  }

  const missed: readonly (readonly [search: string, text: string])[] = [
    ['بحر', 'بحرين'],
    ['كتاب', 'كتابة'],
    ['ميناء جديد', 'الميناء القديم'],
    ['"القديم الميناء"', 'الميناء القديم'],
    ['202', '2026'],
  ];
  for (const [search, text] of missed) {
    it(`does not find «${search}» in «${text}»`, () => expect(hits(search, text)).to.equal(false));
  }

  it('has nothing to look for in signs alone', () => {
    for (const search of ['', '  ', '؟!', '""', '.*']) expect(searchMatcher(search)).to.equal(undefined);
  });

  it('takes no sign for a pattern, and answers long searches at once', () => {
    expect(hits('a+b(c|d)', 'a b c d')).to.equal(true);
    const begun = performance.now();
    hits('و'.repeat(100), matchKey('و'.repeat(20_000)));
    expect(performance.now() - begun).to.be.below(200);
  });
});
