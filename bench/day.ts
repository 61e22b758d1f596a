import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type Exchange, type Held, type PollerKind, poll, pollerKinds } from './day/polls.ts';
import { type Servers, startServers } from './day/servers.ts';
import { storyOf } from './day/stories.ts';
import { type Meeting, meetingsOf, publicationTimes, secondsOfPoller, stateAt } from './day/timetable.ts';

/*
 * Bytes on the wire of one day of 10,000 pollers, from Nashra and from the same feed as a file of nginx. The day is
 * deterministic: every poll of one kind that holds one state and finds another costs the same, so each such meeting
 * goes once over a real socket and counts for all. A sample of pollers lives through the day in full beside it.
 */

const rhythm = process.env.RHYTHM === 'even' ? 'even' : 'newsroom';
const sampled = Number(process.env.REPLAYED ?? 25);
const outputFile = process.env.OUTPUT;
const itemsBefore = 50;
const dayStart = Date.parse('2026-11-23T00:00:00Z');

/** One kind of poller at one server. */
interface Course {
  readonly server: string;
  readonly url: string;
  readonly kind: PollerKind;
  /** What a poller holds that has seen a state, by its number. */
  readonly held: Map<number, Held>;
  readonly meetings: Map<string, Exchange>;
  readonly sample: { holds: Held | undefined; state: number }[];
  readonly replay: { bytes: number; differences: number };
}

interface Row {
  readonly server: string;
  readonly kind: string;
  readonly pollers: number;
  /** Of one poller in the day, requests and answers. */
  readonly bytes: number;
  readonly receivedBytes: number;
  /** Of one poller in the day, by status. */
  readonly polls: Readonly<Record<string, number>>;
  readonly averageBytes: Readonly<Record<string, number>>;
  readonly replayedBytes: number | undefined;
  readonly replayDifferences: number;
}

async function main(): Promise<void> {
  const times = publicationTimes(rhythm);
  const meetings = meetingsOf(times);
  const servers = await startServers(new Date(dayStart - (itemsBefore + 1) * 1_200_000));
  try {
    for (let number = itemsBefore; number > 0; number -= 1)
      await servers.publish(new Date(dayStart - number * 1_200_000));
    const courses = coursesAt(servers);
    for (let state = 0; state <= times.length; state += 1) {
      if (state > 0) await servers.publish(new Date(dayStart + (times[state - 1] ?? 0) * 1000));
      await Promise.all(courses.map((course) => measureState(course, state, meetings)));
      await Promise.all(courses.map((course) => replayState(course, state, times)));
    }
    report(courses.map((course) => rowOf(course, meetings)));
  } finally {
    await servers.close();
  }
}

function coursesAt({ urls }: Servers): readonly Course[] {
  return urls.flatMap(({ name, url }) =>
    pollerKinds.map((kind) => ({
      server: name,
      url,
      kind,
      held: new Map(),
      meetings: new Map(),
      sample: Array.from({ length: sampled }, () => ({ holds: undefined, state: 0 })),
      replay: { bytes: 0, differences: 0 },
    })),
  );
}

async function measureState(
  { url, kind, held, meetings }: Course,
  state: number,
  day: readonly Meeting[],
): Promise<void> {
  held.set(state, (await poll(url, kind, held.get(state - 1))).held);
  const earlier = new Set(day.filter(({ current }) => current === state).map((meeting) => meeting.held));
  for (const number of earlier) meetings.set(nameOf(number, state), await poll(url, kind, held.get(number)));
}

/** Every poll of the sample while the state is current, each with what the last answer gave it. */
async function replayState(course: Course, state: number, times: readonly number[]): Promise<void> {
  const { url, kind, sample, replay, meetings } = course;
  for (const [number, poller] of sample.entries()) {
    for (const second of secondsOfPoller(number, sampled)) {
      if (stateAt(times, second) !== state) continue;
      const exchange = await poll(url, kind, poller.holds ?? course.held.get(0));
      const known = meetings.get(nameOf(poller.state, state));
      replay.bytes += bytesOf(exchange);
      if (known === undefined || bytesOf(known) !== bytesOf(exchange)) replay.differences += 1;
      poller.holds = exchange.held;
      poller.state = state;
    }
  }
}

function nameOf(held: number, current: number): string {
  return `${held}-${current}`;
}

function bytesOf({ sentBytes, receivedBytes }: Exchange): number {
  return sentBytes + receivedBytes;
}

