import path from 'node:path';
import { expect } from 'chai';
import type { FeedFormat } from '../../src/domain/addresses.ts';
import type { Newsroom } from '../../src/newsroom.ts';
import { correctItem, withdrawItem } from '../../src/publish/change-item.ts';
import { articleText } from '../support/articles.ts';
import { checkAtom, checkXml, missingCheckers } from '../support/check-documents.ts';
import { configWith, openFilled } from '../support/filled-newsroom.ts';
import { checkJsonFeed } from '../support/json-feed.ts';
import { type Program, projectRoot, startProgram } from '../support/program.ts';
import type { ReadItem } from '../support/reader.ts';
import { feedparser } from '../support/reader-feedparser.ts';
import { feedsmith } from '../support/reader-feedsmith.ts';
import { request } from '../support/request.ts';
import { parseStrictXml, type XmlElement } from '../support/strict-xml.ts';

const fileNames: Readonly<Record<FeedFormat, string>> = {
  rss: 'feed.xml',
  atom: 'atom.xml',
  json: 'feed.json',
};
const author = encodeURIComponent('سلمى-عبد-الرحمن');
const words = encodeURIComponent('الاهالي');

/** Every kind of document of a channel, and how many stories it holds. */
const kinds: readonly (readonly [kind: string, address: (file: string) => string, stories: number])[] = [
  ['the site', (file) => `/${file}`, 50],
  ['a channel', (file) => `/ar/${file}`, 50],
  ['a channel from left to right', (file) => `/en/${file}`, 2],
  ['a channel without stories', (file) => `/empty/${file}`, 0],
  ['a section', (file) => `/ar/sections/culture/${file}`, 50],
  ['a section without stories', (file) => `/ar/sections/society/${file}`, 0],
  ['an author', (file) => `/ar/authors/${author}/${file}`, 50],
  ['a tag', (file) => `/ar/tags/${encodeURIComponent('تراث')}/${file}`, 50],
  ['an agency', (file) => `/ar/sources/${encodeURIComponent('وكالة-نوارس')}/${file}`, 50],
  ['a search', (file) => `/ar/${file}?q=${words}`, 50],
  ['a search without finds', (file) => `/ar/${file}?q=${encodeURIComponent('قزحية')}`, 0],
  ['a combination', (file) => `/ar/${file}?author=${author}&limit=10&section=culture`, 10],
  ['key points', (file) => `/ar/points/${file}`, 50],
  ['headlines', (file) => `/ar/headlines/${file}`, 50],
  ['the profile msn', (file) => `/ar/msn/${file}`, 29],
  ['the profile flipboard', (file) => `/ar/flipboard/${file}`, 30],
  ['the profile fulltext', (file) => `/ar/fulltext/${file}`, 50],
];
const withFacts = (number: number) =>
  `---\nauthor: سلمى عبد الرحمن\nsection: ثقافة\nsource: وكالة نوارس\ntags: [تراث، بحر]\n---\n${articleText(number)}`;
const english = (number: number) =>
  `Harbour ${number} opens its old gate\n\nThe harbour opened its gate on Monday, and people of the town came to see it.\n`;
const stories = 118;

async function fill(newsroom: Newsroom): Promise<void> {
  const accept = async (channelId: string, number: number, text: string) => {
    const channel = newsroom.site.channels.find(({ id }) => id === channelId)!;
    const incoming = { channel, bytes: Buffer.from(text), path: `${channelId}/${number}.txt` };
    return (await newsroom.accept({ ...incoming, findSha256: async () => undefined })).item;
  };
  const keys: string[] = [];
  for (let number = 1; number <= stories; number += 1)
    keys.push((await accept('ar', number, withFacts(number))).key);
  for (const number of [1, 2]) await accept('en', number, english(number));
  for (const index of [3, stories - 4]) await withdrawItem(newsroom, keys[index]!, 'لم يثبت الخبر.');
  await correctItem(newsroom, keys[stories - 2]!, 'عدد المتطوعين في النسخة الأولى لم يكن صحيحا.');
}

