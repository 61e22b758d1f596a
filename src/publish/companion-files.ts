import { constants, lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  baseKey,
  type Companion,
  type Companions,
  decodedName,
  fileKey,
  stepsTo,
  unnumberedKey,
} from './companions.ts';
import { findState, inboxPath, isHidden } from './inbox-files.ts';
import { isMediaName } from './media-types.ts';
import { maxMediaBytes } from './resolve-media.ts';

/** What lies beside articles in the folders of the inbox. */
export interface CompanionFiles {
  readonly of: (articleFile: string) => Companions;
  /** The articles whose own file this is by its name, by absolute path. */
  readonly listOwners: (mediaFile: string) => Promise<readonly string[]>;
}

/** The files of one folder, by what their names are compared by. */
interface Folder {
  readonly state: string;
  readonly nameByKey: ReadonlyMap<string, string>;
  readonly mediaByBase: ReadonlyMap<string, readonly string[]>;
  /** By their names without their numbers. */
  readonly numberedByBase: ReadonlyMap<string, readonly string[]>;
  readonly articlesByBase: ReadonlyMap<string, readonly string[]>;
}

/** Folders whose names are remembered until something in them changes. */
const rememberedFolders = 50;
const noFolder: Folder = {
  state: '',
  nameByKey: new Map(),
  mediaByBase: new Map(),
  numberedByBase: new Map(),
  articlesByBase: new Map(),
};

/**
 * @param directory the inbox
 * @param isStill whether a file in that state has stood still by now: what is still being written is not read
 */
export function openCompanionFiles(
  directory: string,
  isStill: (file: string, state: string) => Promise<boolean>,
): CompanionFiles {
  const look = rememberFolders();

  async function find(articleFile: string, name: string): Promise<Companion | undefined> {
    const folder = path.dirname(articleFile);
    const [written, steps] = [stepsTo(name), stepsTo(decodedName(name))];
    if (written === undefined || steps === undefined || isHidden(steps.join(path.sep))) return undefined;
    const file = (await findFile(look, folder, written)) ?? (await findFile(look, folder, steps));
    const inbox = fileKey(inboxPath(directory, file ?? path.join(folder, ...steps)));
    const missing = { path: inbox, state: undefined, lengthBytes: 0, read: async () => undefined };
    const state = file && (await findState(file));
    if (file === undefined || state === undefined || !(await isStill(file, state))) return missing;
    const { size } = await stat(file);
    if (size <= maxMediaBytes)
      return { path: inbox, state, lengthBytes: size, read: () => readIn(file, state) };
    return { ...missing, state, lengthBytes: size };
  }

  async function list(articleFile: string): Promise<readonly string[]> {
    const { mediaByBase, numberedByBase, articlesByBase } = await look(path.dirname(articleFile));
    const base = baseKey(articleFile);
    // `photo-2.jpg` is another story's where there is a `photo-2.txt`.
    const numbered = (numberedByBase.get(base) ?? []).filter((name) => !articlesByBase.has(baseKey(name)));
    return [...(mediaByBase.get(base) ?? []), ...numbered];
  }

  return {
    of: (articleFile) => ({
      list: () => list(articleFile),
      owns: (name) => {
        const base = baseKey(articleFile);
        return !name.includes('/') && (baseKey(name) === base || unnumberedKey(baseKey(name)) === base);
      },
      find: (name) => find(articleFile, name),
    }),
    listOwners: async (mediaFile) => {
      const folder = path.dirname(mediaFile);
      const { articlesByBase } = await look(folder);
      const base = baseKey(mediaFile);
      const owners = articlesByBase.get(base) ?? articlesByBase.get(unnumberedKey(base) ?? '') ?? [];
      return owners.map((name) => path.join(folder, name));
    },
  };
}

// Not by the machine's locale; 2 comes before 10, and ٢ beside 2.
const collator = new Intl.Collator('en', { numeric: true });

/** The file of that name as it is written on the disk; never through a link, whatever it leads to. */
async function findFile(
  look: (folder: string) => Promise<Folder>,
  folder: string,
  steps: readonly string[],
): Promise<string | undefined> {
  let file = folder;
  for (const [index, step] of steps.entries()) {
    const name = (await look(file)).nameByKey.get(fileKey(step));
    if (name === undefined) return undefined;
    file = path.join(file, name);
    const stats = await lstat(file).catch(() => undefined);
    const isLast = index === steps.length - 1;
    if (isLast ? stats?.isFile() !== true : stats?.isDirectory() !== true) return undefined;
  }
  // A folder may have been given to a link since it was looked at.
  const expected = path.join(await realpath(folder), path.relative(folder, file));
  return (await realpath(file).catch(() => undefined)) === expected ? file : undefined;
}

async function readIn(file: string, state: string): Promise<Uint8Array | undefined> {
  const flag = constants.O_RDONLY | constants.O_NOFOLLOW;
  const bytes = await readFile(file, { flag }).catch(() => undefined);
  return (await findState(file)) === state ? bytes : undefined;
}

/** Asks the disk for a folder's names only when something in it has changed: articles come by the thousand. */
function rememberFolders(): (folder: string) => Promise<Folder> {
  const remembered = new Map<string, Folder>();
  return async (folder) => {
    const state = await findState(folder);
    const known = remembered.get(folder);
    if (state === undefined) return noFolder;
    if (known?.state === state) return known;
    const read = await readFolder(folder, state);
    remembered.delete(folder);
    remembered.set(folder, read);
    for (const [oldest] of remembered) if (remembered.size > rememberedFolders) remembered.delete(oldest);
    return read;
  };
}

async function readFolder(folder: string, state: string): Promise<Folder> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const visible = entries.filter(({ name }) => !isHidden(name));
  const names = visible.filter((entry) => entry.isFile()).map(({ name }) => name);
  const media = names.filter(isMediaName).sort(collator.compare);
  return {
    state,
    nameByKey: new Map(visible.map(({ name }) => [fileKey(name), name])),
    mediaByBase: groupBy(media, baseKey),
    numberedByBase: groupBy(media, (name) => unnumberedKey(baseKey(name))),
    articlesByBase: groupBy(
      names.filter((name) => !isMediaName(name)),
      baseKey,
    ),
  };
}

function groupBy(
  names: readonly string[],
  keyOf: (name: string) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const key = keyOf(name);
    const group = key === undefined ? undefined : groups.get(key);
    if (group !== undefined) group.push(name);
    else if (key !== undefined) groups.set(key, [name]);
  }
  return groups;
}
