import { sectionOf, sectionScheme } from '../domain/addresses.ts';
import type { BidiMarks, Channel, Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import { countLetters, firstStrongDirection } from '../text/direction.ts';
import { wrapHtml } from '../text/wrap-html.ts';
import { withCorrections } from './corrections.ts';
import { placeMedia, withFigures } from './figures.ts';

/** A category in the terms of all three formats. */
export interface SyndicatedCategory {
  /** RFC 4287 §4.2.2.1. */
  readonly term: string;
  /** Absolute URL: RFC 4287 §4.2.2.2, RSS `<category domain>`. */
  readonly scheme: string;
  /** For people, in the channel's language. */
  readonly label: string;
}

/** The section first, then the tags. */
export function categoriesOf(site: Site, channel: Channel, item: FeedItem): readonly SyndicatedCategory[] {
  const section = sectionOf(channel, item);
  const scheme = sectionScheme(site, channel);
  const sections = section === undefined ? [] : [{ term: section.slug, scheme, label: section.label }];
  const tagScheme = scheme.replace(/sections$/, 'tags');
  return [...sections, ...item.tags.map((tag) => ({ term: tag, scheme: tagScheme, label: tag }))];
}

/**
 * The item's HTML in the wrapper that makes every reader lay it out in the right direction, with its pictures and
 * corrections; empty where the item has none.
 */
export function contentOf(site: Site, item: FeedItem): string {
  const html = wholeHtml(site, item);
  return html === '' ? '' : wrapHtml(placeMedia(html, `${site.baseUrl}/`), item);
}

/** All of an item's HTML, without the wrapper; what we serve ourselves stands in it relative to the site's address. */
export function wholeHtml(site: Site, item: FeedItem): string {
  return withCorrections(site, item, withFigures(item));
}

const rightToLeftMark = '\u200F';
const embedding = '\u202B';
const endOfEmbedding = '\u202C';
const latinLetter = /[A-Za-z\u00C0-\u024F]/;
const arabicStart = /^[\u0620-\u065F\u066E-\u06D3\u06FA-\u06FF\u0750-\u077F]/;
const arabicEnd = /[\u060C\u061B\u061F\u0620-\u065F\u066E-\u06D3\u06FA-\u06FF\u0750-\u077F]$/;

/**
 * The title for formats whose readers take the direction from its first strong letter: an Arabic title that opens
 * in Latin gets U+200F RIGHT-TO-LEFT MARK before it. With `embed`, also one that a list laid out from the left would
 * turn round: marks at the ends that are no letters, and an embedding where Latin stands inside. The stored title and
 * JSON stay without. What each does is measured in Chromium by a test.
 */
export function markedTitle(
  { title, direction }: Pick<FeedItem, 'title' | 'direction'>,
  bidiMarks: BidiMarks = 'auto',
): string {
  const { arabic, latin } = countLetters(title);
  if (bidiMarks === 'off' || direction !== 'rtl' || arabic <= latin) return title;
  if (bidiMarks === 'auto')
    return firstStrongDirection(title) === 'ltr' ? `${rightToLeftMark}${title}` : title;
  if (latinLetter.test(title)) return `${rightToLeftMark}${embedding}${title}${endOfEmbedding}`;
  const before = arabicStart.test(title) ? '' : rightToLeftMark;
  return `${before}${title}${arabicEnd.test(title) ? '' : rightToLeftMark}`;
}
