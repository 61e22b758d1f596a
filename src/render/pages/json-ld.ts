import { itemUrl, mediaUrl, sectionOf } from '../../domain/addresses.ts';
import type { Site } from '../../domain/channel.ts';
import type { Correction, FeedItem } from '../../domain/item.ts';
import { type Media, mediumOf } from '../../domain/media.ts';
import type { FeedSnapshot } from '../../domain/snapshot.ts';
import { withoutBidiControls } from '../../text/bidi-controls.ts';
import { formatPublication, formatZonedDate } from './dates.ts';
import { html, type Markup, raw } from './markup.ts';
import { isWebAddress } from './people.ts';

/** schema.org NewsArticle as JSON-LD, in its `<script>`. */
export function renderJsonLd(
  { site, channel }: Pick<FeedSnapshot, 'site' | 'channel'>,
  item: FeedItem,
): Markup {
  const url = itemUrl(site, item);
  const publisher = { '@type': 'Organization', name: site.name, url: `${site.baseUrl}/` };
  const people = item.authors.map(({ name, uri }) => ({
    '@type': 'Person',
    name,
    url: uri !== undefined && isWebAddress(uri) ? uri : undefined,
  }));
  const organization = item.source === undefined ? publisher : { '@type': 'Organization', name: item.source };
  const pictures = item.media
    .filter((media) => mediumOf(media) === 'image')
    .map((picture) => imageObject(site, picture));
  const article = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    mainEntityOfPage: { '@type': 'WebPage', '@id': url },
    url,
    headline: item.title,
    description: item.summary === '' ? undefined : item.summary,
    image: pictures.length > 0 ? pictures : undefined,
    inLanguage: item.language,
    datePublished: formatPublication(item, site.timeZone),
    dateModified: formatZonedDate(item.updatedAt, site.timeZone),
    author: people.length > 0 ? people : organization,
    publisher,
    articleSection: sectionOf(channel, item)?.label,
    dateline: item.dateline,
    keywords: item.tags.length > 0 ? item.tags : undefined,
    correction: item.corrections.length > 0 ? item.corrections.map(correctionComment) : undefined,
    isAccessibleForFree: true,
    copyrightNotice: channel.rights,
    license: channel.license,
  };
  return html`<script type="application/ld+json">${raw(safeJson(article))}</script>`;
}

function correctionComment({ note, at }: Correction): object {
  return { '@type': 'CorrectionComment', text: note, datePublished: at.toISOString() };
}

function imageObject(site: Site, picture: Media): object {
  return {
    '@type': 'ImageObject',
    url: mediaUrl(site, picture),
    width: picture.width,
    height: picture.height,
    caption: picture.caption ?? picture.alt,
    creditText: picture.credit,
  };
}

/**
 * HTML reads no character references in a script, so what could end it, `<`, is written as JSON escapes it. Bidi
 * controls are left out: programs compare these strings.
 */
function safeJson(value: unknown): string {
  const json = JSON.stringify(value, (_key, member) =>
    typeof member === 'string' ? withoutBidiControls(member) : member,
  );
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
