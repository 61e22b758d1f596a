import type { MediaFacts, MediaReference } from '../domain/media.ts';

export type Attributes = Readonly<Record<string, string | undefined>>;

const dataUrl = /^data:([a-z]+\/[a-z0-9.+-]+)?(?:;[^,;]*)*?(;base64)?,/i;
/** Lazy pages keep the picture's address here until it is scrolled to. */
const lazySources = ['data-src', 'data-lazy-src', 'data-original', 'data-orig-file'] as const;
/** Smaller than this it is a counter, not a picture. */
const leastPixels = 3;
const hiddenStyle = /display\s*:\s*none|(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)/i;

/** Absolute http, https or mailto address; `undefined` for any other. */
export function resolveLink(address: string, baseUrl: string | undefined): string | undefined {
  const url = parseUrl(address.trim(), baseUrl);
  return url !== undefined && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}

/** The picture of an `img`; `undefined` for a tracking pixel and for one without an address. */
export function readPicture(attributes: Attributes, baseUrl: string | undefined): MediaReference | undefined {
  if (isPixel(attributes)) return undefined;
  const facts: MediaFacts = {
    ...sizeOf(attributes),
    ...(attributes.alt?.trim() ? { alt: attributes.alt.trim() } : {}),
  };
  const lazy = lazySources.map((name) => attributes[name]).find((value) => value?.trim());
  return readAddress(lazy ?? attributes.src ?? firstOfSet(attributes.srcset), facts, baseUrl);
}

/** What a `video`, an `audio` or a `source` inside one plays. */
export function readPlayable(
  player: string,
  { src, type }: Attributes,
  baseUrl: string | undefined,
): MediaReference | undefined {
  const declared = /^[a-z]+\/[a-z0-9.+-]+/i.exec(type?.trim() ?? '')?.[0].toLowerCase();
  return readAddress(src, { type: declared ?? (player === 'audio' ? 'audio/mpeg' : 'video/mp4') }, baseUrl);
}

function readAddress(
  source: string | undefined,
  facts: MediaFacts,
  baseUrl: string | undefined,
): MediaReference | undefined {
  const address = source?.trim() ?? '';
  if (address === '') return undefined;
  if (/^data:/i.test(address)) return readDataUrl(address, facts);
  const url = parseUrl(address, baseUrl);
  if (url !== undefined) return url.protocol.startsWith('http') ? { ...facts, address: url.href } : undefined;
  // Nothing to resolve it against: a file beside the article.
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address) ? undefined : { ...facts, address };
}

function readDataUrl(address: string, facts: MediaFacts): MediaReference | undefined {
  const match = dataUrl.exec(address);
  if (match?.[2] === undefined) return undefined;
  const bytes = Buffer.from(address.slice(match[0].length), 'base64');
  return bytes.length === 0 ? undefined : { ...facts, type: (match[1] ?? '').toLowerCase(), bytes };
}

function parseUrl(address: string, baseUrl: string | undefined): URL | undefined {
  return URL.canParse(address, baseUrl) ? new URL(address, baseUrl) : undefined;
}

function sizeOf({ width, height }: Attributes): Pick<MediaFacts, 'width' | 'height'> {
  const [wide, high] = [pixels(width), pixels(height)];
  return wide === undefined || high === undefined ? {} : { width: wide, height: high };
}

function pixels(value: string | undefined): number | undefined {
  return /^\d{1,5}(?:px)?$/.test(value?.trim() ?? '') ? Number.parseInt(value ?? '', 10) : undefined;
}

function isPixel({ width, height, style, hidden }: Attributes): boolean {
  const isTiny = [width, height].some((value) => (pixels(value) ?? leastPixels) < leastPixels);
  return isTiny || hidden !== undefined || hiddenStyle.test(style ?? '');
}

/** The last of a `srcset` is usually the largest. */
function firstOfSet(srcset: string | undefined): string | undefined {
  return srcset?.split(/,\s+/).at(-1)?.trim().split(/\s+/)[0];
}
