import { expect } from 'chai';
import fc from 'fast-check';
import { allowedAttributes, allowedTags } from '../../src/ingest/allow-list.ts';
import { sanitize } from '../../src/ingest/sanitize.ts';
import { htmlTree, namesIn, writtenTree } from '../support/html-tree.ts';

const permitted = new Set(
  Object.keys(allowedTags).flatMap((tag) => [
    tag,
    ...[allowedAttributes['*'], allowedAttributes[tag]].flatMap((list) =>
      Object.keys(list ?? {}).map((name) => `${tag} ${name}`),
    ),
  ]),
);

/** What holds of everything that sanitize gives: one tree for all parsers, nothing foreign in it, and itself again. */
function expectSafe(html: string): string {
  const clean = sanitize(html);
  const tree = htmlTree(clean);
  expect(tree).to.deep.equal(writtenTree(clean));
  expect([...namesIn(tree)].filter((name) => !permitted.has(name))).to.deep.equal([]);
  expect(sanitize(clean)).to.equal(clean);
  return clean;
}

const ownPicture = `media/${'0123456789abcdef'.repeat(4)}.jpg`;

describe('sanitize', () => {
  const cases: readonly (readonly [title: string, before: string, after: string])[] = [
    [
      'keeps the markup of an article',
      '<h2>عنوان</h2><p>نص<br>وسطر <strong>مهم</strong></p><ul><li>بند</li></ul>',
      '<h2>عنوان</h2><p>نص<br>وسطر <strong>مهم</strong></p><ul><li>بند</li></ul>',
    ],
    [
      'keeps a table and gives its rows the body that a browser would',
      '<table><tr><th>المدينة</th><td>12<sup>م2</sup></td></tr></table>',
      '<table><tbody><tr><th>المدينة</th><td>12<sup>م2</sup></td></tr></tbody></table>',
    ],
    ['drops scripts with what is in them', '<p>نص<script>alert(1)</script></p>', '<p>نص</p>'],
    [
      'drops handlers, styles, classes and ids',
      '<p onclick="x()" style="color:red" class="a" id="b" data-x="1">نص</p>',
      '<p>نص</p>',
    ],
    ['drops links that run and keeps their text', '<a href="javascript:alert(1)">نص</a>', 'نص'],
    ['drops a link whose scheme is broken by controls', '<a href="jav&#9;a\u0001script:x">نص</a>', 'نص'],
    ['drops links that name no scheme', '<a href="//example.org/">نص</a><a href="/a">آخر</a>', 'نصآخر'],
    [
      'drops links that put a name before the host',
      '<a href="https://bank.example@example.org/">نص</a>',
      'نص',
    ],
    [
      'drops links to hosts whose names are none',
      '<a href="https://&quot;example.org/">نص</a><a href="https://خبر.example/">نص</a>',
      'نص<a href="https://xn--ngblk.example/">نص</a>',
    ],
    [
      'keeps links to the web and to people',
      '<a href="https://example.org/">نص</a><a href="mailto:a@example.org">نص</a>',
      '<a href="https://example.org/">نص</a><a href="mailto:a@example.org">نص</a>',
    ],
    [
      'writes an address as a browser reads it',
      '<a href=" HTTPS:\\\\example.org\\خبر ">نص</a>',
      '<a href="https://example.org/%D8%AE%D8%A8%D8%B1">نص</a>',
    ],
    [
      'keeps a right direction and language',
      '<span dir="LTR" lang="en">Nova</span>',
      '<span dir="ltr" lang="en">Nova</span>',
    ],
    ['drops a wrong direction and language', '<span dir="x&quot;" lang="a b">Nova</span>', 'Nova'],
    ['drops pictures inside data', '<img src="data:image/png;base64,AA" alt="صورة" />', ''],
    [
      'keeps a picture of the web and one of Nashra’s own',
      `<img src="https://example.org/a.jpg" alt="ميناء" width="640" height="x" srcset="b.jpg 2x"><img src="${ownPicture}">`,
      `<img src="https://example.org/a.jpg" alt="ميناء" width="640"><img src="${ownPicture}" alt="">`,
    ],
    ['drops pictures by a relative address', '<img src="media/a.jpg"><img src="../x.png">', ''],
    [
      'drops frames, forms and vector pictures',
      '<iframe src="https://example.org"></iframe><form><input></form><svg><p>نص</p></svg><p>نص</p>',
      '<p>نص</p>',
    ],
    ['ends a paragraph where a block begins', '<p>أول<div>ثانٍ</div></p>', '<p>أول</p><div>ثانٍ</div><p></p>'],
    [
      'leaves out a link inside a link',
      '<a href="https://a.example/">أ<a href="https://b.example/">ب</a></a>',
      '<a href="https://a.example/">أ</a><a href="https://b.example/">ب</a>',
    ],
    [
      'gives a cell to what stands loose in a table',
      '<table>نص</table>',
      '<table><tbody><tr><td>نص</td></tr></tbody></table>',
    ],
    [
      'drops control characters and halves of pairs',
      '<p>أ\u0000ب\u0007\uFFFE\uD800ج&#13;د</p>',
      '<p>أبج\nد</p>',
    ],
  ];
  for (const [title, before, after] of cases) {
    it(title, () => {
      expect(expectSafe(before)).to.equal(after);
    });
  }

  for (const picture of [
    '<img src="https://example.org/a.jpg" width="1" height="1">',
    '<img src="https://example.org/a.jpg" height=0>',
    '<img src="https://example.org/a.jpg" style="color: red; display : none">',
    '<img src="https://example.org/a.jpg" style="width:1px;height:1px">',
    '<img src="https://example.org/a.jpg" hidden>',
    '<img src="https://pixel.example.org/i?story=5">',
    '<img src="https://b.scorecardresearch.com/p?c1=2">',
    '<img src="https://www.facebook.com/tr?id=1&ev=PageView">',
    '<img src="http://feeds.feedburner.com/~r/nashra/~4/x">',
    '<img src="https://example.org/assets/1x1.gif">',
    '<img src="https://example.org/img/spacer.gif">',
  ])
    it(`drops the tracking pixel ${picture}`, () => {
      expect(expectSafe(`<p>قبل ${picture}بعد</p>`)).to.equal('<p>قبل بعد</p>');
    });

  for (const src of [
    'https://example.org/track-and-field.jpg',
    'https://tracking.example.org/photos/race.jpg',
    'https://example.org/pixel-art-museum.png',
    'https://counter-news.example/a.png',
    'https://example.org/1x1-football.webp',
  ])
    it(`keeps the picture ${src}`, () => {
      expect(expectSafe(`<img src="${src}" width="100%">`)).to.equal(`<img src="${src}" alt="">`);
    });
});

