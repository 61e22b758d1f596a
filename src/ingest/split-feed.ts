import { detectFormat, detectTextFormat } from './detect-format.ts';
import type { FeedEntry } from './feed-entries.ts';
import { refusal } from './messages.ts';
import { decodeFile, maxFeedBytes, type ParseOptions } from './parse-article.ts';
import { readFeed } from './read-feed.ts';

/** What an entry's bytes are. */
export const feedEntryMediaType = 'application/feed+json';

/** After a byte order mark; in UTF-16 every other byte is zero. */
const markupStart = /^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)?[\s\0]*[<{]/;
const headLength = 1024;

/**
 * The articles of a file that is a whole feed, in the order in which they were published; undefined when it is none.
 * @throws NashraError `encoding_unknown` and those of `readFeed`
 */
export function splitFeed(bytes: Uint8Array, options: ParseOptions): readonly FeedEntry[] | undefined {
  const head = Buffer.from(bytes.subarray(0, headLength)).toString('latin1');
  if (detectFormat(bytes) !== 'characters' || !markupStart.test(head)) return undefined;
  const { language } = options.channel;
  if (bytes.length > maxFeedBytes) throw refusal('feed_too_large', language);
  const { text } = decodeFile(bytes, options);
  if (detectTextFormat(text, options) !== 'feed') return undefined;
  return readFeed(text, { language, timeZone: options.timeZone });
}
