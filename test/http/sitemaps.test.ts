import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { articleText, headline } from '../support/articles.ts';
import { eventually } from '../support/eventually.ts';
import { type Program, projectRoot, startProgram } from '../support/program.ts';
import { request } from '../support/request.ts';
import { getChild, parseStrictXml } from '../support/strict-xml.ts';

describe('sitemaps over HTTP', () => {
  let program: Program;
  const get = (where: string, headers = {}, method = 'GET') =>
    request(program.url + where, { method, headers });
  const locsOf = async (where: string) =>
    parseStrictXml((await get(where)).text).children.map((entry) =>
      getChild(entry, 'loc').text.slice(program.url.length),
    );
  const fresh = () => path.join(program.feedsDir, 'ar/fresh.txt');
  const newsTitles = async () =>
    parseStrictXml((await get('/ar/news-sitemap.xml')).text).children.map(
      (entry) => getChild(getChild(entry, 'news'), 'title').text,
    );

  before(async () => {
    program = await startProgram({ samples: path.join(projectRoot, 'feeds') });
    writeFileSync(fresh(), articleText(1));
    await eventually('fresh story', async () =>
      (await newsTitles()).includes(headline(1)) ? true : undefined,
    );
  });
  after(() => program.stop());

  it('are found from robots.txt, and every address in them is there', async () => {
    const robots = (await get('/robots.txt')).text;
    const named = Array.from(robots.matchAll(/^Sitemap: (.*)$/gm), ([, url]) =>
      url!.slice(program.url.length),
    );
    expect(named).to.deep.equal(['/sitemap.xml', '/ar/news-sitemap.xml']);
    const sitemaps = await locsOf('/sitemap.xml');
    expect(sitemaps).to.deep.equal(['/sitemap-pages.xml', '/ar/sitemap-0.xml']);
    const pages = (await Promise.all(sitemaps.map(locsOf))).flat();
    expect(pages).to.include.members(['/', '/ar/', '/ar/sections/culture/']);
    expect(new Set(pages).size).to.equal(pages.length);
    for (const page of pages) {
      const { status, headers } = await get(page);
      expect([status, headers['content-type']], page).to.deep.equal([200, 'text/html; charset=utf-8']);
      expect(headers.link).to.include(`<${program.url}${page}>; rel="canonical"`);
    }
  });

  for (const where of ['/sitemap.xml', '/sitemap-pages.xml', '/ar/sitemap-0.xml', '/ar/news-sitemap.xml']) {
    it(`${where} is XML in UTF-8, prepared in every coding, with validators`, async () => {
      const codings = ['identity', 'gzip', 'br'];
      const answers = await Promise.all(codings.map((coding) => get(where, { 'Accept-Encoding': coding })));
      expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
      for (const [index, { status, headers }] of answers.entries()) {
        expect(status).to.equal(200);
        expect(headers['content-type']).to.equal('application/xml; charset=utf-8');
        expect(headers['content-encoding'] ?? 'identity').to.equal(codings[index]);
        expect(headers.vary).to.equal('Accept-Encoding');
        const again = { 'Accept-Encoding': codings[index], 'If-None-Match': String(headers.etag) };
        expect((await get(where, again)).status).to.equal(304);
      }
      const head = await get(where, {}, 'HEAD');
      expect([head.status, head.bytes.length]).to.deep.equal([200, 0]);
      const posted = await get(where, {}, 'POST');
      expect([posted.status, posted.headers.allow]).to.deep.equal([405, 'GET, HEAD']);
    });
  }

  it('have no other numbers, and no other way to write one', async () => {
    for (const where of [
      '/ar/sitemap-1.xml',
      '/ar/sitemap-00.xml',
      '/ar/sitemap--1.xml',
      '/ar/sitemap-99999999999999999999.xml',
      '/ar/sitemap-.xml',
      '/ar/sitemap-0.xml/',
      '/fa/sitemap-0.xml',
      '/fa/news-sitemap.xml',
      '/news-sitemap.xml',
    ])
      expect((await get(where)).status, where).to.equal(404);
  });

  it('lose a story that is withdrawn, all at once', async () => {
    const isListed = async () => (await newsTitles()).includes(headline(1));
    expect(await isListed()).to.equal(true);
    const key = (await locsOf('/ar/sitemap-0.xml')).at(-1)!.split('/')[2]!;
    writeFileSync(fresh(), `سبب السحب: لم يثبت الخبر\n${articleText(1)}`);
    await eventually('news without it', async () => ((await isListed()) ? undefined : true));
    expect((await get(`/ar/${key}`)).status).to.equal(410);
    expect((await locsOf('/ar/sitemap-0.xml')).join()).not.to.include(key);
    rmSync(fresh());
  });
});
