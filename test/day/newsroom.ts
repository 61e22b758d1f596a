import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Diary } from '../crash/diary.ts';
import type { Kept } from '../crash/faults.ts';
import type { Random } from '../crash/random.ts';
import { waysToWrite, writeAs } from '../crash/write-file.ts';
import { pngFile } from '../support/media-files.ts';
import { sha256Of } from '../support/newsroom.ts';
import type { Calm } from './calm.ts';
import { count, type Figures } from './figures.ts';
import type { SimulatedClock } from './simulated-clock.ts';
import {
  badFiles,
  bytesOf,
  endings,
  formats,
  formatsWithFields,
  isOver,
  isPending,
  type Story,
  stateOf,
  versionOf,
} from './story.ts';

/** What editors work with. */
export interface Room {
  readonly feedsDir: string;
  readonly random: Random;
  readonly clock: Pick<SimulatedClock, 'now' | 'latest'>;
  readonly calm: Calm;
  readonly diary: Diary;
  readonly figures: Figures;
  readonly fault: (text: string) => void;
  /** Simulated milliseconds in a real one, by which times are set that come while the day lasts. */
  readonly speed: number;
  readonly endMs: number;
  /** `nashra` with these arguments, until it does not fail; false when it fails for ever. */
  readonly command: (args: readonly string[]) => Promise<boolean>;
}

/** The newsroom at work: what it has written, and what must have become of it. */
export interface Newsroom {
  readonly stories: ReadonlyMap<number, Story>;
  /** What nobody can publish, relative to the inbox. */
  readonly badFiles: ReadonlySet<string>;
  /** So many stories are there before the day begins. */
  readonly writeYesterday: (count: number) => Promise<void>;
  /** One act of an editor, by what is kept now; without that only what needs no knowledge of it. */
  readonly act: (kept: Kept | undefined) => Promise<void>;
  /** Takes note of the times that have come. */
  readonly look: () => void;
}

const minuteMs = 60_000;
const reason = 'طلب من المصدر';

