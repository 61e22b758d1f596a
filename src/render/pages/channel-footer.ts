import { channelUrl, feedUrl } from '../../domain/addresses.ts';
import type { Selection } from '../../domain/selection.ts';
import { html, type Markup } from './markup.ts';
import { feedFormatNames, feedFormats } from './page.ts';
import type { PageContext } from './page-context.ts';
import { isWebAddress } from './people.ts';

/** How to follow the channel, or the part of it that the page shows, and its rights. */
export function renderChannelFooter(context: PageContext, selection?: Selection): Markup {
  const { site, channel, words } = context;
  return html`<nav class="follow" aria-label="${words.feeds}">
<p class="follow-title">${words.follow}</p>
${renderFeedLinks(context, selection)}
</nav>
${renderRights(context)}<p class="home"><a href="${site.baseUrl}/"><bdi>${site.name}</bdi></a> <a href="${channelUrl(site, channel)}"><bdi>${channel.title}</bdi></a></p>`;
}

export function renderFeedLinks({ site, channel }: PageContext, selection?: Selection): Markup {
  return html`<ul class="feeds">${feedFormats.map(
    (format) =>
      html`<li><a href="${feedUrl(site, channel, format, selection)}" lang="en" dir="ltr">${feedFormatNames[format]}</a></li>`,
  )}</ul>`;
}

function renderRights({ channel, words }: PageContext): Markup | undefined {
  const license =
    channel.license === undefined || !isWebAddress(channel.license)
      ? undefined
      : html`<a href="${channel.license}" rel="license">${words.license}</a>`;
  if (channel.rights === undefined && license === undefined) return undefined;
  return html`<p class="rights"><bdi>${channel.rights}</bdi> ${license}</p>\n`;
}
