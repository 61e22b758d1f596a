import { type ComparedLine, compareLines } from './compare-lines.ts';

/** Tables of more cells cost too much memory: between such texts everything that is not the same at the ends differs. */
const maxCells = 4_000_000;
/** By which a stretch of a line stands on one side alone. */
const rule = 'text';

/**
 * The lines that are not in both texts, with what differs inside of them marked: the fewest there can be. A line that was
 * added has nothing on its original side, one that is gone nothing on the other; `number` is that of the text of now.
 */
export function changedLines(original: string, text: string): readonly ComparedLine[] {
  const [before, after] = [original.split('\n'), text.split('\n')];
  return hunksOf(before, after).flatMap(([from, to]) => {
    const length = Math.max(to[0] - from[0], to[1] - from[1]);
    return Array.from({ length }, (_, index) =>
      changedLine(
        from[1] + index + 1,
        from[0] + index < to[0] ? before[from[0] + index] : undefined,
        from[1] + index < to[1] ? after[from[1] + index] : undefined,
      ),
    );
  });
}

function changedLine(number: number, came: string | undefined, is: string | undefined): ComparedLine {
  if (came !== undefined && is !== undefined) {
    const whole = { rule, originalStart: 0, originalEnd: came.length, start: 0, end: is.length };
    const [line] = compareLines(came, is, [whole]);
    if (line !== undefined) return { ...line, number };
  }
  const side = (line: string | undefined) => (line === undefined ? [] : [{ text: line, rules: [rule] }]);
  return { number, original: side(came), text: side(is), rules: [rule] };
}

type At = readonly [before: number, after: number];

/** Runs of lines that differ: where each begins, and the first lines behind it. */
function hunksOf(before: readonly string[], after: readonly string[]): readonly (readonly [At, At])[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let foot = 0;
  while (foot < most - head && before[before.length - 1 - foot] === after[after.length - 1 - foot]) foot += 1;
  const ends: At = [before.length - foot, after.length - foot];
  const pairs = commonLines(before.slice(head, ends[0]), after.slice(head, ends[1]));
  const hunks: (readonly [At, At])[] = [];
  let from: At = [head, head];
  for (const [one, other] of [...pairs.map(([a, b]) => [a + head, b + head] as const), ends]) {
    if (one > from[0] || other > from[1]) hunks.push([from, [one, other]]);
    from = [one + 1, other + 1];
  }
  return hunks;
}

/** The longest common subsequence, in order. */
function commonLines(before: readonly string[], after: readonly string[]): readonly At[] {
  const width = after.length + 1;
  if ((before.length + 1) * width > maxCells) return [];
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const pairs: At[] = [];
  let [row, column] = [0, 0];
  while (row < before.length && column < after.length) {
    if (before[row] === after[column]) {
      pairs.push([row, column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}
