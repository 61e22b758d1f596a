import { expect } from 'chai';
import { changedLines } from '../../src/text/changed-lines.ts';

const marked = (original: string, text: string) =>
  changedLines(original, text).map((line) => {
    const side = (pieces: (typeof line)['text']) =>
      pieces.length === 0
        ? undefined
        : pieces.map(({ text: piece, rules }) => (rules.length > 0 ? `[${piece}]` : piece)).join('');
    return [line.number, side(line.original), side(line.text)];
  });

describe('lines that were changed', () => {
  it('are none between texts that are the same', () => {
    expect(marked('أول\nثان', 'أول\nثان')).to.deep.equal([]);
  });

  it('show the words that differ, and nothing of the others', () => {
    expect(marked('أول\nكتب الولد درسه\nثالث', 'أول\nكتب الرجل درسه\nثالث')).to.deep.equal([
      [2, 'كتب [الولد] درسه', 'كتب [الرجل] درسه'],
    ]);
  });

  it('have nothing beside what was added, or what is gone', () => {
    expect(marked('أول\nثالث', 'أول\nثان\nثالث')).to.deep.equal([[2, undefined, '[ثان]']]);
    expect(marked('أول\nثان\nثالث', 'أول\nثالث')).to.deep.equal([[2, '[ثان]', undefined]]);
    expect(marked('أول', 'أول\nثان\nثالث')).to.deep.equal([
      [2, undefined, '[ثان]'],
      [3, undefined, '[ثالث]'],
    ]);
  });

  it('are as few as can be where lines have moved', () => {
    expect(marked('أ\nب\nج\nد', 'ب\nج\nد\nأ')).to.deep.equal([
      [1, '[أ]', undefined],
      [4, undefined, '[أ]'],
    ]);
  });

  it('are found between texts of thousands of lines', () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `سطر ${index}`);
    const text = lines.map((line) => `${line} جديد`).join('\n');
    expect(changedLines(lines.join('\n'), text)).to.have.length(3000);
  });
});
