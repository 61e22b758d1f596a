import { SaxesParser } from 'saxes';
import { type FeedFormat, mediaUrl } from '../domain/addresses.ts';
import type { Channel, Site } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import type { FeedItem } from '../domain/item.ts';
import { sentenceIn } from '../domain/sentence.ts';
import { renderAtomEntry } from './atom.ts';
import { renderJsonItem } from './json-feed.ts';
import { renderRssItem } from './rss.ts';
import { contentOf, markedTitle } from './syndicated.ts';

/** One item as it stands in each format's documents. */
export type ItemFragments = Readonly<Record<FeedFormat, string>>;

/**
 * The publish gate: an item goes on only if each fragment, read back by a strict parser, says what the item says.
 * @throws NashraError `item_malformed`
 */
export function renderItem(site: Site, channel: Channel, item: FeedItem): ItemFragments {
  const fragments = {
    rss: renderRssItem(site, channel, item),
    atom: renderAtomEntry(site, channel, item),
    json: renderJsonItem(site, channel, item),
  };
  const cause = faultIn(site, fragments, item);
  if (cause === undefined) return fragments;
  const message = sentenceIn(channel.language, {
    ar: `لا يمكن كتابة المادة في خلاصة سليمة: ${item.title}`,
    en: `The item cannot be written into a well-formed feed: ${item.title}`,
  });
  throw new NashraError('item_malformed', message, { cause });
}

function faultIn(site: Site, fragments: ItemFragments, item: FeedItem): Error | undefined {
  try {
    const rss = readFields(fragments.rss);
    const atom = readFields(fragments.atom);
    const json = JSON.parse(fragments.json) as Record<string, unknown>;
    assertSame('rss title', rss.get('title'), markedTitle(item, site.bidiMarks));
    assertSame('rss content', rss.get('content:encoded') ?? '', contentOf(site, item));
    assertSame('atom title', atom.get('title'), markedTitle(item, site.bidiMarks));
    assertSame('atom content', atom.get('content') ?? '', contentOf(site, item));
    assertSame('atom id', atom.get('id'), item.id);
    assertSame('json title', json.title, item.title);
    assertSame('json content', json.content_html ?? '', contentOf(site, item));
    if (item.media.length === 0) return undefined;
    const addresses = item.media.map((media) => mediaUrl(site, media)).join(' ');
    assertSame('rss media', readAttributes(fragments.rss, 'media:content', 'url'), addresses);
    assertSame('atom media', readAttributes(fragments.atom, 'media:content', 'url'), addresses);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function assertSame(field: string, read: unknown, written: string): void {
  if (read !== written) throw new Error(`${field} reads back as ${JSON.stringify(read)}`);
}

// The documents' roots declare these: a fragment is never served without them.
const additionalNamespaces = {
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  media: 'http://search.yahoo.com/mrss/',
};

/** Of every element of that name, with a space between. */
function readAttributes(fragment: string, element: string, attribute: string): string {
  const values: string[] = [];
  const parser = new SaxesParser({ xmlns: true, additionalNamespaces });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === element) values.push(attributes[attribute]?.value ?? '');
  });
  parser.write(fragment).close();
  return values.join(' ');
}

/** Text of the elements directly inside the fragment's root, by name. */
function readFields(fragment: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const open: string[] = [];
  const parser = new SaxesParser({ xmlns: true, additionalNamespaces });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => void open.push(tag.name));
  parser.on('text', (text) => {
    const [, name, deeper] = open;
    if (name !== undefined && deeper === undefined) fields.set(name, (fields.get(name) ?? '') + text);
  });
  parser.on('closetag', () => void open.pop());
  parser.write(fragment).close();
  return fields;
}
