import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { NashraError } from '../domain/errors.ts';
import type { Environment } from '../environment.ts';
import { fileOfStore } from '../store/open-store.ts';
import { isSameFile } from '../store/place.ts';
import { companions, copySqlite, syncToDisk } from '../store/sqlite-copy.ts';
import { storeFaultOf } from '../store/store-fault.ts';
import { exitCodes } from './exit-codes.ts';
import { startProgress } from './progress.ts';
import { findingLines, inspectWithProgress, summaryOf } from './verify.ts';

/** Copies the database as it is now into a file, while a server publishes; a copy that is not whole is no backup. */
export async function backup(
  environment: Environment,
  file: string,
  { force = false }: { readonly force?: boolean },
): Promise<number> {
  const source = fileOfStore(environment.databaseUrl);
  const target = path.resolve(file);
  if (!existsSync(source)) throw new NashraError('store_unavailable', `There is no database ${source}.`);
  refuseTarget(source, target, force);
  const part = `${target}.${process.pid}.part`;
  try {
    await copyWithProgress(source, part);
    const inspection = await inspectWithProgress(part);
    if (inspection.findings.length > 0) {
      process.stderr.write(findingLines(inspection.findings));
      process.stderr.write(`${source} is not whole, and ${target} was not written.\n`);
      return exitCodes.dataError;
    }
    renameSync(part, target);
    syncToDisk(path.dirname(target));
    process.stdout.write(`${target}: ${summaryOf(inspection)}\n`);
    return 0;
  } finally {
    for (const end of ['', ...companions]) rmSync(part + end, { force: true });
  }
}

function refuseTarget(source: string, target: string, force: boolean): void {
  if (['', ...companions].some((end) => isSameFile(source + end, target)))
    throw new NashraError('file_unwritable', `${target} is the database itself.`);
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory())
    throw new NashraError('file_unwritable', `${target} is a folder; name a file in it.`);
  // SQLite would play what belongs to another database into the backup.
  const stale = ['-wal', '-journal'].map((end) => target + end).find((file) => existsSync(file));
  if (stale !== undefined)
    throw new NashraError(
      'file_unwritable',
      `${stale} is there: ${target} is or was a database that another program writes; name another file.`,
    );
  if (existsSync(target) && !force)
    throw new NashraError(
      'file_unwritable',
      `${target} is there already; --force lets the backup take its place.`,
    );
}

/** @throws NashraError `file_unwritable`, or as openStore what is wrong with the source */
export async function copyWithProgress(source: string, target: string): Promise<void> {
  const progress = startProgress();
  try {
    await copySqlite(source, target, progress.update);
  } catch (cause) {
    throw copyFault(source, target, cause);
  } finally {
    progress.stop();
  }
}

function copyFault(source: string, target: string, cause: unknown): unknown {
  if (cause instanceof NashraError) return cause;
  const folder = path.dirname(target);
  const code = storeFaultOf(cause)?.code;
  if (code === 'store_damaged') return new NashraError(code, `The database ${source} is damaged.`, { cause });
  if (code === undefined) return unwritableFault(folder, cause);
  const why = code === 'store_full' ? 'its disk is full' : (cause as Error).message;
  return new NashraError('file_unwritable', `Nothing can be written to ${folder}: ${why}.`, { cause });
}

/** better-sqlite3 says in words only that the folder of a backup is not there. */
function unwritableFault(folder: string, cause: unknown): unknown {
  if (existsSync(folder)) return cause;
  return new NashraError('file_unwritable', `The folder ${folder} is not there.`, { cause });
}
