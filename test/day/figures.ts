/** What a day did and found. */
export interface Figures {
  simulatedHours: number;
  acts: Record<string, number>;
  disturbances: Record<string, number>;
  /** Answers by status. */
  answers: Record<string, number>;
  /** Milliseconds from an editor's last byte, or the minute of an embargo, to the first answer with it, in calm. */
  shownAfterMs: number[];
  releasedAfterMs: number[];
  /** From the withdrawal, or the minute in which a story ends, to the first answer without it. */
  goneAfterMs: number[];
  /** MiB of the server in its steady hours. */
  residentMiB: { readonly hour: number; readonly mebibytes: number }[];
  counts: Record<string, number>;
  faults: string[];
}

export function emptyFigures(): Figures {
  return {
    simulatedHours: 0,
    acts: {},
    disturbances: {},
    answers: {},
    shownAfterMs: [],
    releasedAfterMs: [],
    goneAfterMs: [],
    residentMiB: [],
    counts: {},
    faults: [],
  };
}

export function count(of: Record<string, number>, name: string | number): void {
  of[name] = (of[name] ?? 0) + 1;
}

export function medianOf(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}

function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Of the steady hours the second quarter and the last: what grows for ever shows in their ratio. */
export function memoryGrowth({ residentMiB }: Pick<Figures, 'residentMiB'>) {
  const quarter = Math.floor(residentMiB.length / 4);
  const of = (begin: number, end: number) =>
    medianOf(residentMiB.slice(begin, end).map(({ mebibytes }) => mebibytes));
  const second = of(quarter, 2 * quarter);
  const last = of(residentMiB.length - quarter, residentMiB.length);
  return { second, last, ratio: last / second };
}

export function tableOf(figures: Figures): string {
  const { second, last, ratio } = memoryGrowth(figures);
  const listed = (of: Record<string, number>) =>
    Object.entries(of)
      .map(([name, number]) => `${number} ${name}`)
      .join(', ');
  const delays = (of: readonly number[]) =>
    `${of.length} times; median ${Math.round(medianOf(of))}, of a hundred 99 by ${Math.round(quantileOf(of, 0.99))}, worst ${Math.round(Math.max(...of))} ms`;
  const rows = [
    ['hours', String(figures.simulatedHours)],
    ['acts', listed(figures.acts)],
    ['disturbances', listed(figures.disturbances)],
    ['answers', listed(figures.answers)],
    ['shown after', delays(figures.shownAfterMs)],
    ['released after', delays(figures.releasedAfterMs)],
    ['gone after', delays(figures.goneAfterMs)],
    ['kept', listed(figures.counts)],
    [
      'resident memory',
      `second quarter ${second} MiB, last quarter ${last} MiB, ratio ${ratio.toFixed(3)} (${figures.residentMiB.length} samples)`,
    ],
    ['faults', String(figures.faults.length)],
  ];
  return rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n');
}
