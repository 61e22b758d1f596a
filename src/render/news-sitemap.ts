import { itemUrl } from '../domain/addresses.ts';
import type { Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import { withoutBidiControls } from '../text/bidi-controls.ts';
import { escapeXmlText } from '../text/xml.ts';
import { formatPublication } from './pages/dates.ts';
import { locElement, renderUrlset } from './sitemap.ts';

const newsNamespace = ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"';

/**
 * Of parts that {@link newsEntries} has made:
 * https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
 */
export function renderNewsSitemap(parts: readonly string[]): string {
  return renderUrlset(parts, newsNamespace);
}

export function newsEntries(site: Site, items: readonly FeedItem[]): string {
  return items.map((item) => newsEntry(site, item)).join('');
}

function newsEntry(site: Site, item: FeedItem): string {
  const publication = element('publication', [
    element('name', escapeXmlText(withoutBidiControls(site.name))),
    element('language', languageCode(item.language)),
  ]);
  const news = element('news', [
    publication,
    element('publication_date', formatPublication(item, site.timeZone)),
    element('title', escapeXmlText(withoutBidiControls(item.title))),
  ]);
  const modified = `<lastmod>${item.updatedAt.toISOString()}</lastmod>`;
  return `<url>${locElement(itemUrl(site, item))}${modified}${news}</url>\n`;
}

function element(name: string, content: string | readonly string[]): string {
  return `<news:${name}>${[content].flat().join('')}</news:${name}>`;
}

/** ISO 639, without the region that BCP 47 may add. */
function languageCode(language: string): string {
  return new Intl.Locale(language).language;
}
