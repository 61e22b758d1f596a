import { Socket } from 'node:net';
import type { LeaderLock, Office } from './leader-lock.ts';
import { createPostgresClient, endSoon } from './postgres.ts';

/** A leader knows within both together that it has lost its connection: before the server gives the lock to another. */
const askEveryMs = 1_000;
const answerWithinMs = 2_000;

/** So the server finds a machine dead that is silent for four seconds. */
const sessionSettings = `
  set tcp_keepalives_idle = 1;
  set tcp_keepalives_interval = 1;
  set tcp_keepalives_count = 3;
  set tcp_user_timeout = 4000`;

/** The first key of our locks: `nash` and `nasi`. */
const keys: Readonly<Record<Office, number>> = { inbox: 0x6e617368, clock: 0x6e617369 };

/**
 * A session-level advisory lock (PostgreSQL, "Explicit Locking", 13.3.5) on a connection of its own. The second key is
 * that of the schema: one database may hold several newsrooms.
 */
export function createPostgresLeaderLock(url: string, office: Office): LeaderLock {
  let session: LockSession | undefined;

  async function drop(): Promise<void> {
    const ended = session;
    session = undefined;
    await ended?.close();
  }

  return {
    tryTake: async (onLost) => {
      session ??= await openSession(url);
      try {
        if (!(await session.take(keys[office]))) return false;
      } catch (error) {
        await drop();
        throw error;
      }
      session.watch(onLost);
      return true;
    },
    release: drop,
  };
}

interface LockSession {
  readonly take: (key: number) => Promise<boolean>;
  /** Calls it once when the connection is lost, or the server says nothing. */
  readonly watch: (onLost: () => void) => void;
  readonly close: () => Promise<void>;
}

async function openSession(url: string): Promise<LockSession> {
  const socket = new Socket();
  const client = createPostgresClient(url, {
    stream: () => socket,
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
  });
  let onLost: (() => void) | undefined;
  let asking: NodeJS.Timeout | undefined;

  function lose(): void {
    clearTimeout(asking);
    onLost?.();
    onLost = undefined;
  }

  /** One question after the other: of a server that is silent not even the first is answered. */
  function askSoon(): void {
    if (onLost === undefined) return;
    asking = setTimeout(() => client.query('select 1').then(askSoon, lose), askEveryMs);
  }

  client.on('error', lose).on('end', lose);
  try {
    await client.connect();
    await client.query(sessionSettings);
  } catch (error) {
    await endSoon(client, socket);
    throw error;
  }
  return {
    take: async (key) => {
      const query = 'select pg_try_advisory_lock($1, hashtext(current_schema())) as taken';
      const { rows } = await client.query<{ taken: boolean }>(query, [key]);
      return rows[0]?.taken === true;
    },
    watch: (call) => {
      onLost = call;
      askSoon();
    },
    close: async () => {
      clearTimeout(asking);
      onLost = undefined;
      await endSoon(client, socket);
    },
  };
}
