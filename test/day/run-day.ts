import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { faultsOfKept, type Kept, readKept } from '../crash/faults.ts';
import { seededRandom } from '../crash/random.ts';
import { storiesByHour } from '../support/newsroom-hours.ts';
import { type Disturbance, listRestarts, listTroubles } from './disturbances.ts';
import { openExaminer, promisedMs } from './examine.ts';
import { count, type Figures, memoryGrowth } from './figures.ts';
import { judge } from './judge.ts';
import { isTaken } from './newsroom.ts';
import { type Site, startReaders } from './readers.ts';
import { type DayOptions, hourMs, openStage, type Stage } from './stage.ts';
import { wander } from './walks.ts';

/** Between these hours one process serves on, whatever happens, and its memory is looked at. */
const steadyHours = { begin: 5, end: 21 };
/** How much of it there may be in the last quarter of them, of that in the second. */
const mostGrowth = 1.15;
/** The feeds are full when the day begins, so that they grow no longer. */
const storiesOfYesterday = 200;
/** In the busiest hours, whatever the speed: an inbox needs half a second to tell two acts apart. */
const actsPerSecond = 1.3;

/** What goes on beside one another. */
interface Course {
  readonly stage: Stage;
  readonly site: Site;
  readonly signal: AbortSignal;
  acting: Promise<void>;
  isInboxGone: boolean;
  before: Kept | undefined;
}

/** A day of a newsroom on the real server; undefined where its clock cannot be moved. */
export async function runDay(
  options: DayOptions,
  onHour: (hour: number, figures: Figures, diary: readonly string[]) => void = () => undefined,
): Promise<Figures | undefined> {
  const stage = await openStage(options);
  if (stage === undefined) return undefined;
  const { server, calm, figures, fault, clock, newsroom, diary } = stage;
  const stopping = new AbortController();
  const examiner = openExaminer({ stories: newsroom.stories, clock, calm, figures, fault });
  const site: Site = { url: server.url, workers: server.workers, calm, examiner, figures, fault };
  const course: Course = {
    ...{ stage, site, signal: stopping.signal },
    ...{ acting: Promise.resolve(), isInboxGone: false, before: undefined },
  };
  try {
    await newsroom.writeYesterday(options.yesterday ?? storiesOfYesterday);
    await server.start(1);
    clock.start();
    const readers = startReaders(site, options.seed + 100);
    const walker = {
      random: seededRandom(options.seed + 200),
      stories: newsroom.stories,
      pages: readers.pages,
    };
    const walking = wander(site, { ...walker, signal: readers.signal });
    const atWork = [edit(course), trouble(course), walking];
    await Promise.race([watchHours(course, onHour), Promise.all(atWork)]);
    stopping.abort();
    await Promise.all(atWork.slice(0, 2));
    await allTaken(course);
    await Promise.all([readers.stop(), walking]);
    await compareAtTheEnd(course);
    onHour(options.hours, figures, diary.list());
    return figures;
  } finally {
    stopping.abort();
    await stage.close();
  }
}

/** Nothing is broken any longer: soon everything must be as the editors want it, or the comparison will tell. */
async function allTaken(course: Course): Promise<void> {
  const { newsroom } = course.stage;
  for (const untilMs = performance.now() + promisedMs; performance.now() < untilMs; await delay(200)) {
    const kept = await read(course, false);
    if (kept !== undefined && [...newsroom.stories.values()].every((story) => isTaken(story, kept))) return;
  }
}

function hourOf({ stage: { clock, startMs, options } }: Course): number {
  return (options.from ?? 0) + (clock.now() - startMs) / hourMs;
}

/** A part of a day is too short for it. */
function isSteady(course: Course): boolean {
  const hour = hourOf(course);
  return course.stage.options.hours >= 24 && hour >= steadyHours.begin && hour < steadyHours.end;
}

async function edit(course: Course): Promise<void> {
  const { stage, signal } = course;
  const { random, newsroom } = stage;
  while (!signal.aborted) {
    const share =
      Math.max(0.5, storiesByHour[Math.floor(hourOf(course)) % 24] ?? 0) / Math.max(...storiesByHour);
    await delay((1_000 / actsPerSecond / share) * (0.5 + random.next()));
    if (course.isInboxGone || signal.aborted) continue;
    course.acting = read(course, false).then((kept) => newsroom.act(kept));
    await course.acting;
  }
}

