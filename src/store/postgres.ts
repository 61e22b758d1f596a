import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';

const load = createRequire(import.meta.url);
let loaded: typeof pg | undefined;

// Whoever keeps everything in SQLite does not wait for it.
function driver(): typeof pg {
  loaded ??= load('pg') as typeof pg;
  return loaded;
}

/** Of one process; what comes beyond waits its turn. */
const maxConnections = 8;

/** How long a statement may take: the server ends it first, and where it is silent the connection is given up. */
export interface Patience {
  readonly serverMs: number;
  readonly clientMs: number;
}

const usualPatience: Patience = { serverMs: 30_000, clientMs: 40_000 };

/** For what reads everything that is kept. */
export const longPatience: Patience = { serverMs: 3_600_000, clientMs: 3_610_000 };

/** For migrations: an index of a long history takes minutes. */
export const endlessPatience: Patience = { serverMs: 0, clientMs: 0 };

/**
 * A pool of connections to `postgres://user:password@host:port/name`. BIGINT comes as a number: all that is kept are
 * counts and milliseconds.
 */
export function openPostgres(url: string, { serverMs, clientMs }: Patience = usualPatience): pg.Pool {
  const open = new Set<Socket>();
  const pool = new (driver().Pool)({
    ...settingsFor(url),
    max: maxConnections,
    types,
    statement_timeout: serverMs,
    query_timeout: clientMs,
    stream: () => {
      const socket = new Socket();
      open.add(socket);
      return socket.once('close', () => open.delete(socket));
    },
  });
  sockets.set(pool, open);
  // A connection that is lost is told of by the next question; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    giveUpWhenSilent(client);
  });
  return pool;
}

const sockets = new WeakMap<pg.Pool, ReadonlySet<Socket>>();

/**
 * Ends what was opened. A connection that failed while it was made is the pool's no more, and would keep the process
 * for as long as the server waits for an answer.
 */
export async function endPostgres(pool: pg.Pool): Promise<void> {
  await pool.end();
  destroySockets(pool);
}

/** Ends every connection at once, whatever the server says, and makes none any more: what waits for one fails. */
export function cutOffPostgres(pool: pg.Pool): void {
  pool.end().catch(() => undefined);
  destroySockets(pool);
}

function destroySockets(pool: pg.Pool): void {
  for (const socket of sockets.get(pool) ?? []) socket.destroy();
}

interface Connected {
  readonly connection: { readonly stream: { readonly destroy: () => void } };
}

/**
 * The driver only stops waiting: the transaction stays open on a connection that goes back to the pool, and whoever
 * is given it next would commit half of another's work.
 */
function giveUpWhenSilent(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  const giveUp = (error: Error): never => {
    if (error.message === 'Query read timeout') (client as unknown as Connected).connection.stream.destroy();
    throw error;
  };
  Object.assign(client, { query: (...args: unknown[]) => query(...args)?.catch(giveUp) });
}

export type PostgresClient = pg.Client;

/** One connection, not yet made, for as long as it lasts; `end` is its event when it is lost. */
export function createPostgresClient(url: string, settings: pg.ClientConfig = {}): PostgresClient {
  return new (driver().Client)({ ...settingsFor(url), ...settings });
}

/** Over a dead network the last word never arrives, and nobody should wait for it. */
export async function endSoon(client: PostgresClient, socket: Socket): Promise<void> {
  const ended = new AbortController();
  const end = client
    .end()
    .catch(() => undefined)
    .finally(() => ended.abort());
  await Promise.race([end, delay(500, undefined, { signal: ended.signal }).catch(() => undefined)]);
  socket.destroy();
}

function settingsFor(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'nashra',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 2_000,
  };
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === driver().types.builtins.INT8
      ? Number
      : driver().types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

/** Without its password. */
export function postgresName(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url);
    const host = hostname === '' ? (searchParams.get('host') ?? 'localhost') : hostname;
    return `${decodeURIComponent(pathname.slice(1))} at ${host}${port === '' ? '' : `:${port}`}`;
  } catch {
    return 'of DATABASE_URL';
  }
}

const serializationFailure = '40001';
const deadlock = '40P01';

function isDatabaseError(error: unknown): error is pg.DatabaseError {
  return loaded !== undefined && error instanceof loaded.DatabaseError;
}

/** Whether the transaction failed only because of another one, and can be begun again. */
export function isPostgresConflict(error: unknown): boolean {
  return isDatabaseError(error) && [serializationFailure, deadlock].includes(error.code ?? '');
}

/** What the driver and the system say of a connection that cannot be made or is lost; they have no class of their own. */
const lostMessage = /^(Connection terminated|Client (has encountered|was closed)|timeout|Query read timeout)/;
const lostCodes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT'];

/**
 * Classes of SQLSTATE that speak of the database and not of what it was asked: connections, access, conflicts, want of
 * resources, operators, the system.
 */
const failureClasses = ['08', '25', '28', '3D', '40', '53', '55', '57', '58', 'F0', 'XX'];
const noPrivilege = '42501';

export function isPostgresFailure(error: unknown): boolean {
  if (isDatabaseError(error))
    return error.code === noPrivilege || failureClasses.includes(error.code?.slice(0, 2) ?? '');
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  const isSocket =
    syscall === 'connect' || syscall === 'read' || syscall === 'write' || syscall === 'getaddrinfo';
  return lostMessage.test(error.message) || (isSocket && lostCodes.includes(code ?? ''));
}
