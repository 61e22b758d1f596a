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
import { joinReports, type WrittenReport, writeReport } from './check-report/json-report.ts';
import { type CheckedArticle, renderChecked, renderReportPage } from './check-report/report-page.ts';
import { reportWordsIn } from './check-report/report-words-in.ts';
import type { Terminal } from './check-report/terminal.ts';
import { formatReport } from './check-report/terminal-report.ts';
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
  const reports = openReports(options, channel, terminal, site.wordsPerMinute);
  for await (const { outcome, number } of readOutcomes(bytes, file, options, site, channel))
    reports.add(outcome, number);
  for (const part of reports.parts()) process.stdout.write(part);
  process.stdout.write('\n');
  if (options.html !== undefined) {
    await writeOutput(options.html, file, reports.page(file === '-' ? undefined : path.basename(file)));
    if (options.json !== true)
      process.stdout.write(`\n${reportWordsIn(channel.language).pageWritten}: ${options.html}\n`);
  }
  return reports.hasRefusal() ? exitCodes.dataError : 0;
}

/** Each article is let go when its report is written: a feed has thousands. */
function openReports(
  { json, html }: CheckOptions,
  channel: Channel,
  terminal: Terminal,
  wordsPerMinute: number | undefined,
) {
  const forPrograms: WrittenReport[] = [];
  const forEditors: string[] = [];
  const onPage: CheckedArticle[] = [];
  let hasRefusal = false;
  return {
    add(outcome: CheckOutcome, number?: number): void {
      if (json === true) forPrograms.push(writeReport(outcome, number !== undefined, wordsPerMinute));
      else forEditors.push(formatReport(outcome, number, channel, terminal, wordsPerMinute));
      if (html !== undefined) onPage.push(renderChecked(outcome, number ?? 1, channel, wordsPerMinute));
      hasRefusal ||= outcome.status === 'refused';
    },
    parts: () => (json === true ? joinReports(forPrograms) : [forEditors.join('\n\n')]),
    page: (fileName: string | undefined) => renderReportPage(onPage, channel, fileName),
    hasRefusal: () => hasRefusal,
  };
}

interface NumberedOutcome {
  readonly outcome: CheckOutcome;
  /** From 1, where the file holds several articles. */
  readonly number?: number;
}

/** One for each article in the file. */
async function* readOutcomes(
  bytes: Uint8Array,
  file: string,
  { type }: CheckOptions,
  { timeZone }: Site,
  channel: Channel,
): AsyncGenerator<NumberedOutcome> {
  const given = {
    ...(file === '-' ? {} : { fileName: file }),
    ...(type === undefined ? {} : { mediaType: type }),
  };
  const options = { channel, timeZone, ...given };
  try {
    const entries = splitFeed(bytes, options);
    if (entries === undefined) yield { outcome: await readOutcome(bytes, options) };
    for (const [index, entry] of entries?.entries() ?? []) {
      const outcome = await readOutcome(entry.bytes, { channel, timeZone, mediaType: feedEntryMediaType });
      yield entries?.length === 1 ? { outcome } : { outcome, number: index + 1 };
    }
  } catch (error) {
    if (!(error instanceof NashraError)) throw error;
    yield { outcome: { status: 'refused', error } };
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
