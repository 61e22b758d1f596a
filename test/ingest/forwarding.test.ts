import { expect } from 'chai';
import { composeHtml } from '../../src/ingest/compose-html.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { arabicChannel } from '../support/arabic-channel.ts';

const headline = 'حديقة نباتية جديدة على ضفاف بحيرة السدر';
const lead = 'افتتحت بلدية السدر حديقة نباتية تضم أربعمئة نوع من نباتات البادية.';
const last = 'وقال مدير الحديقة إن الدخول مجاني للتلاميذ.';
const html = `<p>${lead}</p>\n<p>${last}</p>`;

async function read(...lines: readonly string[]) {
  const article = await parseArticle(Buffer.from(lines.join('\n')), {
    channel: arabicChannel,
    timeZone: 'Asia/Beirut',
  });
  return {
    title: article.title,
    html: composeHtml(article, []),
    text: article.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => ('text' in block ? block.text : [])),
    ),
    warnings: article.warnings.map(({ code, line, message }) => [code, line, /«(.*)»/.exec(message)?.[1]]),
  };
}

describe('what a messenger adds', () => {
  const marks = [
    'Forwarded from قناة السدر الإخبارية',
    '[Forwarded from Sidr News]',
    'تم إعادة التوجيه من قناة السدر',
    'تمت إعادة التوجيه من: قناة السدر',
    'قناة السدر, [12/3/2026 10:22]',
    'Sidr News, [12.03.2026 10:22:05 AM]',
    'تم تحويلها',
    'تمت إعادة توجيهها عدة مرات',
    'Forwarded many times',
    '@sidr_news',
    '[ صورة ]',
    '<Media omitted>',
  ];
  for (const mark of marks) {
    it(`is taken off above the headline, with a warning: ${mark}`, async () => {
      const found = await read(mark, headline, '', lead, last);
      expect(found).to.deep.include({ title: headline, html });
      expect(found.warnings).to.deep.equal([['forwarding_left_out', 1, mark]]);
    });
  }

  const signs = [
    '[12/3/2026, 10:22] غرفة الأخبار:',
    '[10:22، 12/3/2026] غرفة الأخبار:',
    '[12/3/2026, 10:22:15 AM] +962 7 9000 0000:',
    '[١٢/٣/٢٠٢٦، ١٠:٢٢ ص] غرفة الأخبار:',
    '12/03/2026, 10:22 - غرفة الأخبار:',
    '12/03/2026، 10:22 م - غرفة الأخبار:',
  ];
  for (const sign of signs) {
    it(`is the sender's name on the first line or on each: ${sign}`, async () => {
      const once = await read(`${sign} ${headline}`, '', lead, last);
      expect(once).to.deep.include({ title: headline, html });
      expect(once.warnings).to.deep.equal([['forwarding_left_out', 1, sign]]);
      const each = await read(...[headline, lead, last].map((line) => `\u200E${sign} ${line}`));
      expect(each).to.deep.include({ title: headline, html });
      const alone = await read(sign, 'تم تحويلها', headline, lead, last);
      expect(alone).to.deep.include({ title: headline, html });
    });
  }

  it('is no talk of two people: that stays whole', async () => {
    const talk = ['[12/3/2026, 10:22] سامر: هل وصل الخبر؟', '[12/3/2026, 10:23] هند: نعم، وصل قبل قليل.'];
    const { text, warnings } = await read(headline, '', ...talk);
    expect(text.join('\n')).to.equal(talk.join('\n'));
    expect(warnings).to.deep.equal([]);
    const alone = await read(...talk);
    expect(alone.title + alone.html)
      .to.include('سامر')
      .and.include('هند');
  });

  const sentences = [
    'تم تحويلها إلى المستشفى المركزي بعد الحادث.',
    'تم إعادة التوجيه من جديد للرحلات المتأخرة، بحسب إدارة المطار التي أعلنت ذلك مساء أمس.',
    'وتم تحويلها',
    'عند الساعة 10:22 - قال شهود: سمعنا صوتا قويا.',
  ];
  for (const sentence of sentences) {
    it(`is no sentence: ${sentence}`, async () => {
      for (const lines of [
        [sentence, lead, last],
        [headline, '', lead, sentence, last],
      ]) {
        const { title, text, warnings } = await read(...lines);
        expect([title, ...text]).to.include(sentence);
        expect(warnings.filter(([code]) => code === 'forwarding_left_out')).to.deep.equal([]);
      }
    });
  }

  it('is the text itself where there is no other', async () => {
    expect((await read('تم تحويلها')).html).to.include('تم تحويلها');
  });
});