function rowOf({ server, kind, meetings, replay }: Course, day: readonly Meeting[]): Row {
  const polls = day.map(({ held, current, polls }) => {
    const exchange = meetings.get(nameOf(held, current));
    if (exchange === undefined) throw new Error(`${held}-${current} was not measured`);
    return { exchange, polls };
  });
  const sum = (value: (exchange: Exchange) => number) =>
    Math.round(polls.reduce((total, one) => total + one.polls * value(one.exchange), 0));
  const statuses = Array.from(new Set(polls.map(({ exchange }) => exchange.status))).toSorted();
  return {
    server,
    kind: kind.name,
    pollers: kind.pollers,
    bytes: sum(bytesOf),
    receivedBytes: sum(({ receivedBytes }) => receivedBytes),
    // One place behind the point: a poller's share of the meetings is no whole number.
    polls: Object.fromEntries(
      statuses.map((status) => [status, sum((exchange) => (exchange.status === status ? 10 : 0)) / 10]),
    ),
    averageBytes: Object.fromEntries(
      statuses.map((status) => {
        const own = polls.filter(({ exchange }) => exchange.status === status);
        const count = own.reduce((total, one) => total + one.polls, 0);
        const bytes = own.reduce((total, one) => total + one.polls * bytesOf(one.exchange), 0);
        return [status, Math.round(bytes / count)];
      }),
    ),
    replayedBytes: sampled === 0 ? undefined : Math.round(replay.bytes / sampled),
    replayDifferences: replay.differences,
  };
}

function report(rows: readonly Row[]): void {
  const texts = Buffer.from(Array.from({ length: itemsBefore }, (_, index) => storyOf(index + 1)).join('\n'));
  const ratios = [gzipSync(texts, { level: 6 }), brotliCompressSync(texts)].map((packed) =>
    (texts.length / packed.length).toFixed(2),
  );
  const machine = {
    cpu: `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}`,
    node: process.version,
    nginx: nginxVersion(),
  };
  const result = {
    rhythm,
    machine,
    storyBytes: Math.round(texts.length / itemsBefore),
    compression: { gzip6: ratios[0], brotli11: ratios[1] },
    replayedPollersOfEachKind: sampled,
    rows,
  };
  if (outputFile !== undefined) writeFileSync(outputFile, `${JSON.stringify(result, undefined, 2)}\n`);
  process.stdout.write(`${Object.values(machine).join(', ')}; ${rhythm} day\n`);
  process.stdout.write(
    `${itemsBefore} items of ${result.storyBytes} bytes; texts alone compress ${ratios.join(' and ')} times (gzip -6, brotli -11)\n\n`,
  );
  process.stdout.write(`${tableOf(rows)}\n`);
}

function tableOf(rows: readonly Row[]): string {
  const servers = Array.from(new Set(rows.map(({ server }) => server)));
  const others = servers.slice(1);
  const head = [
    'kind',
    'pollers',
    ...servers,
    ...others.map((name) => `÷ ${name}`),
    'Nashra’s answers',
    'replayed',
  ];
  const lines = pollerKinds.map(({ name, pollers }) => {
    const own = servers.map((server) => rows.find((row) => row.kind === name && row.server === server));
    const [nashra] = own;
    if (nashra === undefined) throw new Error(`nothing was measured of ${name}`);
    const bytes = own.map((row) => (row?.bytes ?? 0).toLocaleString('en'));
    const ratios = own.slice(1).map((row) => (nashra.bytes / (row?.bytes ?? 0)).toFixed(3));
    const answers = Object.entries(nashra.polls).map(
      ([status, polls]) => `${polls} × ${status} of ${nashra.averageBytes[status]?.toLocaleString('en')}`,
    );
    const replayed = own.map((row) => ((row?.replayedBytes ?? 0) / (row?.bytes ?? 1)).toFixed(3)).join(', ');
    return [name, pollers, ...bytes, ...ratios, answers.join(', '), replayed];
  });
  const totals = servers.map((server) =>
    rows.filter((row) => row.server === server).reduce((sum, row) => sum + row.bytes * row.pollers, 0),
  );
  const [total = 0] = totals;
  const all = [
    'all together',
    pollerKinds.reduce((sum, { pollers }) => sum + pollers, 0),
    ...totals.map((bytes) => `${(bytes / 1e9).toFixed(2)} GB`),
    ...totals.slice(1).map((bytes) => (total / bytes).toFixed(3)),
    '',
    '',
  ];
  return [head, head.map(() => '---'), ...lines, all].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function nginxVersion(): string {
  const { stderr } = spawnSync('/usr/sbin/nginx', ['-v'], { encoding: 'utf8' });
  return stderr.trim().replace('nginx version: ', '');
}

await main();
