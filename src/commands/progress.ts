import { Presets, SingleBar } from 'cli-progress';

/** A bar in a terminal, lines elsewhere; on standard error. */
export interface Progress {
  readonly increment: () => void;
  /** So many are done, of so many in all. */
  readonly update: (done: number, total: number) => void;
  /** Its timer would keep the program alive. */
  readonly stop: () => void;
}

/** @param total where it is not known yet, nothing is drawn before the first update */
export function startProgress(total?: number): Progress {
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% | {value}/{total} | {eta_formatted}',
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: 2000,
    },
    Presets.shades_classic,
  );
  if (total !== undefined) bar.start(total, 0);
  return {
    increment: () => bar.increment(),
    update: (done, all) => {
      if (!bar.isActive) bar.start(all, done);
      bar.setTotal(all);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
