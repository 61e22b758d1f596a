import { parseFeed } from '@rowanmanning/feed-parser';
import { fetchDocument } from './fetch-document.ts';
import { type Reader, type ReadItem, readDate } from './reader.ts';
import { wordsOf } from './words.ts';

/** feed-parser, the younger one of JavaScript that is tested with the feeds of many real sites. */
export const feedParser: Reader = {
  name: 'feed-parser',
  formats: ['rss', 'atom'],
  findFault: () => undefined,
  async read(url) {
    const feed = parseFeed(await fetchDocument(url, 'feed-parser'));
    return {
      reader: 'feed-parser',
      ...(feed.title === null ? {} : { title: feed.title }),
      ...(feed.language === null ? {} : { language: feed.language }),
      items: feed.items.map(itemOf),
    };
  },
};

type Item = ReturnType<typeof parseFeed>['items'][number];

function itemOf(item: Item): ReadItem {
  const title = item.title ?? '';
  const html = item.content ?? item.description ?? '';
  return {
    ...(item.id === null ? {} : { id: item.id }),
    title,
    link: item.url ?? '',
    publishedAt: readDate((item.published ?? item.updated)?.toISOString(), 'feed-parser', title),
    authors: item.authors.flatMap(({ name }) => (name === null ? [] : [name])),
    text: wordsOf(html),
    html,
  };
}
