/** Who did what and when, for whoever looks into a fault. */
export interface Diary {
  readonly note: (line: string) => void;
  /** What a program said, line by line, each at the time that it has itself. */
  readonly noteOutput: (who: string, output: string) => void;
  /** In the order of time. */
  readonly list: () => readonly string[];
}

/** @param now by the clock that the programs have */
export function openDiary(now: () => number = Date.now): Diary {
  const entries: { readonly at: number; readonly line: string }[] = [];

  function noteOutput(who: string, output: string): void {
    // Of what is written last the kill may have left a part.
    for (const text of output.split('\n').slice(0, -1)) {
      if (!text.startsWith('{')) continue;
      const { time, msg, file, title, code, err } = JSON.parse(text) as Record<string, unknown>;
      // Any two of these stories are alike.
      if (code === 'likely_update') continue;
      const more = [file, title, code, err && JSON.stringify(err)].filter((part) => part !== undefined);
      entries.push({ at: Number(time), line: [`${who}: ${msg}`, ...more].join(' ') });
    }
  }

  return {
    note: (line) => void entries.push({ at: now(), line }),
    noteOutput,
    list: () =>
      entries
        .toSorted((one, other) => one.at - other.at)
        .map(({ at, line }) => `${new Date(at).toISOString().slice(11, -1)} ${line}`),
  };
}
