import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  readonly increment: () => void;
  /** For work of which more is known as it goes on. */
  readonly set: (done: number, total: number) => void;
  readonly stop: () => void;
}

/** A bar in a terminal, a line for each tenth elsewhere. */
export function startProgress(total: number): Progress {
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% | {value}/{total} | {eta_formatted}',
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: 2000,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return {
    increment: () => bar.increment(),
    set: (done, known) => {
      bar.setTotal(known);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
