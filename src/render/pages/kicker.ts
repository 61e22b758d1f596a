import { sectionOf } from '../../domain/addresses.ts';
import type { FeedItem } from '../../domain/item.ts';
import { renderFacetLink } from './facet-link.ts';
import { html, type Markup } from './markup.ts';
import type { PageContext } from './page-context.ts';

/**
 * The line above a title: whether the news is breaking, its section, which leads to the section's page, and, where
 * asked for, its place.
 */
export function renderKicker(context: PageContext, item: FeedItem, dateline?: string): Markup | undefined {
  const { channel, words } = context;
  const section = sectionOf(channel, item);
  const parts = [
    section && renderFacetLink(context, 'section', section.slug, html`<bdi>${section.label}</bdi>`),
    dateline === undefined ? undefined : html`<bdi>${dateline}</bdi>`,
  ].filter((part) => part !== undefined);
  if (parts.length === 0 && !item.breaking) return undefined;
  return html`<p class="kicker" lang="${channel.language}" dir="${channel.direction}">${
    item.breaking ? html`<strong class="breaking">${words.breaking}</strong> ` : undefined
  }${parts.map((part) => html`<span class="section">${part}</span> `)}</p>\n`;
}
