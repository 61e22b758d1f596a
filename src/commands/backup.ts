import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { NashraError } from '../domain/errors.ts';
import type { Environment } from '../environment.ts';
import { fileOfStore } from '../store/open-store.ts';
import { copySqlite, syncToDisk } from '../store/sqlite-copy.ts';
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
  if (existsSync(target) && !force)
    throw new NashraError(
      'file_unwritable',
      `${target} is there already; --force lets the backup take its place.`,
    );
  if (target === source) throw new NashraError('file_unwritable', `${target} is the database itself.`);
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
    for (const end of ['', '-journal']) rmSync(part + end, { force: true });
  }
}

/** @throws NashraError `file_unwritable`, or what is wrong with the source */
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
