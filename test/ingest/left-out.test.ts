import { expect } from 'chai';
import { composeHtml } from '../../src/ingest/compose-html.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { arabicChannel } from '../support/arabic-channel.ts';

const headline = 'مكتبة عامة جديدة تفتح أبوابها في مدينة الزهراء';
const lead = 'افتتحت بلدية مدينة الزهراء مكتبة عامة جديدة تضم أكثر من عشرين ألف كتاب.';
const last = 'وقالت مديرة المكتبة إن القاعات ستبقى مفتوحة حتى منتصف الليل.';

async function read(
  ...lines: readonly string[]
): Promise<{ html: string; leftOut: readonly (readonly unknown[])[] }> {
  const article = await parseArticle(Buffer.from([headline, '', lead, ...lines].join('\n')), {
    channel: arabicChannel,
    timeZone: 'Asia/Beirut',
  });
  return {
    // Latin words have a direction of their own.
    html: composeHtml(article, []).replace(/<\/?(?:span|bdi)[^>]*>/g, ''),
    leftOut: article.warnings
      .filter(({ code }) => code === 'left_out')
      .map(({ message, line }) => [line, /«(.*)»/.exec(message)?.[1]]),
  };
}

describe('what is left out', () => {
  const sentences = [
    'وأعلنت الحركة في بيان على قناتها https://t.me/abc وقف إطلاق النار.',
    'وأعلنت الحركة وقف إطلاق النار https://t.me/abc',
    'شاهد: رأيت الطائرة تسقط في البحر قبل الفجر.',
    'ومصادر قريبة: جميع الحقوق محفوظة للسكان في القرية، بحسب البيان.',
    'ومصادر قريبة: جميع الحقوق محفوظة للسكان في القرية',
    'تابعوا آخر التطورات في غرفة العمليات حتى الفجر، وفق شهود.',
    'تابعوا آخر التطورات في غرفة العمليات حتى الفجر',
    'اشتركوا في نشر الخبر بين أهل الحي',
    'طالع: نحس وقدر',
    'ويمكن حجز المقاعد على الرقم 06 500 1234 حتى مساء الخميس.',
    'رقم الطوارئ في المدينة 112 أو 06 500 1234',
    'ونشر الوزير الصور على حسابه @minister_example',
    'https://x.com/minister_example/status/1234567890',
    'https://www.youtube.com/watch?v=abcdefghijk',
    'كتب النائب سامر @samer_example ردا على المدير @mudir_example',
  ];
  for (const sentence of sentences) {
    it(`is never a line of the text, in the middle or at the end: ${sentence}`, async () => {
      for (const lines of [
        [sentence, last],
        [last, sentence],
        [sentence, 'بقلم: سلمى عبد الرحمن'],
      ]) {
        const { html, leftOut } = await read(...lines);
        expect(html).to.include(sentence);
        expect(leftOut).to.deep.equal([]);
      }
    });
  }

  it('are words that look like the publisher’s only at the end', async () => {
    const { html, leftOut } = await read('تابعونا على قناتنا: https://t.me/nashra_example', last);
    expect(html).to.include('تابعونا على قناتنا');
    expect(leftOut).to.deep.equal([]);
  });

  const boilerplate = [
    'تابعونا على قناتنا: https://t.me/nashra_example',
    'تابعوا قناتنا على تلغرام',
    'انضموا إلى مجموعتنا على واتساب',
    'للاشتراك في النشرة البريدية',
    'https://t.me/nashra_example',
    'جميع الحقوق محفوظة © نبض برس 2025',
    'نبض برس © جميع الحقوق محفوظة',
    '@nashra_example',
    'تويتر: @nashra_example | @nashra_sport',
    'إنستغرام @nashra.example',
    'هاتف: +962 6 500 1234 - فاكس: 06/5001235',
    'للتواصل مع التحرير: ٠٦٥٠٠١٢٣٤ أو news@example.org',
    'https://www.facebook.com/nashra.example',
    'صفحتنا: instagram.com/nashra_example/',
    'https://www.youtube.com/@nashra_example',
  ];
  for (const line of boilerplate) {
    it(`are the publisher’s words at the end, with a warning: ${line}`, async () => {
      expect((await read(last, line)).leftOut).to.deep.equal([[5, line]]);
      expect((await read(last, line)).html).to.not.include(line);
    });
  }

  it('are they above, between and below the lines of the foot', async () => {
    const [first, second, third] = [boilerplate[0]!, boilerplate[4]!, boilerplate[5]!];
    const { html, leftOut } = await read(last, first, '(رويترز)', second, 'بقلم: سلمى عبد الرحمن', third);
    expect(html.endsWith(`${last}</p>`)).to.equal(true);
    expect(leftOut).to.have.length(1);
    expect(leftOut[0]![0]).to.equal(5);
  });

  it('are they above links to other articles', async () => {
    const { html, leftOut } = await read(last, boilerplate[0]!, 'اقرأ أيضا:', '- حديقة جديدة في حي الورود');
    expect(html.endsWith(`${last}</p>`)).to.equal(true);
    expect(leftOut).to.deep.equal([
      [6, 'اقرأ أيضا | - حديقة جديدة في حي الورود'],
      [5, boilerplate[0]],
    ]);
  });

  it('are links to other articles, with a warning', async () => {
    for (const line of ['شاهد: افتتاح حديقة جديدة في حي الورود', 'للمزيد: https://example.org/a']) {
      const { html, leftOut } = await read(line, last);
      expect(html).to.not.include(line.split(': ', 2)[1]);
      expect(leftOut).to.deep.equal([[4, line.replace(': ', ' | ')]]);
    }
  });

  it('is nothing when there is no other text', async () => {
    const { warnings } = await parseArticle(Buffer.from('تابعونا على قناتنا في تلغرام'), {
      channel: arabicChannel,
      timeZone: 'Asia/Beirut',
    });
    expect(warnings.map(({ code }) => code)).to.deep.equal(['title_derived']);
  });
});
