import { matchKey } from '../text/match-key.ts';
import type { Channel } from './channel.ts';
import type { FeedItem } from './item.ts';

/** By what a channel's items are told apart, in the order in which addresses name them. */
export const facetKinds = ['author', 'section', 'source', 'tag'] as const;

export type FacetKind = (typeof facetKinds)[number];

/** One author, desk, agency or tag of a channel. */
export interface Facet {
  readonly kind: FacetKind;
  /** The folded key under which spellings meet. */
  readonly value: string;
  /** As it was written when it came first; of a desk its slug. It stands in addresses, so it never changes. */
  readonly label: string;
}

/** How much of each item a feed tells, and for whom: see render/views. */
export const views = ['full', 'points', 'headlines', 'msn', 'flipboard', 'fulltext'] as const;

export type View = (typeof views)[number];

/** What of a channel a feed holds: the latest `limit` items that have all the facets and all the words. */
export interface Selection {
  /** At most one of a kind, in the order of {@link facetKinds}. */
  readonly facets: readonly Facet[];
  /** As the reader typed them. */
  readonly words?: string;
  readonly view: View;
  readonly limit: number;
}

/** The channel itself, with all of each item: its archives go on where its feed ends. */
export function isWhole({ facets, words, view }: Selection): boolean {
  return facets.length === 0 && words === undefined && view === 'full';
}

export function wholeOf({ maxItems }: Pick<Channel, 'maxItems'>): Selection {
  return { facets: [], view: 'full', limit: maxItems };
}

/** All that the channel has of one author, desk, agency or tag. */
export function selectionOf(channel: Pick<Channel, 'maxItems'>, facet: Facet): Selection {
  return { ...wholeOf(channel), facets: [facet] };
}

/** Bound of a feed that is asked for with `limit`. */
export const maxLimit = 200;

/** The name of a facet in addresses; the key of what comes back is the facet's value. */
export function facetSlug(label: string): string {
  return label
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** A longer one is a sentence that nobody looks for, and no index of a database takes it. */
const longestFacet = 200;

/** Undefined for a name of nothing but signs, which no address could tell from another, and for one of many words. */
export function facetOf(kind: FacetKind, label: string): Facet | undefined {
  const value = matchKey(facetSlug(label));
  return value === '' || value.length > longestFacet ? undefined : { kind, value, label };
}

/** What the item is found by, each once. */
export function facetsOf({
  section,
  authors,
  tags,
  source,
}: Pick<FeedItem, 'section' | 'authors' | 'tags' | 'source'>): readonly Facet[] {
  const labels: readonly (readonly [FacetKind, string])[] = [
    ...authors.map(({ name }) => ['author', name] as const),
    ...(section === undefined ? [] : [['section', section] as const]),
    ...(source === undefined ? [] : [['source', source] as const]),
    ...tags.map((tag) => ['tag', tag] as const),
  ];
  const found = new Map<string, Facet>();
  for (const [kind, label] of labels) {
    const facet = facetOf(kind, label);
    if (facet !== undefined && !found.has(`${kind} ${facet.value}`))
      found.set(`${kind} ${facet.value}`, facet);
  }
  return [...found.values()];
}
