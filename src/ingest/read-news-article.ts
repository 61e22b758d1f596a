import { escapeHtml } from '../text/html.ts';
import { decodeHtmlEntities } from '../text/html-entities.ts';
import { bearsTags, htmlOfPlainText, paragraphsOfHtml } from '../text/plain-html.ts';
import { checkNewsArticle } from './article-shapes.ts';
import type { Lexicon } from './lexicon.ts';
import type { HtmlSource } from './manuscript.ts';
import { refusal } from './messages.ts';
import { factsOfNewsArticle, findNewsArticle } from './news-article.ts';

/**
 * A schema.org NewsArticle as a file of its own, in a graph or alone. Without `articleBody` its description is the
 * whole text, if there is one.
 * @throws NashraError `article_malformed`
 */
export function readNewsArticle(document: unknown, language: string, lexicon: Lexicon): HtmlSource {
  checkNewsArticle(findNewsArticle(document), language);
  const article = factsOfNewsArticle(document, lexicon);
  if (article === undefined) throw refusal('article_malformed', language, {}, 'headline / articleBody');
  const { facts, media, body, url } = article;
  return {
    html: body === undefined ? escapeHtml(facts.summary ?? '') : htmlOfBody(body),
    facts,
    media,
    ...(url === undefined ? {} : { baseUrl: url }),
  };
}

/** `articleBody` is plain text by the vocabulary; many systems put the HTML of the page there, or its references. */
export function htmlOfBody(body: string): string {
  return bearsTags(body) ? paragraphsOfHtml(body) : htmlOfPlainText(decodeHtmlEntities(body));
}
