import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import type { Ground } from '../crash/ground.ts';
import type { Random } from '../crash/random.ts';
import { openCrowd } from '../support/crowd.ts';
import { canMount, fill } from '../support/disks.ts';
import type { SilentProxy } from '../support/silent-proxy.ts';
import { killWorker, type Server } from './server.ts';
import type { SimulatedClock } from './simulated-clock.ts';

export interface Ruins {
  readonly random: Random;
  readonly server: Server;
  readonly ground: Ground;
  readonly feedsDir: string;
  readonly clock: SimulatedClock;
  /** Between the program and PostgreSQL. */
  readonly proxy: SilentProxy | undefined;
  readonly fault: (text: string) => void;
}

/** What goes wrong, and is over when it resolves. */
export interface Disturbance {
  readonly name: string;
  /** How long the program may take to be itself again; undefined of what nobody may notice. */
  readonly settleMs: number | undefined;
  /** What editors can go on with meanwhile: nothing, or new stories. */
  readonly leavesInbox: boolean;
  readonly run: () => Promise<void>;
}

/** What was refused by a database is tried again after five seconds. */
const databaseSettlesMs = 7_000;
const minuteMs = 60_000;

/** That which ends the process, and so begins its memory anew. */
export function listRestarts(ruins: Ruins): readonly Disturbance[] {
  const { random, server, fault } = ruins;
  const restart = async (signal: 'SIGKILL' | 'SIGTERM') => {
    await server.end(signal);
    await delay(random.between(0, 1_500));
    await server.start(random.pick([1, 2]));
  };
  const restarts: Disturbance[] = [
    { name: 'SIGKILL', settleMs: 1_000, leavesInbox: true, run: () => restart('SIGKILL') },
    { name: 'SIGTERM', settleMs: 1_000, leavesInbox: true, run: () => restart('SIGTERM') },
  ];
  if (server.workers() === 1) return restarts;
  const run = () => killWorker(server, random, fault);
  return [...restarts, { name: 'a worker killed', settleMs: 1_000, leavesInbox: true, run }];
}

/** What one process must live through. */
export function listTroubles(ruins: Ruins): readonly Disturbance[] {
  const { random, server, feedsDir, clock } = ruins;
  const wrongClock = async (leastMs: number, mostMs: number) => {
    clock.setWrong(random.between(leastMs, mostMs));
    await delay(random.between(800, 3_000));
    clock.setWrong(0);
  };
  return [
    {
      name: 'the clock ahead',
      settleMs: 2_000,
      leavesInbox: true,
      run: () => wrongClock(10 * minuteMs, 120 * minuteMs),
    },
    {
      name: 'the clock behind',
      settleMs: 2_000,
      leavesInbox: true,
      run: () => wrongClock(-120 * minuteMs, -10 * minuteMs),
    },
    {
      name: 'no inbox',
      settleMs: 3_000,
      leavesInbox: false,
      run: async () => {
        renameSync(feedsDir, `${feedsDir}.aside`);
        await delay(random.between(500, 4_000));
        renameSync(`${feedsDir}.aside`, feedsDir);
      },
    },
    { name: 'slow clients', settleMs: undefined, leavesInbox: true, run: () => crowd(server, random) },
    ...(ruins.proxy === undefined ? troublesOfFile(ruins) : troublesOfPostgres(ruins, ruins.proxy)),
  ];
}

async function crowd(server: Server, random: Random): Promise<void> {
  const port = Number(new URL(server.url() ?? '').port);
  const { close } = await openCrowd({ port, polite: 100, slow: 100, trickling: 50, againMs: 500 });
  await delay(random.between(2_000, 5_000));
  close();
}

function troublesOfFile({ random, ground }: Ruins): readonly Disturbance[] {
  const file = ground.url.replace('sqlite:', '');
  const locked: Disturbance = {
    name: 'the database locked',
    settleMs: databaseSettlesMs,
    leavesInbox: true,
    run: async () => {
      const other = new SqliteDatabase(file);
      other.exec('begin immediate');
      await delay(random.between(1_000, 5_000));
      other.exec('rollback');
      other.close();
    },
  };
  if (!canMount) return [locked];
  const full: Disturbance = {
    name: 'a full disk',
    settleMs: databaseSettlesMs,
    leavesInbox: true,
    run: async () => {
      const ballast = path.join(path.dirname(file), 'ballast');
      fill(ballast);
      await delay(random.between(1_000, 6_000));
      rmSync(ballast);
    },
  };
  return [locked, full];
}

function troublesOfPostgres({ random, ground }: Ruins, proxy: SilentProxy): readonly Disturbance[] {
  return [
    {
      name: 'the database killed',
      settleMs: databaseSettlesMs,
      leavesInbox: true,
      run: async () => void (await ground.crash?.()),
    },
    {
      name: 'the database silent',
      settleMs: databaseSettlesMs,
      leavesInbox: true,
      run: async () => {
        proxy.fallSilent();
        await delay(random.between(1_000, 8_000));
        proxy.speakAgain();
      },
    },
  ];
}
