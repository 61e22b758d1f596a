import { feedDate } from '../text/feed-date.ts';
import { plainTextOfHtml } from '../text/plain-html.ts';
import type { FeedItemDocument } from './feed-item-document.ts';
import { attachmentsOf } from './feed-media.ts';
import { resolveAddress } from './news-media.ts';
import { isNobody } from './nobody.ts';
import type { AtomEntry, AtomFeed } from './parse-feed.ts';

type Text = NonNullable<AtomEntry['content']>;

/** Blogger keeps what an entry is among its categories. */
const bloggerKind = 'http://schemas.google.com/g/2005#kind';
const markup = /^(?:html|xhtml|text\/html|application\/xhtml\+xml)$/i;
const plainType = /^text(?:\/plain)?$/i;

/** The entries of Atom 1.0 that are published (RFC 5023 §13.1.1 `app:draft`) and are articles. */
export function itemsOfAtom(feed: AtomFeed): readonly FeedItemDocument[] {
  const address = absolute(linkOf(feed.links), undefined);
  const base = absolute(feed.xml?.base, address) ?? address;
  const inherited = {
    base,
    language: feed.xml?.lang ?? feed.dc?.languages?.[0],
    authors: inheritedAuthors(feed),
  };
  return (feed.entries ?? []).filter(isArticle).map((entry) => readEntry(entry, inherited));
}

interface Inherited {
  readonly base: string | undefined;
  readonly language: string | undefined;
  readonly authors: readonly string[];
}

function readEntry(entry: AtomEntry, { base: feedBase, language, authors }: Inherited): FeedItemDocument {
  const base = absolute(entry.xml?.base, feedBase) ?? feedBase;
  const url = absolute(linkOf(entry.links), base);
  const contentBase =
    absolute(entry.content?.xml?.base, base) ?? (entry.xml?.base === undefined ? url : base) ?? base;
  const { section, tags } = categoriesOf(entry);
  const enclosures = (entry.links ?? []).filter(({ rel }) => rel === 'enclosure');
  const published = entry.published ?? entry.dc?.dates?.[0] ?? entry.updated;
  return {
    id: entry.id ?? url,
    url,
    title: plainOf(entry.title),
    ...textsOf(entry),
    date_published: published === undefined ? undefined : feedDate(published),
    date_modified: entry.updated === undefined ? undefined : feedDate(entry.updated),
    authors: authorsOf(entry, authors),
    tags,
    language: entry.content?.xml?.lang ?? entry.xml?.lang ?? entry.dc?.languages?.[0] ?? language,
    attachments: attachmentsOf(enclosures, entry.media, base),
    _nashra: { section, source: plainOf(entry.source?.title), base_url: contentBase },
  };
}

/** RFC 4287 §4.1.3.3: content elsewhere (`src`) or in another format leaves the summary as the text. */
function textsOf({
  content,
  summary,
}: AtomEntry): Pick<FeedItemDocument, 'content_html' | 'content_text' | 'summary'> {
  const text = bodyOf(content);
  if (text === undefined) return bodyOf(summary) ?? {};
  const short = plainOf(summary);
  const whole = plainOf(content);
  return { ...text, summary: short === whole ? undefined : short };
}

function bodyOf(text: Text | undefined): Pick<FeedItemDocument, 'content_html' | 'content_text'> | undefined {
  const { value = '', type = 'text' } = text ?? {};
  if (value.trim() === '') return undefined;
  if (markup.test(type.trim())) return { content_html: value };
  return plainType.test(type.trim()) ? { content_text: value } : undefined;
}

/** A text construct (RFC 4287 §3.1) in one line. */
function plainOf(text: Text | undefined): string | undefined {
  const { value = '', type = 'text' } = text ?? {};
  const plain = markup.test(type) ? plainTextOfHtml(value) : value.replace(/\s+/g, ' ').trim();
  return plain === '' ? undefined : plain;
}

function authorsOf(entry: AtomEntry, inherited: readonly string[]): FeedItemDocument['authors'] {
  const own = [entry.authors, entry.source?.authors].find((people) => (people ?? []).length > 0);
  const names = own?.map(({ name }) => name) ?? entry.dc?.creators ?? inherited;
  return names.flatMap((name) => (name === undefined || isNobody(name) ? [] : [{ name: name.trim() }]));
}

/** RFC 4287 §4.2.1; where the feed names itself, that is nobody who wrote an article. */
function inheritedAuthors({ authors = [], title, generator }: AtomFeed): readonly string[] {
  const names = authors.flatMap(({ name }) => name ?? []);
  return generator?.text === 'Nashra' ? [] : names.filter((name) => name.trim() !== plainOf(title));
}

function categoriesOf({ categories = [], dc }: AtomEntry): {
  readonly section: string | undefined;
  readonly tags: readonly string[];
} {
  const told = categories.filter(({ scheme }) => scheme !== bloggerKind);
  const nameOf = ({ label, term }: (typeof told)[number]) => (label ?? term)?.trim();
  const section = told.find(({ scheme = '' }) => scheme.endsWith('/sections'));
  const names = [...told.map(nameOf), ...(dc?.subjects ?? [])];
  return {
    section: section === undefined ? undefined : nameOf(section),
    tags: [...new Set(names)].filter((name): name is string => name !== undefined && name !== ''),
  };
}

function isArticle({ categories = [], app }: AtomEntry): boolean {
  const kind = categories.find(({ scheme }) => scheme === bloggerKind)?.term;
  return app?.control?.draft !== true && (kind === undefined || kind.endsWith('#post'));
}

/** RFC 4287 §4.2.7.2: a link without `rel` is an alternate. */
function linkOf(links: AtomEntry['links']): string | undefined {
  const alternates = (links ?? []).filter(({ rel }) => rel === undefined || rel === 'alternate');
  const page = alternates.find(({ type }) => type === undefined || /html/i.test(type));
  return (page ?? alternates[0])?.href;
}

function absolute(address: string | undefined, base: string | undefined): string | undefined {
  const resolved = resolveAddress(address, base);
  return resolved !== undefined && /^https?:/.test(resolved) ? resolved : undefined;
}
