import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../test/support/program.ts';
import { paragraph, run, styled, wordDocument } from '../test/support/word-document.ts';

/** One article in one format. */
export interface Sample {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

interface Story {
  readonly title: string;
  readonly author: string;
  readonly paragraphs: readonly string[];
  readonly points: readonly string[];
}

const stories = 24;
/** As most news articles have; 300 to 600 words. */
const paragraphsPerStory = 10;
const link = 'https://news.example/ar/report';

/** The same stories in each format that a newsroom hands in, of 300 to 600 words each, made of the shipped samples. */
export function articlesByFormat(): Readonly<Record<string, readonly Sample[]>> {
  const all = Array.from({ length: stories }, (_, number) => storyOf(number));
  const inFormat = (fileName: string, write: (story: Story) => string | Uint8Array) =>
    all.map((story) => ({ fileName, bytes: Buffer.from(write(story)) }));
  return {
    text: inFormat('خبر.txt', textOf),
    markdown: inFormat('a.md', markdownOf),
    html: inFormat('a.html', htmlOf),
    'html-page': inFormat('page.html', pageOf),
    docx: inFormat('a.docx', documentOf),
    ninjs: inFormat('a.json', ninjsOf),
    'json-feed-item': inFormat('b.json', feedItemOf),
    'news-article': inFormat('c.json', newsArticleOf),
  };
}

const pool = readdirSync(path.join(projectRoot, 'feeds'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.txt'))
  .toSorted()
  .flatMap((name) => readFileSync(path.join(projectRoot, 'feeds', name), 'utf8').split('\n'))
  .map((line) => line.trim())
  .filter((line) => line.length > 120 && line.endsWith('.'));

function storyOf(number: number): Story {
  const at = (index: number) => pool[(number * 7 + index) % pool.length] ?? '';
  return {
    title: `تقرير الصباح رقم ${number} عن أحوال المدينة`,
    author: 'نادين خوري',
    paragraphs: Array.from({ length: paragraphsPerStory }, (_, index) => at(index)),
    points: [11, 12, 13].map((index) => at(index).split(' ').slice(0, 9).join(' ')),
  };
}

function textOf({ title, author, paragraphs, points }: Story): string {
  const list = points.map((point) => `- ${point}`).join('\n');
  return `${title}\n\n${paragraphs.join('\n\n')}\n\nالنقاط الرئيسية\n${list}\n\nبقلم: ${author}\n`;
}

function markdownOf({ title, author, paragraphs, points }: Story): string {
  const list = points.map((point) => `- ${point}`).join('\n');
  return `---\ntitle: ${title}\nauthor: ${author}\n---\n\n${paragraphs.join('\n\n')}\n\n## النقاط الرئيسية\n\n${list}\n\n[التقرير](${link})\n`;
}

function bodyOf({ paragraphs, points }: Story): string {
  const list = points.map((point) => `<li>${point}</li>`).join('');
  return `${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}<h2>النقاط الرئيسية</h2><ul>${list}</ul><p><a href="${link}">التقرير</a></p>`;
}

function htmlOf(story: Story): string {
  return `<h1>${story.title}</h1>\n${bodyOf(story)}<p>بقلم: ${story.author}</p>`;
}

function pageOf(story: Story): string {
  const navigation = Array.from(
    { length: 12 },
    (_, index) => `<li><a href="/${index}">القسم ${index}</a></li>`,
  ).join('');
  return `<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${story.title}</title><meta property="og:title" content="${story.title}"><meta name="author" content="${story.author}"></head><body><nav><ul>${navigation}</ul></nav><main><article><h1>${story.title}</h1>${bodyOf(story)}</article></main><footer><ul>${navigation}</ul></footer></body></html>`;
}

function documentOf({ title, author, paragraphs, points }: Story): Uint8Array {
  const lines = [...paragraphs, 'النقاط الرئيسية', ...points.map((point) => `- ${point}`), `بقلم: ${author}`];
  return wordDocument(styled('a3', title) + lines.map((line) => paragraph(run(line))).join(''));
}

function ninjsOf(story: Story): string {
  return JSON.stringify({
    uri: 'tag:news.example,2026:1',
    standard: { name: 'ninjs', version: '2.1' },
    type: 'text',
    language: 'ar',
    headlines: [{ role: 'main', value: story.title }],
    bodies: [{ role: 'main', contenttype: 'text/html', value: bodyOf(story) }],
    by: story.author,
  });
}

function feedItemOf(story: Story): string {
  return JSON.stringify({
    id: '1',
    title: story.title,
    content_html: bodyOf(story),
    authors: [{ name: story.author }],
    date_published: '2026-11-20T08:00:00+02:00',
  });
}

function newsArticleOf(story: Story): string {
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: story.title,
    articleBody: story.paragraphs.join('\n\n'),
    author: { '@type': 'Person', name: story.author },
    datePublished: '2026-11-20T08:00:00+02:00',
  });
}
