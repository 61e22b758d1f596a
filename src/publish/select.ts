import type { Channel } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import {
  type Facet,
  type FacetKind,
  facetKinds,
  facetSlug,
  maxLimit,
  type Selection,
  type View,
} from '../domain/selection.ts';
import { findSection } from '../ingest/find-section.ts';
import { findFacet } from '../store/facets.ts';
import type { Session } from '../store/open-store.ts';
import { matchKey } from '../text/match-key.ts';
import { searchMatcher } from '../text/search-words.ts';

/** A selection as a reader asks for it, in any spelling. */
export interface Asked {
  readonly facets: ReadonlyMap<FacetKind, string>;
  readonly words?: string;
  readonly view?: View;
  readonly limit?: string;
}

const maxWordsLength = 100;

/**
 * What is asked for by its own names; undefined where the channel has never had such an author, desk, agency or tag.
 * A desk of the configuration has a feed before its first story.
 * @throws NashraError `bad_request`
 */
export async function selectAsked(
  session: Session,
  channel: Channel,
  { facets: names, words: typed, view = 'full', limit }: Asked,
): Promise<Selection | undefined> {
  const facets: Facet[] = [];
  for (const kind of facetKinds) {
    const name = names.get(kind);
    if (name === undefined) continue;
    const facet = await findAsked(session, channel, kind, name);
    if (facet === undefined) return undefined;
    facets.push(facet);
  }
  const words = typed?.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (words !== undefined && words.length > maxWordsLength)
    throw new NashraError('bad_request', `A search has at most ${maxWordsLength} characters.`);
  const hasWords = words !== undefined && searchMatcher(words) !== undefined;
  return { facets, ...(hasWords ? { words } : {}), view, limit: limitOf(channel, limit) };
}

async function findAsked(
  session: Session,
  channel: Channel,
  kind: FacetKind,
  name: string,
): Promise<Facet | undefined> {
  const section = kind === 'section' ? findSection(channel, name) : undefined;
  const slug = facetSlug(section?.slug ?? name);
  const value = matchKey(slug);
  if (section !== undefined) return { kind, value, label: section.slug };
  return value === '' ? undefined : findFacet(session, channel.id, { kind, value });
}

function limitOf({ maxItems }: Channel, limit: string | undefined): number {
  if (limit === undefined) return maxItems;
  if (!/^[1-9]\d{0,5}$/.test(limit)) throw new NashraError('bad_request', 'limit is a number from 1.');
  return Math.min(Number(limit), maxLimit);
}
