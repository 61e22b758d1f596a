import { isServedHere } from '../domain/addresses.ts';
import type { FeedItem } from '../domain/item.ts';
import { type Media, mediumOf } from '../domain/media.ts';
import { escapeHtml } from '../text/html.ts';

// Blocks stand on a line each; a paragraph inside a quotation or a table is no place for a picture.
const topParagraph = /^<p(?: [^>]*)?>.*<\/p>$/m;

/**
 * The item's HTML with every picture in it: those that stand nowhere in the text come after its first paragraph, not
 * before, where a caption in Latin letters would turn the text's direction in many readers (ARABIC.md §2 item 3).
 * Sounds and films stand at the end, as links.
 */
export function withFigures({ html, media }: Pick<FeedItem, 'html' | 'media'>): string {
  const apart = media.filter(({ address }) => !html.includes(`"${escapeHtml(address)}"`));
  const pictures = apart.filter((medium) => mediumOf(medium) === 'image').map(figureOf);
  const others = apart.filter((medium) => mediumOf(medium) !== 'image').map(linkTo);
  const paragraph = topParagraph.exec(html);
  const at = paragraph === null ? html.length : paragraph.index + paragraph[0].length;
  return [html.slice(0, at), ...pictures, html.slice(at).replace(/^\n/, ''), ...others]
    .filter((part) => part !== '')
    .join('\n');
}

function figureOf({ address, alt, caption, credit, width, height }: Media): string {
  const size = width === undefined || height === undefined ? '' : ` width="${width}" height="${height}"`;
  const words = [caption, credit].filter((text) => text !== undefined).join(' – ');
  const shown = words === '' ? '' : `<figcaption>${escapeHtml(words)}</figcaption>`;
  return `<figure><img src="${escapeHtml(address)}" alt="${escapeHtml(alt ?? '')}"${size}>${shown}</figure>`;
}

function linkTo({ address, alt, caption }: Media): string {
  const name = caption ?? alt ?? address.slice(address.lastIndexOf('/') + 1);
  return `<p><a href="${escapeHtml(address)}">${escapeHtml(name)}</a></p>`;
}

const ownAddress = /(<(?:img|a) (?:[^<>]*? )?(?:src|href)=")(media\/[0-9a-f]{64}\.[a-z0-9]+)"/g;

/** What we serve ourselves, below that address, which ends in a slash. */
export function placeMedia(html: string, base: string): string {
  return html.replace(ownAddress, (all, start: string, address: string) =>
    isServedHere(address) ? `${start}${escapeHtml(base)}${address}"` : all,
  );
}
