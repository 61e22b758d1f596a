/** `channel` is a change of the channel's own metadata; it names no item. */
export type RevisionKind = 'publish' | 'update' | 'channel';

/** One visible change of one channel. The log of them moves every validator, feed date and cache. */
export interface Revision {
  readonly channelId: string;
  /** From 1, without holes, per channel. */
  readonly number: number;
  /** Grows strictly with the number. */
  readonly at: Date;
  /**
   * Whole seconds, for Last-Modified (RFC 9110 §8.8.2). Two states of a document that somebody could have fetched
   * never share one, so it may lie up to a second ahead of `at`.
   */
  readonly modifiedAt: Date;
  readonly kind: RevisionKind;
  readonly itemKey?: string;
}
