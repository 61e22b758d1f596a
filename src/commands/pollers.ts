import type { Site } from '../domain/channel.ts';
import type { PollerFigures, ProgramReport } from '../domain/polling.ts';
import type { Environment } from '../environment.ts';
import { openNewsroom } from '../newsroom.ts';
import { loadProgramReports, shownDays } from '../publish/report-programs.ts';
import { type PollerWords, pollerWordsIn } from '../render/pages/poller-words.ts';
import { formatPollerCells, pollerColumns } from '../render/poller-cells.ts';
import type { Terminal } from './check-report/terminal.ts';

export interface PollersOptions {
  readonly days?: number;
  readonly json?: boolean;
}

/** Shows which programs poll the feeds, and how. What a running server counted in its last minute is not yet there. */
export async function pollers(
  { configDir, databaseUrl }: Environment,
  { days = shownDays, json = false }: PollersOptions,
  terminal: Terminal,
): Promise<void> {
  // No document leaves this process, so its address plays no part.
  const newsroom = await openNewsroom({ configDir, databaseUrl, baseUrl: 'http://localhost' });
  try {
    const programs = await loadProgramReports(newsroom.store, days, newsroom.now());
    const words = pollerWordsIn(languageOf(newsroom.site));
    const text = json
      ? JSON.stringify(jsonOf(days, programs), null, 2)
      : formatTable(programs, days, words, terminal);
    process.stdout.write(`${text}\n`);
  } finally {
    await newsroom.close();
  }
}

function languageOf({ channels, defaultChannelId }: Site): string {
  return channels.find(({ id }) => id === defaultChannelId)?.language ?? 'ar';
}

/** Every key always; what is not known is `null`. */
function jsonOf(days: number, programs: readonly ProgramReport[]): object {
  const known = ({ medianIntervalSeconds, subscribers, ...figures }: PollerFigures) => ({
    ...figures,
    medianIntervalSeconds: medianIntervalSeconds ?? null,
    subscribers: subscribers ?? null,
  });
  return {
    days,
    programs: programs.map(({ program, feeds, ...figures }) => ({
      program,
      ...known(figures),
      feeds: feeds.map(({ path, ...ofFeed }) => ({ path, ...known(ofFeed) })),
    })),
  };
}

const leftToRightMark = '\u200E';

/** Names of programs and numbers read from the left; each cell does by itself, whatever language its heading has. */
function formatTable(
  programs: readonly ProgramReport[],
  days: number,
  words: PollerWords,
  { hasIsolates }: Terminal,
): string {
  const title = `${words.title}: ${words.lastDays(days, String(days))}`;
  if (programs.length === 0) return `${title}\n${words.none}`;
  const heading = [words.columns.program, ...pollerColumns.map((column) => words.columns[column])];
  const rows = programs.map(({ program, ...figures }) => [
    program,
    ...formatPollerCells(figures, words, String),
  ]);
  const widths = heading.map((_name, at) =>
    Math.max(...[heading, ...rows].map((row) => row[at]?.length ?? 0)),
  );
  const mark = hasIsolates ? leftToRightMark : '';
  const lines = [heading, ...rows].map((row) =>
    row
      .map((cell, at) => mark + (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return `${title}\n\n${lines.join('\n')}`;
}
