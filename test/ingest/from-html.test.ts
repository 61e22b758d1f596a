import { expect } from 'chai';
import { manuscriptFromHtml } from '../../src/ingest/from-html.ts';

const read = (html: string, baseUrl?: string) =>
  manuscriptFromHtml({ html, facts: {}, media: [], ...(baseUrl === undefined ? {} : { baseUrl }) });
const lines = (html: string) => {
  const { text, roles } = read(html);
  return roles.map(({ start, end, role }) => [text.slice(start, end), role.kind]);
};

describe('HTML as a manuscript', () => {
  it('is one line a paragraph, with an empty one between', () => {
    expect(read('<p>الفقرة   الأولى\n هنا</p><div>والثانية</div>ذيل').text.trim()).to.equal(
      'الفقرة الأولى هنا\n\nوالثانية\n\nذيل',
    );
  });

  it('keeps the breaks of a poem together, and takes two for the end of a paragraph', () => {
    expect(lines('<p>قفا نبك<br>من ذكرى<br><br>فقرة وحدها</p>')).to.deep.equal([
      ['قفا نبك', 'paragraph'],
      ['من ذكرى', 'paragraph'],
    ]);
  });

  it('knows headings, items, quotations and cells', () => {
    const html =
      '<h2>عنوان</h2><ul><li>بند <p>وتتمته</p></li></ul><blockquote>قول</blockquote>' +
      '<table><tr><th>سنة</th><th>عدد</th></tr><tr><td>١</td><td>٢</td></tr></table>';
    expect(lines(html)).to.deep.equal([
      ['عنوان', 'heading'],
      ['بند', 'item'],
      ['وتتمته', 'item'],
      ['قول', 'quote'],
      ['سنة', 'cell'],
      ['عدد', 'cell'],
      ['١', 'cell'],
      ['٢', 'cell'],
    ]);
  });

  it('takes tables that only lay out a page for what they hold', () => {
    expect(
      lines('<table><tr><td>عمود</td><td><table><tr><td>نص</td></tr></table></td></tr></table>'),
    ).to.deep.equal([]);
  });

  it('marks stress and links over exactly their words', () => {
    const { text, marks } = read(
      '<p>قال <b>الوزير </b>في <a href="/بيان">بيان <i>له</i></a>.</p>',
      'https://news.example/',
    );
    expect(marks.map(({ kind, start, end }) => [kind, text.slice(start, end)])).to.deep.equal([
      ['strong', 'الوزير'],
      ['link', 'بيان له'],
      ['em', 'له'],
    ]);
    expect(marks[1]).to.include({ href: 'https://news.example/%D8%A8%D9%8A%D8%A7%D9%86' });
  });

  it('links nowhere but to the web and to mail', () => {
    for (const href of [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      '//',
      'file:///etc/passwd',
    ])
      expect(read(`<p><a href="${href}">كلمة</a></p>`).marks, href).to.deep.equal([]);
  });

  it('shows a picture with its caption where it stands, and no counter', () => {
    const { text, roles, media } = read(
      '<p>قبل<img src="https://news.example/a.jpg" alt="نهر" width="640" height="480">بعد</p>' +
        '<figure><img src="b.jpg"><figcaption>تعليق <b>طويل</b></figcaption></figure><img src="https://count.example/1.gif" width="1" height="1">',
    );
    expect(media).to.deep.equal([
      { address: 'https://news.example/a.jpg', alt: 'نهر', width: 640, height: 480 },
      { address: 'b.jpg' },
    ]);
    expect(roles.map(({ start, end, role }) => [text.slice(start, end), role])).to.deep.equal([
      ['￼', { kind: 'figure', media: 0 }],
      ['￼ تعليق طويل', { kind: 'figure', media: 1 }],
    ]);
    expect(text.replaceAll(/\s+/g, ' ').trim()).to.equal('قبل ￼ بعد ￼ تعليق طويل');
  });

  it('takes pictures that came inside, and those that a page loads late', () => {
    const { media } = read(
      '<img src="data:image/png;base64,iVBORw0KGgo="><img src="data:image/gif;base64,R0lGODlh" data-src="https://news.example/late.jpg">',
    );
    expect(media).to.deep.equal([
      { type: 'image/png', bytes: Buffer.from('iVBORw0KGgo=', 'base64') },
      { address: 'https://news.example/late.jpg' },
    ]);
  });

  it('leaves out scripts, styles, frames, forms and what is hidden', () => {
    const html =
      '<script>أ</script><style>ب</style><iframe>ت</iframe><select><option>ث</option></select><svg><text>ج</text></svg>' +
      '<p hidden>ح</p><p style="color:red; DISPLAY : none">خ</p><template><p>د</p></template><p>نص</p>';
    expect(read(html).text.trim()).to.equal('نص');
  });

  it('counts the items of an ordered list, also behind a list inside it', () => {
    const { roles } = read('<ol><li>أ</li><li>ب<ul><li>داخل</li></ul></li><li>ج</li></ol>');
    const numbers = roles.map(({ role }) => (role.kind === 'item' && role.ordered ? role.number : role.kind));
    expect(numbers).to.deep.equal([1, 2, 'item', 3]);
  });

  it('answers 100,000 nested, unclosed and stray tags at once', () => {
    for (const tags of ['<div>', '<b>', '<ul><li>', '<table><tr><td>']) {
      const start = performance.now();
      expect(read(`${tags.repeat(100_000)}نص`).text.trim(), tags).to.equal('نص');
      expect(performance.now() - start).to.be.below(2000);
    }
    expect(read(`${'</p></b>'.repeat(100_000)}نص`).text.trim()).to.equal('نص');
    expect(read(`${'<p>'.repeat(100_000)}نص`).text.trim()).to.equal('نص');
  });
});
