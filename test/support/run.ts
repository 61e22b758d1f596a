import { spawn, spawnSync } from 'node:child_process';

export interface RunOptions {
  readonly input?: Uint8Array;
  /** Where the program may keep files of its own; without it nowhere. */
  readonly home?: string;
  readonly timeoutMs?: number;
}

/**
 * Runs a program to its end and gives its standard output. It does not block, so the program may talk to a server
 * in this process. Rejects with what the program said when it ends with another status than 0.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: childEnv(options.home),
      timeout: options.timeoutMs ?? 60_000,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(Buffer.concat(stdout));
      const said = Buffer.concat(stderr).toString('utf8').trim();
      reject(new Error(`${command} ended with ${code ?? signal}: ${said}`));
    });
    // A program that ends before it has read everything is reported by its status.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input);
  });
}

/** Whether a program can be started here and ends well. */
export function canRun(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { env: childEnv(), stdio: 'ignore', timeout: 15_000 }).status === 0;
}

/** The same language and no proxy on every machine, and no configuration of the person who runs the tests. */
function childEnv(home = '/nonexistent'): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: home, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}
