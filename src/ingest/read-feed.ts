import { itemsOfAtom } from './atom-items.ts';
import { entriesOf, type FeedEntry } from './feed-entries.ts';
import type { FeedItemDocument } from './feed-item-document.ts';
import { readXmlFeed } from './feed-xml.ts';
import { isJsonObject, type JsonObject } from './json-ld.ts';
import { refusal } from './messages.ts';
import { parseFeed } from './parse-feed.ts';
import { isJsonFeed, parseJson } from './read-json.ts';
import { itemsOfRss } from './rss-items.ts';

export interface FeedOptions {
  /** The channel's: its editors read the messages. */
  readonly language: string;
  /** IANA name: the zone of times that name none. */
  readonly timeZone: string;
}

const maxEntries = 5000;

/**
 * The articles of a whole feed (RSS 2.0 and before, RSS 1.0, Atom 1.0, JSON Feed), in the order in which they were
 * published. One that is at fault is refused when it is read, and stops no other.
 * @throws NashraError `feed_malformed`, `json_malformed`, `feed_empty`, `feed_too_large`
 */
export function readFeed(text: string, options: FeedOptions): readonly FeedEntry[] {
  const { language, timeZone } = options;
  const items = text.trimStart().startsWith('<') ? itemsOfXml(text, language) : itemsOfJson(text, language);
  if (items.length === 0) throw refusal('feed_empty', language);
  if (items.length > maxEntries) throw refusal('feed_too_large', language);
  return entriesOf(items, timeZone);
}

function itemsOfXml(text: string, language: string): readonly FeedItemDocument[] {
  const xml = readXmlFeed(text, language);
  try {
    const parsed = parseFeed(xml);
    return parsed.kind === 'atom' ? itemsOfAtom(parsed.feed) : itemsOfRss(parsed.feed);
  } catch (cause) {
    // feedsmith has no name for a feed with nothing in it.
    if (/<(?:\w+:)?(?:item|entry)[\s>]/.test(xml.xml)) throw refusal('feed_malformed', language, { cause });
    return [];
  }
}

function itemsOfJson(text: string, language: string): readonly unknown[] {
  const feed = parseJson(text, language);
  if (!isJsonFeed(feed)) throw refusal('feed_malformed', language);
  return feed.items.map((item) => (isJsonObject(item) ? inheritFrom(feed, item) : item));
}

/** JSON Feed 1.1 “Top-level”: authors and language hold for items that say nothing else. */
function inheritFrom(feed: JsonObject, item: JsonObject): JsonObject {
  const { language } = feed;
  // Nashra names the newsroom there, and nobody writes for all of its articles; so may others.
  const people = [feed.authors ?? feed.author ?? []].flat().filter((person) => nameOf(person) !== feed.title);
  const isInherited =
    people.length > 0 &&
    item.authors === undefined &&
    item.author === undefined &&
    feed._nashra === undefined;
  return {
    ...item,
    ...(isInherited ? { authors: people } : {}),
    ...(item.language !== undefined || language === undefined ? {} : { language }),
  };
}

function nameOf(person: unknown): unknown {
  return isJsonObject(person) ? person.name : undefined;
}
