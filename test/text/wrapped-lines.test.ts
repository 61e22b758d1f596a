import { expect } from 'chai';
import fc from 'fast-check';
import { normalise } from '../../src/text/normalise.ts';

const page = (text: string, off: Parameters<typeof normalise>[2] = []) => normalise(text, 'ar', off, 'page');

const paragraphs = [
  'افتتحت بلدية مدينة الزهراء صباح أمس مكتبة عامة جديدة تضم أكثر من عشرين ألف كتاب في حي الورود. وحضر الحفل مئات السكان الذين انتظروا المشروع سنوات طويلة. وقالت مديرة المكتبة سعاد الحلبي إن القاعات ستبقى مفتوحة حتى منتصف الليل طوال أيام الأسبوع.',
  'وتضم المكتبة قاعة للأطفال وأخرى للخرائط القديمة التي جمعها بحارة المدينة في القرن الماضي. وتعتزم البلدية تنظيم دروس مسائية في القراءة والخط العربي ابتداء من الشهر المقبل. ويشرف على الدروس متطوعون من طلاب الجامعة ومعلمون متقاعدون من أبناء الحي.',
  'وكان المشروع قد تأخر عامين بسبب نقص التمويل قبل أن تتبرع جمعية محلية بالمبلغ الباقي. وبلغت كلفة البناء ثلاثة ملايين دينار بحسب بيان البلدية. وتنوي المدينة افتتاح فرعين آخرين في السنة المقبلة.',
];

