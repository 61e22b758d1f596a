import { readdirSync, readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import type { Program } from './program.ts';

/** The processes that a process has begun and that live, in the order in which they were begun. */
export function listChildren(pid: number): readonly number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = processes.filter((name) => parentOf(name) === pid).map(Number);
  return children.sort((one, other) => one - other);
}

/** Of a process that is no more, or that nobody has buried yet, there is none. */
function parentOf(name: string): number | undefined {
  try {
    // proc(5): the name of the program stands in parentheses and may hold anything.
    const [state, parent] = readFileSync(`/proc/${name}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return state === 'Z' ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  return parentOf(String(pid)) !== undefined;
}

/** The lines of the log, each with the process that wrote it. */
export function logOf(program: Program): readonly {
  readonly pid: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}[] {
  const lines = program.output().split('\n');
  return lines.filter((line) => line.startsWith('{"level"')).map((line) => JSON.parse(line));
}

/** One connection that is kept, and so one worker for as long as that lives. */
export interface Line {
  readonly get: (
    address: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<{ readonly status: number; readonly headers: object; readonly text: string }>;
  readonly isCut: () => boolean;
  readonly close: () => void;
}

/** One line to each of the workers: those that are stopped meanwhile take no connection. */
export async function openLines(url: string, workers: readonly number[]): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const worker of workers) {
    const others = workers.filter((other) => other !== worker);
    for (const other of others) process.kill(other, 'SIGSTOP');
    const line = openLine(url);
    await line.get('/health');
    for (const other of others) process.kill(other, 'SIGCONT');
    lines.push(line);
  }
  return lines;
}

export function openLine(url: string): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let isCut = false;
  return {
    get: (address, headers = {}) =>
      new Promise((resolve, reject) => {
        const asked = get(`${url}${address}`, { agent, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const { date: _date, ...shown } = response.headers;
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({ status: response.statusCode ?? 0, headers: shown, text });
          });
        });
        asked.on('error', reject);
        asked.once('socket', (socket) => {
          if (socket.listenerCount('close', noteCut) === 0) socket.once('close', noteCut);
        });
      }),
    isCut: () => isCut,
    close: () => agent.destroy(),
  };

  function noteCut(): void {
    isCut = true;
  }
}
