import type { Environment } from '../environment.ts';
import { inspectFile, inspectPostgres, type StoreInspection } from '../store/inspect-store.ts';
import { isPostgresUrl, sqliteFile } from '../store/open-store.ts';
import { postgresName } from '../store/postgres.ts';
import { exitCodes } from './exit-codes.ts';
import { type Progress, startProgress } from './progress.ts';

/**
 * Says whether a database, or a backup of one, is whole; a server may have it open.
 * @param asked a file, or a URL as in DATABASE_URL; absent: that of the environment
 */
export async function verify(environment: Environment, asked: string | undefined): Promise<number> {
  const target = asked ?? environment.databaseUrl;
  const isServer = isPostgresUrl(target);
  const isFile = asked !== undefined && !asked.startsWith('sqlite:');
  const name = isServer ? postgresName(target) : isFile ? asked : sqliteFile(target);
  const inspection = await (isServer
    ? withProgress((update) => inspectPostgres(target, update))
    : inspectWithProgress(name));
  const { findings } = inspection;
  process.stderr.write(findingLines(findings));
  process.stdout.write(`${name}: ${summaryOf(inspection)}\n`);
  return findings.length === 0 && ['current', 'older'].includes(inspection.schema) ? 0 : exitCodes.dataError;
}

export function inspectWithProgress(file: string): Promise<StoreInspection> {
  return withProgress((update) => inspectFile(file, update));
}

async function withProgress(
  inspect: (onVerified: Progress['update']) => Promise<StoreInspection>,
): Promise<StoreInspection> {
  const progress = startProgress();
  try {
    return await inspect(progress.update);
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

/** Without a full stop, to stand after the name of the database. */
export function summaryOf({ schema, counts, findings }: StoreInspection): string {
  if (schema === 'newer' || schema === 'none') return strangers[schema];
  if (findings.length > 0) return `not whole: ${findings.length} findings`;
  if (counts === undefined)
    return 'sound, and of an older version of Nashra: this one brings it up to date when it opens it';
  const named = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  return `whole: ${named.join(', ')}`;
}
