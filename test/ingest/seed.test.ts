import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { checkReport } from '../../src/ingest/report.ts';
import { arabicChannel } from '../support/arabic-channel.ts';

/** The article of the newsroom that asked for Nashra; it is theirs and lies outside the project. */
const seed = new URL('../../../shared/seed/article.txt', import.meta.url);

describe('the newsroom’s own article', () => {
  it('comes out exactly as its reference says (ARABIC.md §0)', async function () {
    if (!existsSync(seed)) {
      console.log(`      skipped: ${seed.pathname} is not on this machine`);
      this.skip();
    }
    const article = await parseArticle(readFileSync(seed), {
      channel: arabicChannel,
      timeZone: 'Asia/Beirut',
    });
    const report = checkReport({ status: 'accepted', article }) as Record<string, unknown>;
    const sections = report.sections as {
      kind: string;
      heading: string;
      paragraphs?: string[];
      items?: string[];
    }[];

    expect(report).to.include({
      title: 'بوتين يؤكد التطور الإيجابي للعلاقات الروسية ـ الإيرانية',
      titleOrigin: 'derived',
      publishedAt: null,
      section: 'آسيا والباسيفيك',
      source: 'إيران برس',
      dateline: null,
      breaking: false,
      language: 'ar',
      direction: 'rtl',
    });
    expect(report.authors).to.deep.equal(['manouchehr mahdavi']);
    expect(report.keyPoints).to.have.length(6);
    expect(
      sections.map(({ kind, heading, paragraphs, items }) => [kind, heading, (paragraphs ?? items)?.length]),
    ).to.deep.equal([
      ['body', 'تفاصيل الخبر', 7],
      ['keyPoints', 'النقاط الرئيسية', 6],
      ['analysis', 'نظرة أعمق', 1],
    ]);
    expect(report.changes).to.deep.equal([
      { rule: 'digit_glue', count: 1, examples: ['وبنسبة8% → وبنسبة 8%'] },
    ]);
  });

  it('keeps every word in its order', async function () {
    if (!existsSync(seed)) this.skip();
    const text = readFileSync(seed, 'utf8');
    const article = await parseArticle(Buffer.from(text), {
      channel: arabicChannel,
      timeZone: 'Asia/Beirut',
    });
    const report = checkReport({ status: 'accepted', article }) as unknown as { text: string };
    const body = text
      .slice(text.indexOf('تفاصيل'), text.lastIndexOf('\n'))
      .replaceAll(/(?<=الخبر|الرئيسية|أعمق)\)/g, '');
    expect(words(report.text)).to.deep.equal(words(body.replace('وبنسبة8%', 'وبنسبة 8%')));
  });
});

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
