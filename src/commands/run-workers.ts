import cluster, { type Worker } from 'node:cluster';
import type { Environment } from '../environment.ts';
import type { Logger } from '../logger.ts';
import { exitCodes } from './exit-codes.ts';
import { createLogger } from './logger.ts';
import { createQuestionRelay, type QuestionRelay } from './relay-questions.ts';
import type { FromWorker } from './worker-messages.ts';

/** Whoever takes over the work of the dead has a moment for it before a new process starts up. */
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
/** Who has lived so long died of something new. */
const steadyMs = 60_000;
/** By then workers are gone by themselves (graceMs in serve.ts); the whole program is within 5 s of the signal. */
const killAfterMs = 4_500;

interface Crew {
  readonly places: number;
  readonly members: Map<Worker, 'starting' | 'open' | 'ready'>;
  /** Of places that wait for a new worker. */
  readonly pauses: Set<NodeJS.Timeout>;
  readonly relay: QuestionRelay;
  readonly logger: Logger;
  readonly onGone: (exitCode: number) => void;
  /** By the variables that name them; undefined until a worker has opened them. */
  ports: Readonly<Record<string, string>> | undefined;
  /** Variables of the next worker. */
  variables: Readonly<Record<string, string>>;
  isAnnounced: boolean;
  isEnding: boolean;
  exitCode: number;
}

/**
 * Keeps processes running that serve, until SIGTERM or SIGINT. The others are begun when the first answers requests:
 * what keeps one from starting would keep all of them, and is said once.
 * @returns the exit code; that of the first worker if it cannot start
 */
export function runWorkers({ workers: places, logLevel }: Environment): Promise<number> {
  // Each takes connections from the system itself: one that was being handed to a worker as it died would hang for ever.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  return new Promise((resolve) => {
    const crew: Crew = {
      places,
      members: new Map(),
      pauses: new Set(),
      relay: createQuestionRelay(),
      logger: createLogger(logLevel),
      onGone: resolve,
      ports: undefined,
      variables: {},
      isAnnounced: false,
      isEnding: false,
      exitCode: 0,
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(crew, signal));
    begin(crew, 0);
  });
}

/** @param deaths of workers in this place, each soon after the last */
function begin(crew: Crew, deaths: number): void {
  // Workers share the socket that one of them had opened. When all have died there is none, and the ports must stay.
  if (crew.members.size === 0) crew.variables = crew.ports ?? {};
  const begunAtMs = performance.now();
  const onEnd = (end: End) => {
    const isSteady = performance.now() - begunAtMs > steadyMs;
    if (!isLast(crew, end)) replace(crew, end, isSteady ? 0 : deaths);
  };
  let worker: Worker;
  try {
    worker = cluster.fork(crew.variables);
  } catch (error) {
    onEnd(notBegun(error));
    return;
  }
  crew.members.set(worker, 'starting');
  const forget = () => {
    crew.members.delete(worker);
    crew.relay.forget(worker);
  };
  worker.on('message', (message: FromWorker) => hear(crew, worker, message));
  worker.once('exit', (code: number | null, signal: NodeJS.Signals | null) => {
    forget();
    onEnd({ pid: worker.process.pid, code, signal });
  });
  worker.on('error', (error: Error) => {
    // One that has a process could not be told something; when that ends, `exit` says so.
    if (worker.process.pid !== undefined || !crew.members.has(worker)) return;
    forget();
    onEnd(notBegun(error));
  });
}

/** The system has no process, memory or file left for it. */
function notBegun(err: unknown): End {
  return { pid: undefined, code: exitCodes.unavailable, signal: null, err };
}

function hear(crew: Crew, worker: Worker, message: FromWorker): void {
  const { members, relay } = crew;
  switch (message.kind) {
    case 'open': {
      members.set(worker, 'open');
      const isFirst = crew.ports === undefined;
      crew.ports = message.ports;
      if (isFirst && !crew.isEnding) for (let place = 1; place < crew.places; place += 1) begin(crew, 0);
      return;
    }
    case 'ready':
      members.set(worker, 'ready');
      announce(crew, message.announcement);
      return;
    case 'ask':
      relay.ask(worker, message, othersThan(worker, crew));
      return;
    case 'reply':
      relay.reply(worker, message);
  }
}

function announce(crew: Crew, announcement: string): void {
  const stages = Array.from(crew.members.values());
  if (crew.isAnnounced || stages.length < crew.places || stages.some((stage) => stage !== 'ready')) return;
  crew.isAnnounced = true;
  process.stdout.write(announcement);
}

/** Who has not opened has counted nothing. */
function othersThan(worker: Worker, { members }: Crew): readonly Worker[] {
  const open = Array.from(members).filter(([member, stage]) => member !== worker && stage !== 'starting');
  return open.map(([member]) => member);
}

interface End {
  readonly pid: number | undefined;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it was never begun. */
  readonly err?: unknown;
}

/** Whether this worker needs no successor; without any the program ends. */
function isLast(crew: Crew, { code, signal, err }: End): boolean {
  if (crew.ports === undefined && code !== null && code !== 0) {
    crew.isEnding = true;
    // Otherwise it has said itself why it cannot start.
    if (err !== undefined) crew.logger.error({ err }, 'no worker can be begun');
  }
  if (!crew.isEnding) return false;
  if (signal === 'SIGKILL') crew.exitCode = exitCodes.software;
  else if (code !== null && code !== 0) crew.exitCode = code;
  if (crew.members.size === 0) crew.onGone(crew.exitCode);
  return true;
}

function replace(crew: Crew, { pid: worker, ...end }: End, deaths: number): void {
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** deaths);
  crew.logger.warn({ worker, ...end, pauseMs }, 'a worker ended and is replaced');
  const pause = setTimeout(() => {
    crew.pauses.delete(pause);
    begin(crew, deaths + 1);
  }, pauseMs);
  crew.pauses.add(pause);
}

function end(crew: Crew, signal: NodeJS.Signals): void {
  if (crew.isEnding) return;
  crew.isEnding = true;
  crew.logger.info({ signal }, 'stopping');
  for (const pause of crew.pauses) clearTimeout(pause);
  for (const worker of crew.members.keys()) worker.process.kill(signal);
  if (crew.members.size === 0) crew.onGone(crew.exitCode);
  setTimeout(() => {
    for (const worker of crew.members.keys()) {
      crew.logger.error({ worker: worker.process.pid }, 'a worker does not end, and is killed');
      worker.process.kill('SIGKILL');
    }
  }, killAfterMs).unref();
}
