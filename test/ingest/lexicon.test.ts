import { expect } from 'chai';
import type { Article } from '../../src/domain/article.ts';
import type { NewsroomWords } from '../../src/domain/lexicon.ts';
import { lexiconOf, shippedLexicon } from '../../src/ingest/lexicon.ts';
import { fieldWords, headingWords } from '../../src/ingest/lexicon-words.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { matchKey } from '../../src/text/match-key.ts';
import { arabicChannel } from '../support/arabic-channel.ts';

const words: NewsroomWords = {
  headings: { analysis: ['بين السطور'] },
  fields: { section: ['الملف'] },
  bylines: ['رصد ومتابعة'],
  agencies: ['نوارس'],
  places: ['مدينة النخيل'],
  breaking: ['خبر لحظي'],
  boilerplate: ['حمّل تطبيق الميناء'],
  kickers: ['يوميات'],
};

const lines = [
  'يوميات',
  'خبر لحظي | سفينة الأبحاث تعود إلى الميناء القديم',
  'الملف: علوم',
  'رصد ومتابعة: نادين خوري',
  '',
  'مدينة النخيل (نوارس) - رست سفينة الأبحاث فجرًا بعد رحلة دامت أربعين يومًا في عرض البحر.',
  '',
  'بين السطور',
  'تعيد الرحلة إلى الواجهة سؤال تمويل البحث العلمي في مدن الساحل.',
  '',
  'حمّل تطبيق الميناء من متجرك',
];

const read = (own: NewsroomWords | undefined, ...text: readonly string[]): Promise<Article> =>
  parseArticle(Buffer.from(text.join('\n')), {
    channel: own === undefined ? arabicChannel : { ...arabicChannel, words: own },
    timeZone: 'Asia/Beirut',
  });

describe('the lexicon', () => {
  it('takes a newsroom’s own words for what it says they mean', async () => {
    const article = await read(words, ...lines);
    expect(article).to.deep.include({
      title: 'سفينة الأبحاث تعود إلى الميناء القديم',
      breaking: true,
      section: 'علوم',
      source: 'نوارس',
      dateline: 'مدينة النخيل',
      authors: ['نادين خوري'],
      tags: ['يوميات'],
    });
    expect(article.sections.map(({ kind, heading }) => [kind, heading])).to.deep.equal([
      ['body', undefined],
      ['analysis', 'بين السطور'],
      ['related', undefined],
    ]);
  });

  it('takes them for text elsewhere', async () => {
    const article = await read(undefined, ...lines);
    expect(article).to.deep.include({ title: lines[1], breaking: false, authors: [] });
    expect(article.section).to.equal(undefined);
    expect(article.sections.map(({ kind }) => kind)).to.deep.equal(['body']);
  });

  it('knows a place that no agency follows', async () => {
    const text = ['عنوان قصير للخبر', '', 'مدينة النخيل - رست سفينة الأبحاث فجرًا.'];
    expect((await read(words, ...text)).dateline).to.equal('مدينة النخيل');
    expect((await read(undefined, ...text)).dateline).to.equal(undefined);
  });

  it('is folded once for a newsroom, and is the shipped one without words', () => {
    const [one, other] = [
      { ...arabicChannel, words },
      { ...arabicChannel, id: 'sport', words },
    ];
    expect(lexiconOf(one)).to.equal(lexiconOf(other));
    expect(lexiconOf(arabicChannel)).to.equal(shippedLexicon);
  });

  it('believes a newsroom that means something else by a shipped word', () => {
    const own = { ...words, headings: { background: ['تحليل'] } };
    expect(lexiconOf({ words: own }).headings.get('تحليل')).to.equal('background');
  });

  for (const [name, lists] of Object.entries({ headingWords, fieldWords })) {
    it(`ships no word with two meanings in ${name}`, () => {
      const meanings = new Map<string, Set<string>>();
      for (const [meaning, list] of Object.entries(lists)) {
        for (const key of list.split('|').map(matchKey))
          meanings.set(key, (meanings.get(key) ?? new Set()).add(meaning));
      }
      expect([...meanings].filter(([, found]) => found.size > 1)).to.deep.equal([]);
    });
  }

  it('ships no agency that is a place, and no place that is an agency', () => {
    const { agencies, places } = shippedLexicon;
    expect([...agencies].filter((key) => places.has(key))).to.deep.equal([]);
  });
});
