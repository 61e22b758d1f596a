import type { Article } from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import { decodeText } from './decode-text.ts';
import { detectFormat } from './detect-format.ts';
import { refusal } from './messages.ts';
import { recognise } from './recognise.ts';

export interface ParseOptions {
  /** Only its ending is looked at. */
  readonly fileName?: string;
  readonly mediaType?: string;
  readonly channel: Channel;
  /** IANA name: the zone of times that name none. */
  readonly timeZone: string;
}

/** What is larger is refused unread: no article is, and every step after costs its length. */
export const maxArticleBytes = 2 * 1024 * 1024;

/**
 * What a newsroom wrote, from the bytes of its file. Throws a NashraError (`empty_article`, `article_too_large`,
 * `format_unsupported`, `encoding_unknown`, `no_text`, `text_malformed`) and nothing else, for any bytes.
 */
export async function parseArticle(bytes: Uint8Array, options: ParseOptions): Promise<Article> {
  const { channel } = options;
  if (bytes.length > maxArticleBytes) throw refusal('article_too_large', channel.language);
  if (isBlank(bytes)) throw refusal('empty_article', channel.language);
  const format = detectFormat(bytes, options);
  switch (format) {
    case 'text': {
      const text = decode(bytes, channel);
      return recognise(
        { facts: {}, text, marks: [], roles: [], media: [] },
        { ...options, format, encoding: 'utf-8' },
      );
    }
    case 'unsupported':
      throw refusal('format_unsupported', channel.language);
  }
}

/** Nothing but ASCII white space, or a byte order mark alone. */
function isBlank(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return bytes.subarray(start).every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

function decode(bytes: Uint8Array, channel: Channel): string {
  const decoded = decodeText(bytes);
  if ('faultLine' in decoded)
    throw refusal('encoding_unknown', channel.language, { line: decoded.faultLine });
  return decoded.text;
}
