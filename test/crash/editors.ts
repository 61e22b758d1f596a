import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { articleText } from '../support/articles.ts';
import { pngFile } from '../support/media-files.ts';
import { sha256Of } from '../support/newsroom.ts';
import { type Diary, openDiary } from './diary.ts';
import type { Random } from './random.ts';
import { waysToWrite, writeAs } from './write-file.ts';

/** What a file of the inbox holds. */
export interface DeskFile {
  readonly story: number;
  readonly version: number;
  /** Of another file, which is the story's own. */
  readonly isCopy: boolean;
  /** SHA-256 of the picture beside it. */
  readonly picture?: string;
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
  /** What stood still half-written because this machine was slow; the program may show it. */
  readonly halves: ReadonlySet<string>;
  /** SHA-256 of every picture there ever was, whole. */
  readonly pictures: ReadonlySet<string>;
  /** One act of an editor. */
  readonly act: (bounds: Bounds) => Promise<void>;
  readonly noteTaken: (name: string) => void;
  readonly diary: Diary;
}

const folders = ['ar', 'ar/اقتصاد', 'ar/خبر عاجل', 'ar/ثقافة/كتب'];

export function openDesk(feedsDir: string, random: Random, maxFiles: number): Desk {
  const files = new Map<string, DeskFile>();
  const halves = new Set<string>();
  const pictures = new Set<string>();
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
    const way = random.pick(waysToWrite);
    note(`write ${way}`, name, file);
    const half = await writeAs(way, resolve(name), bytes, random);
    if (half !== undefined) halves.add(half.toString('utf8'));
  }

  async function writePicture(name: string, file: DeskFile): Promise<void> {
    const bytes = pngFile(8, 8, `${file.story} ${pictures.size}`);
    const picture = sha256Of(bytes);
    const way = random.pick(waysToWrite);
    note(`picture ${way} ${picture.slice(0, 8)}`, name, file);
    pictures.add(picture);
    files.set(name, { ...file, picture });
    const half = await writeAs(way, resolve(name).replace(/\.txt$/, '.png'), bytes, random);
    if (half !== undefined) pictures.add(sha256Of(half));
  }

  /** A picture comes before its article, or after it. */
  async function writeNew(name: string): Promise<void> {
    const [file, kind] = [newStory(), random.next()];
    if (kind < 0.1) await writePicture(name, file);
    await write(name, files.get(name) ?? file);
    if (kind > 0.9) await writePicture(name, file);
  }

  async function edit(name: string, file: DeskFile): Promise<void> {
    if (file.isMoved) return;
    if (file.picture !== undefined && random.next() < 0.5) return writePicture(name, file);
    if (file.isCopy) return write(name, { ...newStory(), wasCopyOf: file.story });
    // Now and then an edit is undone: the text is then one that the item had before.
    const version = file.version > 1 && random.next() < 0.2 ? file.version - 1 : file.version + 1;
    await write(name, { ...file, version });
  }

  const hasCopies = ({ story }: DeskFile) =>
    [...files.values()].some((file) => file.isCopy && file.story === story);

  const isFree = (name: string, file: DeskFile, { isTaken }: Bounds) =>
    !file.isCopy &&
    file.picture === undefined &&
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
      return writeNew(newName());
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

  return { files, stories: () => stories, halves, pictures, act, noteTaken, diary };
}
