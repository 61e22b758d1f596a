import { expect } from 'chai';
import { isInVisualOrder } from '../../src/text/visual-order.ts';

const text =
  'أعلنت وزارة الصحة بداية حملة جديدة في مدينة الزهراء، وقالت الوزيرة إن الحملة مستمرة حتى نهاية السنة.';
const reversed = (words: string) =>
  words
    .split(' ')
    .map((word) => [...word].reverse().join(''))
    .join(' ');

describe('text in visual order', () => {
  it('is known by letters that only end a word and open it here', () => {
    expect(isInVisualOrder(reversed(text))).to.equal(true);
    expect(isInVisualOrder([...text].reverse().join(''))).to.equal(true);
  });

  it('is known by the shapes of its letters', () => {
    const shaped = 'ﺍﻟﻤﻜﺘﺒﺔ ﺍﻟﻌﺎﻣﺔ ﻓﻲ ﺍﻟﻤﺪﻳﻨﺔ ﻣﻔﺘﻮﺣﺔ ﺣﺘﻰ ﺍﻟﻠﻴﻞ';
    expect(isInVisualOrder(shaped)).to.equal(false);
    expect(isInVisualOrder(reversed(shaped))).to.equal(true);
  });

  it('is not seen in what is rightly written, nor in a word quoted backwards', () => {
    expect(isInVisualOrder(text)).to.equal(false);
    expect(isInVisualOrder(`${text} وكتب على الجدار «ةيرح» و«ةنيدم» معكوستين.`)).to.equal(false);
  });
});
