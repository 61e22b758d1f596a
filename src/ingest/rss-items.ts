import { feedDate } from '../text/feed-date.ts';
import { bearsTags, plainTextOfHtml } from '../text/plain-html.ts';
import type { FeedItemDocument } from './feed-item-document.ts';
import { attachmentsOf, type Enclosure } from './feed-media.ts';
import { resolveAddress } from './news-media.ts';
import { isNobody } from './nobody.ts';
import type { RdfFeed, RssFeed, RssItem } from './parse-feed.ts';

/** What a content system writes below each text: where it was published first. */
const appearedFirst =
  /<p>\s*(?:The post|المقالة|التدوينة|ظهرت المقالة|ظهرت التدوينة)\s*<a\b[^<>]*>[^<>]*<\/a>\s*(?:appeared first on|ظهرت أولًا على|ظهرت أولاً على|أولًا على|أولاً على)\s*<a\b[^<>]*>[^<>]*<\/a>\s*\.?\s*<\/p>\s*$/;
const footLength = 2000;
/** How systems end a summary that they cut themselves. */
const cutOff =
  /(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|(?:اقرأ المزيد|المزيد|Read more|Continue reading)[^\n]{0,40})\s*$/i;

/** The items of RSS 2.0, its ancestors and RSS 1.0 (RDF), as they stand. */
export function itemsOfRss(feed: RssFeed | RdfFeed): readonly FeedItemDocument[] {
  const address = absolute(feed.link, undefined);
  const feedBase = absolute(feed.xml?.base, address) ?? address;
  const language =
    ('language' in feed ? feed.language : undefined) ?? feed.dc?.languages?.[0] ?? feed.xml?.lang;
  return (feed.items ?? []).map((item) => readItem(item, feedBase, language));
}

function readItem(
  item: RssItem,
  feedBase: string | undefined,
  language: string | undefined,
): FeedItemDocument {
  const base = absolute(item.xml?.base, feedBase) ?? feedBase;
  const guid = 'guid' in item ? item.guid : undefined;
  const permalink = guid?.isPermaLink === false ? undefined : absolute(guid?.value, undefined);
  const url = absolute(item.link, base) ?? permalink;
  const baseUrl = item.xml?.base === undefined ? (url ?? base) : base;
  const { section, tags } = categoriesOf(item);
  const source = ('source' in item ? item.source?.title : undefined) ?? item.dc?.sources?.[0];
  return {
    id: guid?.value ?? item.dc?.identifiers?.[0] ?? (('rdf' in item ? item.rdf?.about : undefined) || url),
    url,
    title: plain(item.title ?? item.dc?.titles?.[0]),
    ...textsOf(item),
    ...datesOf(item),
    authors: authorsOf(item),
    tags,
    language: item.xml?.lang ?? item.dc?.languages?.[0] ?? language,
    attachments: attachmentsOf(enclosuresOf(item), item.media, baseUrl),
    _nashra: { section, source: plain(source), base_url: baseUrl },
  };
}

/** `content:encoded` is the whole text; without it `description` is, which is HTML (RSS 2.0 `<description>`). */
function textsOf(item: RssItem): Pick<FeedItemDocument, 'content_html' | 'content_text' | 'summary'> {
  const description = item.description ?? item.dc?.descriptions?.[0];
  const content = withoutFoot(item.content?.encoded ?? '');
  if (content.trim() !== '') return { content_html: content, summary: summaryOf(description, content) };
  const text = withoutFoot(description ?? '');
  return /[<&]/.test(text) ? { content_html: text } : { content_text: text };
}

function summaryOf(description: string | undefined, content: string): string | undefined {
  const written = withoutFoot(description ?? '');
  const summary = plainTextOfHtml(written);
  const isCut = cutOff.test(written.slice(-200).replace(/<\/?[a-z][^<>]*>/gi, ''));
  return summary === '' || isCut || summary === plainTextOfHtml(content) ? undefined : summary;
}

function withoutFoot(html: string): string {
  const start = Math.max(0, html.length - footLength);
  return html.slice(0, start) + html.slice(start).replace(appearedFirst, '');
}

function datesOf(item: RssItem): Pick<FeedItemDocument, 'date_published' | 'date_modified'> {
  const [published] = [
    'pubDate' in item ? item.pubDate : undefined,
    item.dcterms?.issued?.[0],
    item.dc?.dates?.[0],
    item.dcterms?.created?.[0],
    item.atom?.published,
  ].filter((date) => date !== undefined && date.trim() !== '');
  const modified = item.dcterms?.modified?.[0] ?? item.atom?.updated;
  return {
    date_published: published === undefined ? undefined : feedDate(published),
    date_modified: modified === undefined ? undefined : feedDate(modified),
  };
}

/** RSS 2.0 `<author>` holds an e-mail address and, in parentheses, the name. */
function authorsOf(item: RssItem): FeedItemDocument['authors'] {
  const creators = item.dc?.creators ?? [];
  const people = 'authors' in item ? (item.authors ?? []).map(({ name }) => name) : [];
  const podcast = 'itunes' in item ? [item.itunes?.author] : [];
  const names = [creators, people, podcast].find((list) =>
    list.some((name) => name !== undefined && !isNobody(name)),
  );
  return (names ?? []).flatMap((name) =>
    name === undefined || isNobody(name) ? [] : [{ name: plainTextOfHtml(name) }],
  );
}

/** An export of WordPress tells sections from tags by `domain`, and so do we. */
function categoriesOf(item: RssItem): {
  readonly section: string | undefined;
  readonly tags: readonly string[];
} {
  const categories = 'categories' in item ? (item.categories ?? []) : [];
  const isSection = ({ domain = '' }: { domain?: string | undefined }) =>
    domain === 'category' || domain.endsWith('/sections');
  const nameOf = ({ name }: { name?: string | undefined }) => plain(name);
  const own = categories.filter(({ domain = '' }) => domain.endsWith('/sections')).map(nameOf);
  const ordered = [...categories.filter(isSection), ...categories.filter((category) => !isSection(category))];
  const names = [...ordered.map(nameOf), ...(item.dc?.subjects ?? []).map(plain)];
  return { section: own[0], tags: [...new Set(names)].filter((name) => name !== undefined) };
}

function enclosuresOf(item: RssItem): readonly Enclosure[] {
  return 'enclosures' in item ? (item.enclosures ?? []) : [];
}

function absolute(address: string | undefined, base: string | undefined): string | undefined {
  const resolved = resolveAddress(address, base);
  return resolved !== undefined && /^https?:/.test(resolved) ? resolved : undefined;
}

/** RSS doesn't say whether its short texts are HTML; where tags of HTML stand in them, they are. */
function plain(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  return bearsTags(text) || text.includes('&') ? plainTextOfHtml(text) : text.replace(/\s+/g, ' ').trim();
}
