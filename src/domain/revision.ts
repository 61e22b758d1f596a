/**
 * `correct` is an update with a note for readers, `fix` one of which they are not told (`updated` stays); `channel` is a
 * change of the channel's own metadata and names no item. `schedule` is the one kind that nobody outside sees: it
 * has a number, and moves no date and no document.
 */
export type RevisionKind =
  | 'publish'
  | 'update'
  | 'correct'
  | 'fix'
  | 'withdraw'
  | 'expire'
  | 'schedule'
  | 'channel';

/** One change of one channel. The log of them moves every validator, feed date and cache. */
export interface Revision {
  readonly channelId: string;
  /** From 1, without holes, per channel. */
  readonly number: number;
  /** Never goes back, and grows with the number among those that anybody sees. */
  readonly at: Date;
  /**
   * Whole seconds, for Last-Modified (RFC 9110 §8.8.2). Two states of a document that somebody could have fetched
   * never share one, so it may lie up to a second ahead of `at`.
   */
  readonly modifiedAt: Date;
  readonly kind: RevisionKind;
  readonly itemKey?: string;
  /** What was said of it: the correction for readers, the reason of a withdrawal. */
  readonly note?: string;
}
