import { chmodSync, chownSync, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { NashraError } from '../domain/errors.ts';
import type { Environment } from '../environment.ts';
import { fileOfStore } from '../store/open-store.ts';
import { isSameFile } from '../store/place.ts';
import { makeFolder } from '../store/sqlite.ts';
import { companions, holdSqlite, syncToDisk } from '../store/sqlite-copy.ts';
import { storeFaultOf } from '../store/store-fault.ts';
import { copyWithProgress } from './backup.ts';
import { exitCodes } from './exit-codes.ts';
import { findingLines, inspectWithProgress, summaryOf } from './verify.ts';

/** Puts a backup in the place of the database, once it has been found whole; what was there is kept under another name. */
export async function restore(
  environment: Environment,
  file: string,
  { force = false }: { readonly force?: boolean },
): Promise<number> {
  const target = fileOfStore(environment.databaseUrl);
  const source = path.resolve(file);
  if (isSameFile(source, target))
    throw new NashraError('file_unwritable', `${source} is the database itself.`);
  if (existsSync(target) && !force)
    throw new NashraError(
      'file_unwritable',
      `There is a database ${target}; --force puts it aside, and the backup in its place.`,
    );
  const inspection = await inspectWithProgress(source);
  const summary = `${source}: ${summaryOf(inspection)}`;
  if (inspection.findings.length > 0 || inspection.schema === 'newer' || inspection.schema === 'none') {
    process.stderr.write(`${findingLines(inspection.findings)}${summary}; nothing was restored.\n`);
    return exitCodes.dataError;
  }
  makeFolder(path.dirname(target));
  const part = `${target}.${process.pid}.part`;
  try {
    await copyWithProgress(source, part);
    const aside = putInPlace(part, target);
    process.stdout.write(`${summary}\n${target} is this backup now.\n`);
    if (aside !== undefined) process.stdout.write(`What was there is ${aside}\n`);
    return 0;
  } finally {
    for (const end of ['', ...companions]) rmSync(part + end, { force: true });
  }
}

/**
 * Between the two names no other program can write to what was there, and at no moment is there no database: a server
 * that started then would begin with an empty one.
 * @returns how what was there is called now
 */
function putInPlace(part: string, target: string): string | undefined {
  const isThere = existsSync(target);
  giveLike(part, isThere ? target : path.dirname(target), isThere);
  const held = isThere ? hold(target) : undefined;
  try {
    const aside = `${target}.before-${new Date().toISOString().replace(/[:.]/g, '-')}`;
    if (isThere) nameAlso(target, aside);
    // Of a database that is no more its log would be played into the new one.
    for (const end of ['-wal', '-journal'])
      if (existsSync(target + end)) renameSync(target + end, aside + end);
    rmSync(`${target}-shm`, { force: true });
    renameSync(part, target);
    syncToDisk(path.dirname(target));
    return isThere ? aside : undefined;
  } finally {
    held?.release();
  }
}

function nameAlso(file: string, aside: string): void {
  try {
    linkSync(file, aside);
  } catch {
    // There are disks on which a file has one name only.
    renameSync(file, aside);
  }
}

/** Of what is damaged nobody can be told whether a server has it open; that server notices that another file is there. */
function hold(target: string): ReturnType<typeof holdSqlite> {
  try {
    const held = holdSqlite(target);
    if (held !== undefined) return held;
  } catch (error) {
    if (storeFaultOf(error)?.code === 'store_damaged') return undefined;
    throw error;
  }
  throw new NashraError('store_in_use', `${target} is open in another program; stop the server first.`);
}

/** Whoever restores is often root, and the server somebody else. */
function giveLike(file: string, model: string, hasMode: boolean): void {
  const { uid, gid, mode } = statSync(model);
  if (hasMode) chmodSync(file, mode & 0o777);
  if (process.getuid?.() === 0) chownSync(file, uid, gid);
}
