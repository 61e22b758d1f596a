import { expect } from 'chai';
import type { Article } from '../../src/domain/article.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { deriveTitle } from '../../src/ingest/title.ts';
import { arabicChannel } from '../support/arabic-channel.ts';

const lead = 'أنهت ورشة بناء القوارب في بلدة المرسى ترميم سفينة خشبية عمرها ثمانون عامًا، وأعادتها إلى الماء.';
const next = 'وقال كبير النجارين إن العمل استغرق أربعة عشر شهرًا.';

const read = (...lines: readonly string[]): Promise<Article> =>
  parseArticle(Buffer.from(lines.join('\n')), { channel: arabicChannel, timeZone: 'Asia/Beirut' });

/** Whether the first line is taken for the headline. */
async function isHeadline(line: string): Promise<boolean> {
  const { title, titleOrigin } = await read(line, '', lead, '', next);
  return titleOrigin === 'explicit' && title === line;
}

const wordsOfLength = (length: number) =>
  `${'سفينة '.repeat(40)}`
    .slice(0, length - 2)
    .trimEnd()
    .padEnd(length, 'ا');

describe('the headline (ARABIC.md §5.4)', () => {
  it('is what a field says before the first line', async () => {
    const { title, titleOrigin } = await read('العنوان: سفينة تعود إلى البحر', lead, next);
    expect([title, titleOrigin]).to.deep.equal(['سفينة تعود إلى البحر', 'explicit']);
  });

  it('is the first short line of at most 130 characters', async () => {
    expect(await isHeadline(wordsOfLength(130))).to.equal(true);
    expect(await isHeadline(wordsOfLength(131))).to.equal(false);
  });

  for (const end of ['؟', '!', '…']) {
    it(`may end in ${end}`, async () => {
      expect(await isHeadline(`هل تعود السفينة إلى البحر${end}`)).to.equal(true);
    });
  }

  for (const end of ['.', '،', ':', '؛']) {
    it(`does not end in ${end}`, async () => {
      expect(await isHeadline(`تعود السفينة إلى البحر${end}`)).to.equal(false);
    });
  }

  for (const line of ['النقاط الرئيسية', '- سفينة تعود إلى البحر', '✅ سفينة تعود إلى البحر']) {
    it(`is neither a heading nor an item of a list: ${line}`, async () => {
      expect(await isHeadline(line)).to.equal(false);
    });
  }

  it('that was derived is marked, and the editor is asked', async () => {
    const { titleOrigin, warnings } = await read(lead, next);
    expect(titleOrigin).to.equal('derived');
    expect(warnings.map(({ code }) => code)).to.include('title_derived');
  });

  it('is else the first key point of at least five words, without its full stop', () => {
    expect(deriveTitle(['ورشة المرسى تنهي ترميم السفينة.'], lead)).to.equal('ورشة المرسى تنهي ترميم السفينة');
    expect(deriveTitle(['ترميم سفينة خشبية معمرة.'], lead)).to.match(/^أنهت ورشة/);
  });

  it('is else the first sentence of the lead, behind its dateline', async () => {
    const { title } = await read(`بيروت (رويترز) - عادت السفينة إلى البحر. ${next}`, '', lead);
    expect(title).to.equal('عادت السفينة إلى البحر');
  });

  it('ends at the last clause that fits', () => {
    const title = deriveTitle(
      [],
      `${lead.slice(0, -1)} أمام جمع من الصيادين وطلاب المدارس القريبة، وسط احتفال كبير.`,
    );
    expect(title).to.equal('أنهت ورشة بناء القوارب في بلدة المرسى ترميم سفينة خشبية عمرها ثمانون عامًا…');
  });

  it('ends before أن only where enough stands before it', () => {
    const opening =
      'أكد رئيس هيئة المياه في لقاء مع مزارعي وادي الزيتون عقد صباح الخميس في مقر البلدية القديم';
    const said = 'أن شبكات الري الجديدة ستصل إلى جميع القرى قبل نهاية الصيف المقبل';
    expect(deriveTitle([], `${opening} ${said}.`)).to.equal(`${opening}…`);
    expect(deriveTitle([], `أكد رئيس هيئة المياه ${said} ${said}.`)).to.match(
      /^أكد رئيس هيئة المياه أن شبكات.*…$/,
    );
  });

  it('ends else at a word, with … inside of 110 characters', () => {
    const title = deriveTitle([], `${wordsOfLength(200)}.`);
    expect(title).to.match(/ سفينة…$/);
    expect(title.length).to.be.at.most(110);
  });

  for (const sentence of ['هل تعود السفينة؟', 'عادت السفينة إلى البحر!', 'السفينة عادت…']) {
    it(`keeps the closing mark of «${sentence}»`, () => {
      expect(deriveTitle([], `${sentence} ${next}`)).to.equal(sentence);
    });
  }

  for (const sentence of [
    'ألقى د. سامر مع أ. هدى ثم أ.د. ليلى كلمات في حفل السفينة',
    'بنيت السفينة الأولى في الوادي سنة 300 ق.م. بحسب ص.ب. المتحف',
    'تحمل السفينة 3.5 أطنان من الخشب و2٫5 طن من الحبال',
  ]) {
    it(`is not cut at an abbreviation or a number: ${sentence}`, () => {
      expect(deriveTitle([], `${sentence}. ${next}`)).to.equal(sentence);
    });
  }
});

describe('the summary (ARABIC.md §5.4)', () => {
  const headline = 'سفينة تعود إلى البحر';

  it('is the lead', async () => {
    expect((await read(headline, '', lead, '', next)).summary).to.equal(lead);
  });

  it('of at most 300 characters is whole', async () => {
    const long = `${wordsOfLength(120)}، ${wordsOfLength(120)}، ${wordsOfLength(55)}.`;
    expect(long).to.have.length(300);
    expect((await read(headline, '', long)).summary).to.equal(long);
  });

  it('ends at the last sentence that fits and keeps 60 % of the room', async () => {
    const { summary } = await read(headline, '', `${wordsOfLength(181)}. ${wordsOfLength(200)}.`);
    expect(summary).to.equal(`${wordsOfLength(181)}.`);
  });

  it('ends else at a word, with …', async () => {
    const { summary } = await read(headline, '', `${wordsOfLength(150)}. ${wordsOfLength(200)}.`);
    expect(summary).to.match(/سفينة…$/);
    expect(summary.length).to.be.within(280, 300);
  });

  it('never starts with the dateline', async () => {
    expect((await read(headline, '', `بيروت (رويترز) - ${lead}`)).summary).to.equal(lead);
  });

  it('never repeats the title where another paragraph stands', async () => {
    expect((await read(headline, '', `${headline}.`, '', next)).summary).to.equal(next);
  });

  it('is what was written as one, before the lead', async () => {
    expect((await read(`العنوان: ${headline}`, `ملخص: ${next}`, '', lead)).summary).to.equal(next);
  });
});
