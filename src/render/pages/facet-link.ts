import { selectionUrl } from '../../domain/addresses.ts';
import { type FacetKind, facetOf, selectionOf } from '../../domain/selection.ts';
import { html, type Markup } from './markup.ts';
import type { PageContext } from './page-context.ts';

/** A name that leads to all that the channel has under it; alone where it is nothing but signs, which have no page. */
export function renderFacetLink(
  { site, channel }: Pick<PageContext, 'site' | 'channel'>,
  kind: FacetKind,
  label: string,
  name: Markup = html`<bdi>${label}</bdi>`,
): Markup {
  const facet = facetOf(kind, label);
  if (facet === undefined) return name;
  const relation = relations[kind];
  const rel = relation === undefined ? undefined : html` rel="${relation}"`;
  return html`<a href="${selectionUrl(site, channel, selectionOf(channel, facet))}"${rel}>${name}</a>`;
}

/** HTML Standard §4.6.7. */
const relations: Partial<Readonly<Record<FacetKind, string>>> = { author: 'author', tag: 'tag' };
