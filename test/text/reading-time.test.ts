import { expect } from 'chai';
import { readingMinutes, readingMinutesOfHtml } from '../../src/text/reading-time.ts';

const wordsOf = (count: number) => `${'كلمة '.repeat(count)}`;

describe('the reading time (ARABIC.md §5.4)', () => {
  it('is 180 words a minute, rounded', () => {
    expect(readingMinutes(wordsOf(369))).to.equal(2);
    expect(readingMinutes(wordsOf(449))).to.equal(2);
    expect(readingMinutes(wordsOf(450))).to.equal(3);
  });

  it('is at least a minute', () => {
    expect(readingMinutes('')).to.equal(1);
    expect(readingMinutes('خبر')).to.equal(1);
  });

  it('counts words, and neither signs nor markup', () => {
    const html = `<p dir="rtl" lang="ar">${'كلمة ـ <span lang="en" dir="ltr">word</span> — … '.repeat(180)}</p>`;
    expect(readingMinutesOfHtml(html)).to.equal(2);
  });
});
