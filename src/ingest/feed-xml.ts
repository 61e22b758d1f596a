import { SaxesParser } from 'saxes';
import { NashraError } from '../domain/errors.ts';
import { refusal } from './messages.ts';

export type XmlFeedKind = 'rss' | 'rdf' | 'atom';

/** A feed whose text is well-formed and holds nothing that its system keeps from readers. */
export interface XmlFeed {
  readonly kind: XmlFeedKind;
  readonly xml: string;
}

const maxDepth = 200;
const maxElements = 300_000;
const maxAttributes = 200;
const maxArticles = 5000;
/** References of XML itself; what else stands after `&` is a fault, or HTML that nobody escaped. */
const looseAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/g;
const numericReference = /&#(?:x([0-9a-fA-F]+)|(\d+));/g;
/** XML 1.0 §2.2. */
const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
/** What is written as it stands: CDATA, comments, instructions. */
const verbatim = /<!\[CDATA\[|<!--|<\?/g;
const verbatimEnds: Readonly<Record<string, string>> = { '<![CDATA[': ']]>', '<!--': '-->', '<?': '?>' };
/** Each costs five times its length in every step after. */
const maxLooseAmpersands = 50_000;
/** Kinds of posts in an export of WordPress that are no articles. */
const notArticles =
  /^(?:attachment|page|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|wp_\w+)$/;

/**
 * Mends what many systems get wrong and no reader minds (`&` alone, `&nbsp;`, control characters), and checks the
 * rest. Posts of a WordPress export that are not published, or are pages and pictures, are cut out.
 * @throws NashraError `feed_malformed` with the line of the fault: not well-formed, cut off, or with entities of its
 * own; `feed_too_large`; `format_unsupported` for XML that is no feed
 */
export function readXmlFeed(text: string, language: string): XmlFeed {
  const xml = mend(text);
  if (xml.length > text.length + maxLooseAmpersands * 4) throw refusal('feed_malformed', language);
  const hidden: [start: number, end: number][] = [];
  const kind = scan(xml, language, hidden);
  let from = 0;
  const kept = hidden.map(([start, end]) => {
    const part = xml.slice(from, start);
    from = end;
    return part;
  });
  return { kind, xml: kept.join('') + xml.slice(from) };
}

function mend(text: string): string {
  const xml = text.replace(/^[\uFEFF\s]+/, '').replace(illegal, '');
  const parts: string[] = [];
  let from = 0;
  for (let found = verbatim.exec(xml); found !== null; found = verbatim.exec(xml)) {
    const close = verbatimEnds[found[0]] ?? '>';
    const end = xml.indexOf(close, verbatim.lastIndex);
    parts.push(mendMarkup(xml.slice(from, found.index)));
    from = end === -1 ? xml.length : end + close.length;
    parts.push(xml.slice(found.index, from));
    verbatim.lastIndex = from;
  }
  parts.push(mendMarkup(xml.slice(from)));
  return parts.join('');
}

function mendMarkup(part: string): string {
  return part
    .replace(looseAmpersand, '&amp;')
    .replace(numericReference, (written, hex?: string, decimal?: string) =>
      isXmlCharacter(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) ? written : '',
    );
}

/** XML 1.0 §2.2. */
function isXmlCharacter(code: number): boolean {
  return (
    [0x9, 0xa, 0xd].includes(code) ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

interface OpenPost {
  readonly start: number;
  status: string;
  type: string;
}

/** @param hidden is filled with where the posts stand that readers don't see */
function scan(xml: string, language: string, hidden: [number, number][]): XmlFeedKind {
  // Prefixes that nobody declared are a common fault, and every reader knows which are meant.
  const parser = new SaxesParser({ xmlns: false });
  const open: string[] = [];
  let count = 0;
  let attributes = 0;
  let articles = 0;
  let kind: XmlFeedKind | undefined;
  let post: OpenPost | undefined;
  const fail = (cause?: Error) => {
    throw refusal('feed_malformed', language, { line: parser.line, cause });
  };
  parser.on('error', fail);
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) fail();
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > maxAttributes) fail();
  });
  parser.on('opentag', ({ name }) => {
    count += 1;
    attributes = 0;
    if (count > maxElements || open.length >= maxDepth) fail();
    if (name === 'item' || name === 'entry') articles += 1;
    if (articles > maxArticles) throw refusal('feed_too_large', language);
    if (open.length === 0) kind = kindOf(name);
    open.push(name);
    if (name === 'item') post = { start: xml.lastIndexOf('<item', parser.position), status: '', type: '' };
  });
  const addText = (text: string) => {
    if (post === undefined) return;
    if (open.at(-1) === 'wp:status') post.status += text;
    if (open.at(-1) === 'wp:post_type') post.type += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', ({ name }) => {
    open.pop();
    if (name !== 'item' || post === undefined) return;
    if (isHidden(post)) hidden.push([post.start, parser.position]);
    post = undefined;
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    if (error instanceof NashraError) throw error;
    fail(error as Error);
  }
  if (kind === undefined) throw refusal('format_unsupported', language);
  return kind;
}

function isHidden({ status, type }: OpenPost): boolean {
  return (status !== '' && status.trim() !== 'publish') || notArticles.test(type.trim());
}

function kindOf(root: string): XmlFeedKind | undefined {
  switch (root.replace(/^.*:/, '').toLowerCase()) {
    case 'rss':
      return 'rss';
    case 'rdf':
      return 'rdf';
    case 'feed':
      return 'atom';
    default:
      return undefined;
  }
}
