import type { MediaReference } from '../domain/media.ts';
import { matchKey } from '../text/match-key.ts';
import { attributeOf, type DomDocument, textOfElement } from './dom.ts';
import { knownFacts } from './known-facts.ts';
import { shippedLexicon } from './lexicon.ts';
import type { DeclaredFacts } from './manuscript.ts';
import { factsOfNewsArticle, type NewsArticle } from './news-article.ts';
import { isNobody } from './nobody.ts';
import { withoutSiteName } from './site-name.ts';
import { isTrackingPixel } from './tracking-pixel.ts';

/** What a page says of its article outside the text of it. */
export interface PageFacts {
  readonly facts: DeclaredFacts;
  readonly baseUrl?: string;
  /** The picture that the page gives to those who share it. */
  readonly media: readonly MediaReference[];
  /** The text, where JSON-LD holds it. */
  readonly body?: string;
  readonly siteNameLeftOut?: string;
}

type Meta = (...names: readonly string[]) => readonly string[];

const betweenKeywords = /[,،;؛\n]+/;
const maxScriptLength = 1_000_000;

/** In order of trust: JSON-LD, OpenGraph and `article:`, other `<meta>`, and the elements of the page. */
export function readPageFacts(document: DomDocument): PageFacts {
  const meta = metaOf(document);
  const address = pageAddress(document, meta);
  const baseUrl = resolve(attributeOf(document.querySelector('base[href]'), 'href'), address) ?? address;
  const news = newsArticleOf(document, baseUrl);
  const siteNames = [...meta('og:site_name'), ...publisherOf(news)];
  const title = titleOf(document, meta, news, siteNames);
  const declared = news?.facts ?? {};
  const source = declared.source ?? siteNames[0];
  const picture = pictureOf(meta, baseUrl);
  return {
    facts: knownFacts({
      id: [address, declared.id].find(isOnePage),
      title: title?.text,
      subtitle: declared.subtitle,
      summary: declared.summary ?? meta('og:description', 'description', 'twitter:description')[0],
      section: declared.section ?? meta('article:section', 'section')[0],
      source,
      authors: authorsOf(document, meta, declared.authors, siteNames),
      tags: tagsOf(meta, declared.tags),
      published: declared.published ?? publishedOf(document, meta),
      language: declared.language ?? languageOf(document, meta),
      breaking: declared.breaking,
    }),
    media: news !== undefined && news.media.length > 0 ? news.media : picture,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(news?.body === undefined ? {} : { body: news.body }),
    ...(title?.leftOut === undefined ? {} : { siteNameLeftOut: title.leftOut }),
  };
}

/** Values of the page's `<meta>` by name or property, in the order of the names asked for. */
function metaOf(document: DomDocument): Meta {
  const values = new Map<string, string[]>();
  for (const element of document.querySelectorAll('meta')) {
    const name =
      attributeOf(element, 'property') ?? attributeOf(element, 'name') ?? attributeOf(element, 'itemprop');
    const content = attributeOf(element, 'content');
    if (name === undefined || content === undefined) continue;
    values.set(name.toLowerCase(), [...(values.get(name.toLowerCase()) ?? []), content]);
  }
  return (...names) => names.flatMap((name) => values.get(name) ?? []);
}

const homePath = /^\/?(?:[a-z]{2}(?:-[a-z]{2})?\/?)?(?:(?:index|default|home|main)(?:\.[a-z]{2,5})?)?\/?$/i;

/** Many templates name the home page as the canonical address of every page. */
function isOnePage(address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(address)) return address !== undefined;
  const { pathname, search } = new URL(address);
  return search !== '' || !homePath.test(pathname);
}

function pageAddress(document: DomDocument, meta: Meta): string | undefined {
  const canonical = attributeOf(document.querySelector('link[rel~=canonical]'), 'href');
  const [shared] = meta('og:url');
  const isAbsolute = (address: string | undefined) => resolve(address, undefined);
  return isAbsolute(canonical) ?? resolve(canonical, shared) ?? isAbsolute(shared);
}

function resolve(address: string | undefined, base: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
}

