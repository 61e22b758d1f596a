import type { MediaReference } from '../domain/media.ts';
import { decodeHtmlEntities } from '../text/html-entities.ts';
import { isAgency } from './agency.ts';
import { peopleOf } from './byline.ts';
import { isJsonObject, type JsonObject, listOf, namedNodes, nodesOf, typesOf } from './json-ld.ts';
import { knownFacts } from './known-facts.ts';
import type { Lexicon } from './lexicon.ts';
import type { DeclaredFacts } from './manuscript.ts';
import { mediaOfNews } from './news-media.ts';

/** What a schema.org article says of itself. */
export interface NewsArticle {
  readonly facts: DeclaredFacts;
  /** Pictures first, then sound and films; without what is only a thumbnail of them. */
  readonly media: readonly MediaReference[];
  /** `articleBody` as it stands there: by the vocabulary plain text with a line a paragraph, in practice HTML too. */
  readonly body?: string;
  /** Address of the article's own page, absolute. */
  readonly url?: string;
}

/** https://schema.org/NewsArticle, its subtypes, and the other articles in which systems publish news; best first. */
const articleTypes: readonly string[] = [
  'NewsArticle',
  'ReportageNewsArticle',
  'AnalysisNewsArticle',
  'BackgroundNewsArticle',
  'OpinionNewsArticle',
  'ReviewNewsArticle',
  'AskPublicNewsArticle',
  'LiveBlogPosting',
  'Article',
  'Report',
  'BlogPosting',
];
const organizationTypes = /Organization$|^(?:Corporation|NGO)$/;
const absoluteUrl = /^https?:\/\//i;
const absoluteIri = /^[a-z][a-z0-9+.-]*:/i;
const betweenKeywords = /[,،;؛\n]+/;

/**
 * The article that a JSON-LD document declares: a node, an array of nodes, or a document with `@graph`, whose nodes
 * refer to one another by `@id`. Keys with values of a wrong type are passed over. `undefined` when there is no
 * article in it, or one of which neither title nor text is known.
 * @param document parsed JSON of any shape
 * @param lexicon by whose words an author is known for an agency, and a byline for one
 * @param baseUrl absolute: what addresses are resolved against when the article doesn't say where it stands
 */
export function factsOfNewsArticle(
  document: unknown,
  lexicon: Lexicon,
  baseUrl?: string,
): NewsArticle | undefined {
  const node = findNewsArticle(document);
  if (node === undefined || !isTold(node)) return undefined;
  return readNode(node, namedNodes(nodesOf(document)), { lexicon, baseUrl });
}

/** The node of the article, preferring the most particular type, and one of which title or text is known. */
export function findNewsArticle(document: unknown): JsonObject | undefined {
  const nodes = nodesOf(document);
  const articles = articleTypes.flatMap((type) => nodes.filter((node) => typesOf(node).includes(type)));
  return articles.find(isTold) ?? articles[0];
}

function readNode(
  node: JsonObject,
  named: ReadonlyMap<string, JsonObject>,
  { lexicon, baseUrl }: { readonly lexicon: Lexicon; readonly baseUrl: string | undefined },
): NewsArticle {
  const resolve = (value: unknown): unknown => {
    const id = isJsonObject(value) ? value['@id'] : undefined;
    return typeof id === 'string' ? { ...named.get(id), ...(value as JsonObject) } : value;
  };
  const valuesOf = (key: string) => listOf(node[key]).map(resolve);
  const url = [...valuesOf('url'), ...valuesOf('mainEntityOfPage'), node['@id']]
    .map(addressOf)
    .find((address) => address !== undefined && absoluteUrl.test(address));
  const body = textOf(valuesOf('articleBody'), false);
  return {
    facts: factsOf(node, valuesOf, lexicon),
    media: mediaOfNews(valuesOf, url ?? baseUrl),
    ...(body === undefined ? {} : { body }),
    ...(url === undefined ? {} : { url }),
  };
}

type Values = (key: string) => readonly unknown[];

