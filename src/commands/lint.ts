import { type LintReport, lintFeed } from '../lint/lint-feed.ts';
import type { LintProfile } from '../lint/profile.ts';
import type { Terminal } from './check-report/terminal.ts';
import { exitCodes } from './exit-codes.ts';
import { fetchFeed } from './fetch-feed.ts';
import { countOf, formatLintReport, lintReportJson } from './lint-report.ts';
import { readInput } from './read-input.ts';

export interface LintCommandOptions {
  readonly profile?: LintProfile;
  readonly json?: boolean;
}

/** What the command takes from the world. */
export interface LintSurroundings {
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
  readonly userAgent: string;
  readonly terminal: Terminal;
}

/** Says what is wrong with a feed, ours or anybody's: an address, a file, or `-` for standard input. */
export async function lint(
  source: string,
  options: LintCommandOptions,
  surroundings: LintSurroundings,
): Promise<number> {
  const report = await lintSource(source, options.profile, surroundings);
  const text =
    options.json === true
      ? JSON.stringify(lintReportJson(report, source, options.profile), null, 2)
      : formatLintReport(report, source, surroundings.terminal);
  process.stdout.write(`${text}\n`);
  return countOf(report, 'error') === 0 ? 0 : exitCodes.dataError;
}

async function lintSource(
  source: string,
  profile: LintProfile | undefined,
  { fetch, now, userAgent }: LintSurroundings,
): Promise<LintReport> {
  const chosen = profile === undefined ? {} : { profile };
  if (!/^https?:\/\//i.test(source)) return lintFeed(await readInput(source), { ...chosen, now: now() });
  const { bytes, response } = await fetchFeed(source, fetch, userAgent);
  return lintFeed(bytes, { ...chosen, now: now(), response });
}
