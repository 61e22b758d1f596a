import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { cleanEnvironment, projectRoot } from '../support/program.ts';

/** A process of the program that is there to be killed. */
export interface Launched {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Address of the server once it has announced itself; undefined when it ended before. */
  readonly announced: Promise<string | undefined>;
  readonly exited: Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
}

export interface LaunchOptions {
  readonly feedsDir: string;
  readonly databaseUrl: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function launch(
  args: readonly string[],
  { feedsDir, databaseUrl, env = {} }: LaunchOptions,
): Launched {
  const child = spawn(process.execPath, [path.join(projectRoot, 'dist/main.js'), ...args], {
    cwd: path.dirname(feedsDir),
    env: cleanEnvironment({ PORT: '0', FEEDS_DIR: feedsDir, DATABASE_URL: databaseUrl, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const announced = new Promise<string | undefined>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const url = /Listens (\S+)\n/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then(() => resolve(undefined));
  });
  const kill = () => {
    child.kill('SIGKILL');
    return exited;
  };
  return { child, output: () => output, announced, exited, kill };
}
