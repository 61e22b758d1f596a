import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:http2';
import path from 'node:path';
import { expect } from 'chai';
import { articleText, headline } from '../support/articles.ts';
import { eventually } from '../support/eventually.ts';
import { type FrontedSite, openFrontedSite, skipWithoutFront } from '../support/fronted-site.ts';
import { mp3File } from '../support/media-files.ts';
import { temporaryFolder } from '../support/program.ts';
import { run } from '../support/run.ts';

describe('the limits of docs/operating/nginx.conf', function () {
  this.timeout(60_000);
  const film = mp3File(20_000_000);
  let site: FrontedSite;
  let filmPath: string;
  let tls: { readonly certificate: string; readonly key: string };

  before(async function () {
    skipWithoutFront(this);
    tls = await makeCertificate();
    site = await openFrontedSite(tls);
    writeFileSync(path.join(site.program().feedsDir, 'أول.mp3'), film);
    await site.publish('أول.txt', articleText(1), headline(1));
    filmPath = await eventually('the film', async () => {
      const { text } = await site.get(`/feed.json?${performance.now()}`);
      return /\/media\/\w+\.mp3/.exec(text)?.[0];
    });
  });
  after(() => site?.close());

  it('refuse who fetches whole feeds over and over, and nobody who asks with a condition', async () => {
    const rude = { from: '127.0.2.1' };
    const reader = { 'user-agent': 'reader' };
    const { etag = '' } = (await site.get('/feed.xml', reader, rude)).headers;
    const polls = await Promise.all(Array.from({ length: 70 }, () => site.get('/feed.xml', reader, rude)));
    const statuses = polls.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).to.have.length(60);
    const refused = polls.find(({ status }) => status === 429)!;
    expect(refused.headers['retry-after']).to.equal('60');
    expect(refused.headers['cache-control']).to.equal('no-store');
    expect(JSON.parse(refused.text)).to.include({ code: 'too_many_requests', status: 429 });
    for (const [headers, more, where] of [
      [{ ...reader, 'if-none-match': etag }, rude, '/feed.xml'],
      [{ ...reader, 'if-none-match': '"older"' }, rude, '/feed.xml'],
      [reader, rude, '/atom.xml'],
      [reader, rude, '/'],
      [reader, { from: '127.0.2.2' }, '/feed.xml'],
      [{ 'user-agent': 'another' }, rude, '/feed.xml'],
    ] as const) {
      const { status } = await site.get(where, headers, more);
      expect(status, JSON.stringify([where, headers, more])).to.be.oneOf([200, 304]);
    }
  });

  it('let Nashra see who asks, whatever the client says of itself', async () => {
    const before = await site.metric('nashra_poll_clients');
    for (const said of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      for (const from of ['127.0.3.1', '127.0.3.2']) {
        const headers = { 'a-im': 'feed', 'x-forwarded-for': said };
        expect((await site.get('/ar/points/feed.xml', headers, { from })).status).to.equal(200);
      }
    }
    expect((await site.metric('nashra_poll_clients')) - before).to.equal(2);
  });

  it('hold a hundred requests of one address, and answer the others', async () => {
    const { child } = site.program();
    child.kill('SIGSTOP');
    const many = Array.from({ length: 101 }, (_, number) =>
      site.get(`/ar/?${number}`, {}, { from: '127.0.4.1' }),
    );
    const first = await Promise.race(many);
    const other = site.get('/ar/?other', {}, { from: '127.0.4.2' });
    child.kill('SIGCONT');
    expect(first.status).to.equal(429);
    const statuses = (await Promise.all(many)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).to.have.length(100);
    expect((await other).status).to.equal(200);
  });

  it('refuse headers and addresses of more than 8 KiB', async () => {
    const long = 'x'.repeat(9_000);
    expect((await site.get('/feed.xml', { cookie: long })).status).to.equal(400);
    expect((await site.get(`/feed.xml?${long}`)).status).to.equal(414);
    expect((await site.get('/feed.xml', { cookie: 'x'.repeat(7_000) })).status).to.equal(200);
  });

  it('send any part of a film, from the disk and not from memory', async () => {
    const before = peakKilobytes(site.front.pid);
    const part = await site.get(filmPath, { range: 'bytes=15000000-15000099' });
    expect([part.status, part.headers['content-range']]).to.deep.equal([
      206,
      `bytes 15000000-15000099/${film.length}`,
    ]);
    expect(part.bytes.equals(film.subarray(15_000_000, 15_000_100))).to.equal(true);
    const whole = await Promise.all(['a', 'b', 'c'].map(() => site.get(filmPath)));
    for (const { headers, bytes } of whole) {
      expect(headers['x-cache']).to.equal('HIT');
      expect(bytes.equals(film)).to.equal(true);
    }
    const tag = whole[0]!.headers.etag!;
    const end = await site.get(filmPath, { range: 'bytes=-10', 'if-range': tag });
    expect([end.status, end.bytes.length]).to.deep.equal([206, 10]);
    expect((await site.get(filmPath, { range: 'bytes=0-9', 'if-range': '"other"' })).status).to.equal(200);
    expect((await site.get(filmPath, { range: `bytes=${film.length}-` })).status).to.equal(416);
    expect((await site.get(filmPath, { 'if-none-match': tag })).status).to.equal(304);
    const head = await site.get(filmPath, {}, { method: 'HEAD' });
    expect([head.headers['content-length'], head.bytes.length]).to.deep.equal([String(film.length), 0]);
    expect(peakKilobytes(site.front.pid) - before, 'KB').to.be.below(4_000);
  });

  it('stay out of the way of TLS and HTTP/2', async () => {
    const client = connect(`https://localhost:${site.front.tlsPort}`, { ca: readFileSync(tls.certificate) });
    const asked = client.request({ ':path': '/feed.xml' });
    const status = await new Promise((resolve, reject) => {
      asked.on('response', (headers) => resolve(headers[':status']));
      asked.on('error', reject);
      client.on('error', reject);
    });
    client.destroy();
    expect(status).to.equal(200);
  });
});

async function makeCertificate(): Promise<{ readonly certificate: string; readonly key: string }> {
  const folder = temporaryFolder();
  const [certificate, key] = [path.join(folder, 'certificate.pem'), path.join(folder, 'key.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await run('openssl', ['req', ...kind, ...names, '-keyout', key, '-out', certificate]);
  return { certificate, key };
}

/** The most memory that a process has had so far. */
function peakKilobytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)![1]);
}
