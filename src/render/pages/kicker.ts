import { sectionOf } from '../../domain/addresses.ts';
import type { FeedItem } from '../../domain/item.ts';
import { html, type Markup } from './markup.ts';
import type { PageContext } from './page-context.ts';

/** The line above a title: whether the news is breaking, its section and, where asked for, its place. */
export function renderKicker(
  { channel, words }: PageContext,
  item: FeedItem,
  dateline?: string,
): Markup | undefined {
  const parts = [sectionOf(channel, item)?.label, dateline].filter((part) => part !== undefined);
  if (parts.length === 0 && !item.breaking) return undefined;
  return html`<p class="kicker" lang="${channel.language}" dir="${channel.direction}">${
    item.breaking ? html`<strong class="breaking">${words.breaking}</strong> ` : undefined
  }${parts.map((part) => html`<span class="section"><bdi>${part}</bdi></span> `)}</p>\n`;
}