describe('what a mail program adds', () => {
  it('is the header, of which the subject stays as the headline', async () => {
    const header = [
      'From: أخبار السدر <desk@example.org>',
      'Sent: 12 March 2026 10:22',
      'To: desk@example.com',
    ];
    const found = await read(...header, `Subject: FW: ${headline}`, '', lead, last);
    expect(found).to.deep.include({ title: headline, html });
    expect(found.warnings.map(([code, line]) => [code, line])).to.deep.equal([['forwarding_left_out', 1]]);
    const again = await read(
      '---------- Forwarded message ---------',
      ...header,
      `Subject: ${headline}`,
      '',
      headline,
      '',
      lead,
      last,
    );
    expect(again).to.deep.include({ title: headline, html });
  });

  it('is the header in Arabic', async () => {
    const found = await read(
      'من: أخبار السدر',
      'إلى: التحرير',
      'الموضوع: إعادة توجيه: خبر الحديقة النباتية',
      '',
      lead,
      last,
    );
    expect(found).to.deep.include({ title: 'خبر الحديقة النباتية', html });
  });

  it('is the sign of quotation, where all is quoted', async () => {
    const found = await read(...[headline, '', lead, last].map((line) => `> ${line}`));
    expect(found).to.deep.include({ title: headline, html });
    expect(found.warnings).to.deep.equal([['forwarding_left_out', 1, '>']]);
  });

  it('is no line of an article that opens like a header, nor a sign of quotation among other lines', async () => {
    for (const line of [
      'من: البلدية إلى سكان السدر',
      'الموضوع: نقل السوق القديم إلى الميناء',
      '> كلام مقتبس من البيان',
    ]) {
      const { title, text } = await read(headline, '', line, last);
      expect(title).to.equal(headline);
      expect(text).to.include(line);
    }
  });
});

describe('signs of formatting in plain text', () => {
  it('make a headline and headings of lines with #', async () => {
    const found = await read(
      `# ${headline}`,
      lead,
      '## ماذا يقول سكان القرى المجاورة للبحيرة عن الحديقة',
      last,
    );
    expect(found.title).to.equal(headline);
    expect(found.html).to.include('<h2>ماذا يقول سكان القرى المجاورة للبحيرة عن الحديقة</h2>');
    expect(found.warnings).to.deep.equal([['signs_left_out', 1, `# ${headline}`]]);
  });

  it('make a whole line strong or emphasised', async () => {
    const found = await read(`*${headline}*`, '', lead, `*${last}*`, `_${last}_`, `*_${last}_*`);
    expect(found.title).to.equal(headline);
    expect(found.html).to.include(`<p><strong>${last}</strong></p>\n<p><em>${last}</em></p>`);
    expect(found.html).to.include(`<p><strong><em>${last}</em></strong></p>`);
  });

  it('stay inside a sentence, at the ends of different words, and with a hashtag', async () => {
    for (const line of [
      'وقال إن *الدخول* مجاني للتلاميذ.',
      '*الدخول* مجاني، و*الخروج* كذلك.',
      '*الدخول* مجاني أيام *الجمعة*',
      'سجل الملف باسم _sidr_ في الأرشيف.',
      '#السدر مدينة الحدائق كما يقول أهلها.',
      '2 * 3 * 4 مساحات مزروعة في الحديقة.',
      '***',
    ]) {
      const { html: found, warnings } = await read(headline, '', lead, line, last);
      if (line !== '***') expect(found.replace(/<\/?(?:span|bdi)[^>]*>/g, '')).to.include(`<p>${line}</p>`);
      expect(warnings.filter(([code]) => code === 'signs_left_out')).to.deep.equal([]);
    }
  });
});
