import { createRequire } from 'node:module';
import type * as Feedsmith from 'feedsmith';
import type { AtomFeed as Atom, RdfFeed as Rdf, RssFeed as Rss } from 'feedsmith';
import type { XmlFeed } from './feed-xml.ts';

/*
 * The one importer of `feedsmith`. It passes over what is missing or wrong in an item, decodes references once and
 * CDATA never, and knows the namespaces by their address.
 */

const load = createRequire(import.meta.url);

export type RssFeed = Rss.Feed<string>;
export type RdfFeed = Rdf.Feed<string>;
export type AtomFeed = Atom.Feed<string>;
export type RssItem = NonNullable<RssFeed['items']>[number] | NonNullable<RdfFeed['items']>[number];
export type AtomEntry = NonNullable<AtomFeed['entries']>[number];
export type FeedMedia = NonNullable<RssItem['media']>;

export type ParsedFeed =
  | { readonly kind: 'rss'; readonly feed: RssFeed }
  | { readonly kind: 'rdf'; readonly feed: RdfFeed }
  | { readonly kind: 'atom'; readonly feed: AtomFeed };

/** Throws an error of feedsmith's for what it takes for no feed. */
export function parseFeed({ kind, xml }: XmlFeed): ParsedFeed {
  // Slow to load, and few newsrooms have a feed to read: with the first one.
  const { parseRssFeed, parseRdfFeed, parseAtomFeed } = load('feedsmith') as typeof Feedsmith;
  switch (kind) {
    case 'rss':
      return { kind, feed: parseRssFeed(xml) };
    case 'rdf':
      return { kind, feed: parseRdfFeed(xml) };
    case 'atom':
      return { kind, feed: parseAtomFeed(xml) };
  }
}
