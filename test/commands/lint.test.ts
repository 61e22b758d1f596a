import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { fetchFeed } from '../../src/commands/fetch-feed.ts';
import { createDatabase } from '../support/database.ts';
import { projectRoot, runCommand } from '../support/program.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/lint/${name}`, import.meta.url));
const clean = fixture('date_weekday/near-miss.xml');
const faulty = fixture('date_weekday/feed.xml');

/** What a finding of the JSON has. */
interface JsonFinding {
  readonly code: string;
  readonly severity: string;
  readonly line: number | null;
  readonly message: { readonly ar: string; readonly en: string };
}

interface JsonReport {
  readonly format: string | null;
  readonly items: number;
  readonly errors: number;
  readonly warnings: number;
  readonly findings: readonly JsonFinding[];
}

async function serve(listener: RequestListener): Promise<{ url: string; close(): void }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('nashra lint', () => {
  it('explains a fault in Arabic, then in English, with cure and place, and ends with 65', async () => {
    const { code, stdout } = await runCommand(['lint', faulty]);
    expect(code).to.equal(65);
    expect(stdout).to.match(
      /أخطاء: 1، تنبيهات: 0\nErrors: 1, Warnings: 0\n\ndate_weekday \(1\)\nيوم الأسبوع/,
    );
    expect(stdout).to.match(
      /\nالعلاج: .*\nThe weekday .*\nCure: .*\n {2}- line 15, item 1 \(السطر 15، الخبر 1\), rss\/channel\/item\[1\]/,
    );
    expect(stdout).to.not.match(/[\u001b\u2066-\u2069]/);
    expect((await runCommand(['lint', faulty, '--color'])).stdout).to.include('\u001b[31m');
  });

  it('ends with 0 for a clean feed and for one with warnings only', async () => {
    const { code, stdout } = await runCommand(['lint', '-'], { input: readFileSync(clean) });
    expect(code).to.equal(0);
    expect(stdout).to.equal('-\nلا عيب في هذه الخلاصة.\nNo fault was found in this feed.\n');
    expect((await runCommand(['lint', fixture('language_region/feed.xml')])).code).to.equal(0);
  });

  it('gives one JSON object, with what an aggregator asks as well', async () => {
    const { code, stdout } = await runCommand(['lint', faulty, '--json', '--profile', 'msn']);
    expect(code).to.equal(65);
    const report = JSON.parse(stdout) as JsonReport;
    expect(report).to.include({ source: faulty, format: 'rss', profile: 'msn', items: 2, errors: 1 });
    expect(report.findings[0]).to.include({ code: 'date_weekday', severity: 'error', line: 15 });
    expect((await runCommand(['lint', faulty, '--profile', 'nabd'])).code).to.equal(64);
  });

  it('looks at the headers of what it fetches, and says who it is', async () => {
    let userAgent: string | undefined;
    const server = await serve((request, response) => {
      userAgent = request.headers['user-agent'];
      if (request.url === '/old') return void response.writeHead(301, { Location: '/feed.xml' }).end();
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(readFileSync(clean));
    });
    const { code, stdout } = await runCommand(['lint', `${server.url}/old`, '--json']);
    server.close();
    expect(code).to.equal(65);
    const codes = (JSON.parse(stdout) as JsonReport).findings.map((finding) => finding.code);
    expect(codes).to.deep.equal([
      'http_media_type',
      'http_charset_missing',
      'http_without_validators',
      'self_link_other',
    ]);
    expect(userAgent).to.match(/^Nashra\/\d/);
  });

  it('says that a server refuses programs, and looks no further', async () => {
    const server = await serve((_request, response) => response.writeHead(403).end('<html>'));
    const { code, stdout } = await runCommand(['lint', server.url, '--json']);
    server.close();
    expect(code).to.equal(65);
    const { format, findings } = JSON.parse(stdout) as JsonReport;
    expect(format).to.equal(null);
    expect(findings.map((finding) => finding.code)).to.deep.equal(['http_refused']);
  });

  it('ends with one sentence where nothing can be fetched or read', async () => {
    const server = await serve(() => undefined);
    server.close();
    const { code, stderr } = await runCommand(['lint', server.url]);
    expect(code).to.equal(69);
    expect(stderr).to.equal(`${server.url} cannot be fetched (ECONNREFUSED).\n`);
    expect((await runCommand(['lint', 'nowhere.xml'])).code).to.equal(66);
  });

  it('looks at every feed of the newsroom where no source is named', async () => {
    const env = { DATABASE_URL: await createDatabase() };
    expect((await runCommand(['ingest', path.join(projectRoot, 'feeds/ar')], { env })).code).to.equal(0);
    const { code, stdout } = await runCommand(['lint', '--json'], { env });
    const { feeds } = JSON.parse(stdout) as { feeds: (JsonReport & { source: string })[] };
    expect(code).to.equal(0);
    expect(feeds.map(({ source }) => source)).to.include('http://localhost:3000/feed.xml');
    expect(feeds.flatMap(({ findings }) => findings)).to.deep.equal([]);
    expect(new Set(feeds.map(({ items }) => items))).to.deep.equal(new Set([10]));
  });
});

describe('fetchFeed', () => {
  const attempt = async (address: string, fetch: typeof globalThis.fetch) => {
    try {
      await fetchFeed(address, fetch, 'test');
      return 'fetched';
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      return `${code}: ${message}`;
    }
  };
  const answering =
    (answer: () => Response): typeof globalThis.fetch =>
    async () =>
      answer();

  it('follows five redirects and no sixth, and none to what is no web address', async () => {
    let count = 0;
    const redirect = (times: number) =>
      answering(() => {
        count += 1;
        return count > times
          ? new Response('')
          : new Response(null, { status: 302, headers: { location: '/' } });
      });
    expect(await attempt('https://a.example/', redirect(5))).to.equal('fetched');
    count = 0;
    expect(await attempt('https://a.example/', redirect(6))).to.equal(
      'address_unreachable: https://a.example/ cannot be fetched (more than 5 redirects).',
    );
    const elsewhere = answering(
      () => new Response(null, { status: 301, headers: { location: 'file:///x' } }),
    );
    expect(await attempt('https://a.example/', elsewhere)).to.include('(redirected to file:///x)');
  });

  it('takes 10 MiB and not a byte more', async () => {
    const most = 10 * 1024 * 1024;
    const sized = (size: number) => answering(() => new Response(new Uint8Array(size)));
    expect(await attempt('https://a.example/', sized(most))).to.equal('fetched');
    expect(await attempt('https://a.example/', sized(most + 1))).to.equal(
      'feed_too_large: https://a.example/ is larger than 10 MiB.',
    );
  });

  it('says that no answer came in time', async () => {
    const late: typeof globalThis.fetch = () => Promise.reject(new DOMException('', 'TimeoutError'));
    expect(await attempt('https://a.example/', late)).to.include('(no answer within 10 seconds)');
  });
});
