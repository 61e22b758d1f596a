import {
  type Article,
  type ArticleSection,
  type Block,
  type Mark,
  type MarkedText,
  textsOf,
} from '../domain/article.ts';
import type { MediaFacts, MediaReference } from '../domain/media.ts';
import { firstStrongDirection } from '../text/direction.ts';
import { escapeHtml } from '../text/html.ts';
import { sanitize } from './sanitize.ts';

/** A medium at the address under which readers find it; `undefined` when they find it nowhere. */
export type PlacedMedia = MediaFacts & { readonly address?: string };

const rightToLeftMark = '\u200F';
const firstText = /^(?:<[^>]*>)*/;
const webAddress = /^https?:\/\//i;

/** What a reader can see without Nashra's own files: media that are on the web already. */
export function remoteMedia({ media }: Pick<Article, 'media'>): readonly PlacedMedia[] {
  return media.map(placeRemote);
}

function placeRemote(reference: MediaReference): PlacedMedia {
  if ('bytes' in reference) {
    const { bytes: _, ...facts } = reference;
    return facts;
  }
  const { address, ...facts } = reference;
  return webAddress.test(address) ? reference : facts;
}

/**
 * The article's body as sanitized HTML, without the wrapper that carries direction and language. `related` sections
 * are left out. A right-to-left text that opens with Latin letters gets U+200F first, because readers without the
 * wrapper go by the first strong character (ARABIC.md §2).
 * @param media of the article, each where it will be found
 */
export function composeHtml(article: Article, media: readonly PlacedMedia[]): string {
  const html = sanitize(
    article.sections
      .filter((section) => section.kind !== 'related')
      .map((section) => sectionHtml(section, media))
      .join('\n'),
  );
  return article.direction === 'rtl' && opensLeftToRight(article)
    ? html.replace(firstText, `$&${rightToLeftMark}`)
    : html;
}

function sectionHtml({ heading, blocks }: ArticleSection, media: readonly PlacedMedia[]): string {
  const parts = blocks.map((block) => blockHtml(block, media)).filter((part) => part !== '');
  return (heading === undefined ? parts : [`<h2>${escapeHtml(heading)}</h2>`, ...parts]).join('\n');
}

function blockHtml(block: Block, media: readonly PlacedMedia[]): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inlineHtml(block)}</p>`;
    case 'quote':
      return `<blockquote><p>${inlineHtml(block)}</p></blockquote>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const start = block.start === undefined ? '' : ` start="${block.start}"`;
      return `<${tag}${start}>${block.items.map((item) => `<li>${inlineHtml(item)}</li>`).join('')}</${tag}>`;
    }
    case 'table':
      return tableHtml(block.rows);
    case 'figure':
      return figureHtml(block.caption, media[block.media]);
  }
}

function tableHtml(rows: Extract<Block, { kind: 'table' }>['rows']): string {
  const width = Math.max(...rows.map((row) => row.length));
  const htmlOf = (row: (typeof rows)[number]) =>
    Array.from({ length: width }, (_, column) => {
      const cell = row[column];
      const tag = cell?.isHeader ? 'th' : 'td';
      return `<${tag}>${cell === undefined ? '' : inlineHtml(cell)}</${tag}>`;
    }).join('');
  return `<table>${rows.map((row) => `<tr>${htmlOf(row)}</tr>`).join('')}</table>`;
}

/** What cannot be shown keeps its caption. */
function figureHtml(caption: string | undefined, medium: PlacedMedia | undefined): string {
  const words = caption ?? medium?.caption;
  const shown = medium?.address === undefined ? undefined : mediumHtml(medium, medium.address, words);
  if (shown === undefined) return words === undefined ? '' : `<p>${escapeHtml(words)}</p>`;
  return words === undefined
    ? `<figure>${shown}</figure>`
    : `<figure>${shown}<figcaption>${escapeHtml(words)}</figcaption></figure>`;
}

function mediumHtml(
  { type, alt, width, height }: PlacedMedia,
  address: string,
  caption: string | undefined,
): string | undefined {
  if (type !== undefined && !type.startsWith('image/')) {
    const name = caption ?? alt ?? address;
    return `<a href="${escapeHtml(address)}">${escapeHtml(name)}</a>`;
  }
  const size = width === undefined || height === undefined ? '' : ` width="${width}" height="${height}"`;
  return `<img src="${escapeHtml(address)}" alt="${escapeHtml(alt ?? '')}"${size}>`;
}

const tags = { strong: 'strong', em: 'em', sub: 'sub', sup: 'sup', link: 'a' } as const;

/** Text with its marks as tags; where two marks cross, the one that began first ends the other. */
function inlineHtml({ text, marks = [] }: MarkedText): string {
  let html = '';
  let position = 0;
  const open: Mark[] = [];
  const write = (end: number) => {
    html += escapeHtml(text.slice(position, end)).replaceAll('\n', '<br>');
    position = end;
  };
  const closeUntil = (start: number) => {
    while ((open.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= start) {
      const mark = open.pop();
      if (mark === undefined) break;
      write(mark.end);
      html += `</${tags[mark.kind]}>`;
    }
  };
  for (const mark of marks) {
    closeUntil(mark.start);
    const outer = open.at(-1);
    const end = outer === undefined ? mark.end : Math.min(mark.end, outer.end);
    if (end <= mark.start) continue;
    write(mark.start);
    html += mark.kind === 'link' ? `<a href="${escapeHtml(mark.href)}">` : `<${tags[mark.kind]}>`;
    open.push({ ...mark, end });
  }
  closeUntil(text.length);
  write(text.length);
  return html;
}

function opensLeftToRight({ sections }: Article): boolean {
  for (const section of sections) {
    if (section.kind === 'related') continue;
    const texts = section.heading === undefined ? section.blocks.flatMap(textsOf) : [section.heading];
    for (const text of texts) {
      const direction = firstStrongDirection(text);
      if (direction !== undefined) return direction === 'ltr';
    }
  }
  return false;
}
