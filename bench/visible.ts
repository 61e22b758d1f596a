import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePorts } from '../test/support/nginx.ts';
import { ask, type Load } from './visible/load.ts';
import type { Order, Told } from './visible/newsroom.ts';
import type { Told as ToReaders } from './visible/readers.ts';

/*
 * How long until readers see it, and what everything else costs, on a database of any size: see bench/data.ts. Stories
 * are taken by `accept`, as a newsroom's own program gives them; a file of the inbox stands still for 250 ms before.
 * The database keeps what is published.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    stories: { type: 'string', default: '200' },
    'per-second': { type: 'string', default: '200' },
    seed: { type: 'string', default: String(process.pid) },
  },
});
const { database } = values;
if (database === undefined) throw new Error('npm run bench:visible -- --database sqlite:/tmp/million.sqlite');
const folder = mkdtempSync(path.join(tmpdir(), 'nashra-visible-'));
const configDir = path.join(folder, 'config');
const token = 'bench';
/** More often, and asking would be most of what the server does. */
const askAgainMs = 4;
/** After a start the first are slower: V8 has compiled little yet. */
const first = 20;

async function main(databaseUrl: string): Promise<void> {
  cpSync(path.join(root, 'config'), configDir, { recursive: true });
  // One address asks a hundred times as often as any reader may.
  appendFileSync(path.join(configDir, 'site.yaml'), '\npolling:\n  budget: off\n');
  mkdirSync(path.join(folder, 'feeds'));
  try {
    const machine = { cpu: `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}`, load: loadavg()[0] };
    const served = await measureServer(databaseUrl);
    const commands = await measureCommands(databaseUrl);
    // Of the longest part the end may be awaited in vain on a machine that cannot keep up.
    process.stderr.write(`${JSON.stringify({ ...served, commandsMs: commands })}\n`);
    const published = await measureNewsroom(databaseUrl);
    process.stdout.write(
      `${JSON.stringify({ machine, ...served, commandsMs: commands, ...published }, null, 2)}\n`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Start, cold and warm answers and memory of `nashra serve`. */
async function measureServer(databaseUrl: string) {
  // Once for what a first start with this configuration writes, such as its revision.
  await (await startServer(databaseUrl)).stop();
  const { url, firstAnswerMs, child, stop } = await startServer(databaseUrl);
  const metrics = { Authorization: `Bearer ${token}` };
  const feed = JSON.parse((await ask(`${url}/feed.json`)).body.toString('utf8')) as {
    readonly items: readonly { readonly url: string }[];
    readonly next_url?: string;
  };
  const cold: Record<string, string> = {
    story: new URL(feed.items.at(-1)?.url ?? '').pathname,
    desk: '/ar/sections/economy/',
    'desk and agency': `/ar/feed.xml?section=economy&source=${encodeURIComponent('وكالة-ساحل')}`,
    archive: new URL(feed.next_url ?? '').pathname,
    'oldest archive': '/ar/archive/0/feed.xml',
    search: `/ar/feed.xml?q=${encodeURIComponent('محطة المياه')}`,
    'search of nothing': `/ar/feed.xml?q=${encodeURIComponent('ظظظظظ')}`,
    'list of sitemaps': '/sitemap.xml',
    sitemap: '/ar/sitemap-0.xml',
    'news sitemap': '/ar/news-sitemap.xml',
  };
  const coldMs: Record<string, number> = {};
  for (const [name, address] of Object.entries(cold)) coldMs[name] = await timeOf(url, address);
  const etag = (await ask(`${url}/feed.xml`)).headers.etag ?? '';
  const warmMs = {
    whole: percentiles(await repeat(300, () => ask(`${url}/feed.xml`, { 'Accept-Encoding': 'gzip' }))),
    unchanged: percentiles(await repeat(300, () => ask(`${url}/feed.xml`, { 'If-None-Match': etag }))),
  };
  const metricsMs = percentiles(await repeat(20, () => ask(`${url}/metrics`, metrics)));
  const items = Number(
    /^nashra_items\{.*\} (\d+)$/m.exec(String((await ask(`${url}/metrics`, metrics)).body))?.[1],
  );
  const memoryMiB = peakMemoryOf(child);
  await stop();
  return { items, firstAnswerMs, coldMs, warmMs, metricsMs, serveMemoryMiB: memoryMiB };
}

async function timeOf(url: string, address: string): Promise<number> {
  const { status, headers, ms } = await ask(url + address);
  if (status === 301 || status === 302 || status === 308)
    return (
      ms +
      (await timeOf(
        url,
        new URL(headers.location ?? '', url).pathname + new URL(headers.location ?? '', url).search,
      ))
    );
  if (status !== 200) throw new Error(`${address} is ${status}`);
  return round(ms);
}

async function startServer(databaseUrl: string) {
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const begunMs = performance.now();
  const child = spawn(process.execPath, [path.join(root, 'dist/main.js'), 'serve'], {
    env: { ...environment(databaseUrl), PORT: String(port), METRICS_TOKEN: token },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    const answer = await ask(`${url}/feed.xml`).catch(() => undefined);
    if (answer?.status === 200) break;
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
    await delay(5);
  }
  const firstAnswerMs = round(performance.now() - begunMs);
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { url, firstAnswerMs, child, stop };
}

function environment(databaseUrl: string): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  const feedsDir = path.join(folder, 'feeds');
  return {
    PATH,
    HOST: '127.0.0.1',
    CONFIG_DIR: configDir,
    FEEDS_DIR: feedsDir,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'warn',
  };
}

async function measureCommands(databaseUrl: string): Promise<Readonly<Record<string, number>>> {
  const taken: Record<string, number> = {};
  const run = (...args: readonly string[]) => {
    const begunMs = performance.now();
    const output = execFileSync(process.execPath, [path.join(root, 'dist/main.js'), ...args], {
      env: environment(databaseUrl),
      encoding: 'utf8',
    });
    taken[args[0] ?? ''] = round(performance.now() - begunMs);
    return output;
  };
  run('--version');
  const [key = ''] = run('list', '--state', 'published', '--limit', '1').split(' ');
  run('show', key);
  run('history', key);
  run('withdraw', key, '--reason', 'قياس');
  return taken;
}

/** From `accept` to the first answer that has the story, while readers ask; and how late what is due is seen. */
async function measureNewsroom(databaseUrl: string) {
  const child = fork(path.join(root, 'bench/visible/newsroom.ts'), [databaseUrl, configDir, values.seed], {
    execArgv: ['--import=tsx'],
  });
  const [{ url = '' }] = (await once(child, 'message')) as [Told];
  const readers = fork(path.join(root, 'bench/visible/readers.ts'), [url, values['per-second']], {
    execArgv: ['--import=tsx'],
  });
  const visible: number[] = [];
  for (let number = 1; number <= Number(values.stories); number += 1) {
    visible.push(await publish(child, url, { number }, performance.now()));
    readers.send({ page: await lastPage(url) } satisfies ToReaders);
    await delay(100);
  }
  const released: number[] = [];
  for (let number = 1; number <= 5; number += 1) {
    const publishAtMs = Date.now() + 1000;
    const order = { number: Number(values.stories) + number, publishAtMs };
    released.push(await publish(child, url, order, performance.now() + 1000));
  }
  const stopped = once(readers, 'message') as Promise<[Load['taken']]>;
  readers.send('stop' satisfies ToReaders);
  const [taken] = await stopped;
  const memoryMiB = peakMemoryOf(child);
  child.disconnect();
  await once(child, 'exit');
  const answersMs = Object.fromEntries(
    Object.entries(taken).map(([name, times]) => [name, percentiles(times)]),
  );
  return {
    visibleFirstMs: percentiles(visible.slice(0, first)),
    visibleMs: percentiles(visible.slice(first)),
    releasedAfterMs: percentiles(released),
    answersMs,
    newsroomMemoryMiB: memoryMiB,
  };
}

async function publish(child: ChildProcess, url: string, order: Order, sinceMs: number): Promise<number> {
  const before = (await ask(`${url}/ar/atom.xml`)).headers.etag ?? '';
  const from = order.publishAtMs === undefined ? performance.now() : sinceMs;
  const taken = once(child, 'message') as Promise<[Told]>;
  child.send(order);
  for (;;) {
    const answer = await ask(`${url}/ar/atom.xml`, { 'If-None-Match': before });
    const seenMs = performance.now();
    if (answer.status === 200) {
      const [told] = await taken;
      if (!answer.body.includes(told.taken?.key ?? '-'))
        throw new Error('the feed changed without the story');
      return seenMs - from;
    }
    await delay(askAgainMs);
  }
}

async function lastPage(url: string): Promise<string> {
  const feed = JSON.parse(String((await ask(`${url}/feed.json`)).body)) as { items: { url: string }[] };
  return new URL(feed.items[0]?.url ?? url).pathname;
}

async function repeat(
  times: number,
  run: () => Promise<{ readonly ms: number }>,
): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let count = 0; count < times; count += 1) taken.push((await run()).ms);
  return taken;
}

/** VmHWM: the most that the process ever held, from Linux. */
function peakMemoryOf({ pid }: ChildProcess): number {
  return Math.round(
    Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
  );
}

function percentiles(taken: readonly number[]) {
  const sorted = taken.toSorted((one, other) => one - other);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}

await main(database);
