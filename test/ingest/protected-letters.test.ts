import { expect } from 'chai';
import fc from 'fast-check';
import type { Article } from '../../src/domain/article.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { normalise } from '../../src/text/normalise.ts';
import { unaccountedWords } from '../support/accounted-words.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { arabicText } from '../support/arabic-text.ts';
import { type ArticleFixture, acceptedArticle, articleFixtures } from '../support/article-fixtures.ts';
import { unexplainedEdits } from '../support/explained-edits.ts';
import { samples } from './hostile-formats/samples.ts';

const sample = `العنوان: حديقة جديدة في الحي القديم
الكاتب: نادين خوري

افتتحت البلدية حديقة الـــعامة بنسبة8% من الأرض.
وقالت المديرة إن الحديقة مفتوحة للجميع.
`;

function parseSample(): Promise<Article> {
  return parseArticle(Buffer.from(sample), { channel: arabicChannel, timeZone: 'Asia/Beirut' });
}

/** As if a fault of the program had changed the kept text. */
function withText(article: Article, change: (text: string) => string): Article {
  const { normalisation } = article;
  return { ...article, normalisation: { ...normalisation, text: change(normalisation.text) } };
}

/** In the formats of which no fixture is a file. */
const written: readonly ArticleFixture[] = samples
  .filter(({ kind }) => !['rss', 'atom', 'json feed'].includes(kind))
  .map(({ kind, fileName, bytes }) => ({
    name: `the ${kind} ${fileName}`,
    bytes,
    options: { fileName, channel: arabicChannel, timeZone: 'Asia/Beirut' },
  }));

describe('the words of an article', () => {
  for (const fixture of [...articleFixtures(), ...written]) {
    it(`${fixture.name} is changed by nothing but what its list of changes says, and loses no word`, async () => {
      const article = await acceptedArticle(fixture);
      if (article === undefined) return;
      expect(unexplainedEdits(article)).to.deep.equal([]);
      expect(unaccountedWords(article)).to.deep.equal([]);
    });
  }

  it('are accepted in more than a hundred of the files above', async () => {
    const articles = await Promise.all(articleFixtures().map(acceptedArticle));
    expect(articles.filter((article) => article !== undefined)).to.have.length.above(100);
  });

  it('are changed in any text by nothing but what the list of changes says', () => {
    fc.assert(
      fc.property(arabicText(), (original) => {
        const { text, edits, changes } = normalise(original, 'ar');
        expect(unexplainedEdits({ normalisation: { original, text, edits }, changes })).to.deep.equal([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('are explained where the garbage holds signs that only windows-1252 has', () => {
    const original = 'Ø§Ù„ ط§ظ„ Ø§Ù„';
    const { text, edits, changes } = normalise(original, 'ar');
    expect(text).to.equal('ال ال ال');
    expect(unexplainedEdits({ normalisation: { original, text, edits }, changes })).to.deep.equal([]);
  });

  describe('when a fault is put in', () => {
    const changes: readonly (readonly [title: string, change: (text: string) => string])[] = [
      ['a letter that changes', (text) => text.replace('المديرة', 'المديره')],
      ['a hamza that goes', (text) => text.replace('الأرض', 'الارض')],
      ['a word that goes', (text) => text.replace('مفتوحة ', '')],
      ['a digit of another shape', (text) => text.replace('8', '٨')],
    ];
    for (const [title, change] of changes) {
      it(`${title} is seen`, async () => {
        expect(unexplainedEdits(withText(await parseSample(), change))).to.have.length.above(0);
      });
    }

    it('an edit that does more than its rule may is seen', async () => {
      const article = await parseSample();
      const edits = article.normalisation.edits.map((edit) => ({ ...edit, rule: 'spaces' }));
      const faults = unexplainedEdits({ ...article, normalisation: { ...article.normalisation, edits } });
      expect(faults.filter((fault) => fault.startsWith('spaces may not'))).to.have.length(2);
    });

    it('a wrong count is seen', async () => {
      const article = await parseSample();
      const wrong = article.changes.map((change) => ({ ...change, count: change.count + 1 }));
      expect(unexplainedEdits({ ...article, changes: wrong })).to.have.length(2);
    });

    it('a paragraph that goes is seen, and one that comes, and two in the wrong order', async () => {
      const article = await parseSample();
      const [body] = article.sections;
      const withBlocks = (blocks: NonNullable<typeof body>['blocks']) =>
        unaccountedWords({ ...article, sections: [{ kind: 'body', blocks }] });
      const blocks = body?.blocks ?? [];
      expect(withBlocks(blocks)).to.deep.equal([]);
      expect(withBlocks(blocks.slice(0, -1))).to.have.length(1);
      expect(withBlocks([...blocks, { kind: 'paragraph', text: 'كلام لم يكتبه أحد' }])).to.have.length(1);
      expect(withBlocks(blocks.toReversed())).to.have.length(1);
    });

    it('an author who is nowhere in the text is seen', async () => {
      const article = await parseSample();
      expect(unaccountedWords({ ...article, authors: ['سمير غانم'] })).to.have.length(2);
    });
  });
});
