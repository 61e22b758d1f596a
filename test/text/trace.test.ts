import { expect } from 'chai';
import fc from 'fast-check';
import { normalise } from '../../src/text/normalise.ts';

/** What a reader would rebuild from the text that came and the list of edits alone. */
function rebuild(original: string, text: string, edits: ReturnType<typeof normalise>['edits']): string {
  let result = '';
  let from = 0;
  let to = 0;
  for (const { originalStart, originalEnd, start, end } of edits) {
    if (originalStart > from) result += original.slice(from, originalStart);
    if (end > Math.max(start, to)) result += text.slice(Math.max(start, to), end);
    from = Math.max(from, originalEnd);
    to = Math.max(to, end);
  }
  return result + original.slice(from);
}

const pieces = fc.constantFrom(
  'قال', ' ', '  ', '\r\n', '\n', '\u2029', '\u200B', '\u00A0', 'الـــوزارة', 'علی', 'کتاب', '8%', 'وبنسبة', ' ،', '،', 'ﷲ', 'ﻻ', 'ا\u0653', 'ي\u0654',
  '\u202E', '\u0000', '\uD800', '﴿ إِنَّ ﴾', 'word', '.', 'ۀ', 'ی\u0654',
); // biome-ignore format: one piece a line would be forty lines

describe('the edits of normalisation', () => {
  it('name every place that changed, in the text that came and in the one that is kept', () => {
    const original = 'أعلنت\u200B الـــوزارة\u00A0 أن النمو بلغ وبنسبة8% ،هذا العام';
    const { text, edits } = normalise(original, 'ar');
    const seen = edits.map(({ rule, originalStart, originalEnd, start, end }) => [
      rule,
      original.slice(originalStart, originalEnd),
      text.slice(start, end),
    ]);
    expect(seen).to.deep.equal([
      ['invisible_characters', '\u200B', ''],
      ['tatweel', 'ـــ', ''],
      ['spaces', '\u00A0 ', ' '],
      ['digit_glue', '8', ' 8'],
      ['space_before_punctuation', ' ', ''],
      ['space_after_punctuation', '،', '، '],
    ]);
  });

  it('explain the whole difference between the two texts, for any text', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const original = parts.join('');
        const { text, edits } = normalise(original, 'ar');
        expect(rebuild(original, text, edits)).to.equal(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('leave every offset outside of an edit on the same character', () => {
    const original = 'قال\u200B  الـــوزير إن النسبة8%';
    const { text, offsetOf } = normalise(original, 'ar');
    for (const word of ['قال', 'وزير', 'إن', 'النسبة'])
      expect(text.slice(offsetOf(original.indexOf(word)))).to.match(new RegExp(`^${word}`));
    expect(offsetOf(original.length)).to.equal(text.length);
  });

  it('are made only by rules that are on', () => {
    const original = 'الـــوزارة\u200B ، نعم';
    const { text, edits } = normalise(original, 'ar', ['tatweel', 'space_before_punctuation']);
    expect(text).to.equal('الـــوزارة ، نعم');
    expect(edits.map(({ rule }) => rule)).to.deep.equal(['invisible_characters']);
  });
});
