/** RFC 6721: a story that was published and is no more. */
export interface Tombstone {
  /** Exactly the item's `atom:id`. */
  readonly id: string;
  readonly at: Date;
  /** For readers; absent of what has expired. */
  readonly reason?: string;
  /** Number of the revision that took it away. */
  readonly revision: number;
}
