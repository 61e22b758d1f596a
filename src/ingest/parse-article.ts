import type { Article } from '../domain/article.ts';
import type { Channel } from '../domain/channel.ts';
import type { ErrorCode } from '../domain/errors.ts';
import { declaredCharset } from './declared-charset.ts';
import { type DecodedText, decodeText } from './decode-text.ts';
import { detectFormat, detectTextFormat, type FormatHints } from './detect-format.ts';
import { findDocumentKind } from './docx/document-kind.ts';
import { manuscriptFromHtml } from './from-html.ts';
import type { HtmlReading } from './html-reading.ts';
import { refusal, warning } from './messages.ts';
import { maxDocumentBytes, readDocx } from './read-docx.ts';
import { readHtml } from './read-html.ts';
import { readJsonArticle } from './read-json.ts';
import { readMarkdown } from './read-markdown.ts';
import { type RecogniseOptions, recognise } from './recognise.ts';

export interface ParseOptions extends FormatHints {
  readonly channel: Channel;
  /** IANA name: the zone of times that name none. */
  readonly timeZone: string;
}

/** What is larger is refused unread: no article is, and every step after costs its length. */
const maxTextBytes = 2 * 1024 * 1024;

/** Of a whole feed, which is many articles. */
export const maxFeedBytes = 8 * 1024 * 1024;

const documentName = /\.docx$/i;

/** How much a file of that name may hold: a Word document brings its pictures with it, and a feed many articles. */
export function maxBytesOf(fileName: string): number {
  if (/\.(?:xml|rss|atom|rdf|json)$/i.test(fileName)) return maxFeedBytes;
  return documentName.test(fileName) ? maxDocumentBytes : maxTextBytes;
}

/** Why a file of that name is refused that holds more. */
export function tooLargeCodeOf(
  fileName: string,
): 'article_too_large' | 'document_too_large' | 'feed_too_large' {
  if (/\.(?:xml|rss|atom|rdf)$/i.test(fileName)) return 'feed_too_large';
  return documentName.test(fileName) ? 'document_too_large' : 'article_too_large';
}

/**
 * What a newsroom wrote, from the bytes of its file. Throws a NashraError (`empty_article`, `article_too_large`,
 * `format_unsupported`, `encoding_unknown`, `text_garbled`, `no_text`, `text_malformed`, and those of its format) and
 * nothing else, for any bytes.
 */
export async function parseArticle(bytes: Uint8Array, options: ParseOptions): Promise<Article> {
  const { channel } = options;
  const format = detectFormat(bytes);
  if (format !== 'docx' && bytes.length > maxTextBytes) throw refusal('article_too_large', channel.language);
  if (isBlank(bytes)) throw refusal('empty_article', channel.language);
  switch (format) {
    case 'characters':
      return parseText(decodeFile(bytes, options), options);
    case 'docx':
      return recogniseHtml(await readDocx(bytes, channel.language), {
        ...options,
        format,
        encoding: 'utf-8',
      });
    case 'unsupported':
      throw refusal(refusedDocumentCode(bytes), channel.language);
  }
}

/** A document of another program gets a sentence that says what to do with it. */
function refusedDocumentCode(bytes: Uint8Array): ErrorCode {
  const kind = findDocumentKind(bytes);
  return kind === undefined
    ? 'format_unsupported'
    : kind === 'locked'
      ? 'document_locked'
      : 'document_unsupported';
}

type Decoded = Extract<DecodedText, { text: string }>;

function parseText({ text, encoding }: Decoded, options: ParseOptions): Article {
  const { language } = options.channel;
  const format = detectTextFormat(text, options);
  switch (format) {
    case 'text':
      return recognise(
        { facts: {}, text, marks: [], roles: [], media: [] },
        { ...options, format, encoding },
      );
    case 'html': {
      const page = readHtml(text, language);
      const warnings =
        'siteNameLeftOut' in page
          ? [warning('site_name_left_out', language, undefined, page.siteNameLeftOut)]
          : [];
      return recogniseHtml({ ...page, warnings }, { ...options, format: page.format, encoding });
    }
    case 'markdown':
      return recogniseHtml(readMarkdown(text, language), { ...options, format, encoding });
    case 'json': {
      const { format: shape, ...source } = readJsonArticle(text, options.channel);
      return recogniseHtml({ ...source, warnings: [] }, { ...options, format: shape, encoding });
    }
    default:
      throw refusal('format_unsupported', language);
  }
}

function recogniseHtml({ warnings, ...source }: HtmlReading, options: RecogniseOptions): Article {
  const article = recognise(manuscriptFromHtml(source), options);
  return { ...article, warnings: [...warnings, ...article.warnings] };
}

/** Nothing but ASCII white space, or a byte order mark alone; two bytes a character as well as one. */
function isBlank(bytes: Uint8Array): boolean {
  return /^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)?[\s\0]*$/.test(Buffer.from(bytes).toString('latin1'));
}

/**
 * The caller's word for the charset comes before that of the file.
 * @throws NashraError `encoding_unknown`
 */
export function decodeFile(
  bytes: Uint8Array,
  { mediaType, channel }: Pick<ParseOptions, 'mediaType' | 'channel'>,
): Decoded {
  const named = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(mediaType ?? '')?.[1];
  const decoded = decodeText(bytes, named ?? declaredCharset(bytes));
  if ('text' in decoded) return decoded;
  const { faultLine } = decoded;
  throw refusal('encoding_unknown', channel.language, faultLine === undefined ? {} : { line: faultLine });
}
