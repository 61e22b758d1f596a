import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { closeStore, openStore } from '../../src/store/open-store.ts';
import { freePorts } from './nginx.ts';

const debianFolder = '/usr/lib/postgresql';

/** The newest that Debian's packages have brought, or what lies in PATH. */
const programs = existsSync(debianFolder)
  ? path.join(
      debianFolder,
      readdirSync(debianFolder).sort((one, other) => Number(other) - Number(one))[0] ?? '',
      'bin',
    )
  : '';

/**
 * Undefined where PostgreSQL is installed; otherwise what is left out. Throws in CI, where nothing may be left out.
 */
export function findPostgresFault(): string | undefined {
  if (spawnSync(path.join(programs, 'postgres'), ['--version']).status === 0) return undefined;
  const fault = 'PostgreSQL is left out: the Debian package postgresql is not installed';
  if (process.env.CI === 'true') throw new Error(fault);
  return fault;
}

export interface PostgresServer {
  readonly port: number;
  readonly urlOf: (database: string) => string;
  /** One command of SQL, as its administrator. */
  readonly run: (command: string) => Promise<void>;
  /** Kills every process of it as a power cut would; `start` again recovers. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * A PostgreSQL of its own in a temporary folder, on a free port of this machine. It refuses to run as root, so then
 * it runs as the package's own user.
 * @param settings of `postgresql.conf`
 */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nashra-postgres-'));
  const owner = process.getuid?.() === 0 ? ownerOf('postgres') : undefined;
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  chmodSync(folder, 0o700);
  const data = path.join(folder, 'data');
  const [port = 0] = await freePorts(1);
  const init = ['-D', data, '-U', 'nashra', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  const made = spawnSync(path.join(programs, 'initdb'), init, { ...owner, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const lines = Object.entries({ ...quick, ...settings, port: String(port) });
  writeFileSync(
    path.join(data, 'nashra.conf'),
    lines.map(([name, value]) => `${name} = ${value}\n`).join(''),
  );
  writeFileSync(path.join(data, 'postgresql.conf'), "include 'nashra.conf'\n", { flag: 'a' });
  const urlOf = (database: string) => `postgres://nashra@127.0.0.1:${port}/${database}`;
  let child: ReturnType<typeof spawn> | undefined;
  const start = async () => {
    child = spawn(path.join(programs, 'postgres'), ['-D', data], {
      ...owner,
      stdio: 'ignore',
      detached: true,
    });
    child.unref();
    while (!(await answers(urlOf('postgres')))) {
      if (child.exitCode !== null) throw new Error(`postgres ended with ${child.exitCode}`);
      await delay(20);
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const exited = new Promise((resolve) => child?.once('exit', resolve));
    // SIGINT ends it fast; a power cut takes all of its processes.
    process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
    await exited;
  };
  process.once('exit', () => {
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  await start();
  const run = (command: string) => execute(urlOf('postgres'), command);
  return { port, urlOf, run, start, kill: () => end('SIGKILL'), stop: () => end('SIGINT') };
}

/** Many small databases, none of which anybody needs tomorrow. */
const quick = {
  autovacuum: 'off',
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '64MB',
  unix_socket_directories: "''",
  listen_addresses: "'127.0.0.1'",
};

function ownerOf(user: string): { readonly uid: number; readonly gid: number } {
  const id = (flag: string) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

async function answers(url: string): Promise<boolean> {
  return execute(url, 'select 1').then(
    () => true,
    () => false,
  );
}

async function execute(url: string, command: string): Promise<void> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(command);
  } finally {
    await client.end();
  }
}

let shared: Promise<PostgresServer> | undefined;
let databases = 0;

/** One server for all the tests of this process, started with the first. */
export function sharedPostgres(): Promise<PostgresServer> {
  shared ??= startPostgres();
  return shared;
}

/** The address of a new, empty database on the shared server. */
export async function createEmptyDatabase(): Promise<string> {
  const server = await sharedPostgres();
  databases += 1;
  const name = `test_${databases}`;
  await server.run(`create database ${name}`);
  return server.urlOf(name);
}

/** Beyond so many the oldest are taken away again, but for those that are in use. */
const keptDatabases = 40;
const made: string[] = [];

async function keep(server: PostgresServer, name: string): Promise<void> {
  made.push(name);
  if (made.length <= keptDatabases) return;
  const oldest = made.shift() ?? '';
  await server.run(`drop database ${oldest}`).catch(() => made.push(oldest));
}

let migrated: Promise<string> | undefined;

/** The address of a new database with every table of Nashra's and nothing in them. */
export async function createPostgresDatabase(): Promise<string> {
  migrated ??= createEmptyDatabase().then(async (url) => {
    await closeStore(await openStore(url));
    return url;
  });
  return copyPostgresDatabase(await migrated);
}

/** The address of a new database with everything that another one of the shared server holds. */
export async function copyPostgresDatabase(url: string): Promise<string> {
  const server = await sharedPostgres();
  databases += 1;
  const name = `test_${databases}`;
  await server.run(`create database ${name} template ${path.basename(url)}`);
  await keep(server, name);
  return server.urlOf(name);
}
