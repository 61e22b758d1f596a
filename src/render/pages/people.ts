import type { Person } from '../../domain/item.ts';
import { renderFacetLink } from './facet-link.ts';
import { html, type Markup } from './markup.ts';
import type { PageContext } from './page-context.ts';

/**
 * Each name leads to all that the person has written here, and is isolated, because a Latin one would pull the Arabic
 * words beside it out of order.
 */
export function renderPeople(context: PageContext, people: readonly Person[]): Markup {
  const comma = `${context.words.comma} `;
  return html`${people.map(
    ({ name }, index) => html`${index === 0 ? undefined : comma}${renderFacetLink(context, 'author', name)}`,
  )}`;
}

/** Whether an address may become a link: one of another scheme could run. */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address);
}
