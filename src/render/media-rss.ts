import { mediaUrl } from '../domain/addresses.ts';
import type { Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import { type Media, mediumOf, preciseType } from '../domain/media.ts';
import { escapeXmlAttribute, escapeXmlText } from '../text/xml.ts';

/** Media RSS 1.5.1; for the root element. */
export const mediaNamespace = ' xmlns:media="http://search.yahoo.com/mrss/"';

/** Media RSS `<media:content>` for each of an item's media: what `<enclosure>` and `atom:link` have no place for. */
export function mediaElements(site: Site, item: FeedItem): string {
  return item.media.map((media) => mediaElement(site, item, media)).join('');
}

function mediaElement(site: Site, item: FeedItem, media: Media): string {
  const attributes = attributeList({
    url: mediaUrl(site, media),
    fileSize: media.lengthBytes,
    type: preciseType(media),
    medium: mediumOf(media),
    width: media.width,
    height: media.height,
    lang: item.language,
  });
  const title = media.caption ?? media.alt;
  const description = media.alt === title ? undefined : media.alt;
  const children = [
    plainElement('media:title', title),
    plainElement('media:description', description),
    media.credit === undefined ? '' : `<media:credit>${escapeXmlText(media.credit)}</media:credit>`,
  ].join('');
  return `<media:content${attributes}>${children}</media:content>`;
}

function plainElement(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name} type="plain">${escapeXmlText(text)}</${name}>`;
}

/** RFC 4287 §4.2.7.2 `rel="enclosure"`, one for each of an item's media. */
export function enclosureLinks(site: Site, item: FeedItem): string {
  return item.media
    .map((media) => {
      const attributes = attributeList({
        rel: 'enclosure',
        type: preciseType(media),
        length: media.lengthBytes,
        title: media.caption ?? media.alt,
        href: mediaUrl(site, media),
      });
      return `<link${attributes}/>`;
    })
    .join('');
}

/** With a space before each; what is undefined is left out. */
function attributeList(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeXmlAttribute(String(value))}"`))
    .join('');
}

/**
 * RSS 2.0 `<enclosure>`: one an item, and length and type are required, so that what lies elsewhere without them is
 * none. A sound or film comes before the pictures: players look for it here alone.
 */
export function enclosureOf(
  site: Site,
  item: FeedItem,
): { readonly url: string; readonly length: number; readonly type: string } | undefined {
  const complete = item.media.flatMap((media) => {
    const type = preciseType(media);
    const length = media.lengthBytes;
    return type === undefined || length === undefined ? [] : [{ media, type, length }];
  });
  const chosen = complete.find(({ media }) => mediumOf(media) !== 'image') ?? complete[0];
  return chosen && { url: mediaUrl(site, chosen.media), length: chosen.length, type: chosen.type };
}
