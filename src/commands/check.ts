import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { loadConfig } from '../config.ts';
import { NashraError } from '../domain/errors.ts';
import type { Environment } from '../environment.ts';
import { formatReport } from '../ingest/format-report.ts';
import { parseArticle } from '../ingest/parse-article.ts';
import { type CheckOutcome, checkReport } from '../ingest/report.ts';
import { channelOfPath, inboxPath } from '../publish/inbox-files.ts';
import { exitCodes } from './exit-codes.ts';

export interface CheckOptions {
  readonly type?: string;
  readonly json?: boolean;
}

/** Shows how an article would be read, and publishes nothing. `-` reads standard input. */
export async function check(environment: Environment, file: string, options: CheckOptions): Promise<number> {
  const site = { ...loadConfig(environment.configDir), baseUrl: 'http://localhost' };
  const channel = channelOfPath(site, inboxPath(path.resolve(environment.feedsDir), path.resolve(file)));
  const bytes = file === '-' ? await buffer(process.stdin) : await readInput(file);
  const outcome = await outcomeOf(() =>
    parseArticle(bytes, {
      channel,
      timeZone: site.timeZone,
      ...(file === '-' ? {} : { fileName: file }),
      ...(options.type === undefined ? {} : { mediaType: options.type }),
    }),
  );
  const report =
    options.json === true ? JSON.stringify(checkReport(outcome), null, 2) : formatReport(outcome);
  process.stdout.write(`${report}\n`);
  return outcome.status === 'accepted' ? 0 : exitCodes.dataError;
}

async function outcomeOf(parse: () => ReturnType<typeof parseArticle>): Promise<CheckOutcome> {
  try {
    return { status: 'accepted', article: await parse() };
  } catch (error) {
    if (error instanceof NashraError) return { status: 'refused', error };
    throw error;
  }
}

async function readInput(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new NashraError('file_unreadable', `${file} cannot be read (${code}).`, { file, cause });
  }
}
