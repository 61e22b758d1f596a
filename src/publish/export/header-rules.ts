import { facetFolders } from '../../domain/addresses.ts';
import type { Site } from '../../domain/channel.ts';
import { defaultChannel, type HeaderPolicy } from '../document-parts.ts';
import type { HeaderBlock } from '../representation.ts';
import { pathOf, type Resource } from '../resource.ts';
import { parseOwn } from './export-state.ts';
import { publicPath } from './public-path.ts';
import type { StaticTree } from './static-tree.ts';

/** For programs: which fields belong to which address. Beside what is public, not in it. */
const manifestFile = 'manifest.json';

/**
 * The header fields of one address, or of all that have its shape. In the values of a shape `{path}` stands for the
 * path of the address, percent-encoded, and `{folder}` for the path up to its last slash.
 */
export interface HeaderRule {
  /** The path, or a regular expression that the whole of it matches. */
  readonly match: string;
  readonly isPattern: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HeaderRules {
  /** Of the first document of its shape; what else has that shape differs in nothing but its path. */
  readonly note: (named: Resource | MediaName, okHeaders: () => Promise<HeaderBlock>) => Promise<void>;
  readonly list: () => readonly HeaderRule[];
}

export interface MediaName {
  readonly kind: 'media';
  readonly ending: string;
}

/** What depends on the coding, on the story, or on a conversation that no static host has. */
const left = new Set(['content-length', 'content-encoding', 'etag', 'last-modified', 'accept-ranges']);

/** @param known of an earlier export; what is noted takes its place */
export function openHeaderRules(site: Site, known: readonly HeaderRule[]): HeaderRules {
  const rules = new Map(known.map((rule) => [rule.match, rule]));
  const noted = new Set<string>();
  return {
    note: async (named, okHeaders) => {
      const { match, isPattern } = shapeOf(site, named);
      if (noted.has(match)) return;
      noted.add(match);
      const path = named.kind === 'media' ? undefined : publicPath(site, pathOf(named));
      const template = (value: string) =>
        isPattern && path !== undefined ? templateOf(site, path, value) : value;
      rules.set(match, { match, isPattern, headers: headersFrom(await okHeaders(), named, template) });
    },
    list: () => [...rules.values()].sort((one, other) => (one.match < other.match ? -1 : 1)),
  };
}

function shapeOf(site: Site, named: Resource | MediaName): Pick<HeaderRule, 'match' | 'isPattern'> {
  const below = (tail: string, ...names: readonly string[]) => {
    const path = publicPath(site, ['', ...names].join('/'));
    return { match: `^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${tail}$`, isPattern: true };
  };
  const file = 'format' in named ? escapedFile(named) : '';
  const folders = Object.values(facetFolders).join('|');
  switch (named.kind) {
    case 'media':
      return below(`/[0-9a-f]{64}\\.${named.ending}`, 'media');
    case 'item':
      return below('/[0-9a-z]{26}/[^/]+', named.channel.id);
    case 'archive':
      return below(`/archive/[0-9]+/[0-9]+/${file}`, named.channel.id);
    case 'sitemap':
      return below('/sitemap-[0-9]+\\.xml', named.channel.id);
    case 'feed':
    case 'listing':
      if (named.selection.facets.length > 0) return below(`/(?:${folders})/[^/]+/${file}`, named.channel.id);
  }
  return { match: publicPath(site, pathOf(named)), isPattern: false };
}

function escapedFile(named: Extract<Resource, { readonly format: unknown }>): string {
  const path = pathOf(named);
  return path.slice(path.lastIndexOf('/') + 1).replaceAll('.', '\\.');
}

function headersFrom(
  block: HeaderBlock,
  { kind }: Resource | MediaName,
  template: (value: string) => string,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (let at = 0; at + 1 < block.length; at += 2) {
    const [name = '', value = ''] = block.slice(at, at + 2);
    const lower = name.toLowerCase();
    // A story may be in another language than those beside it.
    if (left.has(lower) || (lower === 'content-language' && kind === 'item')) continue;
    // Nobody is told what has changed alone (RFC 3229): that takes a server.
    headers[name] = lower === 'vary' ? 'Accept-Encoding' : template(value);
  }
  return headers;
}

function templateOf({ baseUrl }: Site, path: string, value: string): string {
  const { origin } = new URL(baseUrl);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return value
    .replaceAll(`<${origin}${path}>`, `<${origin}{path}>`)
    .replaceAll(`<${origin}${folder}`, `<${origin}{folder}`);
}

/**
 * Of an earlier export, but for those of channels that are there no longer.
 * @param isThorough then none where they cannot be read
 */
export async function loadHeaderRules(
  tree: StaticTree,
  site: Site,
  isThorough: boolean,
): Promise<readonly HeaderRule[]> {
  const written = await tree.read(manifestFile);
  if (written === undefined) return [];
  const named = { file: manifestFile, bytes: written };
  const { rules = [] } = parseOwn<{ readonly rules?: readonly HeaderRule[] }>(tree, named, isThorough) ?? {};
  const [above, ...channels] = ['', ...site.channels.map(({ id }) => `/${id}/`), '/media/'].map((path) =>
    publicPath(site, path),
  );
  const isOfSite = (match: string) => !match.slice((above ?? '').length + 1).includes('/');
  return rules.filter(({ match }) => {
    const path = match.replace(/^\^|\\/g, '');
    return isOfSite(path) || channels.some((channel) => path.startsWith(channel));
  });
}

export function manifestOf(
  site: Site,
  rules: readonly HeaderRule[],
  errorHeaders: HeaderRule['headers'],
): { readonly file: string; readonly bytes: string } {
  const manifest = { baseUrl: site.baseUrl, rules, errorHeaders };
  return { file: manifestFile, bytes: `${JSON.stringify(manifest, null, 1)}\n` };
}

/** Of the pages of 404 and 410. */
export function errorHeadersOf(site: Site, { page }: HeaderPolicy): HeaderRule['headers'] {
  const pairs = page.flatMap((name, at) => (at % 2 === 0 ? [[name, page[at + 1] ?? ''] as const] : []));
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': defaultChannel(site).language,
    'Cache-Control': 'no-store',
    ...Object.fromEntries(pairs),
  };
}
