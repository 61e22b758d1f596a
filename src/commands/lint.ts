import { buffer } from 'node:stream/consumers';
import type { Environment } from '../environment.ts';
import { type LintOptions, lintFeed } from '../lint/lint-feed.ts';
import type { LintProfile } from '../lint/lint-profiles.ts';
import type { Terminal } from './check-report/terminal.ts';
import { exitCodes } from './exit-codes.ts';
import { fetchFeed } from './fetch-feed.ts';
import { countOf, formatLintReport, type LintedSource, lintReportJson } from './lint-report.ts';
import { readInput } from './read-input.ts';

export interface LintCommandOptions {
  readonly profile?: LintProfile;
  readonly json?: boolean;
}

/** What the command takes from the world. */
export interface LintSurroundings {
  readonly fetch: typeof globalThis.fetch;
  readonly now: Date;
  readonly userAgent: string;
  readonly terminal: Terminal;
  readonly readEnvironment: () => Environment;
}

/**
 * Says what is wrong with a feed, ours or anybody's.
 * @param source an address, a file, or `-` for standard input; without it every feed of this newsroom
 */
export async function lint(
  source: string | undefined,
  options: LintCommandOptions,
  surroundings: LintSurroundings,
): Promise<number> {
  const { now, terminal } = surroundings;
  const given = { now, ...(options.profile === undefined ? {} : { profile: options.profile }) };
  const linted =
    source === undefined
      ? await lintNewsroom(given, surroundings)
      : [await lintSource(source, given, surroundings)];
  const text =
    options.json === true
      ? jsonOf(linted, source === undefined, options.profile)
      : linted.map((one) => formatLintReport(one, terminal)).join('\n\n');
  process.stdout.write(`${text}\n`);
  return linted.every(({ report }) => countOf(report, 'error') === 0) ? 0 : exitCodes.dataError;
}

async function lintNewsroom(
  options: LintOptions,
  { readEnvironment }: LintSurroundings,
): Promise<readonly LintedSource[]> {
  // The store and everything that renders are loaded for nobody else's feed.
  const { readNewsroomFeeds } = await import('./read-newsroom-feeds.ts');
  const feeds = await readNewsroomFeeds(readEnvironment());
  return feeds.map(({ url, bytes }) => ({ source: url, report: lintFeed(bytes, options) }));
}

async function lintSource(
  source: string,
  options: LintOptions,
  { fetch, userAgent }: LintSurroundings,
): Promise<LintedSource> {
  if (/^https?:\/\//i.test(source)) {
    const { bytes, response } = await fetchFeed(source, fetch, userAgent);
    return { source, report: lintFeed(bytes, { ...options, response }) };
  }
  const bytes = source === '-' ? await buffer(process.stdin) : await readInput(source);
  return { source, report: lintFeed(bytes, options) };
}

function jsonOf(
  linted: readonly LintedSource[],
  isNewsroom: boolean,
  profile: LintProfile | undefined,
): string {
  const reports = linted.map((one) => lintReportJson(one, profile));
  return JSON.stringify(isNewsroom ? { feeds: reports } : reports[0], null, 2);
}
