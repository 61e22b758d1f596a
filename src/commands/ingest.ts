import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Warning } from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import type { Environment } from '../environment.ts';
import { type Newsroom, openNewsroom } from '../newsroom.ts';
import type { Acceptance } from '../publish/acceptance.ts';
import { channelOfPath, listArticleFiles } from '../publish/inbox-files.ts';
import { takeFiles } from '../publish/take-files.ts';
import { withDecision } from '../publish/with-decision.ts';
import { exitCodes } from './exit-codes.ts';
import { getChannel } from './get-channel.ts';
import { startProgress } from './progress.ts';

export interface IngestOptions {
  readonly channel?: string;
  readonly silent?: boolean;
}

/** Takes in a file, or every file of a folder, in the order of their names. A refused file stops nothing. */
export async function ingest(
  environment: Environment,
  target: string,
  options: IngestOptions,
): Promise<number> {
  const files = await listFiles(target);
  const { configDir, databaseUrl } = environment;
  // No document leaves this process, so its address plays no part; the server's has one.
  const newsroom = await openNewsroom({ configDir, databaseUrl, baseUrl: 'http://localhost' });
  try {
    const channel = options.channel === undefined ? undefined : getChannel(newsroom.site, options.channel);
    const decision = options.silent === true ? { isSilent: true } : {};
    return await takeAll(
      { ...newsroom, ...withDecision(newsroom, decision) },
      path.resolve(environment.feedsDir),
      files,
      channel,
    );
  } finally {
    await newsroom.close();
  }
}

/** As the server takes them, so that both may work on one inbox: each file once it stands still. */
async function takeAll(
  newsroom: Newsroom,
  feedsDir: string,
  files: readonly string[],
  givenChannel: Channel | undefined,
): Promise<number> {
  const counts = { created: 0, updated: 0, corrected: 0, scheduled: 0, withdrawn: 0, unchanged: 0 };
  const refusals: string[] = [];
  const doubts: string[] = [];
  const waiting: string[] = [];
  const failures: unknown[] = [];
  const progress = startProgress(files.length);
  const taking = takeFiles(
    { directory: feedsDir, channelOf: (name) => givenChannel ?? channelOfPath(newsroom.site, name) },
    newsroom,
    {
      onAccepted: (article, { outcome, warnings }) => {
        counts[outcome] += 1;
        for (const warning of warnings) doubts.push(messageLine(path.resolve(feedsDir, article), warning));
      },
      onRefused: (article, error) => {
        refusals.push(messageLine(path.resolve(feedsDir, article), error));
      },
      onTaken: () => progress.increment(),
      onMedia: (file, articles) => {
        if (articles === 0) waiting.push(`${path.resolve(feedsDir, file)}: no article has it\n`);
        progress.increment();
      },
      onFailed: (_file, error) => {
        failures.push(error);
        void taking.close();
      },
    },
  );
  try {
    await taking.add(files);
  } finally {
    // Its timer would keep the program alive after an error that ends everything.
    progress.stop();
  }
  process.stderr.write([...refusals, ...doubts, ...waiting].join(''));
  if (failures.length > 0) throw failures[0];
  process.stdout.write(`${summaryOf(counts)}, ${refusals.length} refused\n`);
  return refusals.length === 0 ? 0 : exitCodes.dataError;
}

/** What is rare is named only where it happened. */
function summaryOf(counts: Readonly<Record<Acceptance['outcome'], number>>): string {
  const { created, updated, unchanged, ...rare } = counts;
  const named = Object.entries({ created, updated, ...rare, unchanged });
  return named
    .filter(([outcome, count]) => count > 0 || !(outcome in rare))
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ');
}

function messageLine(
  file: string,
  { line, code, message }: Pick<NashraError, 'code' | 'message' | 'line'> | Warning,
): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${code}: ${message}\n`;
}

async function listFiles(target: string): Promise<readonly string[]> {
  try {
    if ((await stat(target)).isFile()) return [path.resolve(target)];
    return (await listArticleFiles(path.resolve(target))).toSorted(byName);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new NashraError('file_unreadable', `${target} cannot be read (${code}).`, { file: target, cause });
  }
}

// Not by the machine's locale: the order of arrival must not depend on it. 9 comes before 10.
const collator = new Intl.Collator('en', { numeric: true });

function byName(one: string, other: string): number {
  return collator.compare(one, other);
}
