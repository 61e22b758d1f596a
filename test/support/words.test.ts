import { expect } from 'chai';
import { foldSpaces, wordsOf } from './words.ts';

describe('the words of a piece of HTML', () => {
  it('are separated by paragraphs, list items and line breaks', () => {
    expect(wordsOf('<p>أول</p><ul><li>ثانٍ</li><li>ثالث<br>رابع</li></ul>')).to.equal('أول ثانٍ ثالث رابع');
  });

  it('are not separated by markup inside a word', () => {
    expect(wordsOf('<p>و<strong>النتيجة</strong>، <a href="/">هنا</a>.</p>')).to.equal('والنتيجة، هنا.');
  });

  it('hold what entities stand for', () => {
    expect(wordsOf('<p>الناتج &lt; 3% &amp;&nbsp;أقل</p>')).to.equal('الناتج < 3% & أقل');
  });

  it('keep harakat, tatweel and direction marks', () => {
    expect(foldSpaces(' \u200Fشمال ـ  جنوبٌ\n')).to.equal('\u200Fشمال ـ جنوبٌ');
  });
});
