import { expect } from 'chai';
import { normalise } from '../../src/text/normalise.ts';

const gap = '\u2003\u2003';
const clean = (text: string) => normalise(text, 'ar');

describe('the gap between the halves of a verse', () => {
  const halves = [
    ['يا دار علم في الزهراء مشرعة', 'أبوابها لفتى يهوى القراطيسا'],
    ['فيها من الحبر أنهار مسافرة', 'تسقي العقول وتجلو كل تلبيس'],
  ];
  for (const [name, typed] of [
    ['spaces', '      '],
    ['a tab', '\t'],
    ['no-break spaces', ' \u00A0 \u00A0 '],
  ] as const) {
    it(`stays, typed as ${name}`, () => {
      const { text, changes } = clean(halves.map((verse) => verse.join(typed)).join('\n'));
      expect(text).to.equal(halves.map((verse) => verse.join(gap)).join('\n'));
      expect(changes.map(({ rule, count }) => [rule, count])).to.deep.equal([['verse_gaps', 2]]);
      expect(clean(text)).to.deep.include({ text, changes: [] });
    });
  }

  it('stays over an empty line between verses, and beside words that are stretched', () => {
    const text = halves.map((verse) => verse.join('   ').replaceAll('الزهراء', 'الزهـــراء')).join('\n\n');
    expect(clean(text).text).to.equal(halves.map((verse) => verse.join(gap)).join('\n\n'));
  });

  const others = {
    'one line alone': 'قال الوزير في بيان    إن العمل انتهى\nوأضاف أن الافتتاح قريب',
    'prose with many gaps': 'قال الوزير   في بيان   إن العمل\nانتهى قبل   موعده   بشهر',
    'labels and their values': 'اسم الكاتب:\tسلمى عبد الرحمن\nاسم المحرر:\tنادين خوري سعد',
    'a table of numbers': 'نادي الساحل\t3 نقاط فقط\nنادي الجبل\t5 نقاط فقط',
    'words alone': 'القسم\tصحة\nالمدينة\tبيروت',
  };
  for (const [title, text] of Object.entries(others)) {
    it(`is none in ${title}: it becomes one space`, () => {
      expect(clean(text).text).to.equal(text.replace(/ {2,}|\t/g, ' '));
    });
  }
});
