import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { Newsroom } from '../../../src/newsroom.ts';
import { correctItem, withdrawItem } from '../../../src/publish/change-item.ts';
import type { HeaderRule } from '../../../src/publish/export/header-rules.ts';
import { getNamed } from '../../../src/publish/find-named.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/program.ts';
import { request } from '../../support/request.ts';
import { type RunningNashra, startNashra, storyText } from '../../support/running-nashra.ts';
import {
  type ExportedNewsroom,
  openExportedNewsroom,
  pathOfFile,
  readTree,
  storyFiles,
} from '../../support/static-export.ts';

describe('what is exported for a static host', function () {
  this.timeout(600_000);

  let newsroom: ExportedNewsroom;
  let server: RunningNashra;
  let out: string;
  const publicFolder = () => path.join(out, 'public');

  before(async () => {
    newsroom = await openExportedNewsroom();
    await newsroom.take({ ...storyFiles('ar', 1, 52), ...storyFiles('sport', 1, 4) });
    server = await startNashra(newsroom);
    server.clock.now = new Date(Date.now() + 5000);
    out = path.join(temporaryFolder(), 'out');
    await newsroom.exportTo(out);
  });
  after(() => server.close());

  const isCoded = (file: string) => /\.(?:gz|br)$/.test(file);

  /** Each file that is not what the server sends, in any of the codings. */
  async function findDifferences(codings: readonly string[] = ['identity']): Promise<readonly string[]> {
    const files = readTree(publicFolder());
    const differing: string[] = [];
    for (const [file, bytes] of files) {
      if (isCoded(file)) continue;
      const accepts = { identity: bytes, gzip: files.get(`${file}.gz`), br: files.get(`${file}.br`) };
      const isPlain = file === '404.html' || file.startsWith('media/');
      for (const [coding, expected] of Object.entries(isPlain ? { identity: bytes } : accepts)) {
        if (!codings.includes(coding)) continue;
        const headers = { 'accept-encoding': coding, accept: 'text/html' };
        const answer = await request(server.url + pathOfFile(file), { headers });
        const status = file === '404.html' ? 404 : 200;
        if (answer.status !== status || expected?.equals(answer.bytes) !== true)
          differing.push(`${file} ${coding}: ${answer.status}, ${answer.bytes.length} bytes`);
      }
    }
    return differing;
  }

  /** Of what is written now, modification times among it, by which a file that was written again is known. */
  const timesOf = (folder: string) =>
    new Map([...readTree(folder).keys()].map((file) => [file, statSync(path.join(folder, file)).ino]));

  const act = async (
    names: readonly string[],
    change: (key: string, room: Newsroom) => Promise<unknown>,
  ): Promise<void> => {
    const room = await newsroom.open();
    try {
      for (const name of names) await change((await getNamed(room, { typed: name })).item.key, room);
    } finally {
      await room.close();
    }
  };

  /** The server follows the log ten times a second. */
  const serverHasSeen = () =>
    eventually('the feed of now at the server', async () => {
      const { bytes } = await request(`${server.url}/ar/atom.xml`);
      return bytes.equals(readFileSync(path.join(publicFolder(), 'ar/atom.xml'))) || undefined;
    });

  it('is what the server sends, byte for byte, as it is and in gzip and brotli', async () => {
    await eventually('the best bytes of the server', async () => {
      const { headers } = await request(`${server.url}/sport/atom.xml`, {
        headers: { 'accept-encoding': 'br' },
      });
      return headers.etag?.includes('-br11');
    });
    expect(await findDifferences(['identity', 'gzip', 'br'])).to.deep.equal([]);
    const files = [...readTree(publicFolder()).keys()];
    expect(files.filter((file) => /^ar\/[0-9a-z]{26}\/[^/]+$/.test(file) && !isCoded(file))).to.have.length(
      52,
    );
    expect(files.filter((file) => file.startsWith('media/'))).to.have.length(18);
    expect(files.filter((file) => /^ar\/archive\/1\/\d+\/feed\.xml$/.test(file))).to.have.length(1);
    expect(files).to.include.members([
      'index.html',
      'feed.json',
      'sport/news-sitemap.xml',
      'ar/tags/جسور/atom.xml.br',
    ]);
  });

  it('has every address to which something in it leads', () => {
    const files = readTree(publicFolder());
    const known = new Set([...files.keys()].map(pathOfFile));
    const missing = new Set<string>();
    for (const [file, bytes] of files) {
      if (isCoded(file) || file.startsWith('media/')) continue;
      // The schemes of categories are names, and not addresses.
      for (const [, asked] of bytes.toString('utf8').matchAll(/https:\/\/news\.example(\/[^"'<>\\\s?#&]*)/g))
        if (!known.has(asked!) && !/\/(?:sections|tags)$/.test(asked!)) missing.add(asked!);
    }
    expect([...missing]).to.deep.equal([]);
  });

  it('has the header fields of every address in its manifest', async () => {
    const { rules } = JSON.parse(readFileSync(path.join(out, 'manifest.json'), 'utf8')) as {
      rules: HeaderRule[];
    };
    const untold = [
      'etag',
      'last-modified',
      'content-length',
      'accept-ranges',
      'date',
      'connection',
      'keep-alive',
    ];
    for (const file of readTree(publicFolder()).keys()) {
      if (isCoded(file) || file === '404.html') continue;
      const asked = pathOfFile(file);
      const found = rules.filter(({ match, isPattern }) =>
        isPattern ? new RegExp(match).test(asked) : match === asked,
      );
      expect(found, asked).to.have.length(1);
      const { headers } = await request(server.url + asked);
      const expected = Object.entries(headers).filter(([name]) => !untold.includes(name));
      const folder = asked.slice(0, asked.lastIndexOf('/') + 1);
      const told = Object.entries(found[0]!.headers).map(
        ([name, value]) =>
          [name.toLowerCase(), value.replaceAll('{path}', asked).replaceAll('{folder}', folder)] as const,
      );
      const isItem = /^\/(?:ar|sport)\/[0-9a-z]{26}\//.test(asked);
      const comparable = expected
        .filter(([name]) => !(isItem && name === 'content-language'))
        .map(([name, value]) => [name, name === 'vary' ? 'Accept-Encoding' : value]);
      expect(Object.fromEntries(told), asked).to.deep.equal(Object.fromEntries(comparable));
    }
  });

  it('dates each file as the server dates the document, where that has a date', async () => {
    for (const file of ['ar/feed.xml', 'ar/tags/جسور/feed.json.gz', 'sport/sitemap-0.xml.br']) {
      const { headers } = await request(server.url + pathOfFile(file.replace(/\.(?:gz|br)$/, '')));
      expect(statSync(path.join(publicFolder(), file)).mtime.toUTCString(), file).to.equal(
        headers['last-modified'],
      );
    }
  });

  it('is not touched when nothing has changed', async () => {
    const before = timesOf(publicFolder());
    expect(await newsroom.exportTo(out)).to.deep.equal({
      written: 0,
      removed: 0,
      unchanged: 0,
      unnamable: [],
      behind: [],
    });
    expect(timesOf(publicFolder())).to.deep.equal(before);
  });

  it('changes only where something has: of a new story no other page is written', async () => {
    const before = timesOf(publicFolder());
    await newsroom.take(storyFiles('ar', 53, 53));
    await newsroom.exportTo(out);
    // However long all this has taken: news of the future is no news.
    server.clock.now = new Date(Date.now() + 5000);
    await serverHasSeen();
    expect(await findDifferences()).to.deep.equal([]);
    const after = timesOf(publicFolder());
    const isPage = (file: string) => /^(?:ar|sport)\/[0-9a-z]{26}\//.test(file);
    const written = [...after].filter(([file, ino]) => before.get(file) !== ino).map(([file]) => file);
    expect(written.filter(isPage)).to.have.length(3);
    expect(written.filter((file) => file.startsWith('sport/'))).to.deep.equal([]);
    expect(written.filter((file) => /archive\/0\//.test(file))).to.deep.equal([]);
    expect(written).to.include('ar/tags/وسم-1/feed.xml').and.not.to.include('ar/tags/وسم-2/feed.xml');
  });

  it('leads on from the old address of a page whose headline has changed', async () => {
    const before = [...readTree(publicFolder()).keys()];
    await newsroom.take({ 'ar/10.md': storyText(10).replace('الحديقة', 'المكتبة') });
    await newsroom.exportTo(out);
    await serverHasSeen();
    expect(await findDifferences()).to.deep.equal([]);
    const after = readTree(publicFolder());
    const gone = before.filter((file) => !after.has(file) && !file.includes('archive') && !isCoded(file));
    expect(gone).to.have.length(1);
    const { status, headers } = await request(server.url + pathOfFile(gone[0]!));
    expect(status).to.equal(308);
    expect(readFileSync(path.join(out, 'moved', gone[0]!), 'utf8')).to.include(`url=${headers.location}"`);
  });

  it('has a correction wherever the server has it, and an archive under its new address alone', async () => {
    await act(['ar/2.md'], (key, room) => correctItem(room, key, 'والصواب 42.'));
    await newsroom.exportTo(out);
    await serverHasSeen();
    expect(await findDifferences()).to.deep.equal([]);
    const versions = [...readTree(path.join(publicFolder(), 'ar/archive')).keys()].map((file) =>
      file.split(path.sep, 2).join('/'),
    );
    expect(new Set(versions).size).to.equal(2);
  });

  it('has nothing of a withdrawn story but the page that says so, and the list of what is gone', async () => {
    let key = '';
    await act(['ar/12.md'], async (found, room) => {
      key = found;
      await withdrawItem(room, key, 'طلب من المصدر');
    });
    const media = readTree(path.join(publicFolder(), 'media')).size;
    await newsroom.exportTo(out);
    await serverHasSeen();
    expect(await findDifferences()).to.deep.equal([]);
    expect(readTree(path.join(publicFolder(), 'media')).size).to.equal(media - 1);
    expect(existsSync(path.join(publicFolder(), 'ar', key))).to.equal(false);
    const gone = JSON.parse(readFileSync(path.join(out, 'gone.json'), 'utf8')) as Record<string, unknown>[];
    expect(gone).to.have.length(1);
    expect(gone[0]).to.include({ state: 'withdrawn', reason: 'طلب من المصدر' });
    expect(gone[0]!.media).to.have.length(1);
    const answer = await request(server.url + String(gone[0]!.path), { headers: { accept: 'text/html' } });
    expect(answer.status).to.equal(410);
    expect(answer.bytes.equals(readFileSync(path.join(out, `gone/ar/${key}.html`)))).to.equal(true);
    const holding = [...readTree(publicFolder())].filter(
      ([file, bytes]) => !isCoded(file) && bytes.includes(key),
    );
    // Tombstones (RFC 6721) are in Atom alone.
    expect(holding.filter(([file]) => !file.endsWith('atom.xml')).map(([file]) => file)).to.deep.equal([]);
  });

  it('forgets tombstones where the server does', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `ar/${index + 20}.md`);
    await act(names, (key, room) => withdrawItem(room, key, 'طلب من المصدر'));
    await newsroom.exportTo(out);
    await serverHasSeen();
    expect(await findDifferences()).to.deep.equal([]);
  });

  it('is the same whether it was written at once or bit by bit', async () => {
    const once = path.join(temporaryFolder(), 'once');
    await newsroom.exportTo(once);
    for (const folder of ['public', 'gone', 'nginx']) {
      const [whole, grown] = [readTree(path.join(once, folder)), readTree(path.join(out, folder))];
      expect([...grown.keys()], folder).to.deep.equal([...whole.keys()]);
      const other = [...whole]
        .filter(([file, bytes]) => grown.get(file)?.equals(bytes) !== true)
        .map(([file]) => file);
      expect(other).to.deep.equal(folder === 'nginx' ? ['server.conf'] : []);
    }
    expect(readFileSync(path.join(out, 'manifest.json'))).to.deep.equal(
      readFileSync(path.join(once, 'manifest.json')),
    );
  });

  it('is mended by a thorough export, and cleared of what is not of the site', async () => {
    const before = readTree(publicFolder());
    writeFileSync(path.join(publicFolder(), 'feed.xml.gz'), 'broken');
    for (const foreign of ['ar/01m8f7tcbx2csrm5nfm336h66x', 'ar/tags/غريب', 'ar/archive/99/1']) {
      mkdirSync(path.join(publicFolder(), foreign), { recursive: true });
      writeFileSync(path.join(publicFolder(), foreign, 'feed.xml'), 'x');
    }
    writeFileSync(path.join(out, 'manifest.json'), '');
    writeFileSync(path.join(out, 'export-state.json'), '');
    const refused: unknown = await newsroom.exportTo(out).catch((error) => error);
    expect((refused as Error).message).to.include('export-state.json cannot be read');
    await newsroom.exportTo(out, { isThorough: true });
    expect(readTree(publicFolder())).to.deep.equal(before);
  });
});
