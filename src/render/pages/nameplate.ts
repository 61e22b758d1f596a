import { channelUrl } from '../../domain/addresses.ts';
import { html, type Markup } from './markup.ts';
import type { PageContext } from './page-context.ts';

/** The newsroom's name as the way home, and the channel that the page belongs to. */
export function renderNameplate({ site, channel }: PageContext): Markup {
  return html`<p class="nameplate"><a href="${site.baseUrl}/"><bdi>${site.name}</bdi></a></p>
<p class="folio"><a href="${channelUrl(site, channel)}"><bdi>${channel.title}</bdi></a></p>`;
}
