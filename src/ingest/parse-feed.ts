import { parseAtomFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';
import type { XmlFeed } from './feed-xml.ts';

/*
 * The one importer of `feedsmith`. It passes over what is missing or wrong in an item, decodes references once and
 * CDATA never, and knows the namespaces by their address.
 */

// Without functions of their own, the types of what generic functions give can't be named.
const rss = (xml: string) => parseRssFeed(xml);
const rdf = (xml: string) => parseRdfFeed(xml);
const atom = (xml: string) => parseAtomFeed(xml);

export type RssFeed = ReturnType<typeof rss>;
export type RdfFeed = ReturnType<typeof rdf>;
export type AtomFeed = ReturnType<typeof atom>;
export type RssItem = NonNullable<RssFeed['items']>[number] | NonNullable<RdfFeed['items']>[number];
export type AtomEntry = NonNullable<AtomFeed['entries']>[number];
export type FeedMedia = NonNullable<RssItem['media']>;

export type ParsedFeed =
  | { readonly kind: 'rss'; readonly feed: RssFeed }
  | { readonly kind: 'rdf'; readonly feed: RdfFeed }
  | { readonly kind: 'atom'; readonly feed: AtomFeed };

/** Throws an error of feedsmith's for what it takes for no feed. */
export function parseFeed({ kind, xml }: XmlFeed): ParsedFeed {
  switch (kind) {
    case 'rss':
      return { kind, feed: rss(xml) };
    case 'rdf':
      return { kind, feed: rdf(xml) };
    case 'atom':
      return { kind, feed: atom(xml) };
  }
}
