import { expect } from 'chai';
import fc from 'fast-check';
import { directionMarks } from '../../src/text/latin-runs.ts';

const marked = (text: string) => directionMarks(text).map(({ start, end }) => text.slice(start, end));

describe('the Latin runs of an Arabic text', () => {
  const found: readonly (readonly [text: string, runs: readonly string[]])[] = [
    ['أطلقت شركة Nova Sat Global قمرًا جديدًا', ['Nova Sat Global']],
    ['قالت New York Times إن الخبر صحيح.', ['New York Times']],
    ['كُتب البرنامج بلغة C++ في عام واحد', ['C++']],
    ['كُتب البرنامج بلغة C# في عام واحد', ['C#']],
    ['كتب @nova_sat على صفحته', ['@nova_sat']],
    ['تصدّر الوسم #ClimateNow القائمة', ['#ClimateNow']],
    ['على العنوان https://example.org/a/ تجد التقرير', ['https://example.org/a/']],
    ['زار الوزير U.S. Capitol أمس', ['U.S. Capitol']],
    ['صدر في الـ U.S. قرار', ['U.S.']],
    ['عُرض فيلم Star Wars: Episode IV أمس', ['Star Wars: Episode IV']],
    ['هاتف iPhone 15 Pro الجديد', ['iPhone 15 Pro']],
    ['هاتف iPhone 15 الجديد', ['iPhone 15']],
    ['باعت Apple 15 مليون جهاز', ['Apple']],
    ['منصة .NET مفتوحة', ['.NET']],
    ['قال (New York Times) إن', ['New York Times']],
    ['شركة (Nova Sat) Global الفضائية', ['Nova Sat']],
    ['شركة Nova (NVA) Corp الفضائية', ['Nova (NVA) Corp']],
    ['قال: «Good morning» ثم «Good night» ومضى', ['Good morning', 'Good night']],
    ['The whole line is English.', ['The whole line is English.']],
  ];
  for (const [text, runs] of found)
    it(`are marked in: ${text}`, () => {
      expect(marked(text)).to.deep.equal(runs);
    });

  for (const text of [
    'انتشر فيروس COVID-19 في المدينة',
    'قالت BBC إن الجسر مغلق',
    'الخبر نقلته (Reuters) عن الوزير',
    'شبكة 5G الجديدة',
    'مقاتلات F-16 في الجو',
    'انتهت المباراة 1-2 للضيوف',
    'ارتفع السعر 12% خلال 2026',
    'راسلنا على desk@example.org اليوم',
    'فرانس24 والجزيرة',
    'نص عربي بلا حرف لاتيني (إطلاقا).',
    '١٢٣ و۴۵۶',
    '',
  ])
    it(`are not marked where the text reads right without: ${text}`, () => {
      expect(marked(text)).to.deep.equal([]);
    });

  it('are in order, apart, inside the text and free of Arabic', () => {
    const piece = fc.constantFrom(
      'خبر',
      ' ',
      'Nova',
      ' Sat ',
      '(',
      ')',
      '«',
      '»',
      '"',
      '15',
      '،',
      '.',
      'C++',
      '@x',
      'https://a.b/',
      '\n',
      '-',
      'مليون',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end } of directionMarks(text)) {
          expect(start).to.be.at.least(last);
          expect(end).to.be.above(start).and.at.most(text.length);
          expect(text.slice(start, end))
            .to.match(/[A-Za-z]/)
            .and.not.match(/[\u0620-\u064A\n]/);
          last = end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are found in time by the length of the text', () => {
    for (const text of [
      'خبر Nova '.repeat(100_000),
      `خبر ${'a.'.repeat(500_000)}`,
      `خبر ${'(a '.repeat(300_000)}`,
      `خبر ${'@'.repeat(1_000_000)}`,
      `خبر ${'1'.repeat(1_000_000)}`,
      `خبر a${' '.repeat(1_000_000)}b`,
      `خبر ${'1'.repeat(1_000_000)} a`,
    ]) {
      const startedAt = performance.now();
      directionMarks(text);
      expect(performance.now() - startedAt).to.be.below(1500);
    }
  });
});
