import { type FacetKind, facetKinds, type View, views } from '../domain/selection.ts';
import type { Asked } from '../publish/select.ts';

const known: readonly string[] = [...facetKinds, 'limit', 'q', 'view'];

/** What the query of a feed's address asks for; parameters that mean nothing here are others' (`utm_source`). */
export function readAsked(
  url: string,
  own: { readonly facet?: readonly [FacetKind, string]; readonly view?: View } = {},
): Asked {
  const query = queryOf(url);
  const facets = new Map<FacetKind, string>();
  for (const kind of facetKinds) {
    const name = query.get(kind);
    if (name !== null && name !== '') facets.set(kind, name);
  }
  if (own.facet !== undefined) facets.set(...own.facet);
  const words = query.get('q');
  const limit = query.get('limit');
  const view = own.view ?? views.find((one) => one === query.get('view'));
  return {
    facets,
    ...(words === null ? {} : { words }),
    ...(limit === null || limit === '' ? {} : { limit }),
    ...(view === undefined ? {} : { view }),
  };
}

/** The address without others' parameters, encoded as ours are: equal to the one path of its resource, or not its own. */
export function askedPath(url: string): string {
  const { pathname } = new URL(url, 'http://path.invalid');
  const path = pathname.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  const pairs = [...queryOf(url)]
    .filter(([name]) => known.includes(name))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

function queryOf(url: string): URLSearchParams {
  return new URL(url, 'http://path.invalid').searchParams;
}
