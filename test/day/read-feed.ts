import { checkJsonFeed } from '../support/json-feed.ts';
import { getChild, listChildren, parseStrictXml } from '../support/strict-xml.ts';

export interface ShownItem {
  readonly id: string;
  readonly title: string;
  /** The path of its page. */
  readonly page: string;
  /** Where a format has it at hand. */
  readonly html?: string;
}

/** A feed as a strict reader has it. */
export interface ReadFeed {
  readonly items: readonly ShownItem[];
  /** Ids that the feed says are gone. */
  readonly deleted: readonly string[];
  /** The path of the archive before it. */
  readonly archive: string | undefined;
}

/** Throws on whatever a strict reader refuses. */
export function readFeed(text: string): ReadFeed {
  return text.startsWith('{') ? readJson(text) : readXml(text);
}

interface JsonFeed {
  readonly next_url?: string;
  readonly items: readonly {
    readonly id: string;
    readonly url: string;
    readonly title: string;
    readonly content_html?: string;
  }[];
}

function readJson(text: string): ReadFeed {
  const feed = JSON.parse(text) as JsonFeed;
  const faults = checkJsonFeed(feed);
  if (faults.length > 0) throw new Error(faults.join('; '));
  return {
    items: feed.items.map(({ id, url, title, content_html: html }) => ({
      id,
      title,
      page: pathOf(url),
      ...(html === undefined ? {} : { html }),
    })),
    deleted: [],
    archive: feed.next_url === undefined ? undefined : pathOf(feed.next_url),
  };
}

function readXml(text: string): ReadFeed {
  const root = parseStrictXml(text);
  const isRss = root.name === 'rss';
  const feed = isRss ? getChild(root, 'channel') : root;
  const archive = listChildren(feed, 'link', 'http://www.w3.org/2005/Atom').find(
    ({ attributes }) => attributes.rel === 'prev-archive',
  );
  const items = listChildren(feed, isRss ? 'item' : 'entry').map((item) => {
    const link = listChildren(item, 'link').find(
      ({ attributes: { rel = 'alternate' } }) => rel === 'alternate',
    );
    return {
      id: getChild(item, isRss ? 'guid' : 'id').text,
      title: getChild(item, 'title', isRss ? '' : undefined).text,
      page: pathOf(link?.attributes.href ?? link?.text ?? ''),
    };
  });
  return {
    items,
    deleted: listChildren(feed, 'deleted-entry').map(({ attributes }) => attributes.ref ?? ''),
    archive: archive?.attributes.href === undefined ? undefined : pathOf(archive.attributes.href),
  };
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
