import { expect } from 'chai';
import { formatMarkup } from '../../../src/render/pages/markup.ts';
import { renderTitle } from '../../../src/render/pages/title.ts';

describe('a title', () => {
  for (const [title, markup] of [
    ['NovaSat تطلق قمرًا جديدًا', '<bdi>NovaSat</bdi> تطلق قمرًا جديدًا'],
    ['«Open AI 5» يصل إلى المدارس', '«<bdi>Open AI 5</bdi>» يصل إلى المدارس'],
    ['40% من المزارعين', '40% من المزارعين'],
    ['الأمم المتحدة تنشر تقرير UNEP', 'الأمم المتحدة تنشر تقرير UNEP'],
    ['Breaking news: مصر', 'Breaking news: مصر'],
    ['Only Latin <here>', 'Only Latin &lt;here&gt;'],
    ['🌍', '🌍'],
  ] as const)
    it(`that opens with a Latin name keeps an Arabic sentence's direction: ${title}`, () => {
      expect(formatMarkup(renderTitle(title))).to.equal(markup);
    });
});
