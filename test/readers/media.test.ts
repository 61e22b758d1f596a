import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { feedPath } from '../../src/domain/addresses.ts';
import { renderAtom } from '../../src/render/atom.ts';
import { renderJsonFeed } from '../../src/render/json-feed.ts';
import { renderItem } from '../../src/render/render-item.ts';
import { renderRss } from '../../src/render/rss.ts';
import { arabic, flood } from '../render/pages/samples.ts';
import { articleText, headline } from '../support/articles.ts';
import { type ServedDocument, serveDocuments } from '../support/documents-server.ts';
import { eventually } from '../support/eventually.ts';
import { checkJsonFeed } from '../support/json-feed.ts';
import { jpegFile, mp3File, pngFile } from '../support/media-files.ts';
import { type Program, startProgram } from '../support/program.ts';
import type { ReadItem } from '../support/reader.ts';
import { feedparser } from '../support/reader-feedparser.ts';
import { feedsmith } from '../support/reader-feedsmith.ts';
import { readersHere } from '../support/readers.ts';
import { parseStrictXml } from '../support/strict-xml.ts';

/** An item whose pictures have words of their own. */
function captioned(): Readonly<Record<string, ServedDocument>> {
  const picture = {
    address: `media/${'cd'.repeat(32)}.jpg`,
    type: 'image/jpeg',
    lengthBytes: 5,
    width: 4,
    height: 3,
    alt: 'وصف الصورة',
    caption: 'شرح الصورة',
    credit: 'عدسة المصور',
  };
  const item = { ...flood, media: [picture, { ...picture, address: `media/${'ef'.repeat(32)}.jpg` }] };
  const { site, channel } = arabic;
  const { rss, atom, json } = renderItem(site, channel, item);
  const snapshot = { ...arabic, items: [item] };
  return {
    '/rss': {
      mediaType: 'application/rss+xml',
      body: String(renderRss(snapshot, 'http://localhost/rss', [Buffer.from(rss)])),
    },
    '/atom': {
      mediaType: 'application/atom+xml',
      body: String(renderAtom(snapshot, 'http://localhost/atom', [Buffer.from(atom)])),
    },
    '/json': {
      mediaType: 'application/feed+json',
      body: String(renderJsonFeed(snapshot, 'http://localhost/json', [Buffer.from(json)])),
    },
  };
}

describe('media in readers', () => {
  const picture = pngFile(40, 30);
  const second = jpegFile(12, 34);
  const sound = mp3File(3000);
  let program: Program;

  before(async () => {
    program = await startProgram();
    const files = { 'مصور.png': picture, 'مصور-2.jpg': second, 'مسموع.mp3': sound, 'مسموع.png': picture };
    for (const [name, bytes] of Object.entries(files))
      writeFileSync(path.join(program.feedsDir, name), bytes);
    writeFileSync(path.join(program.feedsDir, 'مصور.txt'), articleText(1));
    writeFileSync(path.join(program.feedsDir, 'مسموع.txt'), articleText(2));
    await eventually('both articles', async () =>
      (await feedsmith.read(program.url + feedPath('json'))).items.length === 2 ? true : undefined,
    );
  });
  after(() => program.stop());

  const facts = (item: ReadItem | undefined) =>
    (item?.enclosures ?? []).map(({ type, lengthBytes }) => [type, lengthBytes]);
  const sizes = (item: ReadItem | undefined) =>
    (item?.pictures ?? []).map(({ width, height }) => [width, height]);

  for (const reader of [feedsmith, feedparser]) {
    for (const format of reader.formats) {
      const read = async (number: number) => {
        const { items } = await reader.read(program.url + feedPath(format));
        return items.find(({ title }) => title === headline(number));
      };

      it(`are enclosures with true type, length and size in ${reader.name}, ${format}`, async function () {
        if (reader.findFault() !== undefined) this.skip();
        const [pictured, spoken] = [await read(1), await read(2)];
        const first = [
          ['image/png', picture.length],
          ['image/jpeg', second.length],
        ];
        const both = [
          ['audio/mpeg', sound.length],
          ['image/png', picture.length],
        ];
        expect(facts(pictured)).to.deep.equal(format === 'rss' ? first.slice(0, 1) : first);
        expect(facts(spoken)).to.deep.equal(format === 'rss' ? both.slice(0, 1) : both);
        if (format !== 'json') {
          expect(sizes(pictured)).to.deep.equal([
            [40, 30],
            [12, 34],
          ]);
        }
        for (const { url, lengthBytes } of pictured?.enclosures ?? []) {
          const response = await fetch(url);
          expect((await response.arrayBuffer()).byteLength).to.equal(lengthBytes);
        }
      });
    }
  }

  for (const reader of readersHere()) {
    for (const format of reader.formats) {
      it(`are not taken for the title or the text of their item by ${reader.name}, ${format}`, async () => {
        const served = await serveDocuments(captioned());
        try {
          const { items } = await reader.read(`${served.url}/${format}`);
          expect(items.map(({ title }) => title)).to.deep.equal([flood.title]);
          expect(items[0]?.text).to.include('تعمل بلدية طرابلس مع');
        } finally {
          await served.close();
        }
      });
    }
  }

  it('leave the documents valid', async () => {
    const read = async (format: 'rss' | 'atom' | 'json') =>
      (await fetch(program.url + feedPath(format))).text();
    expect(parseStrictXml(await read('rss')).name).to.equal('rss');
    expect(parseStrictXml(await read('atom')).name).to.equal('feed');
    expect(checkJsonFeed(JSON.parse(await read('json')))).to.deep.equal([]);
  });
});
