import type { Direction } from './article.ts';
import type { Media } from './media.ts';

/** RFC 4287 §3.2. */
export interface Person {
  readonly name: string;
  readonly uri?: string;
  readonly email?: string;
}

/** A note for readers of a text that was wrong, in the newsroom's words. */
export interface Correction {
  readonly note: string;
  readonly at: Date;
}

/**
 * One unit of syndication: RSS `<item>`, `atom:entry` (RFC 4287 §4.1.2), an item of JSON Feed 1.1.
 * Text is plain unless its name says HTML. What depends on the configuration (addresses, labels of sections) is
 * not in it, so that a change of configuration changes every item at once.
 */
export interface FeedItem {
  /** ULID in lower case: the item's name in addresses. */
  readonly key: string;
  /** `tag:` URI in ASCII (RFC 4151), minted once, the same in every format. */
  readonly id: string;
  readonly channelId: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /**
   * Sanitized HTML without the wrapper that carries direction and language. What we serve ourselves stands in it by
   * its {@link Media.address}, relative to the site's.
   */
  readonly html: string;
  readonly language: string;
  readonly direction: Direction;
  readonly authors: readonly Person[];
  /** Slug of the channel's section; for a desk that the configuration does not know, its name as written. */
  readonly section?: string;
  readonly tags: readonly string[];
  readonly source?: string;
  readonly dateline?: string;
  readonly keyPoints: readonly string[];
  readonly breaking: boolean;
  /** What the newsroom has told readers was wrong, oldest first; shown below the text. */
  readonly corrections: readonly Correction[];
  /** In the order of the text, then what lies beside the article; each address once. */
  readonly media: readonly Media[];
  readonly publishedAt: Date;
  /** `ingest` when the text gave no date and the time of first ingestion stands for it. */
  readonly dateOrigin: 'text' | 'ingest';
  /** `day` when the text named only the day: the hour of `publishedAt` is then ours, and not shown to people. */
  readonly datePrecision: 'day' | 'instant';
  /** RFC 4287 §4.2.15: moves with a change that a reader should be told of. */
  readonly updatedAt: Date;
  /** Number of the revision in which the item last changed. */
  readonly revision: number;
}
