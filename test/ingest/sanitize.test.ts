import { expect } from 'chai';
import { sanitize } from '../../src/ingest/sanitize.ts';

describe('sanitize', () => {
  const cases: readonly (readonly [title: string, before: string, after: string])[] = [
    [
      'keeps the markup of an article',
      '<h2>عنوان</h2><p>نص<br>وسطر</p><ul><li>بند</li></ul>',
      '<h2>عنوان</h2><p>نص<br>وسطر</p><ul><li>بند</li></ul>',
    ],
    ['drops scripts with what is in them', '<p>نص<script>alert(1)</script></p>', '<p>نص</p>'],
    [
      'drops handlers, styles and classes',
      '<p onclick="x()" style="color:red" class="a">نص</p>',
      '<p>نص</p>',
    ],
    ['drops links that run', '<a href="javascript:alert(1)">نص</a>', '<a>نص</a>'],
    [
      'keeps links to the web and to people',
      '<a href="https://example.org/">نص</a><a href="mailto:a@example.org">نص</a>',
      '<a href="https://example.org/">نص</a><a href="mailto:a@example.org">نص</a>',
    ],
    [
      'keeps a right direction and language',
      '<span dir="ltr" lang="en">Nova</span>',
      '<span dir="ltr" lang="en">Nova</span>',
    ],
    [
      'drops a wrong direction and language',
      '<span dir="x&quot;" lang="a b">Nova</span>',
      '<span>Nova</span>',
    ],
    ['drops pictures inside data', '<img src="data:image/png;base64,AA" alt="صورة" />', '<img alt="صورة" />'],
    [
      'drops frames, forms and vector pictures',
      '<iframe src="https://example.org"></iframe><form><input></form><svg><p>نص</p></svg>',
      '<p>نص</p>',
    ],
  ];
  for (const [title, before, after] of cases) {
    it(title, () => {
      expect(sanitize(before)).to.equal(after);
    });
  }
});
