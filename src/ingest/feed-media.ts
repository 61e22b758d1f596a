import { plainTextOfHtml } from '../text/plain-html.ts';
import type { FeedAttachment } from './feed-item-document.ts';
import { mediaTypeOf, numberOf, resolveAddress } from './news-media.ts';
import type { FeedMedia } from './parse-feed.ts';
import { isTrackingPixel } from './tracking-pixel.ts';

type Content = NonNullable<FeedMedia['contents']>[number];

/** RSS `<enclosure>`, or an Atom link of that relation. */
export interface Enclosure {
  readonly url?: string | undefined;
  readonly href?: string | undefined;
  readonly type?: string | undefined;
  readonly length?: number | undefined;
  readonly title?: string | undefined;
}

const playable = /^(?:audio|video)$/i;

/**
 * Enclosures and Media RSS, each address once. Of a group, which is one picture or film in several writings, only the
 * default or first is taken, and thumbnails only where there is nothing else to see.
 */
export function attachmentsOf(
  enclosures: readonly Enclosure[],
  media: FeedMedia | undefined,
  baseUrl: string | undefined,
): readonly FeedAttachment[] {
  const grouped = (media?.groups ?? []).flatMap(({ contents = [], ...group }) => {
    const chosen = contents.find(({ isDefault }) => isDefault === true) ?? contents[0];
    return chosen === undefined ? [] : [{ ...group, ...chosen }];
  });
  const contents = [...(media?.contents ?? []), ...grouped];
  const found = [
    ...enclosures.map(({ url, href, type, length, title }) => ({
      url: url ?? href,
      mime_type: mediaTypeOf(type),
      size_in_bytes: numberOf(length),
      title: plain(title),
    })),
    ...contents.filter(isUsable).map((content) => contentOf(content, media)),
  ].flatMap((one) => resolved(one, baseUrl));
  if (found.length > 0) return mergedByUrl(found);
  const thumbnails = (media?.thumbnails ?? []).map(({ url, width, height }) => ({
    url,
    _nashra: { width, height },
  }));
  return mergedByUrl(thumbnails.flatMap((one) => resolved(one, baseUrl))).slice(0, 1);
}

/** A sound or film of which no type is known would be taken for a picture. */
function isUsable({ type, medium = '' }: Content): boolean {
  return mediaTypeOf(type) !== undefined || !playable.test(medium);
}

function contentOf(content: Content, media: FeedMedia | undefined) {
  const { url, type, fileSize, width, height } = content;
  const described = content.description ?? content.title ?? media?.description ?? media?.title;
  const credit = content.credits?.[0]?.value ?? media?.credits?.[0]?.value;
  return {
    url,
    mime_type: mediaTypeOf(type),
    size_in_bytes: numberOf(fileSize),
    title: plain(described?.value),
    _nashra: { width: numberOf(width), height: numberOf(height), credit: plain(credit) },
  };
}

type Found = Omit<FeedAttachment, 'url'> & { readonly url: string | undefined };

function resolved(found: Found, baseUrl: string | undefined): readonly FeedAttachment[] {
  const url = resolveAddress(found.url, baseUrl);
  if (url === undefined || !/^https?:/.test(url)) return [];
  const side = (length: number | undefined) => (length === undefined ? {} : { width: String(length) });
  return isTrackingPixel({ src: url, ...side(found._nashra?.width) }) ? [] : [{ ...found, url }];
}

/** What is told of an address in one place and not in the other adds up. */
function mergedByUrl(found: readonly FeedAttachment[]): readonly FeedAttachment[] {
  const byUrl = new Map<string, FeedAttachment>();
  for (const one of found) {
    const known = byUrl.get(one.url);
    const _nashra = { ...knownOf(one._nashra), ...knownOf(known?._nashra) };
    byUrl.set(one.url, { ...knownOf(one), ...knownOf(known ?? {}), url: one.url, _nashra });
  }
  return [...byUrl.values()];
}

function knownOf<Facts extends object>(facts: Facts | undefined): Partial<Facts> {
  return Object.fromEntries(
    Object.entries(facts ?? {}).filter(([, fact]) => fact !== undefined),
  ) as Partial<Facts>;
}

function plain(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : plainTextOfHtml(text);
}