describe('every kind of feed document', () => {
  let program: Program;

  before(async function () {
    this.timeout(180_000);
    const settings = { title: 'Harbour News', description: 'News of the harbour.', language: 'en' };
    const empty = { ...settings, title: 'نشرة جديدة', description: 'ستبدأ غدا.', language: 'ar' };
    const configDir = configWith({ en: settings, empty });
    const { databaseUrl } = await openFilled(configDir, fill);
    const samples = path.join(projectRoot, 'feeds');
    program = await startProgram({ databaseUrl, samples, env: { CONFIG_DIR: configDir } });
  });
  after(() => program.stop());

  const read = async (address: string) => {
    const { status, text } = await request(program.url + address);
    expect(status, decodeURIComponent(address)).to.equal(200);
    return text;
  };
  const readAll = (format: FeedFormat) =>
    Promise.all(kinds.map(([, address]) => read(address(fileNames[format]))));
  /** Of a document of Atom or RSS, where the one before it stands. */
  const archiveBefore = (document: string) => {
    const link = linksOf(parseStrictXml(document)).find(({ rel }) => rel === 'prev-archive');
    return link?.href?.slice(program.url.length);
  };
  const readArchives = async (format: 'rss' | 'atom') => {
    const archives: string[] = [];
    let next = archiveBefore(await read(`/${fileNames[format]}`));
    while (next !== undefined) {
      const archive = await read(next);
      archives.push(archive);
      next = archiveBefore(archive);
    }
    expect(archives.length).to.be.within(2, 3);
    return archives;
  };

  for (const missing of missingCheckers())
    it(`is not checked here: the Debian package ${missing} is not installed`);

  it('is well-formed to libxml2, as RSS and as Atom', async function () {
    if (missingCheckers().includes('libxml2-utils')) return this.skip();
    for (const format of ['rss', 'atom'] as const)
      expect(checkXml([...(await readAll(format)), ...(await readArchives(format))])).to.equal('');
  });

  it('is valid by the grammar of RFC 4287', async function () {
    if (missingCheckers().includes('jing')) return this.skip();
    const documents = [...(await readAll('atom')), ...(await readArchives('atom'))];
    expect(documents.some((document) => document.includes('<at:deleted-entry '))).to.equal(true);
    expect(checkAtom(documents)).to.equal('');
  });

  it('has text in every entry of Atom (RFC 4287 §4.1.1.1)', async () => {
    for (const document of [...(await readAll('atom')), ...(await readArchives('atom'))]) {
      const entries = parseStrictXml(document).children.filter(({ name }) => name === 'entry');
      const texts = entries.map(({ children }) =>
        children.filter(({ name }) => name === 'summary' || name === 'content').map(({ text }) => text),
      );
      expect(texts.filter((found) => found.join('').trim() === '')).to.deep.equal([]);
    }
  });

  it('is a JSON Feed 1.1', async () => {
    for (const document of await readAll('json'))
      expect(checkJsonFeed(JSON.parse(document))).to.deep.equal([]);
  });

  it('links to the address that it was fetched from', async () => {
    for (const [kind, address] of kinds) {
      for (const format of ['rss', 'atom'] as const) {
        const asked = address(fileNames[format]);
        const self = linksOf(parseStrictXml(await read(asked))).filter(({ rel }) => rel === 'self');
        expect(
          self.map(({ href }) => href),
          kind,
        ).to.deep.equal([program.url + asked]);
      }
      const json = address(fileNames.json);
      expect(JSON.parse(await read(json)).feed_url, kind).to.equal(program.url + json);
    }
  });

  for (const reader of [feedsmith, feedparser]) {
    for (const format of reader.formats) {
      it(`is read whole, in its own direction, by ${reader.name}, ${format}`, async function () {
        this.timeout(180_000);
        const fault = reader.findFault();
        if (fault !== undefined && process.env.CI === 'true') throw new Error(fault);
        if (fault !== undefined) return this.skip();
        await Promise.all(
          kinds.map(async ([kind, address, count]) => {
            const { items } = await reader.read(program.url + address(fileNames[format]));
            expect(items, kind).to.have.length(count);
            const direction = kind.endsWith('left to right')
              ? (['ltr', 'en'] as const)
              : (['rtl', 'ar'] as const);
            for (const item of items) expectDirection(item, kind, direction);
          }),
        );
      });
    }
  }
});

function linksOf(element: XmlElement): readonly Readonly<Record<string, string>>[] {
  const feed = element.name === 'rss' ? element.children[0]! : element;
  return feed.children.flatMap(({ name, uri, attributes }) =>
    name === 'link' && uri === 'http://www.w3.org/2005/Atom' ? [attributes] : [],
  );
}

function expectDirection(
  { title, html }: ReadItem,
  kind: string,
  [dir, lang]: readonly [string, string],
): void {
  if (kind === 'headlines') return;
  expect(html, `${kind}: ${title}`).to.match(
    new RegExp(`^<div (?:dir="${dir}" lang="${lang}"|lang="${lang}" dir="${dir}")>`),
  );
}
