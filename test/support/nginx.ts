import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFolder } from './program.ts';
import { canRun } from './run.ts';

// Debian's lies where only an administrator's PATH looks.
const program = canRun('nginx', ['-v']) ? 'nginx' : '/usr/sbin/nginx';

export const hasNginx = canRun(program, ['-v']);

export interface Nginx {
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** Ports that nothing listened on a moment ago. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/**
 * Debian's nginx in one process, with a folder of its own and no configuration of the machine's. Resolves when it
 * answers.
 * @param http what stands in `http {}`
 * @param port one that it is told to listen on
 * @param env variables that it is given and keeps
 */
export async function startNginx(
  http: string,
  port: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Nginx> {
  const folder = temporaryFolder();
  const file = path.join(folder, 'nginx.conf');
  mkdirSync(path.join(folder, 'logs'));
  writeFileSync(file, configurationIn(folder, http, Object.keys(env)));
  const child = spawn(program, ['-p', folder, '-e', path.join(folder, 'error.log'), '-c', file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}: ${said}`);
    await delay(10);
  }
  const stop = () => {
    child.kill('SIGTERM');
    return exited;
  };
  return { pid: child.pid!, stop };
}

function configurationIn(folder: string, http: string, variables: readonly string[]): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${path.join(folder, name)};`)
    .join('\n  ');
  return `daemon off;
master_process off;
pid ${path.join(folder, 'nginx.pid')};
${variables.map((name) => `env ${name};`).join('\n')}
events {}
http {
  access_log off;
  ${paths}
  ${http.replaceAll('FOLDER', folder)}
}
`;
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
}
