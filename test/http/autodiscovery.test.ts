import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { attribute, byTag, elementsOf } from '../render/pages/dom.ts';
import { eventually } from '../support/eventually.ts';
import { type Program, startProgram } from '../support/program.ts';
import { request } from '../support/request.ts';
import { getChild, parseStrictXml } from '../support/strict-xml.ts';

const story = `العنوان: مرصد جديد للمياه في الوادي
القسم: ثقافة
الكاتب: سلمى عبد الرحمن
المصدر: وكالة الوادي
الوسوم: مياه الوادي

افتتح الأهالي مرصدا صغيرا للمياه في الوادي، وقالوا إنه سيعمل طوال العام.
`;

describe('the feeds that a page announces', () => {
  let program: Program;
  let itemPath: string;
  const asBrowser = { Accept: 'text/html' };

  const elementsAt = async (where: string) =>
    elementsOf((await request(program.url + where, { headers: asBrowser })).text);
  const announcedAt = async (where: string) =>
    byTag(await elementsAt(where), 'link')
      .filter((link) => attribute(link, 'rel') === 'alternate')
      .map((link) => ({ type: attribute(link, 'type')!, url: attribute(link, 'href')! }));
  const isOurs = (url: string) => url.startsWith(`${program.url}/`);

  before(async () => {
    program = await startProgram();
    writeFileSync(path.join(program.feedsDir, 'story.txt'), story);
    itemPath = await eventually('story', async () => {
      const { items } = JSON.parse((await request(`${program.url}/feed.json`)).text);
      return items[0]?.url.slice(program.url.length);
    });
  });
  after(() => program.stop());

  const pages: Readonly<Record<string, readonly string[]>> = {
    '/': ['/'],
    '/ar/': ['/'],
    '/nothing': ['/'],
    '/ar/sections/culture/': ['/ar/sections/culture/', '/'],
    '/ar/authors/سلمى-عبد-الرحمن/': ['/ar/authors/سلمى-عبد-الرحمن/', '/'],
    '/ar/sources/وكالة-الوادي/': ['/ar/sources/وكالة-الوادي/', '/'],
    '/ar/tags/مياه-الوادي/': ['/ar/tags/مياه-الوادي/', '/'],
    item: ['/', '/ar/sections/culture/', '/ar/authors/سلمى-عبد-الرحمن/'],
  };

  for (const [page, folders] of Object.entries(pages)) {
    it(`on ${page} are its own, in every format, and are there`, async () => {
      const announced = await announcedAt(page === 'item' ? itemPath : encodeURI(page));
      expect(announced.map(({ url }) => decodeURI(url))).to.deep.equal(
        folders.flatMap((folder) =>
          ['feed.xml', 'atom.xml', 'feed.json'].map((file) => program.url + folder + file),
        ),
      );
      for (const { type, url } of announced) {
        const { status, headers, text } = await request(url);
        expect([status, headers['content-type']], url).to.deep.equal([200, `${type}; charset=utf-8`]);
        expect(text, url).to.include('مرصد جديد للمياه');
      }
    });
  }

  it('are in the subscription list too, those of desks without a story among them', async () => {
    const opml = parseStrictXml((await request(`${program.url}/opml.xml`)).text);
    const [channel] = getChild(opml, 'body').children;
    for (const { attributes } of channel!.children) {
      const { status, headers } = await request(attributes.xmlUrl!);
      expect([status, headers['content-type']]).to.deep.equal([200, 'application/rss+xml; charset=utf-8']);
      expect((await request(attributes.htmlUrl!)).status).to.equal(200);
    }
  });

  it('stand beside links that lead somewhere, from whatever the article names', async () => {
    for (const page of [itemPath, '/ar/', '/ar/sections/culture/']) {
      const links = byTag(await elementsAt(page), 'a').flatMap((link) => attribute(link, 'href') ?? []);
      const ours = links.filter(isOurs);
      expect(ours.length).to.be.above(4);
      for (const url of new Set(ours)) expect((await request(url)).status, url).to.equal(200);
    }
  });
});
