import type { Article } from '../../domain/article.ts';
import type { Channel } from '../../domain/channel.ts';
import { composeHtml, remoteMedia } from '../../ingest/compose-html.ts';
import { html, type Markup, raw } from '../../render/pages/markup.ts';
import { markedTitle } from '../../render/syndicated.ts';
import { escapeHtml } from '../../text/html.ts';
import { wrapHtml } from '../../text/wrap-html.ts';
import type { ReportWords } from './report-words.ts';

const pictures = /<img\b([^>]*)>/g;
const alternative = /\salt="([^"]*)"/;

/**
 * The item as feed readers of either direction set it: the title as most do, by its first strong letter, and the sanitized
 * HTML in its wrapper. Pictures are named instead of loaded.
 */
export function renderReaders(article: Article, channel: Channel, words: ReportWords): Markup {
  const marked = markedTitle(article);
  const isMarked = marked !== article.title;
  const content = withoutPictures(wrapHtml(composeHtml(article, remoteMedia(article)), article), words);
  const from = html`<p class="from"><bdi>${channel.title}</bdi>${article.source === undefined ? undefined : html` · <bdi>${article.source}</bdi>`}</p>`;
  const reader = (
    direction: 'rtl' | 'ltr',
    name: string,
    unmarked: Markup | undefined,
  ) => html`<figure class="reader">
<figcaption>${name}</figcaption>
<div class="screen" dir="${direction}">
${from}
<h3 dir="auto">${marked}</h3>
${unmarked}<div class="text">${raw(content)}</div>
</div>
</figure>
`;
  const comparison = isMarked
    ? html`<p class="unmarked"><small dir="${words.direction}">${words.withoutMark}</small><span dir="auto">${article.title}</span></p>\n`
    : undefined;
  return html`<section>
<h2>${words.readers}</h2>
<p class="note">${isMarked ? words.markAdded : words.markNeedless}</p>
<div class="readers">
${reader('rtl', words.rightToLeftReader, undefined)}${reader('ltr', words.leftToRightReader, comparison)}</div>
</section>
`;
}

/** Of sanitized HTML: in its attributes no `>` or `"` stands as such. */
function withoutPictures(content: string, words: ReportWords): string {
  return content.replace(pictures, (_, attributes: string) => {
    const name = alternative.exec(attributes)?.[1] ?? '';
    const label = escapeHtml(words.picture);
    return `<span class="picture">${name === '' ? label : `${label}${escapeHtml(words.colon)}${name}`}</span>`;
  });
}
