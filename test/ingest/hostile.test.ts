import { expect } from 'chai';
import fc from 'fast-check';
import { NashraError } from '../../src/domain/errors.ts';
import { composeHtml } from '../../src/ingest/compose-html.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { checkReport } from '../../src/ingest/report.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { arabicText } from '../support/arabic-text.ts';

const options = { channel: arabicChannel, timeZone: 'Asia/Beirut' };
const twoMebibytes = 2 * 1024 * 1024;
const maxMilliseconds = 2000;

describe('hostile input', () => {
  it('any bytes give an article or a NashraError', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await expectArticleOrRefusal(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('any Arabic text gives an article or a NashraError', async () => {
    await fc.assert(
      fc.asyncProperty(arabicText(80), async (text) => {
        await expectArticleOrRefusal(Buffer.from(text));
      }),
      { numRuns: 2000 },
    );
  });

  const paragraph = 'قال المدير، في الحفل، إن المكتبة العامة (وهي الأولى) مفتوحة للجميع. ';
  const cases: readonly (readonly [title: string, text: string])[] = [
    ['one paragraph of 2 MiB', filled(paragraph)],
    ['one word of 2 MiB', filled('ك')],
    ['2 MiB of Persian letters', filled('کی')],
    ['2 MiB of spaces and a word', `${' '.repeat(twoMebibytes - 20)}كلمة`],
    ['2 MiB of full stops', `كلمة ${'.'.repeat(twoMebibytes - 20)}`],
    ['2 MiB of tatweel', `كلمة ${'ـ'.repeat(twoMebibytes / 2 - 20)}`],
    ['2 MiB of digits', `كلمة ${'8'.repeat(twoMebibytes - 20)}`],
    ['2 MiB of harakat', filled('َ')],
    ['2 MiB of marks of the Quran', filled('ۖ ')],
    ['2 MiB of ornate brackets', filled('﴿')],
    ['2 MiB of dashes', `كلمة ${'- '.repeat(twoMebibytes / 2 - 20)}`],
    ['100,000 lines', 'سطر قصير من الأخبار\n'.repeat(50_000) + 'سطر آخر.\n'.repeat(50_000)],
    ['100,000 bullets', '- بند\n'.repeat(100_000)],
    ['100,000 numbers', '1. بند\n'.repeat(100_000)],
    ['100,000 closing parentheses', `خبر ${')'.repeat(100_000)}`],
    ['100,000 closing parentheses among words', 'خلفية) '.repeat(100_000)],
    ['100,000 opening parentheses', `خبر ${'('.repeat(100_000)}`],
    ['100,000 headings', 'النقاط الرئيسية)\n'.repeat(50_000)],
    ['100,000 fields', 'المصدر: رويترز\n'.repeat(50_000)],
    ['hashtags with commas, and a word', `#a,${'#a,'.repeat(35)} x\nسطر آخر من الخبر هنا.`],
    ['hashtags with commas at the foot', `نص الخبر هنا.\n${'#وسم، '.repeat(40)}نهاية`],
    ['glued hashtags at the foot', `نص الخبر هنا.\n${'#أ#ب'.repeat(70)} نهاية`],
    ['20,000 marks of urgency', `${'عاجل|'.repeat(20_000)} خبر`],
    ['20,000 lights', `${'🔴'.repeat(20_000)} خبر`],
    ['100,000 full stops before a letter', `خبر ${'.'.repeat(100_000)}x`],
    ['a word of 100,000 letters below a Latin comma', `قال, ثم\n${'ا'.repeat(100_000)} خبر`],
    ['60,000 marks on a letter', `خبر ب${'\u064E\u0650\u0651'.repeat(20_000)}`],
    [
      '120,000 marks parted by signs that are removed',
      `خبر ب${'\u064E\u200B\u0650\u200B\u0651'.repeat(40_000)}`,
    ],
    ['marks in the shapes of a printed page', `خبر ${'\uFC61'.repeat(100_000)}`],
    ['marks inside a quotation of the Quran', `خبر ﴿ب${'\u064E\u0650\u0651'.repeat(20_000)}﴾`],
    ['600,000 opening quotation marks', `خبر کتاب ${'“'.repeat(600_000)}`],
    ['500,000 lines of one letter', 'أ\n'.repeat(500_000)],
    ['1,000,000 closing parentheses among spaces', `خبر ${') '.repeat(1_000_000)}`],
    ['300,000 links to other articles', `نص الخبر هنا.\nاقرأ أيضا\n${'اب\n'.repeat(300_000)}`],
    ['100,000 headings on one line', 'التفاصيل) '.repeat(100_000)],
    ['20,000 headings', '- خلفية: كلام\n'.repeat(19_990)],
    ['a line of colons', `خبر ${':'.repeat(100_000)}`],
  ];
  for (const [title, text] of cases) {
    it(`${title} is answered within two seconds`, async () => {
      const bytes = Buffer.from(text).subarray(0, twoMebibytes);
      const start = process.cpuUsage();
      await expectArticleOrRefusal(bytes.subarray(0, bytes.length - (bytes.length % 2)));
      expect(process.cpuUsage(start).user / 1000).to.be.below(maxMilliseconds);
    });
  }

  it('an ordinary article takes a few milliseconds at the very most', async () => {
    const text = `عنوان قصير لخبر من أخبار المدينة\n\n${`${paragraph.repeat(4)}\n`.repeat(8)}النقاط الرئيسية)\nنقطة أولى.\nنقطة ثانية.`;
    const start = performance.now();
    for (let count = 0; count < 300; count += 1) await expectArticleOrRefusal(Buffer.from(text));
    expect((performance.now() - start) / 300).to.be.below(8);
  });

  it('more than 2 MiB is refused before it is read', async () => {
    const error = await parseArticle(new Uint8Array(twoMebibytes + 1), options).catch((reason) => reason);
    expect(error).to.be.instanceOf(NashraError).with.property('code', 'article_too_large');
  });
});

function filled(unit: string): string {
  return unit.repeat(Math.floor(twoMebibytes / Buffer.byteLength(unit)) - 1);
}

async function expectArticleOrRefusal(bytes: Uint8Array): Promise<void> {
  try {
    const article = await parseArticle(bytes, options);
    expect(article.title.trim(), 'title').to.not.equal('');
    expect(article.summary.trim(), 'summary').to.not.equal('');
    expect(composeHtml(article, []), 'html').to.match(/^<(?:p|h2|ul|ol)>/);
    if (bytes.length < 10_000) checkReport({ status: 'accepted', article });
  } catch (error) {
    if (!(error instanceof NashraError)) throw error;
  }
}
