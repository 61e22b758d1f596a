import { expect } from 'chai';
import { composeHtml } from '../../src/ingest/compose-html.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { sanitize } from '../../src/ingest/sanitize.ts';
import { articleFixtures } from '../support/article-fixtures.ts';

const rightToLeftMark = /\u200F/g;

describe('the HTML of an article', () => {
  it('is what the sanitizer would leave of it, for every fixture', async () => {
    let compared = 0;
    for (const { bytes, options } of articleFixtures()) {
      const article = await parseArticle(bytes, options).catch(() => undefined);
      if (article === undefined) continue;
      const html = composeHtml(article, []).replace(rightToLeftMark, '');
      expect(sanitize(html)).to.equal(html);
      compared += 1;
    }
    expect(compared).to.be.above(150);
  });
});
