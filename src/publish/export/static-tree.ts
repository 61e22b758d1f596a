import {
  mkdir,
  open,
  opendir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { NashraError } from '../../domain/errors.ts';

/** Files below one folder, by their relative paths with `/`. Each appears whole or not at all. */
export interface StaticTree {
  readonly directory: string;
  /** Undefined where there is none. */
  readonly read: (file: string) => Promise<Buffer | undefined>;
  readonly findLengthBytes: (file: string) => Promise<number | undefined>;
  /** All are written beside the tree, and then take their places in this order. */
  readonly write: (files: readonly TreeFile[]) => Promise<void>;
  /** Piece by piece, for what has no place in memory. */
  readonly writePieces: (file: string, pieces: AsyncIterable<Uint8Array | string>) => Promise<void>;
  /** A file, or a folder with all that is in it; whether there was one. */
  readonly remove: (file: string) => Promise<boolean>;
  /** Names in a folder; none where there is no such folder. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** The same in pieces, for a folder of any size. */
  readonly listPieces: (folder: string, size: number) => AsyncGenerator<readonly string[], void>;
}

export interface TreeFile {
  readonly file: string;
  readonly bytes: Uint8Array | string;
  /** Of what stands there already the file is at least a second younger, by which servers tell the two apart. */
  readonly modifiedAt?: Date;
  /** It is on the disk before it takes its place, so that after a power cut it is whole. */
  readonly isSynced?: boolean;
}

/** On the same file system as the tree, so that a rename is one step; emptied by whoever comes after a killed one. */
export const workshop = '.unfinished';

/** Of a name in common file systems, with the ending of a coding. */
const maxNameBytes = 255;

export function isNameTooLong(file: string): boolean {
  return file.split('/').some((name) => Buffer.byteLength(name) + '.gz'.length > maxNameBytes);
}

/**
 * Nothing is checked here of what the folder is: see claim-directory.
 * @throws NashraError `file_unwritable`, here and from everything that writes
 */
export async function openStaticTree(directory: string): Promise<StaticTree> {
  const at = (file: string) => path.join(directory, ...file.split('/'));
  let written = 0;
  const unfinished = () => at(`${workshop}/${written++}`);

  async function place(temporary: string, { file, modifiedAt }: Omit<TreeFile, 'bytes'>): Promise<void> {
    const target = at(file);
    if (modifiedAt !== undefined) {
      const before = (await findStats(target))?.mtimeMs;
      const soonest = before === undefined ? 0 : Math.floor(before / 1000) + 1;
      const seconds = Math.max(Math.floor(modifiedAt.getTime() / 1000), soonest);
      await utimes(temporary, seconds, seconds);
    }
    try {
      await rename(temporary, target);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      await makeFolder(path.dirname(target));
      await rename(temporary, target);
    }
  }

  async function write(files: readonly TreeFile[]): Promise<void> {
    const temporaries = files.map((file) => [unfinished(), file] as const);
    await removedOnFailure(
      temporaries.map(([temporary]) => temporary),
      async () => {
        for (const [temporary, { bytes, isSynced = false }] of temporaries)
          await writeFile(temporary, bytes, { flush: isSynced });
        for (const [temporary, file] of temporaries) await place(temporary, file);
      },
    );
  }

  async function writePieces(file: string, pieces: AsyncIterable<Uint8Array | string>): Promise<void> {
    const temporary = unfinished();
    await removedOnFailure([temporary], async () => {
      const handle = await open(temporary, 'wx');
      try {
        for await (const piece of pieces) await handle.writeFile(piece);
      } finally {
        await handle.close();
      }
      await place(temporary, { file });
    });
  }

  async function* listPieces(folder: string, size: number): AsyncGenerator<readonly string[], void> {
    let piece: string[] = [];
    for await (const { name } of await opendir(at(folder)).catch(noneIfAbsent)) {
      piece.push(name);
      if (piece.length < size) continue;
      yield piece;
      piece = [];
    }
    if (piece.length > 0) yield piece;
  }

  const told = <Result>(act: Promise<Result>) => act.catch((error) => throwUnwritable(directory, error));
  await told(rm(at(workshop), { recursive: true, force: true }).then(() => makeFolder(at(workshop))));
  return {
    directory,
    read: (file) => told(readFile(at(file)).catch(undefinedIfAbsent)),
    findLengthBytes: async (file) => (await told(findStats(at(file))))?.size,
    write: (files) => told(write(files)),
    writePieces: (file, pieces) => told(writePieces(file, pieces)),
    remove: async (file) => {
      const isThere = (await told(findStats(at(file)))) !== undefined;
      if (isThere) await told(rm(at(file), { recursive: true, force: true }));
      return isThere;
    },
    list: async (folder) => (await told(readdir(at(folder)).catch(undefinedIfAbsent))) ?? [],
    listPieces,
  };
}

/** A full disk is not to be kept full by what could not be finished. */
async function removedOnFailure(temporaries: readonly string[], act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    for (const temporary of temporaries) await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** One by one: Node's own recursive form never ends where nothing can be made at all, such as in /proc. */
export async function makeFolder(folder: string): Promise<void> {
  if ((await findStats(folder)) !== undefined) return;
  await makeFolder(path.dirname(folder));
  try {
    await mkdir(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

function findStats(file: string) {
  return stat(file).catch(undefinedIfAbsent);
}

function undefinedIfAbsent(error: unknown): undefined {
  if (isAbsent(error)) return undefined;
  throw error;
}

function noneIfAbsent(error: unknown): readonly { readonly name: string }[] {
  if (isAbsent(error)) return [];
  throw error;
}

function isAbsent(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: "the user's share of the disk is full",
  EROFS: 'the file system can only be read',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  ENOTDIR: 'it is no folder',
  EEXIST: 'it is no folder',
  EIO: 'the disk is at fault',
};

function throwUnwritable(directory: string, cause: unknown): never {
  if (codeOf(cause) === undefined || cause instanceof NashraError) throw cause;
  throw unwritable(directory, cause);
}

/** One sentence about an error of the file system. */
export function unwritable(directory: string, cause: unknown): NashraError {
  const code = codeOf(cause) ?? (cause as Error).message;
  const reason = reasons[code] === undefined ? code : `${reasons[code]} (${code})`;
  const message = `${directory} cannot be written: ${reason}. What is there stays whole, and the next export goes on.`;
  return new NashraError('file_unwritable', message, { file: directory, cause });
}
