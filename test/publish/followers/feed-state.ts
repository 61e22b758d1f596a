import type { FeedFormat } from '../../../src/domain/addresses.ts';
import { getChild, listChildren, parseStrictXml } from '../../support/strict-xml.ts';

/** What one document of a feed says. */
export interface FeedState {
  /** Titles by id, in the order of the document. */
  readonly items: ReadonlyMap<string, string>;
  /** RFC 6721; in Atom alone. */
  readonly deleted: readonly string[];
  /** RFC 5005 `prev-archive`, JSON Feed `next_url`. */
  readonly previous: string | undefined;
}

export function readFeedState(format: FeedFormat, text: string): FeedState {
  if (format === 'json') return readJson(text);
  const root = parseStrictXml(text);
  const channel = format === 'rss' ? getChild(root, 'channel') : root;
  const items = listChildren(channel, format === 'rss' ? 'item' : 'entry').map(
    (item) => [getChild(item, format === 'rss' ? 'guid' : 'id').text, getChild(item, 'title').text] as const,
  );
  const links = listChildren(channel, 'link', 'http://www.w3.org/2005/Atom');
  return {
    items: new Map(items.map(([id, title]) => [id, title.replace(/^\u200F/, '')])),
    deleted: listChildren(root, 'deleted-entry').map((entry) => entry.attributes.ref ?? ''),
    previous: links.find(({ attributes }) => attributes.rel === 'prev-archive')?.attributes.href,
  };
}

function readJson(text: string): FeedState {
  const feed = JSON.parse(text) as {
    readonly items: readonly { readonly id: string; readonly title: string }[];
    readonly next_url?: string;
  };
  return {
    items: new Map(feed.items.map(({ id, title }) => [id, title])),
    deleted: [],
    previous: feed.next_url,
  };
}
