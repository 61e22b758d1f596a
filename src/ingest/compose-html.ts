import {
  type Article,
  type ArticleSection,
  type Block,
  type Direction,
  type Mark,
  type MarkedText,
  textsOf,
} from '../domain/article.ts';
import type { MediaFacts, MediaReference } from '../domain/media.ts';
import { firstStrongDirection } from '../text/direction.ts';
import { escapeHtml, escapeHtmlText } from '../text/html.ts';
import { directionMarks } from '../text/latin-runs.ts';
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
 * wrapper go by the first strong character (ARABIC.md §2). A headline over pictures that nobody finds is its own text
 * until they come.
 * @param media of the article, each where it will be found
 */
export function composeHtml(article: Article, media: readonly PlacedMedia[]): string {
  const html = sectionsHtml(article, media);
  if (html !== '') return html;
  const title: Block = { kind: 'paragraph', text: article.title };
  return sectionsHtml({ ...article, sections: [{ kind: 'body', blocks: [title] }] }, []);
}

type Body = Pick<Article, 'sections' | 'direction'>;

function sectionsHtml(article: Body, media: readonly PlacedMedia[]): string {
  const sections = article.sections.filter((section) => section.kind !== 'related');
  const written = sections.map((section) => sectionHtml(section, media, article.direction)).join('\n');
  const html = sections.some(holdsForeignMarkup) ? sanitize(written) : written;
  return article.direction === 'rtl' && opensLeftToRight(article)
    ? html.replace(firstText, `$&${rightToLeftMark}`)
    : html;
}

/** Addresses and sizes come from the article; all else is tags that are written here, round text escaped here. */
function holdsForeignMarkup({ blocks }: ArticleSection): boolean {
  return blocks.some(
    (block) =>
      block.kind === 'figure' ||
      block.kind === 'table' ||
      (block.kind === 'list' ? block.items : [block]).some(({ marks }) => marks !== undefined),
  );
}

function sectionHtml(
  { heading, blocks }: ArticleSection,
  media: readonly PlacedMedia[],
  direction: Direction,
): string {
  const inlineOf = (marked: MarkedText) => inlineHtml(marked, direction);
  const parts = blocks.map((block) => blockHtml(block, media, inlineOf)).filter((part) => part !== '');
  return (heading === undefined ? parts : [`<h2>${inlineOf({ text: heading })}</h2>`, ...parts]).join('\n');
}

type InlineOf = (marked: MarkedText) => string;

function blockHtml(block: Block, media: readonly PlacedMedia[], inlineOf: InlineOf): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inlineOf(block)}</p>`;
    case 'quote':
      return `<blockquote><p>${inlineOf(block)}</p></blockquote>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const start = block.start === undefined ? '' : ` start="${block.start}"`;
      return `<${tag}${start}>${block.items.map((item) => `<li>${inlineOf(item)}</li>`).join('')}</${tag}>`;
    }
    case 'table':
      return tableHtml(block.rows, inlineOf);
    case 'figure':
      return figureHtml(block.caption, media[block.media], inlineOf);
  }
}

function tableHtml(rows: Extract<Block, { kind: 'table' }>['rows'], inlineOf: InlineOf): string {
  const width = Math.max(...rows.map((row) => row.length));
  const htmlOf = (row: (typeof rows)[number]) =>
    Array.from({ length: width }, (_, column) => {
      const cell = row[column];
      const tag = cell?.isHeader ? 'th' : 'td';
      return `<${tag}>${cell === undefined ? '' : inlineOf(cell)}</${tag}>`;
    }).join('');
  return `<table>${rows.map((row) => `<tr>${htmlOf(row)}</tr>`).join('')}</table>`;
}

/** What cannot be shown keeps its caption. */
function figureHtml(
  caption: string | undefined,
  medium: PlacedMedia | undefined,
  inlineOf: InlineOf,
): string {
  const words = caption ?? medium?.caption;
  const shown = medium?.address === undefined ? undefined : mediumHtml(medium, medium.address, words);
  if (shown === undefined) return words === undefined ? '' : `<p>${inlineOf({ text: words })}</p>`;
  return words === undefined
    ? `<figure>${shown}</figure>`
    : `<figure>${shown}<figcaption>${inlineOf({ text: words })}</figcaption></figure>`;
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

const tagNames = { strong: 'strong', em: 'em', sub: 'sub', sup: 'sup', link: 'a', ltr: 'span' } as const;

/** A mark of the text, or a stretch of Latin words that would read wrong without a direction of its own. */
type Tag = Mark | { readonly kind: 'ltr'; readonly start: number; readonly end: number };

function inlineHtml({ text, marks = [] }: MarkedText, direction: Direction): string {
  const runs = direction === 'rtl' ? directionMarks(text) : [];
  if (marks.length === 0 && runs.length === 0) return textHtml(text);
  const whole = runs.filter((run) => !marks.some((mark) => isCrossing(mark, run)));
  const tags: Tag[] = [...marks, ...whole.map((run): Tag => ({ ...run, kind: 'ltr' }))];
  return taggedHtml(
    text,
    tags.sort((one, other) => one.start - other.start || other.end - one.end),
  );
}

function isCrossing(one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  return second.start > first.start && second.start < first.end && second.end > first.end;
}

function textHtml(text: string): string {
  return escapeHtmlText(text).replaceAll('\n', '<br>');
}

/** Where two marks cross, the one that began first ends the other. */
function taggedHtml(text: string, tags: readonly Tag[]): string {
  let html = '';
  let position = 0;
  const open: Tag[] = [];
  const write = (end: number) => {
    html += textHtml(text.slice(position, end));
    position = end;
  };
  const closeUntil = (start: number) => {
    for (let last = open.at(-1); last !== undefined && last.end <= start; last = open.at(-1)) {
      write(last.end);
      html += `</${tagNames[last.kind]}>`;
      open.pop();
    }
  };
  for (const tag of tags) {
    closeUntil(tag.start);
    const end = Math.min(tag.end, open.at(-1)?.end ?? tag.end);
    if (end <= tag.start) continue;
    write(tag.start);
    html += openTag(tag);
    open.push({ ...tag, end });
  }
  closeUntil(text.length);
  write(text.length);
  return html;
}

function openTag(tag: Tag): string {
  if (tag.kind === 'link') return `<a href="${escapeHtml(tag.href)}">`;
  return tag.kind === 'ltr' ? '<span dir="ltr">' : `<${tagNames[tag.kind]}>`;
}

function opensLeftToRight({ sections }: Body): boolean {
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
