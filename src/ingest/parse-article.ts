import type { Article } from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import { declaredCharset } from './declared-charset.ts';
import { type DecodedText, decodeText } from './decode-text.ts';
import { detectFormat, detectTextFormat, type FormatHints } from './detect-format.ts';
import { manuscriptFromHtml, NestedTooDeepError } from './from-html.ts';
import type { HtmlSource } from './manuscript.ts';
import { refusal } from './messages.ts';
import { type RecogniseOptions, recognise } from './recognise.ts';

export interface ParseOptions extends FormatHints {
  readonly channel: Channel;
  /** IANA name: the zone of times that name none. */
  readonly timeZone: string;
}

/** What is larger is refused unread: no article is, and every step after costs its length. */
export const maxArticleBytes = 2 * 1024 * 1024;

/**
 * What a newsroom wrote, from the bytes of its file. Throws a NashraError (`empty_article`, `article_too_large`,
 * `format_unsupported`, `encoding_unknown`, `text_garbled`, `no_text`, `text_malformed`) and nothing else, for any
 * bytes.
 */
export async function parseArticle(bytes: Uint8Array, options: ParseOptions): Promise<Article> {
  const { channel } = options;
  if (bytes.length > maxArticleBytes) throw refusal('article_too_large', channel.language);
  if (isBlank(bytes)) throw refusal('empty_article', channel.language);
  switch (detectFormat(bytes)) {
    case 'characters':
      return parseText(decode(bytes, options), options);
    case 'docx':
    case 'unsupported':
      throw refusal('format_unsupported', channel.language);
  }
}

type Decoded = Extract<DecodedText, { text: string }>;

function parseText({ text, encoding }: Decoded, options: ParseOptions): Article {
  const format = detectTextFormat(text, options);
  switch (format) {
    case 'text':
      return recognise(
        { facts: {}, text, marks: [], roles: [], media: [] },
        { ...options, format, encoding },
      );
    case 'html':
      return recogniseHtml({ html: text, facts: {}, media: [] }, { ...options, format, encoding });
    default:
      throw refusal('format_unsupported', options.channel.language);
  }
}

function recogniseHtml(source: HtmlSource, options: RecogniseOptions): Article {
  try {
    return recognise(manuscriptFromHtml(source), options);
  } catch (cause) {
    if (!(cause instanceof NestedTooDeepError)) throw cause;
    throw refusal('text_malformed', options.channel.language, { cause });
  }
}

/** Nothing but ASCII white space, or a byte order mark alone; two bytes a character as well as one. */
function isBlank(bytes: Uint8Array): boolean {
  return /^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)?[\s\0]*$/.test(Buffer.from(bytes).toString('latin1'));
}

/** The caller's word for the charset comes before that of the file. */
function decode(bytes: Uint8Array, { mediaType, channel }: ParseOptions): Decoded {
  const named = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(mediaType ?? '')?.[1];
  const decoded = decodeText(bytes, named ?? declaredCharset(bytes));
  if ('text' in decoded) return decoded;
  const { faultLine } = decoded;
  throw refusal('encoding_unknown', channel.language, faultLine === undefined ? {} : { line: faultLine });
}
