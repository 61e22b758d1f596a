import { expect } from 'chai';
import fc from 'fast-check';
import type { Article, Warning } from '../../src/domain/article.ts';
import { lintArticle } from '../../src/ingest/lint-article.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { arabicChannel, englishChannel } from '../support/arabic-channel.ts';

const title = 'البلدية تفتتح حديقة الوادي أمام الزوار';
const body = 'فتحت البلدية أبواب الحديقة صباح اليوم بعد عامين من العمل.';

async function lint(text: string, channel = arabicChannel): Promise<readonly Warning[]> {
  const article = await parseArticle(Buffer.from(text), { channel, timeZone: 'Asia/Beirut' });
  return lintArticle(article, channel);
}

async function codesOf(text: string): Promise<readonly string[]> {
  return (await lint(text)).map(({ code }) => code);
}

const withTitle = (one: string) => `${one}\n\n${body}\n`;
const withBody = (...paragraphs: readonly string[]) => `${title}\n\n${body}\n\n${paragraphs.join('\n\n')}\n`;

/** What each rule finds, and what looks like it and is right. */
const cases: Readonly<Record<string, { hits: readonly string[]; nearMisses: readonly string[] }>> = {
  latin_punctuation: {
    hits: [
      withBody('حضر المدير, وهو مهندس, حفل الافتتاح.'),
      withBody('حضر المدير , وهو مهندس.'),
      withBody('هل تكفي المياه هذا الصيف?'),
      withBody('بدأ العمل أولاً, ثم توقف.'),
      withBody('سأل أحدهم: «أين الطريق?» ثم مضى.'),
    ],
    nearMisses: [
      withBody('بلغت الكلفة 1,250,000 دينار، وفق الموقع https://example.org/a?b=c;d ومصادره.'),
      withBody('شاركت شركات Alpha, Beta; Gamma في المعرض.'),
      withBody('حضر المدير، وهو مهندس؛ فهل يكفي هذا؟'),
    ],
  },
  repeated_breaking: {
    hits: [
      'عاجل | عاجل: هزة أرضية خفيفة تضرب الساحل فجر اليوم',
      'عاجل\n\n#عاجل هزة أرضية خفيفة تضرب الساحل فجر اليوم\n\nلم تسجل أضرار.',
    ],
    nearMisses: [
      'عاجل | هزة أرضية خفيفة تضرب الساحل فجر اليوم',
      '🔴 عاجل | هزة أرضية خفيفة تضرب الساحل فجر اليوم',
      'عاجل: اجتماع عاجل لمجلس البلدية بعد الهزة',
      withTitle('دعوة إلى تحرك عاجل وعلاج عاجل لأزمة المياه'),
    ],
  },
  site_name_in_title: {
    hits: [
      withTitle('افتتاح جسر المشاة فوق الوادي - العربية'),
      withTitle('افتتاح جسر المشاة فوق الوادي | نشرة الأخبار'),
      withTitle('نشرة الأخبار | افتتاح جسر المشاة فوق الوادي'),
      withTitle('افتتاح جسر المشاة فوق الوادي – صحيفة الضفة'),
      withTitle('افتتاح جسر المشاة فوق الوادي - الساحل نيوز'),
      withTitle('افتتاح جسر المشاة فوق الوادي | sahel.example.com').replace('.example', ''),
    ],
    nearMisses: [
      withTitle('قطار دمشق - بغداد يعود إلى العمل'),
      withTitle('أرقام جديدة للملاحة - قناة السويس'),
      withTitle('موقع الحادث - صور من المكان'),
      withTitle('العلاقات الروسية ـ الإيرانية تتطور'),
      withTitle('كتاب جديد عن اللغة العربية في المدارس'),
      withTitle('نتائج الجولة الأولى | مباريات اليوم'),
    ],
  },
  title_length: {
    hits: [
      withTitle('أمطار غزيرة'),
      withTitle(
        'وزارة المياه تعلن بدء تشغيل محطة التحلية الجديدة على الساحل الشمالي بعد تأخر دام عامين كاملين بسبب نقص المعدات وارتفاع كلفة الشحن البحري',
      ),
    ],
    nearMisses: [withTitle(title)],
  },
  mixed_digits: {
    hits: [
      withBody('بلغ عدد الزوار 2500 زائر، بينهم ١٢٠ طفلًا.'),
      withBody('زرع ٤٥ شجرة', 'ثم ۴۵ شجرة أخرى.'),
      withBody('حضر ٥ أطفال و6 آخرون.'),
    ],
    nearMisses: [
      withBody('بلغ عدد الزوار ٢٥٠٠ زائر على متن طائرات A320 وإف-16 وفي برنامج G20 وكوفيد-19 وفرانس24.'),
      withBody('سجلوا في https://example.org/2026/11 قبل ١٢ كانون الأول.'),
      withBody('بلغ عدد الزوار 2500 زائر، بينهم 120 طفلًا بنسبة 4.8%.'),
    ],
  },
  unbalanced_quotes: {
    hits: [
      withBody('قال المدير: «الحديقة مفتوحة للجميع، وأضاف أن الدخول مجاني.'),
      withBody('قال المدير: الحديقة مفتوحة»، وأضاف أن الدخول مجاني.'),
      withBody('وصفها بأنها "رئة المدينة، وشكر العمال.'),
      withBody('وصفها بأنها “رئة المدينة، وشكر العمال.'),
    ],
    nearMisses: [
      withBody('قال: «سمعت «نعم» من الجميع» ثم مضى.'),
      withBody('قال: «الحديقة مفتوحة.', '«والدخول مجاني للجميع».'),
      withBody('وصفها بأنها "رئة المدينة" و“متنفسها” و”زينتها“.'),
      withBody('شاشة قياسها 55" معلقة عند المدخل.'),
    ],
  },
  unbalanced_brackets: {
    hits: [withBody('تتسع الحديقة (وهي الأكبر لألف زائر.'), withBody('وقال زائر] إنها الأكبر.')],
    nearMisses: [
      withBody('تتسع الحديقة (وهي الأكبر [في المدينة]) لألف زائر.'),
      withBody('في الحديقة أ) بحيرة، ب) ملعب، 3) مكتبة.'),
      withBody('وكتب زائر في الدفتر: شكرًا :)'),
    ],
  },
  persian_letters_left: {
    hits: [withBody('قرأ الزائر لافتة «می‌خواهم بروم» عند الباب.')],
    nearMisses: [
      withBody('قدم المغني من چاد أغنية عن گوادلوپ وپاريس وڤيينا.'),
      withBody('جلس علي يقرأ في كتاب كبير.'),
    ],
  },
  glued_number: {
    hits: [
      withBody('حضر نحو500 زائر.'),
      withBody('وافتتح المكان عام2019.'),
      withBody('وبلغ ٣٠٠ حتى الساعة٩.'),
    ],
    nearMisses: [
      withBody('تنتج المحطة و8 محطات أخرى بـ8 مواقع طاقة لـ12 حيًا.'),
      withBody('نقلت فرانس24 واليوم7 وعربي21 أخبار كوفيد19 وطائرة إف16 على مساحة 100م2.'),
      withBody('حضر نحو 500 زائر عام 2019.'),
    ],
  },
  doubled_word: {
    hits: [withBody('تقع الحديقة في في وسط المدينة.'), withBody('وهي الحديقة التي التي انتظرها الناس.')],
    nearMisses: [
      withBody('جاء الزوار واحدًا واحدًا، رويدًا رويدًا، وقالوا: لا لا نريد أن نغادر، وحالنا بين بين.'),
      withBody('سأل من من الحاضرين يعرف الطريق.'),
      withBody('بقيت في فيينا على علي شهرًا.'),
    ],
  },
  space_inside_quotes: {
    hits: [withBody('سماها « رئة المدينة » أمس.'), withBody('تتسع ( وهي الأكبر ) لألف زائر.')],
    nearMisses: [
      withBody('سماها «رئة المدينة» (وهي الأكبر) أمس.'),
      withBody('قال «نعم» «ولا» (مرة) (ومرتين).'),
    ],
  },
  placeholder_section: {
    hits: [`${title}\nالقسم: آخر الأخبار\n\n${body}`, `${title}\nالقسم: Uncategorized\n\n${body}`],
    nearMisses: [`${title}\nالقسم: اقتصاد\n\n${body}`, `${title}\nالقسم: أخبار الجامعات\n\n${body}`],
  },
  summary_is_title: {
    hits: [`${title}\nالملخص: ${title}\n\n${body}`],
    nearMisses: [
      `${title}\nالملخص: ${title} بعد عامين من العمل\n\n${body}`,
      'عاجل | هزة أرضية خفيفة تضرب الساحل فجر اليوم',
    ],
  },
  no_paragraph: {
    hits: [`${title}\n\nالنقاط الرئيسية:\n- تفتح الحديقة كل يوم\n- الدخول مجاني للجميع\n`],
    nearMisses: [withBody('النقاط الرئيسية:\n- تفتح الحديقة كل يوم\n- الدخول مجاني للجميع')],
  },
};

