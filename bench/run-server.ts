import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** How many articles the feed has. */
export const items = 50;

export interface RunningServer {
  readonly name: string;
  readonly url: string;
  readonly process: ChildProcess;
}

/** Fifty articles, each with a headline of its own, made of the shipped samples. */
export function environmentIn(folder: string): Record<string, string> {
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
    LOG_LEVEL: 'error',
  };
}

export function writeArticle(feeds: string, number: number, text: string): void {
  const title = `تقرير الصباح رقم ${number} عن أحوال المدينة`;
  writeFileSync(path.join(feeds, `${number}.txt`), `${title}\n\n${text}`);
}

/** Resolves when it has written its address. */
export function runServer(
  name: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<RunningServer> {
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
