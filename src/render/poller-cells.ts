import type { PollerFigures } from '../domain/polling.ts';
import type { PollerWords } from './pages/poller-words.ts';

export type PollerColumn = Exclude<keyof PollerWords['columns'], 'program'>;

/** In the order in which they are read. */
export const pollerColumns: readonly PollerColumn[] = [
  'requests',
  'conditional',
  'full',
  'notModified',
  'delta',
  'refused',
  'interval',
  'bytes',
  'subscribers',
];

/**
 * The figures as people read them, by {@link pollerColumns}; empty for what is not known.
 * @param format writes a number in the digits of the place
 */
export function formatPollerCells(
  figures: PollerFigures,
  words: PollerWords,
  format: (number: number) => string,
): readonly string[] {
  const { conditionalShare, medianIntervalSeconds, subscribers } = figures;
  const cells: Readonly<Record<PollerColumn, string>> = {
    requests: format(figures.requests),
    conditional: `${format(Math.round(conditionalShare * 100))}%`,
    full: format(figures.full),
    notModified: format(figures.notModified),
    delta: format(figures.delta),
    refused: format(figures.refused),
    interval: medianIntervalSeconds === undefined ? '' : formatInterval(medianIntervalSeconds, words, format),
    bytes: formatBytes(figures.bytes, format),
    subscribers: subscribers === undefined ? '' : format(subscribers),
  };
  return pollerColumns.map((column) => cells[column]);
}

function formatInterval(seconds: number, words: PollerWords, format: (number: number) => string): string {
  if (seconds < 120) return `${format(seconds)} ${words.seconds}`;
  if (seconds < 7200) return `${format(Math.round(seconds / 60))} ${words.minutes}`;
  return `${format(Math.round(seconds / 3600))} ${words.hours}`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

function formatBytes(bytes: number, format: (number: number) => string): string {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const scaled = bytes / 1000 ** power;
  return `${format(scaled < 10 ? Math.round(scaled * 10) / 10 : Math.round(scaled))} ${units[power]}`;
}