describe('lintArticle', () => {
  for (const [code, { hits, nearMisses }] of Object.entries(cases)) {
    for (const text of hits)
      it(`finds ${code} in ${JSON.stringify(excerpt(text))}`, async () => {
        expect(await codesOf(text)).to.deep.equal([code]);
      });
    for (const text of nearMisses)
      it(`finds nothing in ${JSON.stringify(excerpt(text))}, which only looks like ${code}`, async () => {
        expect(await codesOf(text)).to.deep.equal([]);
      });
  }

  it('names the line and the words', async () => {
    const [warning] = await lint(withBody('حضر الجميع.', 'وحضر نحو500 زائر.'));
    expect(warning).to.deep.equal({
      code: 'glued_number',
      message: 'رقم ملتصق بالكلمة قبله: «نحو500»؛ لعل الصواب «نحو 500».',
      line: 7,
    });
  });

  it('names every aggregator whose limits the headline exceeds, and its length', async () => {
    const [warning] = await lint(withTitle('أمطار غزيرة'));
    expect(warning?.message).to.equal(
      'طول العنوان بالأحرف 11، وهو خارج حدود: MSN (20–150)، Apple News (15–60).',
    );
  });

  it('speaks English in a channel of another language', async () => {
    const [warning] = await lint(withTitle('أمطار غزيرة'), englishChannel);
    expect(warning?.message).to.equal(
      'The headline has 11 characters, which is outside of what these take: MSN (20–150), Apple News (15–60).',
    );
  });

  it('leaves the placeholder alone that a channel has made a section of its own', async () => {
    const channel = {
      ...arabicChannel,
      sections: [{ slug: 'misc', label: 'منوعات', aliases: [] }],
    };
    expect(await lint(`${title}\nالقسم: منوعات\n\n${body}`, channel)).to.deep.equal([]);
  });

  it('leaves the habits of Persian and French alone', async () => {
    const persian = 'شهرداری بوستان جدید را در تهران افتتاح کرد و این بوستان برای مردم باز است';
    expect(await codesOf(`${persian}\n\nاین بوستان با 500 درخت است که در شهر افتتاح شد.`)).to.not.include(
      'persian_letters_left',
    );
    const french = 'La mairie ouvre le parc de la vallée aux visiteurs';
    expect(
      await codesOf(`${french}\n\nLe maire a dit : « le parc est ouvert » aux gens de la ville.`),
    ).to.deep.equal([]);
  });

  it('says one thing three times at most', async () => {
    const text = withBody(
      ...Array.from({ length: 9 }, (_, index) => `حضر المدير, وهو مهندس، لقاء ${index}.`),
    );
    expect(await codesOf(text)).to.deep.equal([
      'latin_punctuation',
      'latin_punctuation',
      'latin_punctuation',
    ]);
  });

  it('looks at articles of any format, tables and captions included', () => {
    const text = `${title}\nنحو500`;
    const article: Article = {
      format: 'docx',
      encoding: 'utf-8',
      language: 'ar',
      direction: 'rtl',
      title,
      titleOrigin: 'explicit',
      summary: body,
      authors: [],
      breaking: false,
      corrections: [],
      isSilent: false,
      tags: [],
      sections: [
        {
          kind: 'body',
          blocks: [
            { kind: 'paragraph', text: body },
            { kind: 'table', rows: [[{ text: 'نحو500', isHeader: false }]] },
            { kind: 'figure', media: 0, caption: 'مشهد من « الحديقة »' },
          ],
        },
      ],
      media: [{ address: 'garden.jpg' }],
      normalisation: { original: text, text, edits: [] },
      changes: [],
      warnings: [],
    };
    expect(lintArticle(article, arabicChannel).map(({ code, line }) => [code, line])).to.deep.equal([
      ['glued_number', 2],
      ['space_inside_quotes', undefined],
    ]);
  });

  it('never fails, and never changes the article, whatever is in it', async () => {
    const piece = fc.constantFrom(
      '«', '»', '"', '“', '(', ')', '[', ' ', '\n', '\n\n', 'نحو5', '٣', '3', 'ی', 'عاجل |', ' - العربية', 'في في', 'قال,', ':)', 'اقرأ أيضا:', '- ', 'X'); // biome-ignore format: a line is enough
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (parts) => {
        const text = `خبر ${parts.join('')}`;
        const article = await parseArticle(Buffer.from(text), {
          channel: arabicChannel,
          timeZone: 'Asia/Beirut',
        });
        const before = JSON.stringify(article);
        for (const { message } of lintArticle(article, arabicChannel)) expect(message).to.not.include('{}');
        expect(JSON.stringify(article)).to.equal(before);
      }),
      { numRuns: 500 },
    );
  });

  for (const mark of ['(', '«', '"قال" ', '« ', 'ی', '٣.', '1, ', 'عاجل | '])
    it(`takes a paragraph of 400,000 bytes of ${JSON.stringify(mark)} within two seconds`, async () => {
      const startedAt = performance.now();
      await lint(`خبر ${mark.repeat(Math.floor(400_000 / Buffer.byteLength(mark)))}`);
      expect(performance.now() - startedAt).to.be.below(2000);
    });
});

function excerpt(text: string): string {
  const shown = text.replace(title, '…').replace(body, '…').replace(/\s+/g, ' ').trim();
  return shown.length > 70 ? `${shown.slice(0, 70)}…` : shown;
}
