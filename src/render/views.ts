import type { FeedItem } from '../domain/item.ts';
import { leadPicture } from '../domain/media.ts';
import type { View } from '../domain/selection.ts';
import { cutAtSentence } from '../text/excerpt.ts';
import { escapeHtml } from '../text/html.ts';
import { plainTextOfHtml } from '../text/plain-html.ts';

/** MSN takes titles of that many characters, and pictures of that width. */
const msnTitle = { min: 20, max: 150 };
const msnPictureWidth = 720;
const msnAgeMs = 365 * 86_400_000;
/** Stories of one moment are dated less than a second apart, and so a little after it: see inOrderOfArrival. */
const momentMs = 1000;
/** Flipboard wants 300 characters of description at least, and cuts long ones itself. */
const flipboardSummary = { min: 300, max: 600 };

/** Views that hold fewer items than their feed may. */
const itemBounds = { msn: 29, flipboard: 30 } as const;

/** Whether items that stood below the end of the view move up into it when others go. */
export function isCutShort(view: View): boolean {
  return view in itemBounds;
}

/**
 * The items as a view tells them, in their order: a change of what is told, never of words. What an aggregator would
 * refuse is left out of its feed.
 * @param asOf when the feed last changed: no clock has a part in it
 */
export function itemsInView(
  items: readonly FeedItem[],
  view: View,
  asOf: Date,
  newsroom: string,
): readonly FeedItem[] {
  switch (view) {
    case 'full':
      return items;
    case 'points':
      return items.map(pointsOnly);
    case 'headlines':
      return items.map((item) => ({ ...item, summary: '', html: '', media: [], corrections: [] }));
    case 'fulltext':
      return items.map(onePicture);
    case 'msn':
      return items
        .filter((item) => isForMsn(item, asOf))
        .map(forMsn)
        .slice(0, itemBounds.msn);
    case 'flipboard':
      return items.map((item) => forFlipboard(item, newsroom)).slice(0, itemBounds.flipboard);
  }
}

/** Of an item without key points its summary is the point. */
function pointsOnly(item: FeedItem): FeedItem {
  const { keyPoints, summary } = item;
  const list = keyPoints.map((point) => `<li>${escapeHtml(point)}</li>`).join('');
  const html = keyPoints.length === 0 ? `<p>${escapeHtml(summary)}</p>` : `<ul>${list}</ul>`;
  return { ...item, html, media: [] };
}

function onePicture(item: FeedItem): FeedItem {
  const picture = leadPicture(item.media);
  const isKept = ({ address }: { readonly address: string }) =>
    address === picture?.address || item.html.includes(`"${escapeHtml(address)}"`);
  return { ...item, media: item.media.filter(isKept) };
}

function isForMsn({ title, publishedAt }: FeedItem, asOf: Date): boolean {
  const { length } = [...title];
  const ageMs = asOf.getTime() - publishedAt.getTime();
  return length >= msnTitle.min && length <= msnTitle.max && ageMs > -momentMs && ageMs < msnAgeMs;
}

const figure = /<figure>(<img [^<>]*>)(?:<figcaption>([\s\S]*?)<\/figcaption>)?<\/figure>/g;

/** Tags outside of MSN's list become ones inside it; pictures that are known to be small go. */
function forMsn(item: FeedItem): FeedItem {
  const media = item.media.filter(({ width }) => width === undefined || width >= msnPictureWidth);
  const html = item.html
    .replace(figure, (_all, picture: string, caption?: string) =>
      caption === undefined ? picture : `${picture}<p><em>${caption}</em></p>`,
    )
    .replace(/<\/?su[bp](?: [^<>]*)?>/g, '')
    .replace(/<br(?: [^<>]*)?>/g, ' ');
  return { ...item, media, html };
}

/** Flipboard wants a name with each: of an item without authors that of its agency, or of the newsroom. */
function forFlipboard(item: FeedItem, newsroom: string): FeedItem {
  const authors = item.authors.length > 0 ? item.authors : [{ name: item.source ?? newsroom }];
  const named = { ...item, authors };
  if ([...item.summary].length >= flipboardSummary.min) return named;
  const text = plainTextOfHtml(item.html).replace(/\s+/g, ' ').trim();
  const longer = cutAtSentence(text, flipboardSummary.max);
  return longer.length > item.summary.length ? { ...named, summary: longer } : named;
}
