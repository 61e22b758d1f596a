/** One difference between a text as it came and as it is now, made by the named rule. */
export interface Edit {
  readonly rule: string;
  /** Of the text as it came: offsets in UTF-16 units, end exclusive. */
  readonly originalStart: number;
  readonly originalEnd: number;
  /** Of the text as it is now. */
  readonly start: number;
  readonly end: number;
}

/** Where the character at an offset of the text of now stood in the text as it came. `edits` are in order. */
export function originalOffset(edits: readonly Edit[], offset: number): number {
  const last = edits.findLast(({ end }) => end <= offset);
  return last === undefined ? offset : last.originalEnd + offset - last.end;
}
