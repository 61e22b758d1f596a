import { execFileSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { request } from './request.ts';

export interface CrowdOptions {
  readonly port: number;
  /** Clients that have had an answer and keep their connection. */
  readonly polite: number;
  /** Clients that ask for the largest answer and do not read on. */
  readonly slow: number;
  /** Of the slow ones, how many read a little each second: the others nothing. */
  readonly trickling?: number;
  /** How often each of the polite asks again; not at all without it. */
  readonly againMs?: number;
}

export interface Crowd {
  /** How many connections the server has not ended. */
  readonly countOpen: () => number;
  readonly close: () => void;
}

const line = (where: string, coding: string) =>
  `GET ${where} HTTP/1.1\r\nHost: news.example\r\nAccept-Encoding: ${coding}\r\n\r\n`;
const batch = 100;

/** Everybody at the door at once; resolves when all of the polite have been answered once. */
export async function openCrowd(options: CrowdOptions): Promise<Crowd> {
  const { port, polite, slow, trickling = 0, againMs } = options;
  const open = new Set<Socket>();
  const timers: NodeJS.Timeout[] = [];
  const join = () => {
    const socket = connect(port, '127.0.0.1');
    open.add(socket);
    // What the server ends or cuts off is no longer counted.
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    return socket;
  };
  const ask = (socket: Socket) => socket.write(line('/feed.xml', 'gzip'));
  for (let at = 0; at < slow; at += 1) readSlowly(join(), at < trickling, timers);
  for (let at = 0; at < polite; at += batch) {
    const sockets = Array.from({ length: Math.min(batch, polite - at) }, join);
    await Promise.all(sockets.map((socket) => answered(socket, () => ask(socket))));
    if (againMs === undefined) continue;
    const askAgain = () => {
      for (const socket of sockets) if (open.has(socket)) ask(socket);
    };
    timers.push(setInterval(askAgain, againMs));
  }
  return {
    countOpen: () => open.size,
    close: () => {
      for (const timer of timers) clearInterval(timer);
      for (const socket of open) socket.destroy();
    },
  };
}

function readSlowly(socket: Socket, isTrickling: boolean, timers: NodeJS.Timeout[]): void {
  socket.once('connect', () => socket.write(line('/ar/feed.xml', 'identity')));
  socket.pause();
  if (!isTrickling) return;
  socket.on('data', () => socket.pause());
  timers.push(setInterval(() => socket.resume(), 1_000));
}

function answered(socket: Socket, ask: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing: number | undefined;
    socket.once('connect', ask);
    socket.once('close', () => reject(new Error('a polite client was turned away')));
    socket.on('data', (chunk: Buffer) => {
      if (missing === undefined) {
        const head = chunk.indexOf('\r\n\r\n');
        const length = /Content-Length: (\d+)/.exec(chunk.toString('latin1', 0, head))?.[1];
        missing = Number(length) + head + 4;
      }
      missing -= chunk.length;
      if (missing <= 0) resolve();
    });
  });
}

export interface Probed {
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** How long a request on a connection of its own takes, one after another. */
export async function probe(url: string, count: number): Promise<Probed> {
  const taken: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const begunMs = performance.now();
    const { status } = await request(`${url}/feed.xml`, {
      headers: { 'Accept-Encoding': 'gzip', Connection: 'close' },
    });
    if (status !== 200) throw new Error(`the answer was ${status}`);
    taken.push(performance.now() - begunMs);
  }
  const sorted = taken.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(count - 1, Math.floor(count * share))] ?? Number.NaN;
  return { medianMs: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

/** Of the process that serves `/metrics` there. */
export async function residentBytes(metricsUrl: string): Promise<number> {
  const { text } = await request(metricsUrl);
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
}

/** How many files and sockets a process may have open here. */
export function openFilesLimit(): number {
  const limit = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim();
  return limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit);
}
