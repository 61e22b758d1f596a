import { itemUrl, selectionUrl } from '../domain/addresses.ts';
import type { Channel, Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { FeedSnapshot } from '../domain/snapshot.ts';
import { escapeXmlAttribute, escapeXmlText } from '../text/xml.ts';
import { type FeedPackageExtension, printRssFrame, printRssItem, type Slots } from './feed-package.ts';
import { feedTitle } from './feed-title.ts';
import { generatorName } from './generator.ts';
import { archiveMark, historyLinks, historyNamespace } from './history.ts';
import { joinItems } from './join-items.ts';
import { enclosureOf, mediaElements, mediaNamespace } from './media-rss.ts';
import { categoriesOf, contentOf, markedTitle } from './syndicated.ts';

const namespaces =
  ' xmlns:atom="http://www.w3.org/2005/Atom"' +
  ' xmlns:content="http://purl.org/rss/1.0/modules/content/"' +
  ' xmlns:dc="http://purl.org/dc/elements/1.1/"' +
  ' xmlns:dcterms="http://purl.org/dc/terms/"' +
  mediaNamespace;

const beforeItem = '\n        ';

/**
 * The whole feed in UTF-8.
 * @param items as {@link renderRssItem} gave them, in order and in UTF-8
 */
export function renderRss(snapshot: FeedSnapshot, selfUrl: string, items: readonly Uint8Array[]): Buffer {
  const { site, channel, selection } = snapshot;
  const links = historyLinks(snapshot, 'rss')
    .map(({ relation, url }) => `<atom:link href="${escapeXmlAttribute(url)}" rel="${relation}"/>`)
    .join('');
  const history = links + archiveMark(snapshot);
  const { head, foot } = printRssFrame(
    (slots) => ({
      options: {
        title: slots.text(feedTitle(channel, selection)),
        link: selectionUrl(site, channel, selection),
        description: slots.text(channel.description),
        language: slots.text(channel.language),
        updated: snapshot.updatedAt,
        feedLinks: { rss: selfUrl },
        generator: slots.text(generatorName),
        docs: 'https://www.rssboard.org/rss-specification',
        ...(channel.rights === undefined ? {} : { copyright: slots.text(channel.rights) }),
      },
      extensions: history === '' ? [] : [{ name: 'rights', objects: { _text: slots.markup(history) } }],
    }),
    `${namespaces}${snapshot.archive === undefined ? '' : historyNamespace} xml:lang="${escapeXmlAttribute(channel.language)}"`,
  );
  return joinItems({ head: items.length === 0 ? head : head + beforeItem, foot }, items, beforeItem);
}

/** RSS 2.0 `<item>`: title and links, then `description` before `content:encoded`, as the RSS profile asks. */
export function renderRssItem(site: Site, channel: Channel, item: FeedItem): string {
  const content = contentOf(site, item);
  return printRssItem((slots) => ({
    title: slots.text(markedTitle(item, site.bidiMarks)),
    link: itemUrl(site, item),
    guid: slots.text(item.id),
    date: item.publishedAt,
    // RSS 2.0 <description> is HTML, so what is plain text is escaped as HTML before it is escaped as XML.
    ...(item.summary === '' ? {} : { description: slots.text(escapeXmlText(item.summary)) }),
    ...(content === '' ? {} : { content: slots.html(content) }),
    extensions: [
      { name: 'category', objects: rssCategories(site, channel, item, slots) },
      ...dublinCore(item, slots),
      ...rssMedia(site, item, slots),
      ...(item.language === channel.language
        ? []
        : [attributes({ 'xml:lang': slots.attribute(item.language) })]),
    ] as FeedPackageExtension[],
  }));
}

function rssCategories(site: Site, channel: Channel, item: FeedItem, slots: Slots): readonly object[] {
  return categoriesOf(site, channel, item).map((category) => ({
    _attributes: { domain: slots.attribute(category.scheme) },
    _text: slots.text(category.label),
  }));
}

function rssMedia(site: Site, item: FeedItem, slots: Slots): readonly object[] {
  const enclosure = enclosureOf(site, item);
  const elements = mediaElements(site, item);
  return [
    ...(enclosure === undefined
      ? []
      : [
          {
            name: 'enclosure',
            objects: {
              _attributes: {
                url: slots.attribute(enclosure.url),
                length: enclosure.length,
                type: slots.attribute(enclosure.type),
              },
            },
          },
        ]),
    ...(elements === '' ? [] : [{ name: 'rights', objects: { _text: slots.markup(elements) } }]),
  ];
}

// <author> must hold an e-mail address (RSS 2.0 <author>), so people stand in dc:creator.
function dublinCore(item: FeedItem, slots: Slots): readonly object[] {
  return [
    { name: 'dcterms:modified', objects: { _text: item.updatedAt.toISOString() } },
    { name: 'dc:creator', objects: item.authors.map((author) => ({ _text: slots.text(author.name) })) },
    { name: 'dc:language', objects: { _text: slots.text(item.language) } },
    ...(item.source === undefined
      ? []
      : [{ name: 'dc:source', objects: { _text: slots.text(item.source) } }]),
  ];
}

function attributes(values: Readonly<Record<string, string>>): object {
  return { name: '_attributes', objects: values };
}