/** Undefined while something is broken. */
async function read({ stage: { calm, ground } }: Course, isThorough: boolean): Promise<Kept | undefined> {
  if (calm.stretch() === undefined) return undefined;
  try {
    return await ground.read((store) => readKept(store, isThorough));
  } catch (error) {
    if (calm.stretch() !== undefined) throw error;
    return undefined;
  }
}

async function trouble(course: Course): Promise<void> {
  const { stage, signal } = course;
  const { server, options } = stage;
  // Of its own: in what order editors come must not decide what is broken.
  const random = seededRandom(options.seed + 300);
  const { calmSeconds = 12 } = options;
  while (!signal.aborted) {
    await delay(random.between(calmSeconds * 250, calmSeconds * 1_000), undefined, { signal }).catch(
      () => undefined,
    );
    if (signal.aborted) return;
    const ruins = { ...stage, random };
    const restarts = isSteady(course) ? [] : listRestarts(ruins);
    if (isSteady(course) && server.workers() > 1)
      await disturb(course, {
        ...{ name: 'SIGTERM', settleMs: 1_000, leavesInbox: true },
        run: async () => {
          await server.end('SIGTERM');
          await server.start(1);
        },
      });
    // As often a restart as anything else, where one may be.
    else
      await disturb(
        course,
        random.pick(restarts.length > 0 && random.next() < 0.5 ? restarts : listTroubles(ruins)),
      );
  }
}

async function disturb(course: Course, { name, settleMs, leavesInbox, run }: Disturbance): Promise<void> {
  const { calm, diary, figures } = course.stage;
  diary.note(`begins: ${name}`);
  count(figures.disturbances, name);
  course.isInboxGone = !leavesInbox;
  await course.acting;
  const whole = async () => {
    await run();
    course.isInboxGone = false;
    diary.note(`is over: ${name}`);
  };
  if (settleMs === undefined) await whole();
  else await calm.disturb(settleMs, whole);
}

/** Half hours, to the end of the day. */
async function watchHours(course: Course, onHour: Parameters<typeof runDay>[1]): Promise<void> {
  const { clock, startMs, endMs, figures, diary } = course.stage;
  for (let atMs = startMs + hourMs / 2; atMs <= endMs; atMs += hourMs / 2) {
    while (clock.now() < atMs) await delay(50);
    sampleMemory(course);
    if ((atMs - startMs) % hourMs !== 0) continue;
    figures.simulatedHours += 1;
    await compare(course);
    onHour?.(figures.simulatedHours, figures, diary.list());
  }
}

function sampleMemory(course: Course): void {
  const { server, figures } = course.stage;
  const [pid, ...others] = server.pids();
  if (!isSteady(course) || pid === undefined || others.length > 0) return;
  // Its own: of the program's files the machine keeps in memory what it likes.
  const kibibytes = Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  figures.residentMiB.push({ hour: hourOf(course), mebibytes: Math.round(kibibytes / 1024) });
}

async function compare(course: Course): Promise<void> {
  const kept = await read(course, true);
  if (kept === undefined) return;
  for (const fault of faultsOfKept(kept, course.before, new Map())) course.stage.fault(fault);
  course.before = kept;
}

/** Killed and started once more, the program must have everything as the editors want it. */
async function compareAtTheEnd(course: Course): Promise<void> {
  const { stage, site, before } = course;
  const { server, ground, newsroom, figures, fault, run, options } = stage;
  await server.end('SIGKILL');
  await server.start(1);
  await judge({ site, ground, newsroom, before, figures });
  const refused = (name: string) =>
    server
      .output()
      .split('\n')
      .some((line) => line.includes('"refused"') && line.includes(name));
  for (const name of newsroom.badFiles) if (!refused(name)) fault(`${name} is not told of as refused`);
  const commands = [['lint'], ...(options.database === 'SQLite' ? [['verify']] : [])];
  for (const command of commands) {
    const { code, said } = await run(command);
    if (code !== 0) fault(`nashra ${command.join(' ')} ends with ${code}: ${said.slice(0, 1000)}`);
  }
  const { ratio } = memoryGrowth(figures);
  if (figures.residentMiB.length >= 8 && ratio > mostGrowth)
    fault(`memory has grown ${ratio.toFixed(3)} times`);
}
