import type { FeedFormat } from './addresses.ts';
import type { OldSystem } from './old-site.ts';
import type { FacetKind } from './selection.ts';

/** What another system had at an address. */
export interface OldFeed {
  readonly format: FeedFormat;
  /** A part of the channel by the name that it had, percent-encoded, and what it may be here: the first that is. */
  readonly part?: { readonly name: string; readonly kinds: readonly FacetKind[] };
}

/** One shape of an address; groups `name` and `type` of the path say what it leads to. */
interface Shape {
  readonly path: RegExp;
  readonly kinds?: readonly FacetKind[];
  /** Where neither the path nor a parameter says it; else RSS. */
  readonly format?: FeedFormat;
  /** Parameter that names the format, where the path doesn't. */
  readonly parameter?: string;
  /** What the query must say for it to be a feed that we have. */
  readonly asks?: (query: URLSearchParams) => boolean;
}

const section = ['section', 'tag'] as const;
const tag = ['tag', 'section'] as const;
const author = ['author'] as const;

// Blogger's own JSON is no JSON Feed.
const bloggerFormat: Partial<Shape> = {
  format: 'atom',
  parameter: 'alt',
  asks: (query) => ['atom', 'rss'].includes(query.get('alt') ?? 'atom'),
};

const joomlaFormat: Partial<Shape> = {
  parameter: 'type',
  asks: (query) => query.get('format') === 'feed',
};

const wordpressTail = 'feed(?:/(?<type>rss2?|rdf|atom|json))?$';

const shapes: Readonly<Record<OldSystem, readonly Shape[]>> = {
  wordpress: [
    { path: new RegExp(`^/${wordpressTail}`) },
    { path: /^\/(?:wp-)?(?<type>rss2?|rdf|atom)(?:\.php)?$/ },
    { path: new RegExp(`^/category/(?:[^/]+/)*?(?<name>[^/]+)/${wordpressTail}`), kinds: section },
    { path: new RegExp(`^/tag/(?<name>[^/]+)/${wordpressTail}`), kinds: tag },
    { path: new RegExp(`^/author/(?<name>[^/]+)/${wordpressTail}`), kinds: author },
    {
      path: /^\/(?:index\.php)?$/,
      parameter: 'feed',
      // With any other parameter it is the feed of something that is known here by another name.
      asks: (query) => /^(?:feed|rss2?|rdf|atom|json)$/.test(query.get('feed') ?? '') && query.size === 1,
    },
  ],
  blogger: [
    {
      path: /^\/feeds\/posts\/(?:default|summary|full)(?:\/-\/(?<name>[^/]+))?$/,
      kinds: tag,
      ...bloggerFormat,
    },
    { path: /^\/rss\.xml$/ },
  ],
  drupal: [{ path: /^\/rss\.xml$/ }],
  ghost: [
    { path: /^\/rss$/ },
    { path: /^\/tag\/(?<name>[^/]+)\/rss$/, kinds: tag },
    { path: /^\/author\/(?<name>[^/]+)\/rss$/, kinds: author },
  ],
  hugo: [
    { path: /^\/(?:index|rss)\.xml$/ },
    { path: /^\/tags\/(?<name>[^/]+)\/index\.xml$/, kinds: tag },
    { path: /^\/authors\/(?<name>[^/]+)\/index\.xml$/, kinds: author },
    { path: /^\/(?:categories\/)?(?<name>[^/]+)\/index\.xml$/, kinds: section },
  ],
  jekyll: [
    { path: /^\/(?:rss|index)\.xml$/ },
    { path: /^\/feed\.atom$/, format: 'atom' },
    { path: /^\/feed\/by_tag\/(?<name>[^/]+)\.xml$/, kinds: tag },
    { path: /^\/feed\/(?<name>[^/]+)\.xml$/, kinds: section },
  ],
  joomla: [
    { path: /^\/(?:index\.php)?$/, ...joomlaFormat },
    { path: /^\/(?:\d+-)?(?<name>[^/]+)$/, kinds: section, ...joomlaFormat },
  ],
};

/**
 * What one of the systems had there; undefined where none had a feed.
 * @param path percent-encoded, without a slash at its end
 */
export function findOldFeed(
  systems: readonly OldSystem[],
  path: string,
  query: URLSearchParams,
): OldFeed | undefined {
  for (const { path: shape, asks, kinds, ...said } of systems.flatMap((system) => shapes[system])) {
    const found = shape.exec(path);
    if (found === null || asks?.(query) === false) continue;
    const { name, type = said.parameter && query.get(said.parameter) } = found.groups ?? {};
    const part = name === undefined || kinds === undefined ? {} : { part: { name, kinds } };
    return { format: formatOf(type) ?? said.format ?? 'rss', ...part };
  }
  return undefined;
}

/** `rss`, `rss2` and `rdf` are versions of one format; undefined where nothing is said. */
function formatOf(type: string | null | undefined): FeedFormat | undefined {
  if (type === undefined || type === null) return undefined;
  return type === 'atom' || type === 'json' ? type : 'rss';
}