function newsArticleOf(document: DomDocument, baseUrl: string | undefined): NewsArticle | undefined {
  for (const script of document.querySelectorAll('script')) {
    if (!/^application\/ld\+json\b/i.test(script.getAttribute('type') ?? '')) continue;
    const found = factsOfNewsArticle(parseJson(script.textContent ?? ''), shippedLexicon, baseUrl);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** JSON as pages hold it: in a comment or CDATA for old browsers, and with line breaks inside texts. */
function parseJson(written: string): unknown {
  if (written.length > maxScriptLength) return undefined;
  const json = written.replace(
    /^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/g,
    '',
  );
  for (const text of [json, json.replace(/[\u0000-\u001F]+/g, ' ')]) {
    try {
      return JSON.parse(text);
    } catch {
      // A page whose JSON-LD is broken still has its other metadata.
    }
  }
  return undefined;
}

function publisherOf(news: NewsArticle | undefined): readonly string[] {
  return news?.facts.source === undefined ? [] : [news.facts.source];
}

function titleOf(
  document: DomDocument,
  meta: Meta,
  news: NewsArticle | undefined,
  siteNames: readonly string[],
): { readonly text: string; readonly leftOut?: string } | undefined {
  const headlines = Array.from(document.querySelectorAll('h1')).map(textOfElement);
  const candidates = [
    news?.facts.title,
    ...meta('og:title', 'twitter:title', 'headline', 'title'),
    ...(headlines.length === 1 ? headlines : []),
    textOfElement(document.querySelector('title')),
  ];
  const isSite = (title: string) => siteNames.some((name) => matchKey(name) === matchKey(title));
  const title = candidates.find((candidate) => candidate !== undefined && !isSite(candidate));
  return title === undefined ? undefined : withoutSiteName(title, siteNames);
}

function authorsOf(
  document: DomDocument,
  meta: Meta,
  declared: readonly string[] | undefined,
  siteNames: readonly string[],
): readonly string[] {
  const isPerson = (name: string) => {
    const key = matchKey(name);
    return !isNobody(name) && siteNames.every((site) => matchKey(site) !== key);
  };
  const lists = [
    declared ?? [],
    meta('article:author', 'author', 'dc.creator', 'parsely-author', 'sailthru.author'),
    Array.from(document.querySelectorAll('[rel~=author], [itemprop=author] [itemprop=name]')).map(
      textOfElement,
    ),
  ];
  const people = lists
    .map((list) => list.filter((name) => name !== undefined).filter(isPerson))
    .find((list) => list.length > 0);
  return [...new Set(people ?? [])];
}

function tagsOf(meta: Meta, declared: readonly string[] | undefined): readonly string[] {
  const lists = [declared ?? [], meta('article:tag'), meta('news_keywords', 'keywords')];
  const tags = lists.find((list) => list.length > 0) ?? [];
  return [...new Set(tags.flatMap((tag) => tag.split(betweenKeywords)).map((tag) => tag.trim()))].filter(
    Boolean,
  );
}

function publishedOf(document: DomDocument, meta: Meta): string | undefined {
  const named = meta(
    'article:published_time',
    'og:article:published_time',
    'datepublished',
    'dc.date.issued',
    'dc.date',
    'date',
    'publishdate',
    'pubdate',
    'parsely-pub-date',
  );
  const element = [
    'time[itemprop=datePublished]',
    'time[pubdate]',
    'article time[datetime]',
    'time[datetime]',
  ]
    .map((selector) => attributeOf(document.querySelector(selector), 'datetime'))
    .find((value) => value !== undefined);
  return named[0] ?? attributeOf(document.querySelector('[itemprop=datePublished]'), 'content') ?? element;
}

function languageOf({ documentElement }: DomDocument, meta: Meta): string | undefined {
  const [locale] = meta('og:locale', 'content-language', 'language');
  return (
    attributeOf(documentElement, 'lang') ??
    attributeOf(documentElement, 'xml:lang') ??
    locale?.replace('_', '-')
  );
}

function pictureOf(meta: Meta, baseUrl: string | undefined): readonly MediaReference[] {
  const [address] = meta('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image').flatMap(
    (written) => resolve(written, baseUrl) ?? [],
  );
  if (address === undefined || isTrackingPixel({ src: address })) return [];
  const [alt] = meta('og:image:alt', 'twitter:image:alt');
  const [type] = meta('og:image:type');
  const side = (name: string) => Number(/^\d{1,5}$/.exec(meta(name)[0] ?? '')?.[0] ?? 0);
  const [width, height] = [side('og:image:width'), side('og:image:height')];
  return [
    {
      address,
      ...(alt === undefined ? {} : { alt }),
      ...(type?.startsWith('image/') ? { type: type.toLowerCase() } : {}),
      ...(width > 0 && height > 0 ? { width, height } : {}),
    },
  ];
}
