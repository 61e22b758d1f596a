import { setTimeout as delay } from 'node:timers/promises';
import type { Diary } from '../crash/diary.ts';
import { type Launched, type LaunchOptions, launch } from '../crash/launch.ts';
import type { Random } from '../crash/random.ts';
import { listChildren } from '../support/worker-crew.ts';

/** The server of the day, which is another process after each restart. */
export interface Server {
  /** Undefined while there is none. */
  readonly url: () => string | undefined;
  readonly workers: () => number;
  /** Processes that answer. */
  readonly pids: () => readonly number[];
  /** What the one that runs has said. */
  readonly output: () => string;
  readonly start: (workers: number) => Promise<void>;
  /** By SIGKILL, or by SIGTERM, which it must obey with 0. */
  readonly end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<void>;
}

export function openServer(options: LaunchOptions, diary: Diary, fault: (text: string) => void): Server {
  let launched: Launched | undefined;
  let url: string | undefined;
  let workers = 1;

  async function start(count: number): Promise<void> {
    workers = count;
    const env = { ...options.env, WORKERS: String(count) };
    const begun = launch(['serve'], { ...options, env });
    launched = begun;
    url = await begun.announced;
    if (url === undefined) throw new Error(`the server does not start: ${begun.output().slice(-2000)}`);
    void begun.exited.then(() => {
      if (launched === begun) fault(`the server ended by itself: ${begun.output().slice(-2000)}`);
    });
    diary.note(`the server serves, in ${count} processes`);
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ending = launched;
    if (ending === undefined) return;
    launched = undefined;
    url = undefined;
    diary.note(signal);
    ending.child.kill(signal);
    await ending.exited;
    if (signal === 'SIGTERM' && ending.child.exitCode !== 0)
      fault(
        `the server ended with ${ending.child.exitCode ?? ending.child.signalCode}: ${ending.output().slice(-2000)}`,
      );
    diary.noteOutput('server', ending.output());
  }

  function pids(): readonly number[] {
    const pid = launched?.child.pid;
    if (pid === undefined) return [];
    return workers === 1 ? [pid] : listChildren(pid);
  }

  return {
    url: () => url,
    workers: () => workers,
    pids,
    output: () => launched?.output() ?? '',
    start,
    end,
  };
}

/** Until the workers that live are as many as there should be. */
export async function killWorker(
  server: Server,
  random: Random,
  fault: (text: string) => void,
): Promise<void> {
  const pids = server.pids();
  process.kill(random.pick(pids), 'SIGKILL');
  const untilMs = performance.now() + 10_000;
  for (;;) {
    await delay(100);
    const living = server.pids();
    if (living.length === pids.length && living.some((pid) => !pids.includes(pid))) return;
    if (performance.now() > untilMs) {
      fault('a worker that was killed has no successor');
      return;
    }
  }
}