function factsOf(node: JsonObject, valuesOf: Values, lexicon: Lexicon): DeclaredFacts {
  const isOrganization = (value: unknown) => isOrganizationOf(value, lexicon);
  const [section, ...otherSections] = namesOf(valuesOf('articleSection'));
  const authors = valuesOf('author');
  const people = authors.filter((author) => !isOrganization(author));
  const organizations = ['sourceOrganization', 'author', 'provider', 'publisher']
    .flatMap((key) => (key === 'author' ? authors.filter(isOrganization) : valuesOf(key)))
    .filter(isJsonObjectOrText);
  return knownFacts({
    id: idOf(node, valuesOf),
    title: textOf(valuesOf('headline')) ?? textOf(valuesOf('name')),
    subtitle: textOf(valuesOf('alternativeHeadline')),
    summary: textOf(valuesOf('description')) ?? textOf(valuesOf('abstract')),
    section,
    source: namesOf(organizations)[0],
    authors: namesOf(people).flatMap((name) => peopleOf(name, lexicon)),
    dateline: textOf(valuesOf('dateline')),
    tags: [...otherSections, ...keywordsOf(valuesOf('keywords'))],
    published: textOf(valuesOf('datePublished')),
    language: languageOf(valuesOf('inLanguage')),
  });
}

/** An absolute name before one that only its own system understands. */
function idOf(node: JsonObject, valuesOf: Values): string | undefined {
  const identifiers = valuesOf('identifier').map((one) => (isJsonObject(one) ? one.value : one));
  const ids = [...identifiers, node['@id'], ...['url', 'mainEntityOfPage'].flatMap(valuesOf).map(addressOf)];
  const texts = ids.map((id) => textOf([id])).filter((id) => id !== undefined);
  const own = textOf(identifiers);
  return texts.find((id) => absoluteIri.test(id) && !id.startsWith('_:')) ?? own;
}

function keywordsOf(values: readonly unknown[]): readonly string[] {
  return namesOf(values)
    .flatMap((keyword) => keyword.split(betweenKeywords))
    .map((keyword) => keyword.trim())
    .filter((keyword) => keyword !== '');
}

/** BCP 47, or a schema.org Language whose code is its other name. */
function languageOf(values: readonly unknown[]): string | undefined {
  const [language] = values;
  if (!isJsonObject(language) || '@value' in language) return textOf(values);
  return textOf([language.alternateName]) ?? textOf([language.name]);
}

/** Each value's own text, or its name when it is a person, an organization or a term; what is said twice counts once. */
function namesOf(values: readonly unknown[]): readonly string[] {
  return [...new Set(values)]
    .flatMap((value) => (isJsonObject(value) && !('@value' in value) ? listOf(value.name) : [value]))
    .map((value) => textOf([value]))
    .filter((name) => name !== undefined);
}

/**
 * The first text among the values, without what surrounds it; `undefined` for none. A number counts where it is
 * exact: systems number their articles.
 * @param decodes whether character references are read, which many systems write into fields of plain text
 */
function textOf(values: readonly unknown[], decodes = true): string | undefined {
  for (const value of values) {
    const inner = isJsonObject(value) && '@value' in value ? value['@value'] : value;
    const text = typeof inner === 'number' && Number.isSafeInteger(inner) ? String(inner) : inner;
    if (typeof text !== 'string' || text.trim() === '') continue;
    return (decodes ? decodeHtmlEntities(text) : text).trim();
  }
  return undefined;
}

function addressOf(value: unknown): string | undefined {
  return textOf([isJsonObject(value) ? (value['@id'] ?? value.url) : value], false);
}

function isTold(node: JsonObject): boolean {
  return ['headline', 'name', 'articleBody'].some((key) => textOf(listOf(node[key])) !== undefined);
}

function isOrganizationOf(value: unknown, lexicon: Lexicon): boolean {
  if (!isJsonObject(value)) return typeof value === 'string' && isAgency(value, lexicon);
  return typesOf(value).some((type) => organizationTypes.test(type));
}

function isJsonObjectOrText(value: unknown): boolean {
  return isJsonObject(value) || typeof value === 'string';
}
