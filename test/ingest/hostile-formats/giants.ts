import { deflateRawSync } from 'node:zlib';
import type { Random } from '../../crash/random.ts';
import { paragraph, run, styled, wordDocument } from '../../support/word-document.ts';

/** As large as an article may be, or small and meant to become large; each takes as long as anything can. */
export interface Giant {
  readonly name: string;
  readonly fileName: string;
  readonly make: (random: Random) => Buffer;
}

const twoMebibytes = 2 * 1024 * 1024;
const sentence = 'قال المدير، في الحفل، إن المكتبة العامة (وهي الأولى) مفتوحة للجميع. ';

/** Units up to the largest size that is read. */
function filled(unit: string, before = '', after = ''): Buffer {
  const room = twoMebibytes - Buffer.byteLength(before) - Buffer.byteLength(after);
  return Buffer.from(before + unit.repeat(Math.floor(room / Buffer.byteLength(unit))) + after);
}

/** Units up to the longest text that is taken. */
function longest(unit: string, before: string): Buffer {
  return Buffer.from(before + unit.repeat(Math.floor(490_000 / unit.length)));
}

function nested(name: string, depth: number): string {
  return `<${name}>`.repeat(depth) + sentence + `</${name}>`.repeat(depth);
}

const inlineTags = ['b', 'i', 'span', 'a href="https://example.org"', 'sub', 'font'];
const blockTags = [
  'div',
  'p',
  'blockquote',
  'ul><li',
  'ol><li',
  'table><tr><td',
  'section',
  'h2',
  'figure',
  'pre',
];
const fillers = ['ك', 'کی', ' ', '.', 'ـ', '8', 'َ', 'ۖ ', '﴿', '- ', ')', '(', 'خلفية) ', '\u200B', '\r', 'ﷲ', 'ا\u0653', 'Ø§Ù„', '🔴', '#a,', '«', '"', ',', ':', '=', '*', '_', '`', '[', '![', '|', '>', '&', '&amp;', '<', '</p>', '<b', '<!--', '--- ', '\uFEFF', '\u202E', '\uD83D']; // biome-ignore format: data
const lineFillers = ['سطر قصير\n', '- بند\n', '1. بند\n', 'المصدر: رويترز\n', '> اقتباس\n', '    رمز\n', '| أ | ب |\n', '# عنوان\n', 'أ\n', '***\n', '[a]: b\n', 'key: value\n', '<p>نص</p>\n', '\t\n', '- a: &x [*x]\n']; // biome-ignore format: data

const text = (name: string, fileName: string, make: Giant['make']): Giant => ({ name, fileName, make });
const json = (name: string, make: (random: Random) => string): Giant =>
  text(name, 'a.json', (random) => Buffer.from(make(random)));

