import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Diary, openDiary } from '../crash/diary.ts';
import { type Ground, openGround } from '../crash/ground.ts';
import { type Random, seededRandom } from '../crash/random.ts';
import type { Database } from '../support/database.ts';
import { canMount, mountMemory } from '../support/disks.ts';
import { configWithoutBudget, runCommand, temporaryFolder } from '../support/program.ts';
import { openSilentProxy, type SilentProxy } from '../support/silent-proxy.ts';
import { type Calm, openCalm } from './calm.ts';
import { emptyFigures, type Figures } from './figures.ts';
import { type Newsroom, openNewsroom } from './newsroom.ts';
import { openServer, type Server } from './server.ts';
import { openSimulatedClock, type SimulatedClock } from './simulated-clock.ts';

export interface DayOptions {
  readonly hours: number;
  /** The hour of the day at which it begins. */
  readonly from?: number;
  /** Simulated seconds in a real one. */
  readonly speed: number;
  readonly seed: number;
  readonly database: Database;
  /** Stories that are there when it begins. */
  readonly yesterday?: number;
  /** At most so long nothing is broken. */
  readonly calmSeconds?: number;
}

/** Everything that a day happens on. */
export interface Stage {
  readonly options: DayOptions;
  readonly startMs: number;
  readonly endMs: number;
  readonly random: Random;
  readonly clock: SimulatedClock;
  readonly calm: Calm;
  readonly diary: Diary;
  readonly figures: Figures;
  /** Tells of a fault, once. */
  readonly fault: (text: string) => void;
  readonly feedsDir: string;
  readonly ground: Ground;
  readonly proxy: SilentProxy | undefined;
  readonly server: Server;
  readonly newsroom: Newsroom;
  /** `nashra` beside the server, by the same clock. */
  readonly run: (args: readonly string[]) => Promise<{ readonly code: number; readonly said: string }>;
  readonly close: () => Promise<void>;
}

export const hourMs = 3_600_000;
/** In Beirut, where the shipped newsroom is. */
const midnightMs = Date.parse('2026-11-23T00:00:00+02:00');
const diskKibibytes = 64 * 1024;

/** Undefined where faketime is missing. */
export async function openStage(options: DayOptions): Promise<Stage | undefined> {
  const { seed, speed, hours, from = 0, database } = options;
  const startMs = midnightMs + from * hourMs;
  const endMs = startMs + hours * hourMs;
  const calm = openCalm();
  let look = () => {};
  const onStep = (ms: number, hasSlept: boolean) => {
    if (hasSlept) calm.interrupt();
    else calm.pass(ms);
    look();
  };
  const clock = openSimulatedClock({ startMs, speed, onStep });
  if (clock === undefined) return undefined;
  const feedsDir = path.join(temporaryFolder(), 'feeds');
  mkdirSync(feedsDir);
  const disk = database === 'SQLite' && canMount ? mountMemory(diskKibibytes) : undefined;
  const ground = await openGround(database, disk?.folder);
  const port = Number(new URL(ground.url).port);
  const proxy = database === 'PostgreSQL' ? await openSilentProxy(port) : undefined;
  const databaseUrl = proxy === undefined ? ground.url : ground.url.replace(`:${port}/`, `:${proxy.port}/`);
  const random = seededRandom(seed);
  const diary = openDiary(clock.now);
  const figures = emptyFigures();
  const fault = createFault(figures, diary, clock);
  // Ids and addresses stay what they are when the server comes back on another port.
  const env = { ...clock.env, CONFIG_DIR: twoChannels(), BASE_URL: 'https://news.example' };
  const server = openServer({ feedsDir, databaseUrl, env }, diary, fault);
  const run = async (args: readonly string[]) => {
    const more = { ...env, FEEDS_DIR: feedsDir, DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' };
    const { code, stdout, stderr } = await runCommand(args, { env: more });
    return { code, said: stderr + stdout };
  };
  const newsroom = openNewsroom({
    ...{ feedsDir, random, clock, calm, diary, figures, fault, speed, endMs },
    command: (args) => runUntilDone(run, args),
  });
  look = newsroom.look;
  const close = async () => {
    await server.end('SIGKILL');
    clock.stop();
    proxy?.close();
    await ground.close();
    disk?.unmount();
  };
  const parts = { clock, calm, diary, figures, fault, feedsDir, ground, proxy, server, newsroom, run, close };
  return { ...parts, options, startMs, endMs, random };
}

function createFault(figures: Figures, diary: Diary, clock: SimulatedClock): (text: string) => void {
  const told = new Set<string>();
  return (text) => {
    if (told.has(text)) return;
    told.add(text);
    figures.faults.push(`${new Date(clock.now()).toISOString()}: ${text}`);
    diary.note(`fault: ${text}`);
  };
}

/** The shipped channel, and one more like it. */
function twoChannels(): string {
  const folder = temporaryFolder();
  cpSync(configWithoutBudget(), folder, { recursive: true });
  const channel = readFileSync(path.join(folder, 'channels/ar.yaml'), 'utf8');
  writeFileSync(path.join(folder, 'channels/sport.yaml'), channel.replace('نشرة الأخبار', 'نشرة الرياضة'));
  return folder;
}

/** An editor tries again as long as the database is away. */
async function runUntilDone(run: Stage['run'], args: readonly string[]): Promise<boolean> {
  for (let time = 0; time < 20; time += 1) {
    const { code, said } = await run(args);
    // The first time may have done it before its connection was lost.
    if (code === 0 || said.includes('item_withdrawn') || said.includes('سُحبت هذه المادة من قبل')) return true;
    await delay(2_000);
  }
  return false;
}
