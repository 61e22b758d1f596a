import type { Edit } from './edits.ts';
import type { Replacement } from './text-rule.ts';

/** Follows a text through one replacement after another, from any place in it back to where it stood at first. */
export interface Trace {
  /** @param length of the text as it is after the replacements */
  readonly note: (rule: string, replacements: readonly Replacement[], length: number) => void;
  readonly edits: () => readonly Edit[];
  readonly offsetOf: (originalOffset: number) => number;
}

/** So many are looked up one by one sooner than all places are. */
const fewEdits = 64;

export function openTrace(originalLength: number): Trace {
  /** For each place in the text, and for its end, the place at which it stood at first; none while nothing changed. */
  let origins: Int32Array | undefined;
  const noted: { rule: string; originalStart: number; originalEnd: number }[] = [];
  const originOf = (offset: number) => origins?.[offset] ?? offset;

  function note(rule: string, replacements: readonly Replacement[], length: number): void {
    const next = new Int32Array(length + 1);
    let from = 0;
    let to = 0;
    const keepUntil = (end: number) => {
      for (; from < end; from += 1, to += 1) next[to] = originOf(from);
    };
    for (const { start, end, length: replacedBy } of replacements) {
      keepUntil(start);
      noted.push({ rule, originalStart: originOf(start), originalEnd: originOf(end) });
      next.fill(originOf(start), to, to + replacedBy);
      from = end;
      to += replacedBy;
    }
    keepUntil(origins?.length ?? originalLength + 1);
    origins = next;
  }

  /** First place that stood there or behind. */
  function offsetOf(originalOffset: number): number {
    if (origins === undefined) return originalOffset;
    let start = 0;
    let end = origins.length - 1;
    while (start < end) {
      const middle = (start + end) >> 1;
      if ((origins[middle] ?? 0) < originalOffset) start = middle + 1;
      else end = middle;
    }
    return start;
  }

  function edits(): readonly Edit[] {
    const placeOf = noted.length <= fewEdits ? offsetOf : placesOfOrigins();
    return noted
      .map(({ rule, originalStart, originalEnd }) => ({
        rule,
        originalStart,
        originalEnd,
        start: placeOf(originalStart),
        end: placeOf(originalEnd),
      }))
      .sort((one, other) => one.originalStart - other.originalStart || one.originalEnd - other.originalEnd);
  }

  /** `offsetOf` of every offset at once: an article may have an edit for each letter. */
  function placesOfOrigins(): (original: number) => number {
    const places = new Int32Array(noted.length === 0 ? 0 : originalLength + 1);
    let place = 0;
    for (let original = 0; original < places.length; original += 1) {
      while (place < (origins?.length ?? 0) - 1 && originOf(place) < original) place += 1;
      places[original] = place;
    }
    return (original) => places[original] ?? original;
  }

  return { note, edits, offsetOf };
}
