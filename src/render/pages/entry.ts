import { itemUrl } from '../../domain/addresses.ts';
import type { FeedItem } from '../../domain/item.ts';
import { renderKicker } from './kicker.ts';
import { html, type Markup } from './markup.ts';
import type { PageContext } from './page-context.ts';
import { renderTitle } from './title.ts';

/** An item in a list under an `<h2>`. `time` is `hour` where the day stands above the entry. */
export function renderEntry(context: PageContext, item: FeedItem, time: 'full' | 'hour'): Markup {
  const { site, channel, dates } = context;
  const stamp = time === 'full' ? dates.published(item) : dates.publishedHour(item);
  return html`<article class="entry" lang="${item.language}" dir="${item.direction}">
${renderKicker(context, item)}<h3 class="entry-title" dir="auto"><a href="${itemUrl(site, item)}">${renderTitle(item.title)}</a></h3>
${item.summary === '' ? undefined : html`<p class="summary">${item.summary}</p>\n`}${stamp === undefined ? undefined : html`<p class="stamp" lang="${channel.language}" dir="${channel.direction}">${stamp}</p>\n`}</article>
`;
}
