import type { MediaFacts, MediaReference } from '../domain/media.ts';
import { decodeHtmlEntities } from '../text/html-entities.ts';
import { isJsonObject, type JsonObject, listOf } from './json-ld.ts';

const keys = ['image', 'audio', 'video', 'associatedMedia'];

/**
 * https://schema.org/MediaObject as articles have them: an address, an object with one, or lists of them. One address
 * is given once.
 * @param valuesOf the values of an article's key, references followed
 * @param baseUrl absolute; without it a relative address stays the name of a file
 */
export function mediaOfNews(
  valuesOf: (key: string) => readonly unknown[],
  baseUrl: string | undefined,
): readonly MediaReference[] {
  const found = keys.flatMap(valuesOf).flatMap((value) => mediaOf(value, baseUrl));
  const media =
    found.length > 0 ? found : valuesOf('thumbnailUrl').flatMap((value) => mediaOf(value, baseUrl));
  const byAddress = new Map(media.map((one) => ['address' in one ? one.address : '', one]));
  return [...byAddress.values()];
}

function mediaOf(value: unknown, baseUrl: string | undefined): readonly MediaReference[] {
  const node: JsonObject = isJsonObject(value) ? value : { url: value };
  // `embedUrl` is a player's page, which no feed reader can play.
  const addresses = [...listOf(node.contentUrl), ...listOf(node.url)];
  const address = addresses.map((one) => resolveAddress(one, baseUrl)).find((one) => one !== undefined);
  return address === undefined ? [] : [{ address, ...factsOf(node) }];
}

function factsOf(node: JsonObject): MediaFacts {
  const facts = {
    type: mediaTypeOf(node.encodingFormat ?? node.fileFormat),
    lengthBytes: numberOf(node.contentSize),
    width: numberOf(node.width),
    height: numberOf(node.height),
    alt: textOf(node.alternateName),
    caption: textOf(node.caption),
    credit: textOf(node.creditText) ?? textOf(isJsonObject(node.creator) ? node.creator.name : node.creator),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined)) as MediaFacts;
}

/** An absolute http(s) address, or a file's name where there is nothing to resolve it against. */
export function resolveAddress(value: unknown, baseUrl: string | undefined): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const address = value.trim();
  if (!URL.canParse(address, baseUrl))
    return /^[a-z][a-z0-9+.-]*:|^\/|^#|\n/i.test(address) ? undefined : address;
  const url = new URL(address, baseUrl);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

/** RFC 9110 §8.3.1 without parameters, in lower case. */
export function mediaTypeOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return /^\s*([a-z]+\/[a-z0-9.+-]+)\s*(?:;|$)/.exec(value.toLowerCase())?.[1];
}

/** A size as a whole number, however it is written: `1200`, `"1200"`, `"1200px"`, a schema.org QuantitativeValue. */
export function numberOf(value: unknown): number | undefined {
  if (isJsonObject(value)) return isJsonObject(value.value) ? undefined : numberOf(value.value);
  const written =
    typeof value === 'string' ? (/^\s*(\d{1,12})\s*(?:px)?\s*$/i.exec(value)?.[1] ?? '') : value;
  const number = typeof written === 'string' && written !== '' ? Number(written) : written;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

function textOf(value: unknown): string | undefined {
  const [first] = listOf(value);
  return typeof first === 'string' && first.trim() !== '' ? decodeHtmlEntities(first).trim() : undefined;
}
