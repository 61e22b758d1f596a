import { type FeedFormat, feedMediaTypes, feedUrl } from '../../domain/addresses.ts';
import type { Direction } from '../../domain/article.ts';
import type { Channel, Site } from '../../domain/channel.ts';
import { type Selection, wholeOf } from '../../domain/selection.ts';
import { feedTitle } from '../feed-title.ts';
import { faviconUrl } from './favicon.ts';
import { formatMarkup, html, type Markup, raw } from './markup.ts';
import { stylesheet, themeColors } from './style.ts';
import { wordsOf } from './words-of.ts';

/** A feed of a channel, or of a part of it. */
export interface PageFeed {
  readonly channel: Channel;
  readonly selection?: Selection;
}

export interface Page {
  readonly site: Site;
  readonly language: string;
  readonly direction: Direction;
  readonly title: string;
  readonly description?: string;
  /** Absent on a page that search engines should not keep. */
  readonly canonicalUrl?: string;
  /** Those that belong to the page, what it shows first. */
  readonly feeds: readonly PageFeed[];
  /** What else the head holds. */
  readonly head?: Markup;
  /** Stands in the page's `<header>`. */
  readonly header: Markup;
  readonly main: Markup;
  /** Stands in the page's `<footer>`. */
  readonly footer: Markup;
}

export const feedFormats: readonly FeedFormat[] = ['rss', 'atom', 'json'];

export const feedFormatNames: Readonly<Record<FeedFormat, string>> = {
  rss: 'RSS',
  atom: 'Atom',
  json: 'JSON Feed',
};

/** The frame of every page. The only `<style>` is {@link stylesheet}, unchanged, so that a CSP can name its hash. */
export function renderPage(page: Page): string {
  return formatMarkup(html`<!DOCTYPE html>
<html lang="${page.language}" dir="${page.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="${themeColors.light}" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="${themeColors.dark}" media="(prefers-color-scheme: dark)">
<title>${page.title}</title>
${renderDescription(page.description)}${renderCanonical(page.canonicalUrl)}<link rel="icon" href="${faviconUrl}">
${page.feeds.map((feed) => feedFormats.map((format) => renderAutodiscovery(page.site, feed, format)))}${page.head}<style>${raw(stylesheet)}</style>
</head>
<body>
<a class="skip" href="#main">${wordsOf(page.language).skipToContent}</a>
<header class="masthead">
${page.header}
</header>
<main id="main" tabindex="-1">
${page.main}
</main>
<footer class="colophon">
${page.footer}
</footer>
</body>
</html>
`);
}

function renderDescription(description: string | undefined): Markup | undefined {
  if (description === undefined || description === '') return undefined;
  return html`<meta name="description" content="${description}">\n`;
}

function renderCanonical(url: string | undefined): Markup {
  return url === undefined
    ? html`<meta name="robots" content="noindex">\n`
    : html`<link rel="canonical" href="${url}">\n`;
}

function renderAutodiscovery(site: Site, { channel, selection }: PageFeed, format: FeedFormat): Markup {
  const title = `${feedTitle(channel, selection ?? wholeOf(channel))} (${feedFormatNames[format]})`;
  return html`<link rel="alternate" type="${feedMediaTypes[format]}" title="${title}" href="${feedUrl(site, channel, format, selection)}">\n`;
}
