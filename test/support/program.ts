import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDatabase } from './database.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const main = path.join(projectRoot, 'dist/main.js');

export interface Program {
  /** `http://localhost:PORT`. */
  readonly url: string;
  readonly feedsDir: string;
  readonly databaseUrl: string;
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly output: () => string;
  /** SIGTERM; resolves with the exit code. */
  readonly stop: () => Promise<number>;
}

export interface ProgramOptions {
  /** Copied into the program's own inbox. */
  readonly samples?: string;
  readonly feedsDir?: string;
  readonly databaseUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone when the tests are. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'nashra-test-'));
  folders.push(folder);
  return folder;
}

let unlimitedConfig: string | undefined;

/** The shipped configuration without a budget for pollers: tests ask as no reader does, and all from one address. */
export function configWithoutBudget(): string {
  if (unlimitedConfig !== undefined) return unlimitedConfig;
  unlimitedConfig = temporaryFolder();
  cpSync(path.join(projectRoot, 'config'), unlimitedConfig, { recursive: true });
  appendFileSync(path.join(unlimitedConfig, 'site.yaml'), '\npolling:\n  budget: off\n');
  return unlimitedConfig;
}

/** The environment of a program that knows nothing of the machine's. */
export function cleanEnvironment(env: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, CONFIG_DIR: configWithoutBudget(), ...env };
}

/** Starts the real program, as it was built, on a free port. Resolves when it has announced its addresses. */
export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  const folder = temporaryFolder();
  const feedsDir = options.feedsDir ?? path.join(folder, 'feeds');
  const databaseUrl = options.databaseUrl ?? (await createDatabase());
  if (options.feedsDir === undefined) {
    if (options.samples === undefined) mkdirSync(feedsDir);
    else cpSync(options.samples, feedsDir, { recursive: true });
  }
  const child = spawn(process.execPath, [main, 'serve'], {
    cwd: folder,
    env: cleanEnvironment({
      PORT: '0',
      FEEDS_DIR: feedsDir,
      DATABASE_URL: databaseUrl,
      ...options.env,
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? -1)));
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const found = /Listens (\S+)\n/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then((code) => reject(new Error(`the program ended with ${code}:\n${output}`)));
  });
  const stop = () => {
    child.kill('SIGTERM');
    return exited;
  };
  return { url, feedsDir, databaseUrl, child, output: () => output, stop };
}

/** Runs a command of the program to its end. */
export function runCommand(
  args: readonly string[],
  { env = {}, input, cwd }: { env?: Record<string, string>; input?: string | Uint8Array; cwd?: string } = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [main, ...args], {
    env: cleanEnvironment(env),
    cwd: cwd ?? temporaryFolder(),
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.end(input ?? '');
  return new Promise((resolve) => {
    child.once('close', (code) =>
      resolve({
        code: code ?? -1,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      }),
    );
  });
}
