import { itemUrl, mediaUrl, sectionOf } from '../../domain/addresses.ts';
import type { Channel } from '../../domain/channel.ts';
import type { FeedItem } from '../../domain/item.ts';
import { leadPicture } from '../../domain/media.ts';
import { facetsOf, selectionOf } from '../../domain/selection.ts';
import type { FeedSnapshot } from '../../domain/snapshot.ts';
import { readingMinutesOfHtml } from '../../text/reading-time.ts';
import { placeMedia } from '../figures.ts';
import { wholeHtml } from '../syndicated.ts';
import { renderChannelFooter } from './channel-footer.ts';
import { formatCount, formatPublication, formatZonedDate } from './dates.ts';
import { renderFacetLink } from './facet-link.ts';
import { renderJsonLd } from './json-ld.ts';
import { renderKicker } from './kicker.ts';
import { html, type Markup, raw } from './markup.ts';
import { renderFolio, renderNameplate } from './nameplate.ts';
import { renderOpenGraph } from './open-graph.ts';
import { type PageFeed, renderPage } from './page.ts';
import { type PageContext, pageContextOf } from './page-context.ts';
import { renderPeople } from './people.ts';
import { renderTitle } from './title.ts';

/** The page of one article: `/{channel}/{key}/{slug}`. */
export function renderItemPage(snapshot: Pick<FeedSnapshot, 'site' | 'channel'>, item: FeedItem): string {
  const { site, channel } = snapshot;
  const context = pageContextOf(site, channel);
  return renderPage({
    site,
    language: channel.language,
    direction: channel.direction,
    title: `${item.title} – ${site.name}`,
    description: item.summary,
    canonicalUrl: itemUrl(site, item),
    feeds: [{ channel }, ...narrowerFeeds(channel, item)],
    head: html`${renderItemGraph(snapshot, item)}${renderJsonLd(snapshot, item)}\n`,
    header: html`${renderNameplate(site)}${renderFolio(context)}`,
    main: html`<article class="story">
<header class="story-head">
${renderKicker(context, item, item.dateline)}<h1 dir="auto" lang="${item.language}">${renderTitle(item.title)}</h1>
${renderStandfirst(item)}</header>
${renderFacts(context, item)}
<div class="text" lang="${item.language}" dir="${item.direction}">${raw(placeMedia(wholeHtml(site, item), '../../'))}</div>
${renderTags(context, item)}</article>`,
    footer: renderChannelFooter(context),
  });
}

/** What readers of the article are most likely to follow besides the channel: its section, then its authors. */
function narrowerFeeds(channel: Channel, item: FeedItem): readonly PageFeed[] {
  const facets = facetsOf(item);
  return (['section', 'author'] as const).flatMap((kind) =>
    facets
      .filter((facet) => facet.kind === kind)
      .map((facet) => ({ channel, selection: selectionOf(channel, facet) })),
  );
}

function renderItemGraph({ site, channel }: Pick<FeedSnapshot, 'site' | 'channel'>, item: FeedItem): Markup {
  const section = sectionOf(channel, item)?.label;
  const picture = leadPicture(item.media);
  return renderOpenGraph({
    type: 'article',
    title: item.title,
    description: item.summary,
    url: itemUrl(site, item),
    siteName: site.name,
    language: item.language,
    ...(picture === undefined ? {} : { image: { ...picture, address: mediaUrl(site, picture) } }),
    article: {
      publishedTime: formatPublication(item, site.timeZone),
      modifiedTime: formatZonedDate(item.updatedAt, site.timeZone),
      tags: item.tags,
      ...(section === undefined ? {} : { section }),
    },
  });
}

/** The summary, unless it only says what the text says in the same words: most are taken from the lead. */
function renderStandfirst(item: FeedItem): Markup | undefined {
  const opening = lettersOf(item.summary).slice(0, 40);
  if (opening === '' || lettersOf(item.html.replace(/<[^>]*>/g, '')).includes(opening)) return undefined;
  return html`<p class="standfirst" lang="${item.language}" dir="${item.direction}">${item.summary}</p>\n`;
}

function lettersOf(text: string): string {
  return text.replace(/&\w+;|&#\w+;|[^\p{L}\p{N}]/gu, '');
}

function renderFacts(context: PageContext, item: FeedItem): Markup {
  const { site, channel, words, dates } = context;
  const { authors, source } = item;
  const minutes = readingMinutesOfHtml(item.html, site.wordsPerMinute);
  const digits = formatCount(minutes, channel.language, site.dateStyle);
  const isUpdated = item.updatedAt.getTime() - item.publishedAt.getTime() >= 60_000;
  return html`<dl class="facts">
${[
  authors.length > 0 ? renderFact(words.by, renderPeople(context, authors)) : undefined,
  source === undefined ? undefined : renderFact(words.source, renderFacetLink(context, 'source', source)),
  renderFact(words.published, dates.published(item)),
  isUpdated ? renderFact(words.updated, dates.full(item.updatedAt)) : undefined,
  renderFact(words.readingTime, words.minuteCount(minutes, digits)),
]}</dl>`;
}

function renderFact(name: string, value: Markup | string): Markup {
  return html`<div><dt>${name}</dt> <dd>${value}</dd></div>\n`;
}

function renderTags(context: PageContext, item: FeedItem): Markup | undefined {
  const { channel, words } = context;
  if (item.tags.length === 0) return undefined;
  return html`<section class="tags" aria-label="${words.tags}" lang="${channel.language}">
<ul>${item.tags.map((tag) => html`<li dir="auto">${renderFacetLink(context, 'tag', tag, html`${tag}`)}</li>`)}</ul>
</section>
`;
}
