import type { Channel } from '../domain/channel.ts';
import type { Companions } from './companions.ts';

/** What is decided outside of a text; it goes before what stands in it. */
export interface OutsideDecision {
  readonly publishAt?: Date;
  readonly expiresAt?: Date;
  readonly isSilent?: boolean;
}

export interface IncomingArticle extends OutsideDecision {
  readonly channel: Channel;
  readonly bytes: Uint8Array;
  /**
   * Relative to the inbox, with `/`: what the newsroom calls the article. An entry of a feed's file is called by the
   * file, `#` and its own name.
   */
  readonly path: string;
  /** Path of the feed's file that the article is an entry of. */
  readonly entryOf?: string;
  readonly mediaType?: string;
  /**
   * SHA-256 in hexadecimal of what a file of the inbox holds now, undefined when it is gone: a path whose article
   * was renamed away is free for another one.
   */
  readonly findSha256: (path: string) => Promise<string | undefined>;
  /**
   * Throws when the file no longer holds these bytes. Asked under the write lock: another process may have taken what
   * it holds now, and the older text must not come after it.
   */
  readonly confirm?: () => Promise<void>;
  /** The files beside it; without them nothing that the article names is found. */
  readonly companions?: Companions;
  /** The files beside it are not what they were: the article is taken although its own bytes are. */
  readonly isRefresh?: boolean;
}
