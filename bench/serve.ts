import { type ChildProcess, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Answer, request } from '../test/support/request.ts';
import type { Prepared } from './bare-server.ts';
import { type Figures, plotOf, type Result, tableOf } from './figures.ts';
import { environmentIn, items, type RunningServer, root, runServer, writeArticle } from './run-server.ts';

/*
 * Requests per second for /feed.xml, 50 items, gzip: Nashra, a plain Express route and plain node:http sending the
 * same bytes, in turns within one run. Machines differ and are noisy: only the ratios mean something.
 * Needs wrk (Debian's package), because a client written in JavaScript is slower than what it would measure.
 */

const { values } = parseArgs({
  options: {
    /** One of `npm run bench:data`, to which an article is added; default: a new one. */
    database: { type: 'string' },
    /** Files for the figures and for a plot of them. */
    json: { type: 'string' },
    svg: { type: 'string' },
  },
});
const { database } = values;
const rounds = Number(process.env.ROUNDS ?? 25);
const seconds = Number(process.env.SECONDS_EACH ?? 1);

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nashra-bench-'));
  const running: ChildProcess[] = [];
  try {
    const nashra = await runServer('nashra', [path.join(root, 'dist/main.js'), 'serve'], {
      ...environmentIn(folder),
      ...(database === undefined ? {} : { DATABASE_URL: database }),
    });
    running.push(nashra.process);
    const prepared = path.join(folder, 'prepared.json');
    const { entityTag, base64, part } = await takeFrom(nashra.url, path.join(folder, 'feeds'), prepared);
    for (const kind of ['http', 'express']) {
      const server = await runServer(
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

const contestants: RunningServer[] = [];

/** Nashra's answers, header for header, so that all three send the same; one more article makes the 226. */
async function takeFrom(url: string, feeds: string, file: string): Promise<Prepared> {
  const get = (fields = {}) =>
    request(`${url}/feed.xml`, { headers: { 'Accept-Encoding': 'gzip', ...fields } });
  const since = await settledTag(get);
  // A database may have been measured before: what it has already is not published again, nor what was withdrawn since.
  const news = `فتحت البلدية صباح اليوم حديقة جديدة في وسط المدينة برقم ${Date.now()}، وقالت إنها للجميع.`;
  writeArticle(feeds, Date.now(), news);
  await settledTag(get, since);
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

/** Another than that; what pollers hold but for those who asked in the first second after a publication. */
async function settledTag(get: () => Promise<Answer>, before?: string): Promise<string> {
  for (;;) {
    const tag = String((await get()).headers.etag);
    if (tag !== before && tag.endsWith('-gzip9"')) return tag;
    await delay(50);
  }
}

// What node:http adds by itself on every server.
function ownHeaders(raw: readonly string[]): string[] {
  const added = new Set(['date', 'connection', 'keep-alive']);
  return raw.filter((_value, index) => !added.has(String(raw[index - (index % 2)]).toLowerCase()));
}

/** Requests per second of each contestant, all of them once in every round. */
function measure(headers: readonly string[]): Result['rates'] {
  const taken: Record<string, number[]> = {};
  for (const { url } of contestants) requestsPerSecond(url, headers, 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, url } of contestants) {
      taken[name] = [...(taken[name] ?? []), requestsPerSecond(url, headers, seconds)];
    }
  }
  return taken;
}

function requestsPerSecond(url: string, headers: readonly string[], duration: number): number {
  const fields = headers.flatMap((header) => ['-H', header]);
  const args = ['-t1', '-c32', `-d${duration}s`, ...fields, `${url}/feed.xml`];
  const output = execFileSync('wrk', args, { encoding: 'utf8' });
  if (/Non-2xx or 3xx responses/.test(output)) throw new Error(output);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1]);
}

function report(lengthBytes: number, results: readonly Result[]): void {
  const [cpu] = cpus();
  const figures: Figures = {
    machine: `${cpu?.model ?? 'unknown'} × ${cpus().length}`,
    node: process.version,
    platform: process.platform,
    day: new Date().toISOString().slice(0, 10),
    database: database ?? `new, with ${items} items`,
    lengthBytes,
    rounds,
    seconds,
    results,
  };
  process.stdout.write(`${tableOf(figures)}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  if (values.svg !== undefined) writeFileSync(values.svg, plotOf(figures));
}

await main();
