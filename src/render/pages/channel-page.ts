import { channelUrl, selectionUrl } from '../../domain/addresses.ts';
import type { FeedItem } from '../../domain/item.ts';
import { facetOf, type Selection } from '../../domain/selection.ts';
import type { FeedSnapshot } from '../../domain/snapshot.ts';
import { feedTitle, selectionTitle } from '../feed-title.ts';
import { renderChannelFooter } from './channel-footer.ts';
import { formatCount } from './dates.ts';
import { renderEntry } from './entry.ts';
import { html, type Markup } from './markup.ts';
import { renderNameplate } from './nameplate.ts';
import { renderOpenGraph } from './open-graph.ts';
import { renderPage } from './page.ts';
import { type PageContext, pageContextOf } from './page-context.ts';
import { isWebAddress } from './people.ts';
import { renderSectionNav } from './section-nav.ts';

/** All items of the snapshot, day by day: of a channel, `/{channel}/`, or of a part of it. */
export function renderChannelPage(snapshot: FeedSnapshot): string {
  const { site, channel, items, selection } = snapshot;
  const context = pageContextOf(site, channel);
  const part = selectionTitle(channel, selection);
  const title = feedTitle(channel, selection);
  const url = selectionUrl(site, channel, selection);
  return renderPage({
    site,
    language: channel.language,
    direction: channel.direction,
    title: `${title} – ${site.name}`,
    description: channel.description,
    canonicalUrl: url,
    feeds: part === '' ? [{ channel }] : [{ channel, selection }, { channel }],
    head: renderOpenGraph({
      type: 'website',
      title,
      description: channel.description,
      url,
      siteName: site.name,
      language: channel.language,
    }),
    header: renderNameplate(site),
    main: html`<div class="channel-head">
${part === '' ? undefined : html`<p class="kicker"><a class="section" href="${channelUrl(site, channel)}"><bdi>${channel.title}</bdi></a></p>\n`}<h1><bdi>${part === '' ? channel.title : part}</bdi></h1>
${part === '' ? html`<p class="standfirst">${channel.description}</p>\n` : undefined}
${renderPersonPage(context, selection)}${items.length === 0 ? undefined : renderCounts(context, snapshot)}</div>
${renderSectionNav(context, selection)}${items.length === 0 ? html`<p class="empty">${context.words.noItems}</p>` : renderDays(context, items)}`,
    footer: renderChannelFooter(context, selection),
  });
}

/** The page that the newsroom's configuration gives of the author whose stories these are. */
function renderPersonPage(
  { channel, words }: PageContext,
  { facets: [facet] }: Selection,
): Markup | undefined {
  if (facet?.kind !== 'author') return undefined;
  const uri = channel.authors.find(({ name }) => facetOf('author', name)?.value === facet.value)?.uri;
  if (uri === undefined || !isWebAddress(uri)) return undefined;
  return html`<p class="person"><a href="${uri}" rel="author">${words.personPage}</a></p>\n`;
}

function renderCounts({ site, channel, words, dates }: PageContext, snapshot: FeedSnapshot): Markup {
  const { length } = snapshot.items;
  const digits = formatCount(length, channel.language, site.dateStyle);
  return html`<p class="counts"><span>${words.itemCount(length, digits)}</span> <span>${words.updated}: ${dates.full(snapshot.updatedAt)}</span></p>\n`;
}

function renderDays(context: PageContext, items: readonly FeedItem[]): readonly Markup[] {
  const { dates } = context;
  return groupByDay(context, items).map(
    ([first, ...others]) => html`<section class="day">
<h2 class="day-title"><span>${dates.weekday(first.publishedAt)}</span> <span class="date">${dates.day(first.publishedAt)}</span></h2>
<div class="entries">
${[first, ...others].map((item) => renderEntry(context, item, 'hour'))}</div>
</section>
`,
  );
}

type DayOfItems = [FeedItem, ...FeedItem[]];

function groupByDay({ dates }: PageContext, items: readonly FeedItem[]): readonly DayOfItems[] {
  const days = new Map<string, DayOfItems>();
  for (const item of items) {
    const day = dates.day(item.publishedAt);
    const known = days.get(day);
    if (known === undefined) days.set(day, [item]);
    else known.push(item);
  }
  return [...days.values()];
}
