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
