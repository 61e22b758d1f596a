import { Readability } from '@mozilla/readability';
import type { MediaReference } from '../domain/media.ts';
import { escapeHtml } from '../text/html.ts';
import { matchKey } from '../text/match-key.ts';
import { type DomDocument, type DomElement, openDocument } from './dom.ts';
import type { HtmlSource } from './manuscript.ts';
import { refusal } from './messages.ts';
import { removeBoilerplate } from './page-boilerplate.ts';
import { type PageFacts, readPageFacts } from './page-facts.ts';
import { semanticHtml } from './semantic-html.ts';

export interface PageSource extends HtmlSource {
  readonly format: 'html-page';
  /** The site's name that stood beside the title, with the sign between, as it was written. */
  readonly siteNameLeftOut?: string;
}

/** More than the longest live blog has; the readable part is looked for in time by more than the number of elements. */
const maxElements = 8000;
/** Shorter readable parts are looked for again with less strictness; a brief of an agency has so many characters. */
const briefLength = 160;
/** Of less text nobody can say whether it is an article or a button. */
const leastLength = 40;
/** A front page is links; an article names sources. */
const maxLinkShare = 0.55;

/**
 * The article of a whole web page: its readable part, and what JSON-LD, OpenGraph, `<meta>` and the page's own
 * elements declare, in this order of trust. Nothing is fetched and no script runs.
 * @throws NashraError `no_article_in_page`
 */
export function readPage(html: string, language: string): PageSource {
  const document = openDocument(html, language);
  const page = readPageFacts(document);
  removeBoilerplate(document);
  const fallback = isMostlyText(document.body) ? semanticHtml(document.body) : undefined;
  const found = readablePart(document);
  const article = found ?? articleBody(page, language) ?? fallback;
  if (article === undefined) throw refusal('no_article_in_page', language);
  return {
    format: 'html-page',
    html: withoutTitle(article, page.facts.title),
    facts: page.facts,
    media: page.media.filter((medium) => !isShown(medium, article)),
    ...(page.baseUrl === undefined ? {} : { baseUrl: page.baseUrl }),
    ...(page.siteNameLeftOut === undefined ? {} : { siteNameLeftOut: page.siteNameLeftOut }),
  };
}

function readablePart(document: DomDocument): string | undefined {
  const count = Array.from(document.querySelectorAll('*')).length;
  if (count > maxElements) return undefined;
  const readability = new Readability<DomElement>(document as never, {
    charThreshold: briefLength,
    disableJSONLD: true,
    keepClasses: true,
    serializer: (node) => node as unknown as DomElement,
  });
  const content = readability.parse()?.content;
  return content && isMostlyText(content) ? semanticHtml(content) : undefined;
}

/** The picture for those who share the page is often the one in its text. */
function isShown(medium: MediaReference, html: string): boolean {
  return 'address' in medium && html.includes(`<img src="${escapeHtml(medium.address)}"`);
}

/** Pages that scripts write hold their text in JSON-LD alone: a line a paragraph, or HTML. */
function articleBody({ body }: PageFacts, language: string): string | undefined {
  if (body === undefined || body.trim().length < leastLength) return undefined;
  if (/<(?:p|br|div)\b/i.test(body)) return semanticHtml(openDocument(body, language).documentElement);
  return body
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escapeHtml(line.trim())}</p>`)
    .join('\n');
}

function isMostlyText(element: DomElement): boolean {
  const length = lengthOf(element);
  if (length < leastLength) return false;
  const links = Array.from(element.querySelectorAll('a')).reduce((sum, link) => sum + lengthOf(link), 0);
  return links / length <= maxLinkShare;
}

function lengthOf(element: DomElement): number {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim().length;
}

/** The headline stands among the facts; the page shows it once, at its head. */
function withoutTitle(html: string, title: string | undefined): string {
  if (title === undefined) return html;
  const key = matchKey(title.replace(/[&<>"]/g, ' '));
  const headings = html.matchAll(/<(h[1-3])[^>]*>([\s\S]*?)<\/\1>\n?/g);
  const opening = /^\s*<(p)[^>]*>([\s\S]*?)<\/p>\n?/.exec(html);
  const shown = [...headings, ...(opening === null ? [] : [opening])].find(([, , inside = '']) => {
    return matchKey(inside.replace(/<[^>]*>|&[a-z]+;/g, ' ')) === key;
  });
  return shown === undefined ? html : html.replace(shown[0], () => '');
}
