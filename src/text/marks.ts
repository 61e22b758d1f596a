/** Something said of a stretch of a text: offsets in UTF-16 units, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What is left of the stretches inside `start` to `end`, by offsets of that part. */
export function stretchesWithin<Any extends Stretch>(
  stretches: readonly Any[],
  start: number,
  end: number,
): readonly Any[] {
  return stretches
    .filter((stretch) => stretch.start < end && stretch.end > start)
    .map((stretch) => ({
      ...stretch,
      start: Math.max(stretch.start, start) - start,
      end: Math.min(stretch.end, end) - start,
    }));
}
