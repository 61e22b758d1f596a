import { storyOf } from '../crash/faults.ts';
import type { Calm } from './calm.ts';
import type { Figures } from './figures.ts';
import type { ShownItem } from './read-feed.ts';
import type { SimulatedClock } from './simulated-clock.ts';
import type { Moment, Story } from './story.ts';

/** When somebody asked, in time of calm; and when he had the answer, by the machine's counter. */
export interface Asked {
  readonly calmMs: number;
  readonly answeredMs: number;
  readonly stretch: number | undefined;
}

export interface Examiner {
  /** What a reader holds of a feed after an answer. */
  readonly items: (address: string, items: readonly ShownItem[], asked: Asked) => void;
  /** Besides: the feed is that of a whole channel, in which its latest stories must be. */
  readonly latest: (address: string, channel: string, items: readonly ShownItem[], asked: Asked) => void;
  /** What it is to a reader who asks now; undefined while that may be one or the other. */
  readonly isShown: (story: Story, asked: Pick<Asked, 'calmMs'>) => boolean | undefined;
}

/**
 * What readers may have to wait in calm, on a machine that does other things beside: a file stands still for a quarter
 * of a second, and what could not be taken is tried again after five.
 */
export const promisedMs = 6_000;
const latestStories = 15;

export function openExaminer({
  stories,
  clock,
  calm,
  figures,
  fault,
}: {
  readonly stories: ReadonlyMap<number, Story>;
  readonly clock: Pick<SimulatedClock, 'latest'>;
  readonly calm: Calm;
  readonly figures: Figures;
  readonly fault: (text: string) => void;
}): Examiner {
  const storyOfId = new Map<string, number>();
  const measured = new Set<string>();

  const hasCome = (moment: Moment | undefined, { calmMs }: Pick<Asked, 'calmMs'>) =>
    moment !== undefined && moment.calmMs + promisedMs <= calmMs;

  function isShown(story: Story, asked: Pick<Asked, 'calmMs'>): boolean | undefined {
    if (hasCome(story.gone, asked)) return false;
    // A clock that was ahead for a while may have ended it early.
    const mayBeOver = story.expiresAtMs !== undefined && story.expiresAtMs <= clock.latest();
    if (story.gone !== undefined || story.isLeaving || mayBeOver) return undefined;
    return hasCome(story.due, asked) && hasCome(story.versions[0], asked) ? true : undefined;
  }

  function item(address: string, { id, title, html }: ShownItem, asked: Asked): void {
    const { story: number, version } = storyOf(title);
    const story = stories.get(number);
    // Of a headline that this machine held up in the middle nobody can tell the story.
    if (story === undefined) {
      if (![...stories.values()].some(({ isBlurred }) => isBlurred))
        fault(`${address} shows what nobody wrote: ${title}`);
      return;
    }
    const known = storyOfId.get(id);
    if (known !== undefined && known !== number) fault(`${id} was story ${known} and is ${number}`);
    storyOfId.set(id, number);
    if (isShown(story, asked) === false) fault(`${address} shows story ${number}, which is gone`);
    if (story.publishAtMs !== undefined && story.publishAtMs > clock.latest())
      fault(`${address} shows story ${number} before its time`);
    const least = story.versions.filter((one) => hasCome(one, asked)).at(-1)?.version ?? 1;
    if (version < least || version > story.newest)
      fault(`${address} shows version ${version} of story ${number}, which has ${least} to ${story.newest}`);
    if (html !== undefined && !story.isBlurred && !html.includes(`الصيغة ${version} من البرنامج`))
      fault(`${address} shows story ${number} in halves`);
    if (story.isOfYesterday && version === 1) return;
    const isRelease = version === 1 && story.publishAtMs !== undefined;
    const begun = isRelease ? story.due : story.versions.find((one) => one.version === version);
    measure(`${number} ${version}`, begun, asked, isRelease ? figures.releasedAfterMs : figures.shownAfterMs);
  }

  /** Once for each, and only where nothing was broken since. */
  function measure(name: string, begun: Moment | undefined, asked: Asked, into: number[]): void {
    if (measured.has(name)) return;
    measured.add(name);
    if (begun?.stretch !== undefined && begun.stretch === calm.stretch())
      into.push(Math.max(0, asked.answeredMs - begun.realMs));
  }

  function items(address: string, shown: readonly ShownItem[], asked: Asked): void {
    if (new Set(shown.map(({ id }) => id)).size < shown.length) fault(`${address} has an id twice`);
    for (const one of shown) item(address, one, asked);
  }

  function latest(address: string, channel: string, shown: readonly ShownItem[], asked: Asked): void {
    const held = new Set(shown.map(({ title }) => storyOf(title).story));
    const own = [...stories.values()].filter((story) => story.channel === channel);
    const due = own
      .filter((story) => !story.isOfYesterday && isShown(story, asked) === true)
      .toSorted((one, other) => beginOf(other) - beginOf(one));
    for (const { number } of due.slice(0, latestStories))
      if (!held.has(number)) fault(`${address} does not show story ${number}`);
    for (const { number, gone } of own)
      if (gone !== undefined && !held.has(number))
        measure(`${number} gone`, gone, asked, figures.goneAfterMs);
  }

  return { items, latest, isShown };
}

function beginOf({ due, versions }: Story): number {
  return Math.max(due?.realMs ?? 0, versions[0]?.realMs ?? 0);
}
