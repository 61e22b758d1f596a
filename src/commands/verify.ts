import type { Environment } from '../environment.ts';
import { type FileInspection, inspectFile } from '../store/inspect-file.ts';
import { fileOfStore } from '../store/open-store.ts';
import { exitCodes } from './exit-codes.ts';
import { startProgress } from './progress.ts';

/** Says whether a database, or a backup of one, is whole; a server may have it open. */
export async function verify(environment: Environment, file: string | undefined): Promise<number> {
  const target = file ?? fileOfStore(environment.databaseUrl);
  const inspection = await inspectWithProgress(target);
  const { findings } = inspection;
  process.stderr.write(findingLines(findings));
  process.stdout.write(`${target}: ${summaryOf(inspection)}\n`);
  return findings.length === 0 && ['current', 'older'].includes(inspection.schema) ? 0 : exitCodes.dataError;
}

export async function inspectWithProgress(file: string): Promise<FileInspection> {
  const progress = startProgress();
  try {
    return await inspectFile(file, progress.update);
  } finally {
    progress.stop();
  }
}

const shownFindings = 100;

export function findingLines(findings: readonly string[]): string {
  const shown = findings.slice(0, shownFindings);
  const more = findings.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `${line}\n`).join('');
}

const strangers = {
  newer: 'written by a newer version of Nashra, which alone can read it',
  none: 'a database, but not one of Nashra',
} as const;

/** Without a full stop, to stand after the name of the file. */
export function summaryOf({ schema, counts, findings }: FileInspection): string {
  if (schema === 'newer' || schema === 'none') return strangers[schema];
  if (findings.length > 0) return `not whole: ${findings.length} findings`;
  if (counts === undefined)
    return 'sound, and of an older version of Nashra: this one brings it up to date when it opens it';
  const named = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  return `whole: ${named.join(', ')}`;
}
