import { expect } from 'chai';
import fc from 'fast-check';
import { type ComparedLine, compareLines, type Piece } from '../../src/text/compare-lines.ts';
import { normalise } from '../../src/text/normalise.ts';
import { arabicText } from '../support/arabic-text.ts';

function compare(original: string): readonly ComparedLine[] {
  const { text, edits } = normalise(original, 'ar');
  return compareLines(original, text, edits);
}

/** `[…]` round what stands on one side alone. */
const shown = (pieces: readonly Piece[]) =>
  pieces.map(({ text, rules }) => (rules.length > 0 ? `[${text}]` : text)).join('');
const joined = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('');

describe('compareLines', () => {
  it('marks what differs in a line, by rule, as closely as can be read', () => {
    const [first, second] = compare(
      'لا جديد في هذا السطر.\nأعلنت الـــوزارة أن النمو بلغ وبنسبة8% هذا العام ، ثم سكتت.',
    );
    expect(first).to.deep.include({ number: 1, rules: [] });
    expect(shown(first!.original)).to.equal('لا جديد في هذا السطر.');
    expect(second!.rules).to.deep.equal(['tatweel', 'digit_glue', 'space_before_punctuation']);
    expect(shown(second!.original)).to.equal(
      'أعلنت [الـــوزارة] أن النمو بلغ وبنسبة[]8% هذا العام[ ]، ثم سكتت.',
    );
    expect(shown(second!.text)).to.equal('أعلنت [الوزارة] أن النمو بلغ وبنسبة[ ]8% هذا العام[]، ثم سكتت.');
  });

  it('never cuts a word between letters that join', () => {
    const [line] = compare('قرأ الطالب کتابکم في إلى على أن التي.');
    expect(shown(line!.original)).to.equal('قرأ الطالب [کتابکم] في إلى على أن التي.');
    expect(shown(line!.text)).to.equal('قرأ الطالب [كتابكم] في إلى على أن التي.');
  });

  it('finds no difference in breaks of lines that are only written otherwise', () => {
    const lines = compare('سطر أول\r\nسطر ثان\rسطر ثالث');
    expect(lines.map(({ number, rules }) => [number, rules])).to.deep.equal([
      [1, []],
      [2, []],
      [3, []],
    ]);
  });

  it('gives both texts back, line by line, for any text', () => {
    fc.assert(
      fc.property(arabicText(), (original) => {
        const { text, edits } = normalise(original, 'ar');
        const lines = compareLines(original, text, edits);
        expect(lines.map((line) => joined(line.text)).join('\n')).to.equal(text);
        const flat = (one: string) => one.replace(/[\s\u0085]/g, '');
        expect(flat(lines.map((line) => joined(line.original)).join(''))).to.equal(flat(original));
      }),
      { numRuns: 2000 },
    );
  });

  it('compares a text of 200 KB that changes everywhere within two seconds', () => {
    const original = 'بنسبة8% ، الـــوزارة '.repeat(5000);
    const { text, edits } = normalise(original, 'ar');
    const startedAt = performance.now();
    compareLines(original, text, edits);
    expect(performance.now() - startedAt).to.be.below(2000);
  });
});