/** Entity by entity ten times the one before; nothing may ever expand them. */
const entityBomb = `<!DOCTYPE x [<!ENTITY a0 "بقلم">${Array.from({ length: 12 }, (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`).join('')}]>`;
const aliasBomb = Array.from(
  { length: 20 },
  (_, index) =>
    `a${index}: &a${index} [${index === 0 ? 'نص' : Array.from({ length: 9 }, () => `*a${index - 1}`).join(', ')}]`,
).join('\n');

export const giants: readonly Giant[] = [
  text('one paragraph of 2 MiB', 'a.txt', () => filled(sentence)),
  text('one filler to 2 MiB', 'a.txt', (random) => filled(random.pick(fillers), 'خبر ', ' كلمة')),
  text('two fillers to 2 MiB', 'a.txt', (random) => filled(random.pick(fillers) + random.pick(fillers), 'خبر ', ' كلمة')),
  text('lines to 2 MiB', 'a.txt', (random) => filled(random.pick(lineFillers), 'عنوان\n\n')),
  text('Markdown of fillers to 2 MiB', 'a.md', (random) => filled(random.pick(fillers) + random.pick(fillers), '# خبر\n\n')),
  text('Markdown of lines to 2 MiB', 'a.md', (random) => filled(random.pick(lineFillers) + random.pick(lineFillers), '# خبر\n\n')),
  text('Markdown nested deep', 'a.md', (random) => filled(random.pick(['> ', '- ', '[', '**a ', '1. ', '  - '].map((unit) => unit)), '', sentence)),
  text('YAML aliases', 'a.md', () => Buffer.from(`---\n${aliasBomb}\ntitle: *a19\n---\n${sentence}`)),
  text('YAML nested deep', 'a.md', (random) => Buffer.from(`---\ntitle: ${random.pick(['[', '{a: ', '- ', '? ', '"', '!!map ', '&a '].map((unit) => unit)).repeat(100_000)}\n---\n${sentence}`)),
  text('YAML of 2 MiB', 'a.md', (random) => filled(random.pick(['a: b\n', 'tags: [أ]\n', '- a\n', 'k: |\n  نص\n', '# \n']), '---\n', `---\n${sentence}`)),
  text('HTML of fillers to 2 MiB', 'a.html', (random) => filled(random.pick(fillers) + random.pick(fillers), '<p>خبر ', '</p>')),
  text('100,000 nested tags', 'a.html', (random) => Buffer.from(`<p>خبر</p>${nested(random.pick([...inlineTags, ...blockTags]), 100_000)}`)),
  text('900 nested tags', 'a.html', (random) => Buffer.from(`<p>خبر</p>${nested(random.pick([...inlineTags, ...blockTags]), 450)}`)),
  text('tags that are never closed', 'a.html', (random) => filled(`<${random.pick([...inlineTags, ...blockTags])}>أ`, '<p>خبر</p>')),
  text('tags that are never opened', 'a.html', (random) => filled(`</${random.pick(['p', 'b', 'div', 'table', 'a'])}>أ`, '<p>خبر</p>')),
  text('tags over many lines', 'a.html', (random) => longest('<br>أ', `<p>${`<${random.pick(inlineTags)}>`.repeat(random.pick([50, 300, 900]))}`)),
  text('the longest text of one filler', 'a.txt', (random) => longest(random.pick(fillers), 'خبر ')),
  text('the longest text of two fillers', 'a.txt', (random) => longest(random.pick(fillers) + random.pick(fillers), 'خبر ')),
  text('the longest Markdown of two fillers', 'a.md', (random) => longest(random.pick(fillers) + random.pick(fillers), '# خبر\n\nنص ')),
  text('the longest HTML of two fillers', 'a.html', (random) => longest(random.pick(fillers) + random.pick(fillers), '<p>خبر ')),
  text('a page of 2 MiB', 'a.html', (random) => filled(random.pick([`<p>${sentence}</p>`, `<div><p>${sentence}</p></div>`, `<a href="/">${sentence}</a>`, '<br>', '<td>أ', '<img src="https://example.org/a.jpg">']), '<!DOCTYPE html><html><body><article>', '</article></body></html>')),
  text('a page nested deep', 'a.html', (random) => Buffer.from(`<!DOCTYPE html><html><body>${nested(random.pick([...inlineTags, ...blockTags]), 20_000)}</body></html>`)),
  text('attributes to 2 MiB', 'a.html', (random) => filled(` a${random.between(0, 9)}="x"`, '<p', `>${sentence}</p>`)),
  text('an entity bomb', 'a.html', () => Buffer.from(`${entityBomb}<html><body><p>${sentence}&a12;</p></body></html>`)),
  text('an entity bomb in a feed', 'a.xml', () => Buffer.from(`<?xml version="1.0"?>${entityBomb}<rss version="2.0"><channel><title>&a12;</title><item><title>&a12;</title><description>${sentence}</description></item></channel></rss>`)),
  text('a feed of 2 MiB', 'a.xml', (random) => filled(random.pick([`<item><title>خبر</title><description>${sentence}</description></item>`, '<item/>', '<item>', '<category>أ</category>']), '<?xml version="1.0"?><rss version="2.0"><channel><title>نشرة</title>', '</channel></rss>')),
  text('a feed nested deep', 'a.xml', () => Buffer.from(`<rss version="2.0"><channel>${'<item>'.repeat(100_000)}`)),
  json('JSON nested deep', (random) => random.pick(['[', '{"a":']).repeat(200_000)),
  json('JSON nested deep, and closed', () => `{"@type":"NewsArticle","headline":"خبر","articleBody":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  json('a graph nested deep', () => `{"@context":"https://schema.org","@graph":${'[{"@graph":'.repeat(50_000)}[]${'}]'.repeat(50_000)}}`),
  json('JSON of 2 MiB', (random) => filled(random.pick(['{"a":1},', '"أ",', '1,', '[],']), '{"@type":"NewsArticle","headline":"خبر","keywords":[', '1]}').toString()),
  json('a body of 2 MiB in JSON', () => JSON.stringify({ id: '1', title: 'خبر', content_html: filled(`<p>${sentence}</p>`).toString().slice(0, 900_000) })),
  json('100,000 keys', () => `{"headline":"خبر",${Array.from({ length: 100_000 }, (_, index) => `"k${index}":1`).join(',')}}`),
  text('a zip bomb', 'a.docx', () => wordDocument(paragraph(run('أ'.repeat(60_000_000 / 2))))),
  text('a zip bomb that lies about its size', 'a.docx', () => lying(wordDocument(paragraph(run('أ'.repeat(20_000_000)))))),
  text('a zip bomb of a picture', 'a.docx', () => wordDocument(paragraph(run(sentence)), { 'word/media/image1.png': Buffer.alloc(100_000_000) })),
  text('a document of many parts', 'a.docx', () => wordDocument(paragraph(run(sentence)), Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`word/p${index}.xml`, 'x'])))),
  text('a document of many paragraphs', 'a.docx', (random) => wordDocument(random.pick([paragraph(run('أ')), styled('1', 'أ'), '<w:p/>', `<w:tbl><w:tr><w:tc>${paragraph(run('أ'))}</w:tc></w:tr></w:tbl>`]).repeat(random.pick([5_000, 20_000])))),
  text('a document nested deep', 'a.docx', (random) => wordDocument(nestedWord(random.pick(['w:tbl><w:tr><w:tc', 'w:sdt><w:sdtContent', 'w:ins', 'w:p', 'mc:AlternateContent><mc:Choice']), random.pick([300, 10_000])))),
  text('an entity bomb in a document', 'a.docx', () => wordDocument(paragraph(run('أ')), { 'word/document.xml': `<?xml version="1.0"?>${entityBomb}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a12;</w:t></w:r></w:p></w:body></w:document>` })),
  text('an archive inside an archive', 'a.docx', () => wordDocument(paragraph(run(sentence)), { 'word/document.xml': deflateRawSync(Buffer.alloc(10_000_000)) })),
]; // biome-ignore format: one case a line

function nestedWord(opening: string, depth: number): string {
  const names = opening.split('><');
  const closing = names
    .toReversed()
    .map((name) => `</${name}>`)
    .join('');
  return `<${opening}>`.repeat(depth) + paragraph(run(sentence)) + closing.repeat(depth);
}

/** Says of every entry that it is small. */
function lying(archive: Buffer): Buffer {
  const copy = Buffer.from(archive);
  for (
    let at = copy.indexOf('PK\x01\x02', 0, 'latin1');
    at >= 0;
    at = copy.indexOf('PK\x01\x02', at + 4, 'latin1')
  )
    copy.writeUInt32LE(Math.min(1000, copy.readUInt32LE(at + 24)), at + 24);
  return copy;
}
