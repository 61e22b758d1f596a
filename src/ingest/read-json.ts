import type { Channel } from '../domain/channel.ts';
import { jsonFaultLine } from '../text/json-fault.ts';
import { isJsonObject, type JsonObject } from './json-ld.ts';
import { lexiconOf } from './lexicon.ts';
import type { HtmlSource } from './manuscript.ts';
import { refusal } from './messages.ts';
import { findNewsArticle } from './news-article.ts';
import { readJsonFeedItem } from './read-json-feed-item.ts';
import { readNewsArticle } from './read-news-article.ts';
import { readNinjs } from './read-ninjs.ts';

export type JsonArticleFormat = 'json-feed-item' | 'ninjs' | 'news-article';

/** An article out of JSON, and in which of its formats it stood. */
export type JsonArticle = HtmlSource & { readonly format: JsonArticleFormat };

const maxQuotedKeys = 5;
const feedVersion = /^https?:\/\/jsonfeed\.org\/version\//;
const itemKeys = ['content_html', 'content_text', 'date_published'];
const ninjsKeys = [
  ...['bodies', 'body_html', 'body_text', 'body_xhtml', 'headlines', 'headline', 'renditions', 'pubstatus'],
  ...['versioncreated', 'standard', 'descriptions', 'description_text', 'associations', 'type'],
];

/**
 * One article as a JSON Feed item, ninjs or a schema.org NewsArticle, told apart by their keys; an array that holds
 * nothing but one is it.
 * @throws NashraError `json_malformed` with the line of the fault, `article_malformed` with the key, `article_withheld`
 */
export function readJsonArticle(text: string, channel: Channel): JsonArticle {
  const { language } = channel;
  const parsed = parseJson(text, language);
  const value = Array.isArray(parsed) && parsed.length === 1 ? parsed[0] : parsed;
  switch (findJsonFormat(value)) {
    case 'json-feed-item':
      return { format: 'json-feed-item', ...readJsonFeedItem(value, channel) };
    case 'ninjs':
      return { format: 'ninjs', ...readNinjs(value, language, lexiconOf(channel)) };
    case 'news-article':
      return { format: 'news-article', ...readNewsArticle(value, language, lexiconOf(channel)) };
    default:
      throw refusal('article_malformed', language, {}, missingKeys(value));
  }
}

/** @throws NashraError `json_malformed` */
export function parseJson(text: string, language: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const line = jsonFaultLine(text.replace(/^\uFEFF/, ''));
    throw refusal('json_malformed', language, line === undefined ? { cause } : { cause, line });
  }
}

/** JSON Feed 1.0 and 1.1: many articles. Systems that forget the version still have the items, and no text beside them. */
export function isJsonFeed(value: unknown): value is JsonObject & { readonly items: readonly unknown[] } {
  if (!isJsonObject(value) || !Array.isArray(value.items)) return false;
  const isVersion = typeof value.version === 'string' && feedVersion.test(value.version);
  return isVersion || findJsonFormat(value) === undefined;
}

/** Which article the parsed JSON holds; a schema.org type says so itself, the others are known by their keys. */
function findJsonFormat(value: unknown): JsonArticleFormat | undefined {
  if (findNewsArticle(value) !== undefined) return 'news-article';
  if (!isJsonObject(value)) return undefined;
  const keys = new Set(Object.keys(value).map((key) => key.toLowerCase()));
  const has = (key: string) => keys.has(key);
  if (itemKeys.some(has) || (has('id') && has('title') && (has('summary') || has('url')))) {
    return 'json-feed-item';
  }
  return (has('uri') || has('guid') || has('bodies')) && ninjsKeys.some(has) ? 'ninjs' : undefined;
}

/** What of the three formats is nearest is not guessed: the keys of which one would have been enough. */
function missingKeys(value: unknown): string {
  const isTyped = isJsonObject(value) && '@type' in value;
  const keys = isTyped ? ['headline', 'articleBody'] : ['content_html', 'content_text', 'bodies', '@type'];
  return keys.slice(0, maxQuotedKeys).join(' / ');
}
