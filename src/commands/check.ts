import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { loadConfig } from '../config.ts';
import type { Channel, Site } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import type { Environment } from '../environment.ts';
import { type ParseOptions, parseArticle } from '../ingest/parse-article.ts';
import type { CheckOutcome } from '../ingest/report.ts';
import { feedEntryMediaType, splitFeed } from '../ingest/split-feed.ts';
import { channelOfPath, inboxPath } from '../publish/inbox-files.ts';
import { checkReports } from './check-report/json-report.ts';
import { renderReportPage } from './check-report/report-page.ts';
import { reportWordsIn } from './check-report/report-words-in.ts';
import type { Terminal } from './check-report/terminal.ts';
import { formatReports } from './check-report/terminal-report.ts';
import { exitCodes } from './exit-codes.ts';
import { readInput } from './read-input.ts';

export interface CheckOptions {
  readonly type?: string;
  readonly json?: boolean;
  readonly html?: string;
}

/** Shows how an article would be read, and publishes nothing. `-` reads standard input. */
export async function check(
  environment: Environment,
  file: string,
  options: CheckOptions,
  terminal: Terminal,
): Promise<number> {
  const site = { ...loadConfig(environment.configDir), baseUrl: 'http://localhost' };
  const channel = channelOfPath(site, inboxPath(path.resolve(environment.feedsDir), path.resolve(file)));
  const bytes = file === '-' ? await buffer(process.stdin) : await readInput(file);
  const outcomes = await readOutcomes(bytes, file, options, site, channel);
  const report =
    options.json === true
      ? JSON.stringify(checkReports(outcomes), null, 2)
      : formatReports(outcomes, channel, terminal);
  process.stdout.write(`${report}\n`);
  if (options.html !== undefined) {
    const fileName = file === '-' ? undefined : path.basename(file);
    await writeOutput(options.html, file, renderReportPage(outcomes, channel, fileName));
    if (options.json !== true)
      process.stdout.write(`\n${reportWordsIn(channel.language).pageWritten}: ${options.html}\n`);
  }
  return outcomes.every(({ status }) => status === 'accepted') ? 0 : exitCodes.dataError;
}

/** One for each article in the file. */
async function readOutcomes(
  bytes: Uint8Array,
  file: string,
  { type }: CheckOptions,
  { timeZone }: Site,
  channel: Channel,
): Promise<readonly CheckOutcome[]> {
  const given = {
    ...(file === '-' ? {} : { fileName: file }),
    ...(type === undefined ? {} : { mediaType: type }),
  };
  const options = { channel, timeZone, ...given };
  try {
    const entries = splitFeed(bytes, options);
    if (entries === undefined) return [await readOutcome(bytes, options)];
    const outcomes: CheckOutcome[] = [];
    for (const entry of entries)
      outcomes.push(await readOutcome(entry.bytes, { channel, timeZone, mediaType: feedEntryMediaType }));
    return outcomes;
  } catch (error) {
    if (error instanceof NashraError) return [{ status: 'refused', error }];
    throw error;
  }
}

async function readOutcome(bytes: Uint8Array, options: ParseOptions): Promise<CheckOutcome> {
  try {
    return { status: 'accepted', article: await parseArticle(bytes, options) };
  } catch (error) {
    if (error instanceof NashraError) return { status: 'refused', error };
    throw error;
  }
}

async function writeOutput(file: string, article: string, page: string): Promise<void> {
  if (path.resolve(file) === path.resolve(article))
    throw new NashraError('file_unwritable', `${file} is the article itself.`, { file });
  try {
    await writeFile(file, page);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new NashraError('file_unwritable', `${file} cannot be written (${code}).`, { file, cause });
  }
}
