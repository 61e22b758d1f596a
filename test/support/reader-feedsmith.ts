import { parseFeed } from 'feedsmith';
import { fetchDocument } from './fetch-document.ts';
import { type Reader, type ReadFeed, type ReadItem, readDate } from './reader.ts';
import { foldSpaces, wordsOf } from './words.ts';

/** feedsmith, a feed parser for JavaScript that many new readers are built on. */
export const feedsmith: Reader = {
  name: 'feedsmith',
  formats: ['rss', 'atom', 'json'],
  findFault: () => undefined,
  async read(url) {
    const parsed = parseText(await fetchDocument(url, 'feedsmith'));
    switch (parsed.format) {
      case 'rss':
        return readRss(parsed.feed);
      case 'atom':
        return readAtom(parsed.feed);
      case 'json':
        return readJson(parsed.feed);
      default:
        throw new Error(`feedsmith takes ${url} for ${parsed.format}`);
    }
  },
};

// Without a function of its own, the type of what a generic function gives can't be named.
const parseText = (text: string) => parseFeed(text);

type Parsed<Format extends string> = Extract<ReturnType<typeof parseText>, { format: Format }>['feed'];
type RssItem = NonNullable<Parsed<'rss'>['items']>[number];
type AtomEntry = NonNullable<Parsed<'atom'>['entries']>[number];
type JsonItem = NonNullable<Parsed<'json'>['items']>[number];

function readRss(feed: Parsed<'rss'>): ReadFeed {
  return feedOf(feed.title, feed.language, (feed.items ?? []).map(readRssItem));
}

function readRssItem(item: RssItem): ReadItem {
  return {
    ...(item.guid?.value === undefined ? {} : { id: item.guid.value }),
    title: item.title ?? '',
    link: item.link ?? '',
    publishedAt: readDate(item.pubDate, 'feedsmith', item.title ?? ''),
    authors: present(item.dc?.creators ?? []),
    categories: present((item.categories ?? []).map((category) => category.name)),
    text: wordsOf(item.content?.encoded ?? item.description ?? ''),
    html: item.content?.encoded ?? item.description ?? '',
    ...enclosuresOf(item.enclosures ?? []),
    ...picturesOf(item.media),
  };
}

function readAtom(feed: Parsed<'atom'>): ReadFeed {
  return feedOf(feed.title?.value, feed.xml?.lang, (feed.entries ?? []).map(readAtomEntry));
}

function readAtomEntry(entry: AtomEntry): ReadItem {
  const title = entry.title?.value ?? '';
  const content = entry.content ?? entry.summary;
  const isMarkup = content?.type === 'html' || content?.type === 'xhtml';
  const alternate = entry.links?.find((link) => link.rel === undefined || link.rel === 'alternate');
  return {
    ...(entry.id === undefined ? {} : { id: entry.id }),
    title,
    link: alternate?.href ?? '',
    publishedAt: readDate(entry.published ?? entry.updated, 'feedsmith', title),
    authors: present((entry.authors ?? []).map((author) => author.name)),
    categories: present((entry.categories ?? []).map((category) => category.label ?? category.term)),
    terms: present((entry.categories ?? []).map((category) => category.term)),
    ...enclosuresOf(
      (entry.links ?? [])
        .filter(({ rel }) => rel === 'enclosure')
        .map(({ href, type, length }) => ({ url: href, type, length })),
    ),
    ...picturesOf(entry.media),
    text: isMarkup ? wordsOf(content?.value ?? '') : foldSpaces(content?.value ?? ''),
    html: content?.value ?? '',
  };
}

function readJson(feed: Parsed<'json'>): ReadFeed {
  return feedOf(feed.title, feed.language, (feed.items ?? []).map(readJsonItem));
}

function readJsonItem(item: JsonItem): ReadItem {
  const title = item.title ?? '';
  return {
    ...(item.id === undefined ? {} : { id: item.id }),
    title,
    link: item.url ?? '',
    publishedAt: readDate(item.date_published, 'feedsmith', title),
    authors: present((item.authors ?? []).map((author) => author.name)),
    categories: present(item.tags ?? []),
    ...enclosuresOf(
      (item.attachments ?? []).map(({ url, mime_type, size_in_bytes }) => ({
        url,
        type: mime_type,
        length: size_in_bytes,
      })),
    ),
    text:
      item.content_html === undefined
        ? foldSpaces(item.content_text ?? item.summary ?? '')
        : wordsOf(item.content_html),
    html: item.content_html ?? item.content_text ?? item.summary ?? '',
  };
}

function enclosuresOf(
  read: readonly {
    url?: string | undefined;
    type?: string | undefined;
    length?: number | undefined;
  }[],
): Pick<ReadItem, 'enclosures'> {
  if (read.length === 0) return {};
  return {
    enclosures: read.map(({ url = '', type, length }) => ({ url, type, lengthBytes: length })),
  };
}

function picturesOf(media: RssItem['media']): Pick<ReadItem, 'pictures'> {
  const contents = media?.contents ?? [];
  if (contents.length === 0) return {};
  return {
    pictures: contents.map(({ url = '', width = 0, height = 0 }) => ({ url, width, height })),
  };
}

function feedOf(title: string | undefined, language: string | undefined, items: ReadItem[]): ReadFeed {
  return {
    reader: 'feedsmith',
    ...(title === undefined ? {} : { title }),
    ...(language === undefined ? {} : { language }),
    items,
  };
}

function present(values: readonly (string | undefined)[]): string[] {
  return values.filter((value) => value !== undefined);
}
