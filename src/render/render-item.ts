import { SaxesParser } from 'saxes';
import type { FeedFormat } from '../domain/addresses.ts';
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
  const cause = faultIn(fragments, item);
  if (cause === undefined) return fragments;
  const message = sentenceIn(channel.language, {
    ar: `لا يمكن كتابة المادة في خلاصة سليمة: ${item.title}`,
    en: `The item cannot be written into a well-formed feed: ${item.title}`,
  });
  throw new NashraError('item_malformed', message, { cause });
}

function faultIn(fragments: ItemFragments, item: FeedItem): Error | undefined {
  try {
    const rss = readFields(fragments.rss);
    const atom = readFields(fragments.atom);
    const json = JSON.parse(fragments.json) as Record<string, unknown>;
    assertSame('rss title', rss.get('title'), markedTitle(item));
    assertSame('rss content', rss.get('content:encoded'), contentOf(item));
    assertSame('atom title', atom.get('title'), markedTitle(item));
    assertSame('atom content', atom.get('content'), contentOf(item));
    assertSame('atom id', atom.get('id'), item.id);
    assertSame('json title', json.title, item.title);
    assertSame('json content', json.content_html, contentOf(item));
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
};

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
