import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { articleText } from '../support/articles.ts';
import { type Diary, openDiary } from './diary.ts';
import type { Random } from './random.ts';

/** What a file of the inbox holds. */
export interface DeskFile {
  readonly story: number;
  readonly version: number;
  /** Of another file, which is the story's own. */
  readonly isCopy: boolean;
  /** The story of which this file was a copy before it got one of its own. */
  readonly wasCopyOf?: number;
  /** Renamed or copied since the program last had it: nobody could follow an edit of it now. */
  readonly isMoved: boolean;
}

/** What an editor waits for before a file is renamed, copied or deleted. */
export interface Bounds {
  readonly isTaken: (name: string) => boolean;
}

/** The newsroom at work: what it has put into the inbox, by path. */
export interface Desk {
  readonly files: ReadonlyMap<string, DeskFile>;
  readonly stories: () => number;
  /** Versions that stood still half-written because this machine was slow; the program may show them. */
  readonly halves: ReadonlySet<string>;
  /** One act of an editor. */
  readonly act: (bounds: Bounds) => Promise<void>;
  readonly noteTaken: (name: string) => void;
  readonly diary: Diary;
}

const folders = ['ar', 'ar/اقتصاد', 'ar/خبر عاجل', 'ar/ثقافة/كتب'];
const standsStillAfterMs = 250;

export function openDesk(feedsDir: string, random: Random, maxFiles: number): Desk {
  const files = new Map<string, DeskFile>();
  const halves = new Set<string>();
  const diary = openDiary();
  const note = (act: string, name: string, { story, version }: DeskFile) =>
    diary.note(`${act} ${name}: story ${story} version ${version}`);
  let stories = 0;
  let names = 0;
  for (const folder of folders) mkdirSync(path.join(feedsDir, folder), { recursive: true });

  const resolve = (name: string) => path.join(feedsDir, name);
  const newStory = () => {
    stories += 1;
    return { story: stories, version: 1, isCopy: false, isMoved: false };
  };
  const newName = () => {
    names += 1;
    return `${random.pick(folders)}/${random.pick(['خبر', 'تقرير', 'news', 'متابعة خاصة'])} ${names}.txt`;
  };

  async function write(name: string, file: DeskFile): Promise<void> {
    const bytes = Buffer.from(articleText(file.story, file.version), 'utf8');
    files.set(name, file);
    const way = random.between(1, 3);
    note(`write ${way}`, name, file);
    if (way === 1) return writeFileSync(resolve(name), bytes);
    if (way === 2) {
      const hidden = path.join(feedsDir, path.dirname(name), `.${file.story}.tmp`);
      writeFileSync(hidden, bytes);
      return renameSync(hidden, resolve(name));
    }
    await writeInPieces(name, file, bytes);
  }

  async function writeInPieces(name: string, file: DeskFile, bytes: Buffer): Promise<void> {
    const cut = random.between(1, bytes.length - 1);
    const handle = await open(resolve(name), 'w');
    const begun = performance.now();
    await handle.write(bytes.subarray(0, cut));
    await delay(random.between(5, 90));
    await handle.write(bytes.subarray(cut));
    await handle.close();
    if (performance.now() - begun > standsStillAfterMs - 50) halves.add(`${file.story} ${file.version}`);
  }

  async function edit(name: string, file: DeskFile): Promise<void> {
    if (file.isMoved) return;
    if (file.isCopy) return write(name, { ...newStory(), wasCopyOf: file.story });
    // Now and then an edit is undone: the text is then one that the item had before.
    const version = file.version > 1 && random.next() < 0.2 ? file.version - 1 : file.version + 1;
    await write(name, { ...file, version });
  }

  const hasCopies = ({ story }: DeskFile) =>
    [...files.values()].some((file) => file.isCopy && file.story === story);

  const isFree = (name: string, file: DeskFile, { isTaken }: Bounds) =>
    !file.isCopy &&
    !hasCopies(file) &&
    !file.isMoved &&
    isTaken(name) &&
    // Without its original, a copy with another text is what a renamed and edited file looks like.
    [...files].every(([other, { wasCopyOf }]) => wasCopyOf !== file.story || isTaken(other));

  /** Now and then over another story's file, which is then gone: yesterday's by today's. */
  function rename(name: string, file: DeskFile, bounds: Bounds): void {
    const other = random.next() < 0.3 ? random.pick([...files.keys()]) : name;
    const isReplaced = other !== name && isFree(other, files.get(other)!, bounds);
    const target = isReplaced ? other : newName();
    renameSync(resolve(name), resolve(target));
    files.delete(name);
    files.set(target, { ...file, isMoved: true });
    note(`rename ${name} to`, target, file);
  }

  function copy(name: string, file: DeskFile): void {
    const target = newName();
    copyFileSync(resolve(name), resolve(target));
    files.set(target, { ...file, isCopy: true, isMoved: false });
    files.set(name, { ...file, isMoved: true });
    note(`copy ${name} to`, target, file);
  }

  async function act(bounds: Bounds): Promise<void> {
    const name = files.size === 0 ? undefined : random.pick([...files.keys()]);
    const file = name === undefined ? undefined : files.get(name);
    const choice = random.next();
    if (name === undefined || file === undefined || (choice < 0.4 && files.size < maxFiles)) {
      return write(newName(), newStory());
    }
    if (choice < 0.65) return edit(name, file);
    if (!isFree(name, file, bounds)) return;
    if (choice < 0.75) rename(name, file, bounds);
    else if (choice < 0.85) {
      rename(name, file, bounds);
      await write(name, newStory());
    } else if (choice < 0.92) copy(name, file);
    else {
      rmSync(resolve(name));
      files.delete(name);
      note('delete', name, file);
    }
  }

  const noteTaken = (name: string) => {
    const file = files.get(name);
    if (file !== undefined) files.set(name, { ...file, isMoved: false });
  };

  return { files, stories: () => stories, halves, act, noteTaken, diary };
}
