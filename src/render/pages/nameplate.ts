import { channelUrl } from '../../domain/addresses.ts';
import type { Site } from '../../domain/channel.ts';
import { html, type Markup } from './markup.ts';
import type { PageContext } from './page-context.ts';

/** The newsroom's name as the way home. */
export function renderNameplate(site: Site): Markup {
  return html`<p class="nameplate"><a href="${site.baseUrl}/"><bdi>${site.name}</bdi></a></p>`;
}

/** The channel that the page belongs to. */
export function renderFolio({ site, channel }: PageContext): Markup {
  return html`\n<p class="folio"><a href="${channelUrl(site, channel)}"><bdi>${channel.title}</bdi></a></p>`;
}
