import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { revisionsTopic } from './migrations.ts';
import { isPostgresUrl } from './open-store.ts';
import { createPostgresClient, endSoon, type PostgresClient } from './postgres.ts';

export interface LogWatch {
  readonly stop: () => Promise<void>;
}

/** SQLite tells nobody: one look at a number a channel. */
const sqliteEveryMs = 100;

/** PostgreSQL tells; by then is seen what it could not tell a process that had lost it, and what the clock does. */
const postgresEveryMs = 250;
const reconnectMs = 250;

/** Calls `onRevision` soon after any process has written to a log, and every `sweepMs` without need. */
export function watchLog(
  url: string,
  onRevision: () => void,
  { sweepMs = isPostgresUrl(url) ? postgresEveryMs : sqliteEveryMs }: { readonly sweepMs?: number } = {},
): LogWatch {
  const isPostgres = isPostgresUrl(url);
  const timer = setInterval(onRevision, sweepMs);
  const listener = isPostgres ? listen(url, onRevision) : undefined;
  return {
    stop: async () => {
      clearInterval(timer);
      await listener?.stop();
    },
  };
}

function listen(url: string, onRevision: () => void): LogWatch {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ended = (async () => {
    while (!signal.aborted) {
      await listenOnce(url, onRevision, signal).catch(() => undefined);
      await delay(reconnectMs, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** Until the connection is lost or no longer wanted. */
async function listenOnce(url: string, onRevision: () => void, signal: AbortSignal): Promise<void> {
  const socket = new Socket();
  const client = createPostgresClient(url, { stream: () => socket });
  let giveUp: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    giveUp = resolve;
    client.once('end', resolve).on('error', () => resolve());
  });
  signal.addEventListener('abort', giveUp);
  try {
    await Promise.race([beginListening(client, onRevision), over]);
    await over;
  } finally {
    signal.removeEventListener('abort', giveUp);
    await endSoon(client, socket);
  }
}

async function beginListening(client: PostgresClient, onRevision: () => void): Promise<void> {
  await client.connect();
  client.on('notification', onRevision);
  await client.query(`listen ${revisionsTopic}`);
  // What came before it listened.
  onRevision();
}
