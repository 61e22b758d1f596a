import { itemUrl } from '../../domain/addresses.ts';
import type { FeedItem } from '../../domain/item.ts';
import { cutAtWord } from '../../text/excerpt.ts';
import { renderKicker } from './kicker.ts';
import { html, type Markup } from './markup.ts';
import type { PageContext } from './page-context.ts';
import { renderTitle } from './title.ts';

/**
 * Characters of a summary in a list. It is cut here, at a word, because a browser's own clamp cuts through Arabic
 * lines at their Latin digits: of «70 كيلومترًا» it leaves «0».
 */
const teaserLength = 140;

/** An item in a list under an `<h2>`. `time` is `hour` where the day stands above the entry; a lead keeps its whole summary. */
export function renderEntry(
  context: PageContext,
  item: FeedItem,
  time: 'full' | 'hour',
  isLead = false,
): Markup {
  const { site, channel, dates } = context;
  const stamp = time === 'full' ? dates.published(item) : dates.publishedHour(item);
  return html`<article class="entry" lang="${item.language}" dir="${item.direction}">
${renderKicker(context, item)}<h3 class="entry-title" dir="auto"><a href="${itemUrl(site, item)}">${renderTitle(item.title)}</a></h3>
${item.summary === '' ? undefined : html`<p class="summary">${isLead ? item.summary : cutAtWord(item.summary, teaserLength)}</p>\n`}${stamp === undefined ? undefined : html`<p class="stamp" lang="${channel.language}" dir="${channel.direction}">${stamp}</p>\n`}</article>
`;
}
