import { itemUrl, mediaUrl, sectionOf, selectionUrl } from '../domain/addresses.ts';
import type { Channel, Site } from '../domain/channel.ts';
import type { FeedItem, Person } from '../domain/item.ts';
import { leadPicture, preciseType } from '../domain/media.ts';
import type { FeedSnapshot } from '../domain/snapshot.ts';
import { printJsonHead, printJsonItem } from './feed-package.ts';
import { feedTitle } from './feed-title.ts';
import { historyLinks } from './history.ts';
import { joinItems } from './join-items.ts';
import { categoriesOf, contentOf } from './syndicated.ts';

/**
 * The whole feed in UTF-8.
 * @param items as {@link renderJsonItem} gave them, in order and in UTF-8
 */
export function renderJsonFeed(
  snapshot: FeedSnapshot,
  selfUrl: string,
  items: readonly Uint8Array[],
): Buffer {
  const { site, channel, selection } = snapshot;
  const next = historyLinks(snapshot, 'json').find(({ relation }) => relation === 'prev-archive');
  const head = printJsonHead(
    {
      title: feedTitle(channel, selection),
      link: selectionUrl(site, channel, selection),
      description: channel.description,
      feedLinks: { json: selfUrl },
      author: { name: site.name, link: `${site.baseUrl}/` },
    },
    {
      version: 'https://jsonfeed.org/version/1.1',
      language: channel.language,
      ...(next === undefined ? {} : { next_url: next.url }),
      authors: [{ name: site.name, url: `${site.baseUrl}/` }],
      _nashra: { direction: channel.direction, rights: channel.rights, license: channel.license },
    },
  );
  return joinItems({ head: `${head.slice(0, -1)},"items":[\n`, foot: '\n]}\n' }, items, ',\n');
}

/** JSON Feed 1.1 item; what the format has no member for stands in `_nashra`. */
export function renderJsonItem(site: Site, channel: Channel, item: FeedItem): string {
  const categories = categoriesOf(site, channel, item);
  const section = sectionOf(channel, item);
  const content = contentOf(site, item);
  return printJsonItem(
    {
      id: item.id,
      title: item.title,
      link: itemUrl(site, item),
      // Without content the package would write the description as HTML, which it is not.
      ...(content === '' || item.summary === '' ? {} : { description: item.summary }),
      ...(content === '' ? {} : { content }),
      date: item.updatedAt,
      published: item.publishedAt,
      // 1.0's `author` beside 1.1's `authors`: gofeed, and the readers built on it, know only the first.
      ...(item.authors.length === 0 ? {} : { author: item.authors.map(packagePerson) }),
    },
    {
      ...(item.authors.length === 0 ? {} : { authors: item.authors.map(jsonPerson) }),
      ...(categories.length === 0 ? {} : { tags: categories.map((category) => category.label) }),
      // An item must have the one or the other.
      ...(content === '' ? { content_text: item.summary === '' ? item.title : item.summary } : {}),
      ...jsonMedia(site, item),
      ...(item.language === channel.language ? {} : { language: item.language }),
      _nashra: {
        direction: item.direction,
        section: section === undefined ? undefined : { slug: section.slug, label: section.label },
        source: item.source,
        dateline: item.dateline,
        breaking: item.breaking,
        key_points: item.keyPoints,
        date_origin: item.dateOrigin,
      },
    },
  );
}

/** JSON Feed 1.1 `attachments` requires a type, so that a picture elsewhere without one is only shown. */
function jsonMedia(site: Site, item: FeedItem): object {
  const picture = leadPicture(item.media);
  const attachments = item.media.flatMap((media) => {
    const type = preciseType(media);
    if (type === undefined) return [];
    const { lengthBytes, caption, alt } = media;
    return [
      { url: mediaUrl(site, media), mime_type: type, title: caption ?? alt, size_in_bytes: lengthBytes },
    ];
  });
  return {
    ...(picture === undefined ? {} : { image: mediaUrl(site, picture) }),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

function packagePerson(person: Person): { name: string; link?: string } {
  return person.uri === undefined ? { name: person.name } : { name: person.name, link: person.uri };
}

function jsonPerson(person: Person): { name: string; url?: string } {
  return person.uri === undefined ? { name: person.name } : { name: person.name, url: person.uri };
}
