import { sectionOf, sectionScheme } from '../domain/addresses.ts';
import type { Channel, Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import { countLetters, firstStrongDirection } from '../text/direction.ts';
import { wrapHtml } from '../text/wrap-html.ts';
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

/** The item's HTML in the wrapper that makes every reader lay it out in the right direction, with its pictures. */
export function contentOf(site: Site, item: FeedItem): string {
  return wrapHtml(placeMedia(withFigures(item), `${site.baseUrl}/`), item);
}

/**
 * The title for formats whose readers take the direction from its first strong letter: an Arabic title that opens
 * in Latin gets U+200F RIGHT-TO-LEFT MARK before it. The stored title and JSON stay without.
 */
export function markedTitle(item: Pick<FeedItem, 'title' | 'direction'>): string {
  const { arabic, latin } = countLetters(item.title);
  const isArabic = item.direction === 'rtl' && arabic > latin;
  const needsMark = isArabic && firstStrongDirection(item.title) === 'ltr';
  return needsMark ? `\u200F${item.title}` : item.title;
}
