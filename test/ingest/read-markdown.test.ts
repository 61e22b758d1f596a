import { expect } from 'chai';
import { NashraError } from '../../src/domain/errors.ts';
import { readMarkdown } from '../../src/ingest/read-markdown.ts';

const read = (text: string) => readMarkdown(text, 'ar');

function refusalOf(text: string): NashraError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof NashraError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('Markdown', () => {
  it('without front matter is an article', () => {
    const { html, facts, media, warnings } = read(
      '# مكتبة متنقلة\n\nوصلت **الحافلة** إلى [القرية](https://example.org/a).\n\n- كتب\n- قصص\n',
    );
    expect(html).to.equal(
      '<h1>مكتبة متنقلة</h1>\n<p>وصلت <strong>الحافلة</strong> إلى <a href="https://example.org/a">القرية</a>.</p>\n<ul>\n<li>كتب</li>\n<li>قصص</li>\n</ul>\n',
    );
    expect([facts, media, warnings]).to.deep.equal([{}, [], []]);
  });

  const kept: readonly (readonly [what: string, text: string, html: string])[] = [
    [
      'quotation marks, dashes and dots as typed',
      'قال "نعم" -- ثم... (c)',
      '<p>قال &quot;نعم&quot; -- ثم... (c)</p>\n',
    ],
    ['an indented paragraph', '    بدأت الجولة صباحًا.', '<p>بدأت الجولة صباحًا.</p>\n'],
    ['a hashtag', '#عاجل هزة', '<p>#عاجل هزة</p>\n'],
    ['the lines of a poem', 'قفا نقرأ\\\nمن أول السطر', '<p>قفا نقرأ<br>\nمن أول السطر</p>\n'],
    [
      'a year that opens a paragraph',
      '1985. كان عامًا طيبًا.',
      '<div>\n<div>\n<p>1985. كان عامًا طيبًا.</p>\n</div>\n</div>\n',
    ],
    ['a list that goes on', '3. ثالثًا\n4. رابعًا', '<ol start="3">\n<li>ثالثًا</li>\n<li>رابعًا</li>\n</ol>\n'],
    [
      'an address with its scheme as a link',
      'في https://example.org/ب و example.com',
      '<p>في <a href="https://example.org/%D8%A8">https://example.org/ب</a> و example.com</p>\n',
    ],
    ['HTML for the sanitizer', 'سطر<br>آخر', '<p>سطر<br>آخر</p>\n'],
    ['less than', '5 < 7 و<كلمة>', '<p>5 &lt; 7 و&lt;كلمة&gt;</p>\n'],
    ['no link that runs', '[اضغط](javascript:alert(1))', '<p>[اضغط](javascript:alert(1))</p>\n'],
    [
      'a table',
      '| المدينة | الحرارة |\n|---|---|\n| صنعاء | 20 |',
      '<table>\n<thead>\n<tr>\n<th>المدينة</th>\n<th>الحرارة</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>صنعاء</td>\n<td>20</td>\n</tr>\n</tbody>\n</table>\n',
    ],
  ];
  for (const [what, text, html] of kept) it(`keeps ${what}`, () => expect(read(text).html).to.equal(html));

  it('takes a long paragraph over a rule for a paragraph', () => {
    expect(read(`${'كلمة '.repeat(40)}\n---\nنص`).html).to.match(/^<p>كلمة/);
    expect(read('عنوان\n---\nنص').html).to.match(/^<h2>عنوان/);
  });

  const hostile: readonly (readonly [string, string])[] = [
    ['brackets', '['.repeat(2_000_000)],
    ['19,000 brackets', '['.repeat(19_000)],
    ['19,000 stars', '*ك '.repeat(19_000)],
    ['19,000 links cut off', '[ك]('.repeat(9000)],
    [
      '19,000 ticks of every length',
      Array.from({ length: 190 }, (_, index) => `${'`'.repeat(index + 1)} `).join(''),
    ],
    ['quotations inside quotations', '> '.repeat(900_000)],
    ['lists inside lists', '- '.repeat(900_000)],
    ['one paragraph of 2 MiB', 'كلمة من الخبر '.repeat(80_000)],
    ['19,000 lines of a list', '- بند\n'.repeat(19_000)],
    ['a numbered list of 19,000', '30. بند\n'.repeat(19_000)],
    ['numbered lists inside lists', `${'30. '.repeat(3000)}بند`],
    ['19,000 numbered lists', '30. بند\n\n<!---->\n\n'.repeat(4500)],
    ['addresses', 'https://a.b/ '.repeat(100_000)],
    ['19,000 comments cut off', '<!--'.repeat(19_000)],
    ['front matter of blank lines', `---\n${'\n'.repeat(60_000)}x`],
    ['front matter that never ends', `---\nالعنوان: ${'ك'.repeat(2_000_000)}`],
    ['front matter of brackets', `---\nالوسوم: ${'['.repeat(60_000)}\n---\nنص`],
  ];
  for (const [what, text] of hostile)
    it(`is answered within two seconds: ${what}`, () => {
      const start = process.cpuUsage();
      try {
        read(text);
      } catch (error) {
        if (!(error instanceof NashraError)) throw error;
      }
      expect(process.cpuUsage(start).user / 1000).to.be.below(2000);
    });
});

describe('Markdown beyond measure', () => {
  for (const [what, sign] of [
    ['character references', '&amp;'],
    ['escapes', '\\#'],
    ['brackets', '['],
  ] as const)
    it(`is refused unread: ${what}, one more than 20,000`, () => {
      expect(refusalOf(`خبر ${sign.repeat(20_001)}`).code).to.equal('text_malformed');
      expect(read(`خبر ${sign.repeat(5_000)}`).html).to.match(/^<p>خبر /);
    });
});

describe('Markdown of quotation marks', () => {
  it('is refused unread where there are more than a hundred thousand', () => {
    expect(refusalOf(`خبر ${'" '.repeat(100_001)}`).code).to.equal('text_malformed');
    expect(read(`خبر ${'" '.repeat(5_000)}`).html).to.match(/^<p>خبر /);
  });
});

describe('front matter', () => {
  it('has facts under Arabic and English names, each as it was written', () => {
    const { facts, media, html, warnings } = read(
      '---\nالعنوان: "مكتبة: على الطريق"\ndate: 2026-11-15\nالكاتب: نادين خوري، سليم حداد\nالقسم: ثقافة\n' +
        'الوسوم:\n  - كتب\n  - "#قرى"\nالملخص: >\n  سطر أول\n  وثانٍ\nالمصدر: وكالة نوارس\nاللغة: ar\nالمعرف: 007\n' +
        'الصورة: صورة.jpg\nعاجل: نعم\n---\nنص الخبر.\n',
    );
    expect(facts).to.deep.equal({
      title: 'مكتبة: على الطريق',
      published: '2026-11-15',
      authors: ['نادين خوري', 'سليم حداد'],
      section: 'ثقافة',
      tags: ['كتب', 'قرى'],
      summary: 'سطر أول وثانٍ',
      source: 'وكالة نوارس',
      language: 'ar',
      id: '007',
      breaking: true,
    });
    expect(media).to.deep.equal([{ address: 'صورة.jpg' }]);
    expect([html, warnings]).to.deep.equal(['<p>نص الخبر.</p>\n', []]);
  });

  it('warns of a name that it does not know, with its line', () => {
    const { warnings } = read('---\ntitle: خبر\nمزاج: طيب\nlayout: post\n---\nنص');
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include({ code: 'front_matter_key_unknown', line: 3 });
    expect(warnings[0]?.message).to.include('مزاج');
  });

  const nearMisses = [
    '---\nفقرة بين خطين\n---\nنص',
    '---\n\nنص الخبر: وصلت الحافلة',
    'نص\n---\ntitle: خبر\n---\n',
    '---\n- بند: أول\n---\nنص',
    '---\nوقال:سطر\n---\n',
  ];
  for (const text of nearMisses)
    it(`is not found in ${JSON.stringify(text)}`, () => expect(read(text).facts).to.deep.equal({}));

  const refused: readonly (readonly [what: string, text: string, line: number, words: RegExp])[] = [
    ['a colon in a value', '---\nالعنوان: خبر: عاجل\n---\n', 2, /علامتي تنصيص/],
    ['a name that stands twice', '---\ntitle: أ\ntitle: ب\n---\n', 3, /YAML/],
    ['references', '---\na: &a [س]\ntags: *a\n---\n', 2, /إحالات/],
    ['a bomb of references', '---\na: &a [x,x]\nb: &b [*a,*a]\ntags: [*b,*b]\n---\n', 2, /إحالات/],
    ['a type that would run', '---\ntitle: !!js/function "x"\n---\n', 2, /وسم نوع/],
    ['a list for a title', '---\nsource: أ\nالعنوان: [أ, ب]\n---\n', 3, /«العنوان».*نصًا واحدًا/],
    ['a list inside a list of tags', '---\ntags: [[أ]]\n---\n', 2, /«tags».*قائمة/],
    ['neither yes nor no', '---\nعاجل: ربما\n---\n', 2, /«عاجل»/],
  ];
  for (const [what, text, line, words] of refused)
    it(`is refused for ${what}`, () => {
      const error = refusalOf(text);
      expect([error.code, error.line]).to.deep.equal(['front_matter_invalid', line]);
      expect(error.message).to.match(words);
    });

  it('keeps a draft from being published', () => {
    expect(refusalOf('---\ntitle: خبر\nمسودة: نعم\n---\nنص')).to.include({ code: 'article_draft', line: 3 });
    expect(read('---\ntitle: خبر\ndraft: false\n---\nنص').facts).to.deep.equal({ title: 'خبر' });
  });
});
