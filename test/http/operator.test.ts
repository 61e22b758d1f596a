import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { openPolledSite } from '../support/polled-site.ts';
import { type Program, startProgram, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';

const token = 'a-token-of-7f3a9c';

/** The text format of Prometheus, strictly: each sample by its name and labels; every name must be declared. */
function parseMetrics(text: string): ReadonlyMap<string, number> {
  const samples = new Map<string, number>();
  const declared = new Set<string>();
  expect(text.endsWith('\n')).to.equal(true);
  for (const line of text.trimEnd().split('\n')) {
    if (line === '') continue;
    const [, name] = /^# TYPE (\w+) (?:counter|gauge|histogram|summary)$/.exec(line) ?? [];
    if (name !== undefined) declared.add(name);
    if (line.startsWith('#')) {
      expect(line).to.match(/^# (?:HELP|TYPE) \w+ /);
      continue;
    }
    const [, key, value] =
      /^([a-zA-Z_:]\w*(?:\{(?:\w+="(?:[^"\\\n]|\\.)*",?)*\})?) (\S+)$/.exec(line) ?? expect.fail(line);
    const base = key!.replace(/\{.*/, '');
    expect(declared.has(base) || declared.has(base.replace(/_(?:bucket|sum|count)$/, '')), line).to.equal(
      true,
    );
    expect(Number.isNaN(Number(value)) && value !== 'Nan' && value !== 'NaN', line).to.equal(false);
    samples.set(key!, Number(value));
  }
  return samples;
}

describe("the operator's addresses", () => {
  describe('without a variable', () => {
    let program: Program;
    before(async () => {
      program = await startProgram();
    });
    after(() => program.stop());

    it('are nowhere', async () => {
      for (const where of ['/metrics', '/pollers']) {
        const { status, headers } = await request(program.url + where);
        expect([status, headers['www-authenticate']]).to.deep.equal([404, undefined]);
      }
      expect(program.output()).to.not.include('Metrics');
    });
  });

  describe('with METRICS_PORT', () => {
    let program: Program;
    let operatorUrl: string;
    before(async () => {
      program = await startProgram({ env: { METRICS_PORT: '0' } });
      operatorUrl = /Metrics (http:\/\/127\.0\.0\.1:\d+)\/metrics\n/.exec(program.output())![1]!;
    });
    after(() => program.stop());

    it('stand on an address of their own, on the loopback, and nowhere else', async () => {
      for (const where of ['/metrics', '/pollers']) {
        expect((await request(operatorUrl + where)).status, where).to.equal(200);
        expect((await request(program.url + where)).status, where).to.equal(404);
      }
      for (const where of ['/', '/feed.xml', '/health'])
        expect((await request(operatorUrl + where)).status, where).to.equal(404);
    });

    it('can only be read', async () => {
      const { status, headers } = await request(`${operatorUrl}/metrics`, { method: 'POST' });
      expect([status, headers.allow]).to.deep.equal([405, 'GET, HEAD']);
    });

    it('are kept by no cache, and carry the fields of helmet', async () => {
      for (const where of ['/metrics', '/pollers']) {
        const { headers } = await request(operatorUrl + where);
        expect(headers['cache-control']).to.equal('private, no-store');
        expect(headers['x-content-type-options']).to.equal('nosniff');
        expect(headers['x-powered-by']).to.equal(undefined);
      }
    });

    it('show a page in the newsroom’s language, with what was polled a moment ago', async () => {
      await request(`${program.url}/feed.xml`, { headers: { 'User-Agent': 'newsboat/2.21 (Linux)' } });
      const { headers, text } = await request(`${operatorUrl}/pollers`);
      expect(headers['content-type']).to.equal('text/html; charset=utf-8');
      expect(text).to.include('<html lang="ar" dir="rtl">');
      expect(text).to.include('<bdi>newsboat</bdi>');
      expect(text).to.include('<code dir="ltr">/feed.xml</code>');
      expect(text).to.include('<meta name="robots" content="noindex">');
    });
  });

  describe('with METRICS_TOKEN', () => {
    let program: Program;
    before(async () => {
      program = await startProgram({ env: { METRICS_TOKEN: token, METRICS_PORT: '0' } });
    });
    after(() => program.stop());
    const ask = (headers: Record<string, string>, where = '/metrics') =>
      request(program.url + where, { headers });

    it('are 401 with both challenges to whoever does not name it', async () => {
      const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
      const wrong = [
        '',
        'Bearer',
        `Bearer ${token}x`,
        `Bearer ${token.slice(1)}`,
        token,
        basic(token),
        basic(`${token}:`),
      ];
      for (const where of ['/metrics', '/pollers']) {
        for (const authorization of wrong) {
          const { status, headers, text } = await ask({ Authorization: authorization }, where);
          expect(status, authorization).to.equal(401);
          expect(headers['www-authenticate']).to.match(/^Bearer realm="nashra", Basic realm="nashra"/);
          expect(headers['cache-control']).to.equal('no-store');
          expect(JSON.parse(text).code).to.equal('unauthorized');
        }
      }
    });

    it('open to a bearer of it, and to a browser with it as the password', async () => {
      const pair = Buffer.from(`anybody:${token}`).toString('base64');
      for (const where of ['/metrics', '/pollers']) {
        for (const authorization of [`Bearer ${token}`, `bearer ${token}`, `Basic ${pair}`]) {
          const { status, headers } = await ask({ Authorization: authorization }, where);
          expect([status, headers['cache-control']], authorization).to.deep.equal([200, 'private, no-store']);
        }
      }
    });

    it('ask for it on their own address too', async () => {
      const url = /Metrics (\S+)\n/.exec(program.output())![1]!;
      expect((await request(url)).status).to.equal(401);
      expect((await request(url, { headers: { Authorization: `Bearer ${token}` } })).status).to.equal(200);
    });

    it('leave every other address open', async () => {
      for (const where of ['/feed.xml', '/', '/health'])
        expect((await request(program.url + where)).status, where).to.equal(200);
    });
  });
});

describe('the metrics', () => {
  it('count answers by kind and status, bytes, refusals, items and revisions exactly', async () => {
    const site = await openPolledSite({ siteYaml: 'polling:\n  burst: 2\n', metricsToken: token });
    try {
      const feed = await site.get('/feed.xml');
      const tag = { 'If-None-Match': String(feed.headers.etag) };
      await site.get('/feed.xml');
      const refusedBytes = (await site.get('/feed.xml')).bytes.length;
      for (let at = 0; at < 3; at += 1) await site.get('/feed.xml', tag);
      await site.get('/feed.xml', { 'If-Match': '"other"' });
      await site.get('/');
      await site.get('/ar');
      await site.get('/health');
      await site.get('/nothing');
      await site.get('/opml.xml', {}, 'HEAD');
      const answer = await site.get('/metrics', { Authorization: `Bearer ${token}` });
      expect(answer.headers['content-type']).to.match(/^text\/plain; (?:version=0\.0\.4; )?charset=utf-8/);
      const samples = parseMetrics(answer.text);
      const answers = (kind: string, status: number) =>
        samples.get(`nashra_http_responses_total{kind="${kind}",status="${status}"}`);
      expect([200, 304, 412, 429].map((status) => answers('rss', status))).to.deep.equal([2, 3, 1, 1]);
      expect(answers('page', 200)).to.equal(1);
      expect(answers('redirect', 308)).to.equal(1);
      expect(answers('health', 200)).to.equal(1);
      expect(answers('problem', 404)).to.equal(1);
      expect(answers('opml', 200)).to.equal(1);
      expect(samples.get('nashra_http_response_bytes_total{kind="rss"}')).to.equal(
        2 * feed.bytes.length + refusedBytes,
      );
      expect(samples.get('nashra_http_response_bytes_total{kind="opml"}')).to.equal(0);
      expect(samples.get('nashra_poll_refusals_total')).to.equal(1);
      expect(samples.get('nashra_poll_clients')).to.equal(1);
      expect(samples.get('nashra_items{channel="ar"}')).to.equal(3);
      expect(samples.get('nashra_revisions{channel="ar"}')).to.equal(4);
      expect(samples.get('nashra_render_duration_seconds_count{kind="feeds"}')).to.be.at.least(4);
      expect(samples.get('nodejs_eventloop_lag_p99_seconds')).to.be.a('number');
      expect(samples.get('process_resident_memory_bytes')).to.be.above(1_000_000);
      const again = parseMetrics((await site.get('/metrics', { Authorization: `Bearer ${token}` })).text);
      expect(again.get('nashra_http_responses_total{kind="rss",status="200"}')).to.equal(2);
    } finally {
      await site.close();
    }
  });

  it('count refused articles by their code', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'ar'));
    writeFileSync(path.join(folder, 'ar/فارغ.txt'), '');
    const program = await startProgram({ feedsDir: folder, env: { METRICS_TOKEN: token } });
    try {
      const { text } = await request(`${program.url}/metrics`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(parseMetrics(text).get('nashra_articles_refused_total{code="empty_article"}')).to.equal(1);
    } finally {
      await program.stop();
    }
  });
});
