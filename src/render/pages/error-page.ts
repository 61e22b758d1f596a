import { channelUrl } from '../../domain/addresses.ts';
import type { Channel, Site } from '../../domain/channel.ts';
import { html } from './markup.ts';
import { renderNameplate } from './nameplate.ts';
import { renderPage } from './page.ts';
import { defaultChannelOf, siteLanguageOf } from './page-context.ts';
import { wordsOf } from './words-of.ts';

interface PageError {
  /** HTTP status. */
  readonly status: number;
  /** One of the domain's error codes. */
  readonly code: string;
  /** One sentence for the reader. */
  readonly message: string;
}

/**
 * Says what went wrong, and the ways on from there.
 * @param channel in whose language; none where there is no default channel
 */
export function renderErrorPage(
  site: Site,
  error: PageError,
  channel: Channel | undefined = defaultChannelOf(site),
): string {
  const { language, direction } = channel ?? siteLanguageOf(site);
  const words = wordsOf(language);
  const title = words.errorTitle(error.status);
  return renderPage({
    site,
    language,
    direction,
    title: `${title} – ${site.name}`,
    feeds: channel === undefined ? [] : [{ channel }],
    header: renderNameplate(site),
    main: html`<div class="trouble">
<p class="status" aria-hidden="true">${error.status}</p>
<h1>${title}</h1>
<p class="standfirst" dir="auto">${error.message}</p>
<ul class="ways">
<li><a href="${site.baseUrl}/">${words.home}</a></li>
${channel === undefined ? undefined : html`<li><a href="${channelUrl(site, channel)}"><bdi>${channel.title}</bdi></a></li>\n`}</ul>
</div>`,
    footer: html`<p class="code">${words.errorCode}: <code dir="ltr">${error.code}</code></p>`,
  });
}
