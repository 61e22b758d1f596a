import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { withdrawItem } from '../../../src/publish/change-item.ts';
import { getNamed } from '../../../src/publish/find-named.ts';
import { eventually } from '../../support/eventually.ts';
import { freePorts, hasNginx, type Nginx, startNginx } from '../../support/nginx.ts';
import { temporaryFolder } from '../../support/program.ts';
import { newsboat, pollNewsboat } from '../../support/reader-newsboat.ts';
import { type Answer, request } from '../../support/request.ts';
import { canRun, run } from '../../support/run.ts';
import { type RunningNashra, startNashra, storyText } from '../../support/running-nashra.ts';
import {
  type ExportedNewsroom,
  openExportedNewsroom,
  pathOfFile,
  readTree,
  storyFiles,
} from '../../support/static-export.ts';

describe('an export behind nginx', function () {
  this.timeout(600_000);

  let newsroom: ExportedNewsroom;
  let server: RunningNashra;
  let nginx: Nginx | undefined;
  let url: string;
  let out: string;
  let withdrawn: string;
  let old: string;
  let files: readonly string[];

  before(async function () {
    if (!hasNginx) {
      if (process.env.CI === 'true') throw new Error('the Debian package nginx is not installed');
      process.stdout.write('    nginx is not installed, so no export is served by it\n');
      this.skip();
    }
    newsroom = await openExportedNewsroom();
    await newsroom.take({ ...storyFiles('ar', 1, 6), ...storyFiles('sport', 1, 2) });
    out = path.join(temporaryFolder(), 'تصدير');
    // A document that is younger than its second has no date yet, and its file that of the export.
    await delay(2100);
    await newsroom.exportTo(out);
    const room = await newsroom.open();
    const { key } = (await getNamed(room, { typed: 'ar/2.md' })).item;
    await withdrawItem(room, key, 'طلب من المصدر');
    const { slug, key: renamed } = (await getNamed(room, { typed: 'ar/1.md' })).item;
    await room.close();
    withdrawn = `/ar/${key}/whatever`;
    old = `/ar/${renamed}/${encodeURIComponent(slug)}`;
    await newsroom.take({ 'ar/1.md': storyText(1).replace('الحديقة', 'المكتبة') });
    await delay(2100);
    await newsroom.exportTo(out);
    server = await startNashra(newsroom);
    server.clock.now = new Date(Date.now() + 5000);
    const [port = 0] = await freePorts(1);
    const snippets = path.join(out, 'nginx');
    nginx = await startNginx(
      `include ${snippets}/http.conf; server { listen 127.0.0.1:${port}; include ${snippets}/server.conf; }`,
      port,
    );
    url = `http://127.0.0.1:${port}`;
    files = [...readTree(path.join(out, 'public')).keys()].filter((file) => !/\.(?:gz|br)$/.test(file));
  });
  after(async () => {
    await nginx?.stop();
    await server?.close();
  });

  /** What a server says of its own connection, and what each makes in its own way. */
  const own = /^(?:server|date|connection|keep-alive|etag|accept-ranges|transfer-encoding)$/;

  const told = ({ status, headers }: Answer, more: readonly string[] = []) => ({
    status,
    ...Object.fromEntries(
      Object.entries(headers).filter(([name]) => !own.test(name) && !more.includes(name)),
    ),
  });

  it('has at every address the bytes and the header fields of the server, plain and in gzip', async () => {
    for (const asked of files
      .map(pathOfFile)
      .filter((one) => /^(?:\/ar|\/sport)?\/(?:feed|atom)\.(?:xml|json)$/.test(one)))
      await eventually(`the best bytes of ${asked} at the server`, async () => {
        const { headers } = await request(server.url + asked, {
          // Which has no budget.
          method: 'HEAD',
          headers: { 'accept-encoding': 'gzip' },
        });
        return headers.etag?.endsWith('-gzip9"') || undefined;
      });
    for (const file of files.filter((one) => one !== '404.html')) {
      const asked = pathOfFile(file);
      const isItem = /^\/(?:ar|sport)\/[0-9a-z]{26}\//.test(asked);
      // What has no date at the server has that of its file; a story's language may be another than its channel's.
      const untold = [
        ...(isItem ? ['content-language'] : []),
        ...(asked.startsWith('/media/') ? ['last-modified'] : []),
      ];
      for (const coding of ['identity', 'gzip']) {
        const headers = { 'accept-encoding': coding };
        const [ours, theirs] = [
          await request(url + asked, { headers }),
          await request(server.url + asked, { headers }),
        ];
        const isUndated = theirs.headers['last-modified'] === undefined;
        const left = [...untold, 'vary', ...(isUndated ? ['last-modified'] : [])];
        expect(told(ours, left), `${asked} ${coding}`).to.deep.equal(told(theirs, left));
        expect(ours.bytes.equals(theirs.bytes), `${asked} ${coding}`).to.equal(true);
        if (!asked.startsWith('/media/')) expect(ours.headers.vary).to.equal('Accept-Encoding');
      }
    }
  });

  it('answers conditional requests with 304, by tag and by date, and parts of media with 206', async () => {
    for (const asked of ['/feed.xml', '/ar/', '/ar/tags/%D8%AC%D8%B3%D9%88%D8%B1/atom.xml']) {
      const { headers } = await request(url + asked);
      const byTag = await request(url + asked, { headers: { 'if-none-match': headers.etag! } });
      const byDate = await request(url + asked, {
        headers: { 'if-modified-since': headers['last-modified']! },
      });
      expect([byTag.status, byDate.status], asked).to.deep.equal([304, 304]);
      expect(byTag.headers['cache-control'], asked).to.equal(headers['cache-control']);
      const coded = await request(url + asked, {
        headers: { 'accept-encoding': 'gzip', 'if-none-match': headers.etag! },
      });
      expect(coded.status, 'the tag of another coding').to.equal(200);
    }
    const medium = files.find((file) => file.startsWith('media/'))!;
    const part = await request(`${url}/${medium}`, { headers: { range: 'bytes=0-3' } });
    expect([part.status, part.bytes.toString('latin1')]).to.deep.equal([206, '\x89PNG']);
  });

  it('says 410 for a withdrawn story with the page of the server, and 404 where nothing ever was', async () => {
    for (const asked of [withdrawn, '/ar/nothing', '/ar/01m8f7tcbx2csrm5nfm336h66x/x', '/media/']) {
      const headers = { accept: 'text/html' };
      const [ours, theirs] = [
        await request(url + asked, { headers }),
        await request(server.url + asked, { headers }),
      ];
      expect(theirs.status).to.equal(asked === withdrawn ? 410 : 404);
      expect(told(ours, ['vary', 'last-modified']), asked).to.deep.equal(
        told(theirs, ['vary', 'last-modified']),
      );
      expect(ours.text, asked).to.equal(theirs.text);
    }
  });

  it('leads on from an old address', async () => {
    const [ours, theirs] = [await request(url + old), await request(server.url + old)];
    expect(theirs.status).to.equal(308);
    expect(ours.status).to.equal(200);
    expect(ours.headers).to.include({
      'cache-control': 'no-cache',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(ours.text).to.include(`<meta http-equiv="refresh" content="0; url=${theirs.headers.location}">`);
  });

  it('is read by newsboat and fetched by curl as any feed', async function () {
    const fault =
      newsboat.findFault() ?? (canRun('curl', ['--version']) ? undefined : 'curl is not installed');
    if (fault !== undefined) {
      if (process.env.CI === 'true') throw new Error(fault);
      process.stdout.write(`      ${fault}\n`);
      this.skip();
    }
    const home = mkdtempSync(path.join(tmpdir(), 'nashra-newsboat-'));
    const { items } = await pollNewsboat(home, `${url}/ar/atom.xml`);
    expect(items).to.have.length(5);
    const kept = [
      '--compressed',
      '--silent',
      '--etag-save',
      'tag',
      '--etag-compare',
      'tag',
      '-w',
      '%{http_code} %{content_type}',
    ];
    const fetch = (target: string) =>
      run('sh', ['-c', `cd "$0" && exec curl "$@"`, home, ...kept, '-o', target, `${url}/feed.json`]);
    expect((await fetch('feed')).toString()).to.equal('200 application/feed+json; charset=utf-8');
    expect((await fetch('again')).toString()).to.equal('304 ');
    expect(
      readFileSync(path.join(home, 'feed')).equals(readFileSync(path.join(out, 'public/feed.json'))),
    ).to.equal(true);
  });
});
