import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Order, Report } from './worker.ts';

export interface Figures {
  inputs: number;
  accepted: Record<string, number>;
  refused: Record<string, number>;
  slowest: { milliseconds: number; input: string };
  /** Of a worker, with what Node and its loader need themselves. */
  peakMebibytes: number;
  /** Each with the seed and number that make the input again. */
  faults: string[];
}

export interface Campaign {
  readonly seed: number;
  /** Number of the first input; 0 without it. */
  readonly first?: number;
  readonly inputs: number;
  readonly workers: number;
  readonly kind: Order['kind'];
  /** Time of the processor within which an answer must come. */
  readonly maxMilliseconds?: number;
}

const defaultMilliseconds = 2000;
const maxHeapMebibytes = 300;
/** What a machine may be slower than itself when others work on it. */
const patience = 10;
const inputsAtOnce = 500;
const worker = fileURLToPath(new URL('worker.ts', import.meta.url));

/**
 * Sends inputs through worker processes that have little memory and little time. A worker that hangs or dies is
 * replaced; what it was at is a fault, and the others go on.
 */
export async function runCampaign(
  campaign: Campaign,
  onProgress: (figures: Figures) => void = () => undefined,
): Promise<Figures> {
  const figures: Figures = {
    inputs: 0,
    accepted: {},
    refused: {},
    slowest: { milliseconds: 0, input: '' },
    peakMebibytes: 0,
    faults: [],
  };
  const orders: Order[] = [];
  const { seed, kind, first = 0 } = campaign;
  const end = first + campaign.inputs;
  for (let from = first; from < end; from += inputsAtOnce)
    orders.push({ seed, kind, from, to: Math.min(from + inputsAtOnce, end) });
  const shift: Shift = {
    take: () => orders.shift(),
    putBack: (order) => void orders.unshift(order),
    figures,
    onOrder: () => onProgress(figures),
    maxMilliseconds: campaign.maxMilliseconds ?? defaultMilliseconds,
  };
  await Promise.all(Array.from({ length: campaign.workers }, () => runWorkers(shift)));
  return figures;
}

/** What all workers share. */
interface Shift {
  readonly take: () => Order | undefined;
  readonly putBack: (order: Order) => void;
  readonly figures: Figures;
  readonly onOrder: () => void;
  readonly maxMilliseconds: number;
}

/** One worker after another, until there are no orders. */
async function runWorkers(shift: Shift): Promise<void> {
  for (let order = shift.take(); order !== undefined; order = shift.take()) {
    const rest = await runWorker(order, shift);
    if (rest !== undefined && rest.from < rest.to) shift.putBack(rest);
  }
}

/** Resolves when the orders are done, or with what is left of an order at which the worker ended. */
function runWorker(first: Order, shift: Shift): Promise<Order | undefined> {
  const { figures, maxMilliseconds } = shift;
  const child = fork(worker, {
    execArgv: ['--import=tsx', `--max-old-space-size=${maxHeapMebibytes}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let order: Order | undefined = first;
  let current: { number: number; name: string; since: number; processorMilliseconds: number } | undefined;
  let next = first.from;
  let lastWords = '';
  let isHanging = false;
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = `${lastWords}${chunk.toString('utf8')}`.slice(-4000);
  });
  const watch = setInterval(() => {
    if (current === undefined || !isOverdue(child, current, maxMilliseconds)) return;
    isHanging = true;
    child.kill('SIGKILL');
  }, 100);
  child.on('message', (report: Report) => {
    if (report.kind === 'begun')
      current = { ...report, since: Date.now(), processorMilliseconds: processorTime(child) ?? 0 };
    if (report.kind === 'ready' && order !== undefined) child.send(order);
    if (report.kind !== 'judged') return;
    current = undefined;
    next = report.number + 1;
    note(figures, order?.seed ?? 0, report, maxMilliseconds);
    if (report.number + 1 !== order?.to) return;
    shift.onOrder();
    order = shift.take();
    next = order?.from ?? next;
    if (order === undefined) child.disconnect();
    else child.send(order);
  });
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      if (order === undefined) return resolve(undefined);
      const reason = isHanging
        ? 'no answer in time'
        : `the worker ended with ${code ?? signal}: ${reasonIn(lastWords)}`;
      const number = current?.number ?? next;
      figures.inputs += 1;
      figures.faults.push(
        `seed ${order.seed}, ${order.kind} input ${number} (${current?.name ?? 'being made'}): ${reason}`,
      );
      resolve({ ...order, from: number + 1 });
    });
  });
}

function reasonIn(lastWords: string): string {
  return /FATAL ERROR: .*|\w*Error: .*/.exec(lastWords)?.[0] ?? lastWords.slice(-200);
}

function note(
  figures: Figures,
  seed: number,
  { number, name, outcome, faults, milliseconds, peakBytes }: Report & { kind: 'judged' },
  maxMilliseconds: number,
): void {
  const input = `input ${number} (${name})`;
  figures.inputs += 1;
  const [verdict = '', format] = outcome.split(' ');
  const counts = format === undefined ? figures.refused : figures.accepted;
  counts[format ?? verdict] = (counts[format ?? verdict] ?? 0) + 1;
  if (milliseconds > figures.slowest.milliseconds)
    figures.slowest = { milliseconds: Math.round(milliseconds), input };
  figures.peakMebibytes = Math.max(figures.peakMebibytes, Math.round(peakBytes / 2 ** 20));
  figures.faults.push(...faults.map((fault) => `seed ${seed}, ${input}: ${fault}`));
  if (milliseconds > maxMilliseconds)
    figures.faults.push(`seed ${seed}, ${input}: ${Math.round(milliseconds)} ms`);
}

function isOverdue(
  child: ChildProcess,
  { since, processorMilliseconds }: { since: number; processorMilliseconds: number },
  maxMilliseconds: number,
): boolean {
  const used = processorTime(child);
  const spent = Date.now() - since;
  // A machine without /proc has the clock alone.
  return used === undefined
    ? spent > maxMilliseconds * patience
    : used - processorMilliseconds > maxMilliseconds * 1.5 || spent > maxMilliseconds * patience;
}

/** proc(5): utime and stime, in hundredths of a second. */
function processorTime({ pid }: ChildProcess): number | undefined {
  try {
    const [utime, stime] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .slice(11, 13);
    return (Number(utime) + Number(stime)) * 10;
  } catch {
    return undefined;
  }
}
