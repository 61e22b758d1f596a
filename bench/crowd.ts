import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openFilesLimit, type Probed, probe, residentBytes } from '../test/support/crowd.ts';
import { freePorts } from '../test/support/nginx.ts';
import { environmentIn, root, runServer } from './run-server.ts';

/*
 * What ten thousand connections cost the server, slow readers among them, and how long another client's requests take
 * meanwhile.
 */

const wanted = Number(process.env.CONNECTIONS ?? 10_000);
const shares = { slow: 0.1, trickling: 0.05 };
const againMs = 30_000;
const probes = 1_000;
/** What a process has open beside the connections. */
const othersOpen = 200;

interface Moment {
  readonly name: string;
  readonly connections: number;
  readonly residentBytes: number;
  readonly kernelBytes: number;
  readonly probed: Probed;
}

async function main(): Promise<void> {
  const count = Math.min(wanted, openFilesLimit() - othersOpen);
  if (count < wanted) process.stdout.write(`ulimit -n allows ${count} connections only\n\n`);
  const folder = mkdtempSync(path.join(tmpdir(), 'nashra-crowd-'));
  const running: ChildProcess[] = [];
  try {
    const [metricsPort = 0] = await freePorts(1);
    const environment = {
      ...environmentIn(folder),
      METRICS_PORT: String(metricsPort),
      MAX_CONNECTIONS: String(count + 100),
    };
    const nashra = await runServer('nashra', [path.join(root, 'dist/main.js'), 'serve'], environment);
    running.push(nashra.process);
    const measure = async (name: string, connections: number): Promise<Moment> => {
      const probed = await probe(nashra.url, probes);
      const resident = await residentBytes(`http://127.0.0.1:${metricsPort}/metrics`);
      return { name, connections, residentBytes: resident, kernelBytes: kernelBytes(), probed };
    };
    await probe(nashra.url, probes);
    const moments = [await measure('before', 0)];
    const crowd = await startCrowd(Number(new URL(nashra.url).port), count);
    running.push(crowd.process);
    moments.push(await measure('all have come', await crowd.countOpen()));
    await delay(40_000);
    moments.push(await measure('40 s later', await crowd.countOpen()));
    crowd.process.stdin?.end();
    await once(crowd.process, 'exit');
    await delay(2_000);
    moments.push(await measure('they have gone', 0));
    report(count, moments);
  } finally {
    for (const child of running) child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startCrowd(port: number, count: number) {
  const [slow, trickling] = [Math.floor(count * shares.slow), Math.floor(count * shares.trickling)];
  const options = { port, polite: count - slow, slow, trickling, againMs };
  const clients = path.join(root, 'bench/crowd-clients.ts');
  const child = spawn(process.execPath, ['--import=tsx', clients, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const next = async () => String((await once(child.stdout, 'data'))[0]).trim();
  await next();
  const countOpen = async () => {
    child.stdin.write('?\n');
    return Number(await next());
  };
  return { process: child, countOpen };
}

/** What the kernel holds for all sockets of TCP on this machine, both ends of ours among them; Linux tells. */
function kernelBytes(): number {
  const pages = /^TCP: .* mem (\d+)$/m.exec(readFileSync('/proc/net/sockstat', 'utf8'))?.[1];
  return Number(pages ?? Number.NaN) * 4096;
}

function report(count: number, moments: readonly Moment[]): void {
  const [cpu] = cpus();
  const slow = Math.floor(count * shares.slow);
  process.stdout.write(`${cpu?.model ?? 'unknown'} × ${cpus().length}, Node ${process.version}\n`);
  process.stdout.write(
    `${count} connections, ${slow} of them slow; the others ask every ${againMs / 1000} s; `,
  );
  process.stdout.write(`${probes} requests of another client one after another\n\n`);
  process.stdout.write(
    '| moment | open | memory of the program | of the kernel, both ends | median | p99 | longest |\n',
  );
  process.stdout.write('| --- | --- | --- | --- | --- | --- | --- |\n');
  for (const { name, connections, probed, ...bytes } of moments) {
    const memory = [bytes.residentBytes, bytes.kernelBytes].map((one) => `${Math.round(one / 1e6)} MB`);
    const times = [probed.medianMs, probed.p99Ms, probed.maxMs].map((one) => `${one.toFixed(1)} ms`);
    process.stdout.write(`| ${[name, connections, ...memory, ...times].join(' | ')} |\n`);
  }
}

await main();
