import { expect } from 'chai';
import { cutAtSentence, cutAtWord } from '../../src/text/excerpt.ts';
import { splitSentences } from '../../src/text/sentences.ts';

describe('splitSentences', () => {
  const cases: readonly (readonly [text: string, sentences: readonly string[]])[] = [
    ['افتتحت المكتبة. وحضر كثيرون؟ نعم! وانتهى', ['افتتحت المكتبة.', 'وحضر كثيرون؟', 'نعم!', 'وانتهى']],
    ['قال د. سامر إن أ.د. ليلى حضرت.', ['قال د. سامر إن أ.د. ليلى حضرت.']],
    ['صندوق ص.ب. 12 في 300 ق.م. تقريبا.', ['صندوق ص.ب. 12 في 300 ق.م. تقريبا.']],
    ['ارتفع 3.5 و3٫5 بالمئة.', ['ارتفع 3.5 و3٫5 بالمئة.']],
    ['قال: «نعم.» ثم خرج.', ['قال: «نعم.»', 'ثم خرج.']],
    ['سطر\nوسطر', ['سطر', 'وسطر']],
  ];
  for (const [text, sentences] of cases) {
    it(`splits «${text.replace('\n', '⏎')}»`, () => {
      expect(splitSentences(text)).to.deep.equal(sentences);
    });
  }
});

describe('cutAtSentence', () => {
  it('ends at a sentence when that keeps enough', () => {
    expect(cutAtSentence('جملة أولى طويلة هنا. جملة ثانية', 25)).to.equal('جملة أولى طويلة هنا.');
  });

  it('ends at a word and says so when it does not', () => {
    expect(cutAtSentence('أولى. جملة ثانية أطول منها بكثير', 20)).to.equal('أولى. جملة ثانية…');
  });
});

describe('cutAtWord', () => {
  it('leaves no loose comma before the mark', () => {
    expect(cutAtWord('كلمة أولى، كلمة', 12)).to.equal('كلمة أولى…');
  });

  it('tears no surrogate pair', () => {
    expect(cutAtWord('😀😀😀😀', 4)).to.equal('😀…');
  });
});
