import { access, constants, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { NashraError } from '../../domain/errors.ts';
import { holdLock } from '../../store/sqlite-lock.ts';
import { stateFile } from './export-state.ts';
import { makeFolder, openStaticTree, type StaticTree, unwritable, workshop } from './static-tree.ts';

/** Held for as long as an export writes there; left behind by one that was killed, and then held by nobody. */
const lockFile = '.lock';

export interface ClaimedDirectory {
  readonly tree: StaticTree;
  readonly release: () => void;
}

/**
 * The folder for one export at a time. It is made where there is none, and refused when it holds what no export wrote.
 * @param inbox articles must never lie in what is exported, nor what is exported among the articles
 * @throws NashraError `file_unwritable`
 */
export async function claimDirectory(directory: string, inbox: string): Promise<ClaimedDirectory> {
  const named = path.resolve(directory);
  await refuseInbox(named, inbox);
  let names: readonly string[];
  try {
    await makeFolder(named);
    names = await readdir(named);
    await access(named, constants.W_OK);
  } catch (cause) {
    throw unwritable(named, cause);
  }
  const isOurs = names.includes(stateFile) || names.every((name) => name === lockFile || name === workshop);
  if (!isOurs)
    throw refusal(named, `${named} is not empty, and no export of Nashra's: name a new or empty folder.`);
  const release = lock(named);
  try {
    return { tree: await openStaticTree(named), release };
  } catch (error) {
    release();
    throw error;
  }
}

async function refuseInbox(named: string, inbox: string): Promise<void> {
  const [ours, theirs] = [await realFolder(named), await realFolder(path.resolve(inbox))];
  const isIn = (one: string, other: string) => one === other || one.startsWith(`${other}${path.sep}`);
  if (isIn(ours, theirs))
    throw refusal(named, `${named} lies in the inbox ${inbox}: what is exported would be taken in again.`);
  if (isIn(theirs, ours))
    throw refusal(named, `The inbox ${inbox} lies in ${named}: articles would lie in what is exported.`);
}

/** With links followed, as far as there are folders. */
async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? folder : path.join(await realFolder(parent), path.basename(folder));
  }
}

function lock(directory: string): () => void {
  let release: (() => void) | undefined;
  try {
    release = holdLock(path.join(directory, lockFile));
  } catch (cause) {
    throw unwritable(directory, cause);
  }
  if (release === undefined)
    throw refusal(directory, `Another export is writing into ${directory} just now.`);
  return release;
}

function refusal(directory: string, message: string): NashraError {
  return new NashraError('file_unwritable', message, { file: directory });
}
