import { channelUrl } from '../../domain/addresses.ts';
import type { Site } from '../../domain/channel.ts';
import type { FeedSnapshot } from '../../domain/snapshot.ts';
import { renderFeedLinks } from './channel-footer.ts';
import { renderEntry } from './entry.ts';
import { html, type Markup } from './markup.ts';
import { renderOpenGraph } from './open-graph.ts';
import { renderPage } from './page.ts';
import { pageContextOf, siteLanguageOf } from './page-context.ts';
import { wordsOf } from './words-of.ts';

/** The lead, two beside it, and two rows of three. */
const itemsOnFront = 9;

/** The newsroom's front page, `/`, in the language of its default channel. */
export function renderSitePage(site: Site, channels: readonly FeedSnapshot[]): string {
  const { language, direction } = siteLanguageOf(site);
  const url = `${site.baseUrl}/`;
  return renderPage({
    site,
    language,
    direction,
    title: site.name,
    description: site.description,
    canonicalUrl: url,
    feeds: channels.map(({ channel }) => ({ channel })),
    head: renderOpenGraph({
      type: 'website',
      title: site.name,
      description: site.description,
      url,
      siteName: site.name,
      language,
    }),
    header: html`<h1 class="nameplate-front" dir="auto">${site.name}</h1>
<p class="motto" dir="auto">${site.description}</p>`,
    main:
      channels.length === 0
        ? html`<p class="empty">${wordsOf(language).noChannels}</p>`
        : html`${channels.map(renderFront)}`,
    footer: html`${channels.map(renderFollow)}`,
  });
}

function renderFront({ site, channel, items }: FeedSnapshot): Markup {
  const context = pageContextOf(site, channel);
  const { words } = context;
  const id = `channel-${channel.id}`;
  return html`<section class="front" lang="${channel.language}" dir="${channel.direction}" aria-labelledby="${id}">
<h2 class="front-title" id="${id}"><a href="${channelUrl(site, channel)}"><bdi>${channel.title}</bdi></a></h2>
${
  items.length === 0
    ? html`<p class="empty">${words.noItems}</p>`
    : html`<div class="front-grid">
${items.slice(0, itemsOnFront).map((item, index) => renderEntry(context, item, 'full', index === 0))}</div>
<p class="more"><a href="${channelUrl(site, channel)}">${words.allItems}</a></p>`
}
</section>
`;
}

function renderFollow({ site, channel }: FeedSnapshot): Markup {
  const context = pageContextOf(site, channel);
  const { words } = context;
  return html`<nav class="follow" lang="${channel.language}" dir="${channel.direction}" aria-label="${words.feeds}: ${channel.title}">
<p class="follow-title">${words.follow}: <bdi>${channel.title}</bdi></p>
${renderFeedLinks(context)}
</nav>
${channel.rights === undefined ? undefined : html`<p class="rights" lang="${channel.language}" dir="${channel.direction}">${channel.rights}</p>\n`}`;
}