export function openNewsroom(room: Room): Newsroom {
  const { feedsDir, random, clock, calm, diary, figures, fault, speed, endMs, command } = room;
  const stories = new Map<number, Story>();
  const bad = new Set<string>();
  let files = 0;
  for (const folder of ['ar/محليات', 'ar/عاجل', 'sport'])
    mkdirSync(path.join(feedsDir, folder), { recursive: true });

  const resolve = (name: string) => path.join(feedsDir, name);
  const moment = () => ({ calmMs: calm.nowMs(), realMs: performance.now(), stretch: calm.stretch() });
  const note = (act: string, { number, file }: Story) => {
    count(figures.acts, act);
    diary.note(`${act} ${file}: story ${number}`);
  };
  const newName = (channel: string, ending: string) => {
    files += 1;
    const folder = channel === 'ar' ? random.pick(['ar', 'ar/محليات', 'ar/عاجل']) : channel;
    return `${folder}/${random.pick(['خبر', 'تقرير', 'news', 'متابعة خاصة'])} ${files}.${ending}`;
  };
  /** A minute that comes after so many real seconds. */
  const minuteAfter = (leastSeconds: number, mostSeconds: number) => {
    const atMs = clock.now() + random.between(leastSeconds * 1000, mostSeconds * 1000) * speed;
    return Math.ceil(atMs / minuteMs) * minuteMs;
  };
  const isInDay = (atMs: number) => atMs < endMs - 5_000 * speed;

  async function write(story: Story, version: number, facts: readonly string[] = []): Promise<void> {
    const bytes = bytesOf(story, version, facts);
    story.newest = version;
    const half = await writeAs(random.pick(waysToWrite), resolve(story.file), bytes, random);
    if (half !== undefined) story.isBlurred = true;
    story.versions.push({ version, sha256: sha256Of(bytes), ...moment() });
  }

  function lifeOfNew(): Pick<Story, 'publishAtMs' | 'expiresAtMs'> {
    const kind = random.next();
    const publishAtMs = kind < 0.15 ? minuteAfter(5, 25) : undefined;
    // Less than what may be broken for a while would be over before it could begin.
    const expiresAtMs = kind > 0.9 ? minuteAfter(30, 60) : undefined;
    const isFar = publishAtMs !== undefined && !isInDay(publishAtMs);
    return {
      publishAtMs: isFar || (kind > 0.15 && kind < 0.18) ? endMs + 2880 * minuteMs : publishAtMs,
      expiresAtMs: expiresAtMs !== undefined && isInDay(expiresAtMs) ? expiresAtMs : undefined,
    };
  }

  function begin(life: Pick<Story, 'publishAtMs' | 'expiresAtMs'>, isOfYesterday = false): Story {
    const hasTimes = life.publishAtMs !== undefined || life.expiresAtMs !== undefined;
    const format = random.pick(hasTimes ? formatsWithFields : formats);
    const channel = random.next() < 0.7 ? 'ar' : 'sport';
    const story: Story = {
      ...life,
      isOfYesterday,
      number: stories.size + 1,
      channel,
      format,
      file: newName(channel, endings[format]),
      newest: 1,
      versions: [],
      due: undefined,
      gone: undefined,
      isLeaving: false,
      picture: undefined,
      kinds: [life.publishAtMs === undefined ? 'publish' : 'schedule'],
      isBlurred: false,
    };
    stories.set(story.number, story);
    return story;
  }

  async function writeNew(): Promise<void> {
    const story = begin(lifeOfNew());
    const { format, publishAtMs, expiresAtMs } = story;
    if (random.next() < 0.1) writePicture(story);
    else if (format === 'docx' && random.next() < 0.3) {
      // A transfer that was broken off: refused until the whole is there.
      writeFileSync(resolve(story.file), bytesOf(story, 1).subarray(0, 700));
      await delay(700);
    }
    await write(story, 1);
    if (publishAtMs === undefined) story.due = moment();
    note((publishAtMs ?? expiresAtMs) !== undefined ? 'timed' : `new ${format}`, story);
  }

  async function writeYesterday(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      const story = begin({ publishAtMs: undefined, expiresAtMs: undefined }, true);
      await write(story, 1);
      story.due = moment();
    }
  }

  function writePicture(story: Story): void {
    const bytes = pngFile(8, 8, `${story.number}`);
    const file = resolve(story.file).replace(/\.\w+$/, '.png');
    writeFileSync(`${file}.tmp`, bytes);
    renameSync(`${file}.tmp`, file);
    story.picture = sha256Of(bytes);
  }

  async function edit(story: Story, facts: readonly string[] = []): Promise<void> {
    story.kinds.push(isPending(story) ? 'schedule' : facts.length > 0 ? 'correct' : 'update');
    await write(story, story.newest + 1, facts);
    note(facts.length > 0 ? 'correction' : 'edit', story);
  }

  async function withdraw(story: Story): Promise<void> {
    const isByFile = formatsWithFields.includes(story.format) && random.next() < 0.6;
    story.isLeaving = true;
    story.kinds.push(isPending(story) ? 'schedule' : 'withdraw');
    if (isByFile) await write(story, versionOf(story).version, [`سحب الخبر: ${reason}`]);
    else if (!(await command(['withdraw', resolve(story.file), '--reason', reason])))
      fault(`story ${story.number} cannot be withdrawn`);
    story.gone = { ...moment(), as: 'withdrawn' };
    note(isByFile ? 'withdrawal' : 'withdrawal by command', story);
  }

  function writeBad(): void {
    const [ending, bytes] = random.pick(badFiles);
    const name = newName('ar', ending);
    bad.add(name);
    writeFileSync(resolve(name), bytes);
    count(figures.acts, 'bad file');
    diary.note(`bad file ${name}`);
  }

  function rename(story: Story): void {
    const target = newName(story.channel, endings[story.format]);
    renameSync(resolve(story.file), resolve(target));
    story.file = target;
    note('rename', story);
  }

  /** Nothing of it is under way, and no time of it is near. */
  function isFree(story: Story, kept: Kept): boolean {
    if (isOver(story) || story.isLeaving || story.expiresAtMs !== undefined || !isTaken(story, kept))
      return false;
    if (story.publishAtMs === undefined) return true;
    return isPending(story) && story.publishAtMs - clock.latest() > 8_000 * speed;
  }

  async function act(kept: Kept | undefined): Promise<void> {
    const choice = random.next();
    const free = kept === undefined ? [] : [...stories.values()].filter((story) => isFree(story, kept));
    if (choice < 0.45 || free.length === 0) return writeNew();
    if (choice < 0.49) return writeBad();
    const story = random.pick(free);
    if (choice < 0.73) return edit(story);
    const hasFields = formatsWithFields.includes(story.format);
    if (choice < 0.79)
      return edit(story, hasFields && !isPending(story) ? [`تصحيح: ذكر الخبر رقما غير صحيح.`] : []);
    if (choice < 0.89) return withdraw(story);
    if (story.picture !== undefined) return edit(story);
    if (choice < 0.95) return rename(story);
    if (isPending(story)) return edit(story);
    writePicture(story);
    story.versions.push({ ...versionOf(story), ...moment() });
    story.kinds.push('update');
    note('picture', story);
  }

  function look(): void {
    const nowMs = clock.now();
    for (const story of stories.values()) {
      if (isOver(story)) continue;
      if (isPending(story) && story.publishAtMs !== undefined && story.publishAtMs <= nowMs) {
        story.due = moment();
        story.kinds.push('publish');
        // What came just before its time may have been published at once.
        const written = story.versions.at(-1)?.calmMs;
        if (written === undefined || calm.nowMs() - written < 3_000) story.isBlurred = true;
      }
      if (story.expiresAtMs !== undefined && story.expiresAtMs <= nowMs) {
        story.gone = { ...moment(), as: 'expired' };
        story.kinds.push('expire');
      }
    }
  }

  return { stories, badFiles: bad, writeYesterday, act, look };
}

/** Whether all that was written of the story is kept, and what was to become of it has. */
export function isTaken(story: Story, kept: Kept): boolean {
  const item = kept.items.find((one) => one.story === story.number);
  if (item?.state !== stateOf(story)) return false;
  return (
    isOver(story) ||
    (item.version === story.newest &&
      item.key === kept.paths.get(story.file) &&
      item.pictures.join() === (story.picture ?? ''))
  );
}
