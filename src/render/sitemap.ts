import { newsSitemapPath } from '../domain/addresses.ts';
import type { Site } from '../domain/channel.ts';
import { escapeXmlAttribute } from '../text/xml.ts';

/** A page or a sitemap by its absolute, percent-encoded address. */
export interface Located {
  readonly url: string;
  readonly modifiedAt?: Date;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** https://www.sitemaps.org/protocol.html#index */
export function renderSitemapIndex(sitemaps: readonly Located[]): string {
  const entries = sitemaps.map((one) => `<sitemap>${located(one)}</sitemap>\n`);
  return `${declaration}<sitemapindex ${namespace}>\n${entries.join('')}</sitemapindex>\n`;
}

/** https://www.sitemaps.org/protocol.html, of parts that {@link sitemapEntries} and others have made. */
export function renderUrlset(parts: readonly string[], furtherNamespace = ''): string {
  // One join: put together afterwards, sixteen megabytes would be copied once more while every request waits.
  return [`${declaration}<urlset ${namespace}${furtherNamespace}>\n`, ...parts, '</urlset>\n'].join('');
}

/** A part of a sitemap: one of fifty thousand addresses is made piece by piece. */
export function sitemapEntries(pages: readonly Located[]): string {
  return pages.map((page) => `<url>${located(page)}</url>\n`).join('');
}

/** Without what `<priority>` and `<changefreq>` would guess, which search engines ignore. */
function located({ url, modifiedAt }: Located): string {
  const modified = modifiedAt === undefined ? '' : `<lastmod>${modifiedAt.toISOString()}</lastmod>`;
  return `${locElement(url)}${modified}`;
}

/** The protocol asks for references of both quotation marks too. */
export function locElement(url: string): string {
  return `<loc>${escapeXmlAttribute(url).replaceAll("'", '&apos;')}</loc>`;
}

/** RFC 9309, with the sitemaps; the ones for news are not in the index, since only some engines take them. */
export function renderRobots({ baseUrl, channels }: Site): string {
  const paths = ['/sitemap.xml', ...channels.map(({ id }) => newsSitemapPath(id))];
  return `User-agent: *\nAllow: /\n\n${paths.map((path) => `Sitemap: ${baseUrl}${path}\n`).join('')}`;
}