describe('the allow list', () => {
  it('has a reason for every tag and attribute', () => {
    const reasons = [allowedTags, ...Object.values(allowedAttributes)].flatMap((list) =>
      Object.entries(list),
    );
    expect(reasons.length).to.be.above(24);
    expect(reasons.filter(([, reason]) => reason.trim().split(/\s+/).length < 3)).to.deep.equal([]);
  });

  it('names attributes only of tags that it allows', () => {
    const foreign = Object.keys(allowedAttributes).filter((tag) => tag !== '*' && !(tag in allowedTags));
    expect(foreign).to.deep.equal([]);
  });

  it('holds nothing that loads, runs, frames, posts or restyles', () => {
    const never =
      'script style svg math iframe object embed form input textarea option select xmp noscript template base link meta audio video';
    expect(never.split(' ').filter((tag) => tag in allowedTags)).to.deep.equal([]);
    const names = Object.values(allowedAttributes).flatMap((list) => Object.keys(list));
    expect(
      names.filter((name) => /^(?:on|style|class|id|name|srcset|target|action|xmlns)/.test(name)),
    ).to.deep.equal([]);
  });
});

describe('what sanitize gives', () => {
  const names =
    'p h2 h3 ul ol li blockquote a strong em sub sup br figure img figcaption table thead tbody tr th td div span b i u s font center svg math mi mtext annotation-xml foreignObject desc title template noscript noembed noframes style script textarea select option xmp plaintext iframe form button input body html head frameset caption colgroup col tfoot dl dt dd pre listing nobr ruby rt marquee image isindex main o:p'.split(
      ' ',
    );
  const attribute = fc.constantFrom(
    ' href="https://example.org/"',
    " href='javascript:alert(1)'",
    ' src=https://example.org/a.jpg',
    ' dir=rtl',
    ' lang="ar"',
    ' dir="x"',
    ' onerror=alert(1)',
    ' style="position:fixed"',
    ' id=x name=y',
    ' /',
    ' alt="&quot;><script>"',
    ' =x',
    ' "',
    ' a=`',
  );
  const piece = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.constantFrom(...names), fc.array(attribute, { maxLength: 2 }))
        .map(([name, list]) => `<${name}${list.join('')}>`),
    },
    { weight: 4, arbitrary: fc.constantFrom(...names).map((name) => `</${name}>`) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'نص',
        ' ',
        '\n',
        'Nova',
        '&',
        '&lt;',
        '&amp;lt;script&amp;gt;',
        '&#0;',
        '&#13;',
        '&#x80;',
        '\u0000',
        '<',
        '>',
        '"',
        "'",
        '\uD800',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '<!--',
        '-->',
        '--!>',
        '<![CDATA[',
        ']]>',
        '<!',
        '<?',
        '</',
        '<a href="',
        '<!doctype html>',
        '<!--[if gte mso 9]>',
        '<![endif]-->',
      ),
    },
  );
  const markup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

  it('is one tree for a second parser, within the list, and the same again, whatever came in', () => {
    fc.assert(
      fc.property(markup, (html) => void expectSafe(html)),
      { numRuns: 3000 },
    );
  });

  it('is the same for text without markup, character by character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expectSafe(text);
      }),
      { numRuns: 500 },
    );
  });

  const heavy: Readonly<Record<string, string>> = {
    '100,000 nested inline tags': '<b>'.repeat(100_000),
    '100,000 nested allowed tags': `${'<div>'.repeat(100_000)}نص${'</div>'.repeat(100_000)}`,
    '100,000 nested lists': '<ul><li>'.repeat(50_000),
    '100,000 nested tables': '<table><tr><td>'.repeat(33_000),
    '100,000 paragraphs that nobody closed': '<p>نص'.repeat(100_000),
    'end tags that close nothing, in the deep': `${'<b>'.repeat(50_000)}${'</i>نص'.repeat(100_000)}`,
    'one paragraph of 2 MB': `<p>${'كلمة '.repeat(220_000)}</p>`,
    '400,000 ampersands': '&'.repeat(400_000),
    '400,000 opening signs': '<'.repeat(400_000),
    '200,000 comments that nobody closed': '<!--'.repeat(200_000),
    '100,000 vector pictures': '<svg>'.repeat(100_000),
    '100,000 noscripts': '<noscript>'.repeat(100_000),
    '400,000 attributes': `<p ${'a=b '.repeat(400_000)}>نص`,
    'a link of 2 MB': `<a href="https://example.org/${'a'.repeat(2_000_000)}">نص</a>`,
    'a style of 2 MB': `<img src="https://example.org/a.jpg" style="${' '.repeat(2_000_000)}x">`,
  };
  for (const [title, html] of Object.entries(heavy))
    it(`comes within two seconds for ${title}`, function () {
      this.timeout(20_000);
      const startedAt = performance.now();
      const clean = sanitize(html);
      expect(performance.now() - startedAt).to.be.below(2000);
      expect(htmlTree(clean)).to.deep.equal(writtenTree(clean));
    });
});
