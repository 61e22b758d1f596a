import { selectionUrl } from '../../domain/addresses.ts';
import { facetOf, type Selection, selectionOf } from '../../domain/selection.ts';
import { html, type Markup } from './markup.ts';
import type { PageContext } from './page-context.ts';

/** The channel's desks, that of the page marked; on the channel's page and on theirs. */
export function renderSectionNav(
  { site, channel, words }: PageContext,
  { facets: [shown] }: Selection,
): Markup | undefined {
  const isShownThere = shown === undefined || shown.kind === 'section';
  if (channel.sections.length === 0 || !isShownThere) return undefined;
  const links = channel.sections.flatMap(({ slug, label }) => {
    const facet = facetOf('section', slug);
    if (facet === undefined) return [];
    const current = facet.value === shown?.value ? html` aria-current="page"` : undefined;
    const url = selectionUrl(site, channel, selectionOf(channel, facet));
    return [html`<li><a href="${url}"${current}><bdi>${label}</bdi></a></li>`];
  });
  return html`<nav class="desks" aria-label="${words.sections}">
<ul>${links}</ul>
</nav>
`;
}
