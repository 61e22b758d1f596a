import Parser from 'rss-parser';
import { fetchDocument } from './fetch-document.ts';
import { type Reader, type ReadItem, readDate } from './reader.ts';
import { wordsOf } from './words.ts';

/**
 * rss-parser, what most programs in JavaScript read feeds with. Of several authors it keeps the first, of Atom no
 * categories, and of an Atom entry one text without its type.
 */
export const rssParser: Reader = {
  name: 'rss-parser',
  formats: ['rss', 'atom'],
  findFault: () => undefined,
  async read(url) {
    const feed = await parser.parseString(await fetchDocument(url, 'rss-parser'));
    return {
      reader: 'rss-parser',
      ...(feed.title === undefined ? {} : { title: feed.title }),
      ...(feed.language === undefined ? {} : { language: feed.language }),
      items: feed.items.map(itemOf),
    };
  },
};

interface Own {
  readonly id?: string;
  readonly author?: string;
  readonly 'content:encoded'?: string;
}

interface OwnFeed {
  readonly language?: string;
}

const parser = new Parser<OwnFeed, Own>();

function itemOf(item: Own & Parser.Item): ReadItem {
  const { guid, id = guid, title = '', link = '', creator, author = creator } = item;
  const html = item['content:encoded'] ?? item.content ?? item.summary ?? '';
  return {
    ...(id === undefined ? {} : { id }),
    title,
    link,
    publishedAt: readDate(item.isoDate, 'rss-parser', title),
    authors: author === undefined ? [] : [author],
    text: wordsOf(html),
    html,
  };
}
