import { openDocument } from './dom.ts';
import type { HtmlSource } from './manuscript.ts';
import { type PageSource, readPage } from './read-page.ts';
import { semanticHtml } from './semantic-html.ts';

/** HTML as it came, told apart and cleaned. */
export type ReadHtml = PageSource | (HtmlSource & { readonly format: 'html' });

const pageMark = /<!doctype\s+html|<(?:html|head|body)[\s>]/i;
/** Programs that write documents as pages: all of their text is the article. */
const officeMark =
  /\bxmlns:[ow]\s*=\s*["']?urn:schemas-microsoft-com|<meta[^>]{0,200}\b(?:Word\.Document|Microsoft Word|LibreOffice|OpenOffice|Google Docs|Pages)\b|docs-internal-guid/i;
const fragmentStart = /<!--\s*StartFragment\s*-->/i;
const fragmentEnd = /<!--\s*EndFragment\s*-->/i;
/** The head of the clipboard's form of HTML (CF_HTML), which is no part of it. */
const clipboardHead = /^\s*Version:\d[\s\S]{0,400}?(?=<)/;
/** Where the marks of programs and pages stand. */
const headLength = 20_000;

/**
 * A part of a page as an editor pastes it (from Word, Google Docs, a messenger or a browser), or a whole page of a
 * site, of which the article is taken and what the page declares about it. The HTML given back has paragraphs,
 * headings, lists, tables, quotations, pictures, links, stress and direction, and nothing else; it is still untrusted.
 * @param language of the channel, for the sentence of a refusal
 * @throws NashraError `no_article_in_page` for a page that holds no article, `text_malformed` for markup beyond measure
 */
export function readHtml(html: string, language: string): ReadHtml {
  const pasted = pastedPart(html);
  if (pasted !== undefined || !isPage(html)) return readFragment(pasted ?? html, language);
  return readPage(html, language);
}

function isPage(html: string): boolean {
  const head = html.slice(0, headLength);
  return pageMark.test(head) && !officeMark.test(head);
}

function pastedPart(html: string): string | undefined {
  const start = fragmentStart.exec(html.slice(0, headLength * 5));
  if (start === null) return undefined;
  const rest = html.slice(start.index + start[0].length);
  const end = fragmentEnd.exec(rest.slice(-headLength));
  return end === null ? rest : rest.slice(0, Math.max(0, rest.length - headLength) + end.index);
}

function readFragment(html: string, language: string): ReadHtml {
  const { documentElement } = openDocument(html.replace(clipboardHead, ''), language);
  return { format: 'html', html: semanticHtml(documentElement), facts: {}, media: [] };
}
