import { isJsonFeed } from './read-json.ts';

/** What bytes can be before their encoding is known. */
export type FileFormat = 'docx' | 'characters' | 'unsupported';

/** What decoded text can be. `feed` is a whole RSS, RDF or Atom document, or a JSON Feed: many articles. */
export type TextFormat = 'text' | 'markdown' | 'html' | 'json' | 'feed' | 'unsupported';

export interface FormatHints {
  /** Only its ending is looked at. */
  readonly fileName?: string;
  readonly mediaType?: string;
}

const headLength = 1024;
const zip = 'PK\x03\x04';

/** First bytes of what is no text: OLE (doc), PDF, RTF, PNG, JPEG, GIF, gzip. */
const magics = ['\xD0\xCF\x11\xE0', '%PDF-', '{\\rtf', '\x89PNG', '\xFF\xD8\xFF', 'GIF8', '\x1F\x8B'];

const formatsByEnding: Readonly<Record<string, TextFormat>> = {
  '': 'text',
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  htm: 'html',
  html: 'html',
  xhtml: 'html',
  json: 'json',
  jsonld: 'json',
  xml: 'feed',
  rss: 'feed',
  atom: 'feed',
  rdf: 'feed',
};
const formatsByMediaType: Readonly<Record<string, TextFormat>> = {
  'text/plain': 'text',
  'text/markdown': 'markdown',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/json': 'json',
  'application/ld+json': 'json',
  'application/feed+json': 'json',
  'application/rss+xml': 'feed',
  'application/atom+xml': 'feed',
  'application/rdf+xml': 'feed',
  'application/xml': 'feed',
  'text/xml': 'feed',
};
/** They say nothing. */
const neutralMediaTypes = new Set(['', 'text/plain', 'application/octet-stream']);

/** JSON Feed 1.1 “Top-level”: both are required there, and an item has neither. */
const feedItems = /"items"\s*:\s*\[/;
const feedVersion = /"version"\s*:\s*"https?:(?:\\?\/){2}jsonfeed\.org\\?\/version/;
const feedStart =
  /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,400}?-->\s*|<\?[^>]*>\s*|<!DOCTYPE[^>]*>\s*)*<(?:rss|feed|rdf:RDF|(?:\w+:)?feed)[\s>]/i;
const pageStart =
  /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,400}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i;
const fragmentStart =
  /^<(?:p|div|h[1-6]|article|section|table|ul|ol|span|figure|blockquote|meta|b|strong)(?:\s[^<>]*)?>/i;
const closingTag = /<\/(?:p|div|h[1-6]|article|section|table|ul|ol|span|figure|blockquote|b|strong)>/i;

/** What the bytes are: what they begin with wins over their name. */
export function detectFormat(bytes: Uint8Array): FileFormat {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (head.startsWith(zip)) return 'docx';
  return magics.some((magic) => head.startsWith(magic)) ? 'unsupported' : 'characters';
}

/** What decoded text is: what it begins with wins over what it is called. */
export function detectTextFormat(text: string, hints: FormatHints): TextFormat {
  const head = text.slice(0, headLength).trimStart();
  if (feedStart.test(head)) return 'feed';
  if (pageStart.test(head)) return 'html';
  const named = formatNamed(hints);
  if (looksLikeJson(head, text) || named === 'json') return isJsonFeedText(text) ? 'feed' : 'json';
  if (named !== 'text') return named;
  return fragmentStart.test(head) && closingTag.test(text) ? 'html' : 'text';
}

/** A media type other than those that say nothing wins over a file's ending. */
function formatNamed({ fileName = '', mediaType = '' }: FormatHints): TextFormat {
  const type = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!neutralMediaTypes.has(type)) return formatsByMediaType[type] ?? 'unsupported';
  const byEnding = formatsByEnding[endingOf(fileName)];
  return byEnding ?? (type === 'text/plain' ? 'text' : 'unsupported');
}

function looksLikeJson(head: string, text: string): boolean {
  return /^(?:\{\s*"|\[\s*\{)/.test(head) && /[}\]]$/.test(text.slice(-headLength).trimEnd());
}

/** Quotation marks inside a text of JSON are escaped, so that these are keys; whose, only parsing tells. */
function isJsonFeedText(text: string): boolean {
  if (!feedItems.test(text)) return false;
  try {
    return isJsonFeed(JSON.parse(text));
  } catch {
    return feedVersion.test(text);
  }
}

/** Only what can be an ending: a headline or a date as file name holds full stops too. */
function endingOf(fileName: string): string {
  const ending = /\.([A-Za-z][A-Za-z0-9]{0,7})$/.exec(fileName)?.[1] ?? '';
  return ending.toLowerCase();
}