/** Broken where the next word would not fit. */
function wrap(paragraph: string, width: number): string {
  const lines: string[] = [];
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

/** As letters of print have it, whose widths differ. */
function wrapAsPrinted(paragraph: string, width: number): string {
  const widthOf = (text: string) =>
    [...text].reduce((sum, letter) => sum + (/[ا.،لرزدذوأإ ]/.test(letter) ? 0.8 : 1.15), 0);
  const lines: string[] = [];
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || widthOf(`${last} ${word}`) > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

describe('lines broken at the width of a page', () => {
  for (const width of [56, 64, 72, 80, 96, 110]) {
    it(`are joined to their paragraphs, at ${width} letters`, () => {
      const twice = [...paragraphs, ...paragraphs];
      const { text, changes } = page(twice.map((one) => wrap(one, width)).join('\n\n'));
      expect(text).to.equal(twice.join('\n\n'));
      expect(changes.map(({ rule }) => rule)).to.deep.equal(['wrapped_lines']);
    });
  }

  it('are joined where only a short line ends a paragraph', () => {
    const { text } = page(paragraphs.map((one) => wrap(one, 72)).join('\n'));
    expect(text.replaceAll('\n', ' ')).to.equal(paragraphs.join(' '));
    expect(text.split('\n').length).to.be.within(3, 6);
    for (const line of text.split('\n')) expect(line).to.match(/\.$/);
  });

  it('are joined where letters of print have widths of their own', () => {
    const twice = [...paragraphs, ...paragraphs];
    expect(page(twice.map((one) => wrapAsPrinted(one, 70)).join('\n\n')).text).to.equal(twice.join('\n\n'));
  });

  it('are joined without counting the marks on letters', () => {
    const marked = paragraphs.map((one) => one.replaceAll('المكتبة', 'المَكتَبَة'));
    const wrapped = paragraphs.map((one) => wrap(one, 72).replaceAll('المكتبة', 'المَكتَبَة'));
    expect(page(wrapped.join('\n\n')).text).to.equal(marked.join('\n\n'));
  });

  it('go on across pages, whose numbers are dropped', () => {
    const lines = paragraphs
      .map((one) => wrap(one, 72))
      .join('\n\n')
      .split('\n');
    for (const [first, second] of [
      ['- 1 -', '- 2 -'],
      ['صفحة 1 من 3', 'صفحة 2 من 3'],
      ['٧', '٨'],
    ]) {
      const paged = [...lines.slice(0, 2), '', first, '', ...lines.slice(2, 6), second, ...lines.slice(6)];
      const { text, changes } = page(paged.join('\n'));
      expect(text).to.equal(paragraphs.join('\n\n'));
      expect(changes.map(({ rule, count }) => [rule, rule === 'page_numbers' ? count : 0])).to.deep.equal([
        ['page_numbers', 2],
        ['wrapped_lines', 0],
      ]);
    }
  });

  it('keep what is no line of a paragraph: headlines, items, verses', () => {
    const items = ['- ثلاثة ملايين دينار كلفة البناء', '- عشرون ألف كتاب', '- فرعان آخران'].join('\n');
    const whole = [
      'مكتبة عامة تفتح أبوابها',
      wrap(paragraphs[0]!, 72),
      items,
      wrap(paragraphs[1]!, 72),
      wrap(paragraphs[2]!, 72),
    ];
    const { text } = page(whole.join('\n\n'));
    expect(text).to.equal(
      ['مكتبة عامة تفتح أبوابها', paragraphs[0], items, paragraphs[1], paragraphs[2]].join('\n\n'),
    );
  });

  it('stay when the newsroom switches the rule off, and where the format says what a line is', () => {
    const wrapped = paragraphs.map((one) => wrap(one, 72)).join('\n\n');
    expect(page(wrapped, ['wrapped_lines']).text).to.equal(wrapped);
    expect(normalise(wrapped, 'ar').text).to.equal(wrapped);
  });

  const near: Readonly<Record<string, string>> = {
    'paragraphs of one line': paragraphs.join('\n'),
    'one wrapped paragraph alone, which proves nothing': wrap(paragraphs[2]!, 72),
    'short briefs, a line each': [
      'أعلنت وزارة النقل فتح الطريق الساحلي بعد أعمال صيانة دامت شهرين.',
      'قررت جامعة المدينة تأجيل الامتحانات أسبوعا بسبب العاصفة الثلجية.',
      'وصل منتخب الكرة الطائرة إلى العاصمة استعدادا للبطولة الإقليمية.',
      'بدأت بلدية الميناء توزيع حاويات فرز النفايات على أحياء الشاطئ.',
      'افتتح متحف البحر قاعة للسفن القديمة. وتستقبل القاعة زوارها مجانا.',
      'أقر مجلس المدينة موازنة العام المقبل. وبلغت النفقات مئة مليون.',
      'أطلقت جمعية القراء حملة لجمع الكتب. وتستمر الحملة حتى الربيع.',
      'نظم نادي الدراجات سباقا بين القرى. وشارك فيه مئتا متسابق.',
    ].join('\n'),
    'key points without full stops': [
      'افتتاح مكتبة عامة جديدة في حي الورود بعد تأخر دام عامين كاملين',
      'القاعات مفتوحة حتى منتصف الليل طوال أيام الأسبوع بحسب المديرة',
      'دروس مسائية في القراءة والخط العربي ابتداء من الشهر المقبل',
      'جمعية محلية تتبرع بالمبلغ الباقي لاستكمال أعمال البناء والفرش',
      'كلفة البناء ثلاثة ملايين دينار بحسب بيان نشرته بلدية المدينة',
      'فرعان آخران في السنة المقبلة بعد دراسة حاجات الأحياء الشمالية',
      'متطوعون من طلاب الجامعة يشرفون على الدروس مع معلمين متقاعدين',
    ].join('\n'),
    'verses with questions in them': Array.from(
      { length: 10 },
      () => 'أين البيوت التي كانت منازلنا؟ أين القوافل والأصحاب والسمر',
    ).join('\n'),
    'a table of results': Array.from({ length: 9 }, (_, index) => `نادي الساحل ${index} نادي الجبل 2`).join(
      '\n',
    ),
  };
  for (const [title, text] of Object.entries(near)) {
    it(`are not seen in ${title}`, () => {
      expect(page(text)).to.deep.include({ text, changes: [] });
    });
  }

  it('leave numbers alone in a text of paragraphs', () => {
    const text = `${paragraphs[0]}\n\n- 3 -\n\n${paragraphs[1]}\n\n12\n\n${paragraphs[2]}`;
    expect(page(text).text).to.equal(text);
  });

  const sentence = fc.tuple(
    fc.array(
      fc.constantFrom(
        'قالت',
        'الوزارة',
        'في',
        'بيان',
        'الـــوزارة',
        'علی',
        'ﻻ',
        'بنسبة8%',
        '﴿ قل ﴾',
        '12',
        '«نعم»',
        'مَدْرَسَة',
        'x',
      ),
      {
        minLength: 4,
        maxLength: 16,
      },
    ),
    fc.constantFrom('.', '.', ' .', '؟', ':', '', '،'),
  );
  const wrapped = fc
    .tuple(
      fc.array(fc.array(sentence, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 50, max: 125 }),
      fc.constantFrom(
        '\n',
        '\n\n',
        '\n- 2 -\n',
        '\n\n3\n\n',
        '\n٤\n',
        '\n• ',
        '\n   صدر البيت\t\tعجز البيت\n',
      ),
    )
    .map(([all, width, between]) =>
      all.map((one) => wrap(one.map(([words, end]) => words.join(' ') + end).join(' '), width)).join(between),
    );

  it('are joined once and for all, and every join is an edit', () => {
    let joined = 0;
    fc.assert(
      fc.property(wrapped, (text) => {
        const once = page(text);
        expect(page(once.text).text).to.equal(once.text);
        joined += once.changes.filter(({ rule }) => rule === 'wrapped_lines').length;
        let rebuilt = '';
        let from = 0;
        let to = 0;
        for (const { originalStart, originalEnd, start, end } of once.edits) {
          if (originalStart > from) rebuilt += text.slice(from, originalStart);
          if (end > Math.max(start, to)) rebuilt += once.text.slice(Math.max(start, to), end);
          from = Math.max(from, originalEnd);
          to = Math.max(to, end);
        }
        expect(rebuilt + text.slice(from)).to.equal(once.text);
      }),
      { numRuns: 800 },
    );
    expect(joined).to.be.above(5);
  });
});
