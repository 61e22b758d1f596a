import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { request } from '../test/support/request.ts';
import type { Prepared } from './bare-server.ts';

/*
 * Requests per second for /feed.xml, 50 items, gzip: Nashra, a plain Express route and plain node:http sending the
 * same bytes, in turns within one run. Machines differ and are noisy: only the ratios mean something.
 * Needs wrk (Debian's package), because a client written in JavaScript is slower than what it would measure.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.env.ROUNDS ?? 5);
const seconds = Number(process.env.SECONDS_EACH ?? 3);
const items = 50;

interface Contestant {
  readonly name: string;
  readonly url: string;
  readonly process: ChildProcess;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nashra-bench-'));
  const running: ChildProcess[] = [];
  try {
    const nashra = await start('nashra', [path.join(root, 'dist/main.js'), 'serve'], environmentIn(folder));
    running.push(nashra.process);
    const prepared = path.join(folder, 'prepared.json');
    const { entityTag, base64, part } = await takeFrom(nashra.url, path.join(folder, 'feeds'), prepared);
    for (const kind of ['http', 'express']) {
      const server = await start(
        kind,
        ['--import=tsx', path.join(root, 'bench/bare-server.ts'), kind, prepared],
        {},
      );
      running.push(server.process);
      contestants.push(server);
    }
    contestants.push(nashra);
    report(Buffer.from(base64, 'base64').length, [
      { answer: '200, gzip', rates: measure(['Accept-Encoding: gzip']) },
      { answer: '304', rates: measure(['Accept-Encoding: gzip', `If-None-Match: ${entityTag}`]) },
      {
        answer: '226, gzip',
        rates: measure(['Accept-Encoding: gzip', 'A-IM: feed', `If-None-Match: ${part.since}`]),
      },
    ]);
  } finally {
    for (const child of running) child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const contestants: Contestant[] = [];

/** Fifty articles, each with a headline of its own, made of the shipped samples. */
function environmentIn(folder: string): Record<string, string> {
  const samples = readdirSync(path.join(root, 'feeds'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(path.join(root, 'feeds', name), 'utf8'));
  const feeds = path.join(folder, 'feeds');
  mkdirSync(feeds);
  cpSync(path.join(root, 'config'), path.join(folder, 'config'), { recursive: true });
  // wrk asks without a condition, ten thousand times a second from one address: it would be refused at once.
  appendFileSync(path.join(folder, 'config/site.yaml'), '\npolling:\n  budget: off\n');
  for (let number = 1; number <= items; number += 1)
    writeArticle(feeds, number, samples[number % samples.length] ?? '');
  return {
    PORT: '0',
    HOST: '127.0.0.1',
    FEEDS_DIR: feeds,
    CONFIG_DIR: path.join(folder, 'config'),
    DATABASE_URL: `sqlite:${path.join(folder, 'nashra.sqlite')}`,
    LOG_LEVEL: 'warn',
  };
}

function writeArticle(feeds: string, number: number, text: string): void {
  const title = `تقرير الصباح رقم ${number} عن أحوال المدينة`;
  writeFileSync(path.join(feeds, `${number}.txt`), `${title}\n\n${text}`);
}

function start(name: string, args: readonly string[], env: Record<string, string>): Promise<Contestant> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (url !== undefined) resolve({ name, url, process: child });
    });
  });
}

/** Nashra's answers, header for header, so that all three send the same; one more article makes the 226. */
async function takeFrom(url: string, feeds: string, file: string): Promise<Prepared> {
  const get = (fields = {}) =>
    request(`${url}/feed.xml`, { headers: { 'Accept-Encoding': 'gzip', ...fields } });
  const since = String((await get()).headers.etag);
  writeArticle(feeds, items + 1, 'فتحت البلدية صباح اليوم حديقة جديدة في وسط المدينة، وقالت إنها للجميع.');
  while ((await get()).headers.etag === since) await delay(50);
  const ok = await get();
  const entityTag = String(ok.headers.etag);
  const notModified = await get({ 'If-None-Match': entityTag });
  const part = await get({ 'If-None-Match': since, 'A-IM': 'feed' });
  const statuses = [ok, notModified, part].map(({ status }) => status);
  if (statuses.join() !== '200,304,226') throw new Error(`answers were ${statuses.join()}`);
  const prepared = {
    entityTag,
    okHeaders: ownHeaders(ok.rawHeaders),
    notModifiedHeaders: ownHeaders(notModified.rawHeaders),
    base64: ok.bytes.toString('base64'),
    part: { since, headers: ownHeaders(part.rawHeaders), base64: part.bytes.toString('base64') },
  };
  writeFileSync(file, JSON.stringify(prepared));
  return prepared;
}

// What node:http adds by itself on every server.
function ownHeaders(raw: readonly string[]): string[] {
  const added = new Set(['date', 'connection', 'keep-alive']);
  return raw.filter((_value, index) => !added.has(String(raw[index - (index % 2)]).toLowerCase()));
}

type Rates = Readonly<Record<string, number>>;

/** Median requests per second of each contestant, all of them once in every round. */
function measure(headers: readonly string[]): Rates {
  const taken: Record<string, number[]> = {};
  for (const { url } of contestants) requestsPerSecond(url, headers, 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, url } of contestants) {
      taken[name] = [...(taken[name] ?? []), requestsPerSecond(url, headers, seconds)];
    }
  }
  return Object.fromEntries(Object.entries(taken).map(([name, rates]) => [name, median(rates)]));
}

function requestsPerSecond(url: string, headers: readonly string[], duration: number): number {
  const fields = headers.flatMap((header) => ['-H', header]);
  const args = ['-t1', '-c32', `-d${duration}s`, ...fields, `${url}/feed.xml`];
  const output = execFileSync('wrk', args, { encoding: 'utf8' });
  if (/Non-2xx or 3xx responses/.test(output)) throw new Error(output);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1]);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function report(lengthBytes: number, results: readonly { answer: string; rates: Rates }[]): void {
  const [cpu] = cpus();
  process.stdout.write(
    `${cpu?.model ?? 'unknown'} × ${cpus().length}, Node ${process.version}, ${process.platform}\n`,
  );
  process.stdout.write(`/feed.xml with ${items} items, ${lengthBytes} bytes; wrk -t1 -c32, `);
  process.stdout.write(`median of ${rounds} rounds of ${seconds} s\n\n`);
  process.stdout.write(
    '| answer | node:http | Express route | Nashra | Nashra ÷ node:http | Nashra ÷ Express |\n',
  );
  process.stdout.write('| --- | --- | --- | --- | --- | --- |\n');
  for (const { answer, rates } of results) {
    const { http = 0, express = 0, nashra = 0 } = rates;
    const perSecond = [http, express, nashra].map((rate) => `${Math.round(rate)}/s`).join(' | ');
    const ratios = [nashra / http, nashra / express].map((ratio) => ratio.toFixed(2)).join(' | ');
    process.stdout.write(`| ${answer} | ${perSecond} | ${ratios} |\n`);
  }
}

await main();
