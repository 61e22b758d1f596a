import { feedMediaTypes, itemUrl, selectionUrl } from '../domain/addresses.ts';
import type { Channel, Site } from '../domain/channel.ts';
import type { FeedItem, Person } from '../domain/item.ts';
import type { FeedSnapshot } from '../domain/snapshot.ts';
import { escapeXmlAttribute, escapeXmlText } from '../text/xml.ts';
import { type FeedPackageAuthor, printAtomEntry, printAtomFrame, type Slots } from './feed-package.ts';
import { feedTitle } from './feed-title.ts';
import { generatorName } from './generator.ts';
import {
  archiveMark,
  historyLinks,
  historyNamespace,
  tombstoneElement,
  tombstoneNamespace,
} from './history.ts';
import { joinItems } from './join-items.ts';
import { enclosureLinks, mediaElements, mediaNamespace } from './media-rss.ts';
import { categoriesOf, contentOf, markedTitle } from './syndicated.ts';

const beforeEntry = '\n    ';

/**
 * The whole feed in UTF-8.
 * @param entries as {@link renderAtomEntry} gave them, in order and in UTF-8
 */
export function renderAtom(snapshot: FeedSnapshot, selfUrl: string, entries: readonly Uint8Array[]): Buffer {
  const { site, channel, selection, tombstones, archive } = snapshot;
  const namespaces = [
    mediaNamespace,
    archive === undefined ? '' : historyNamespace,
    tombstones.length === 0 ? '' : tombstoneNamespace,
  ];
  const { head, foot } = printAtomFrame(
    (slots) => ({
      id: slots.text(snapshot.feedId),
      title: slots.text(feedTitle(channel, selection)),
      description: slots.text(channel.description),
      updated: snapshot.updatedAt,
      author: atomPerson({ name: site.name, uri: `${site.baseUrl}/` }, slots),
      feedLinks: { atom: selfUrl },
      generator: slots.text(generatorName),
      copyright: slots.markup(linksAndRights(snapshot)),
    }),
    namespaces.join('') + language(channel.language),
  );
  const begin = [head, ...tombstones.map(tombstoneElement)].join(beforeEntry);
  return joinItems({ head: entries.length === 0 ? begin : begin + beforeEntry, foot }, entries, beforeEntry);
}

/** RFC 4287 §4.1.2; title and summary are plain text constructs, the content is HTML. */
export function renderAtomEntry(site: Site, channel: Channel, item: FeedItem): string {
  const html = contentOf(site, item);
  // RFC 4287 §4.1.1.1 advises a summary where there is no content; a headline alone has no other.
  const summary = item.summary === '' && html === '' ? item.title : item.summary;
  return printAtomEntry(
    (slots) => ({
      title: slots.text(markedTitle(item, site.bidiMarks)),
      id: item.id,
      link: itemUrl(site, item),
      date: item.updatedAt,
      published: item.publishedAt,
      ...(summary === '' ? {} : { description: slots.text(summary) }),
      ...(html === '' ? {} : { content: slots.html(html) }),
      author: item.authors.map((author) => atomPerson(author, slots)),
      category: categoriesOf(site, channel, item).map(({ term, scheme, label }) => ({
        name: slots.attribute(label),
        scheme,
        term: slots.attribute(term),
      })),
      copyright: slots.markup(sourceElement(item) + enclosureLinks(site, item) + mediaElements(site, item)),
    }),
    item.language === channel.language ? '' : language(item.language),
  );
}

function atomPerson(person: Person, slots: Slots): FeedPackageAuthor {
  return {
    name: slots.text(person.name),
    ...(person.email === undefined ? {} : { email: slots.text(person.email) }),
    ...(person.uri === undefined ? {} : { link: person.uri }),
  };
}

function linksAndRights(snapshot: FeedSnapshot): string {
  const { site, channel, selection } = snapshot;
  const page = escapeXmlAttribute(selectionUrl(site, channel, selection));
  const hreflang = escapeXmlAttribute(channel.language);
  const alternate = `<link rel="alternate" type="text/html" hreflang="${hreflang}" href="${page}"/>`;
  const rights = channel.rights === undefined ? '' : `<rights>${escapeXmlText(channel.rights)}</rights>`;
  const license =
    channel.license === undefined
      ? ''
      : `<link rel="license" href="${escapeXmlAttribute(channel.license)}"/>`;
  const history = historyLinks(snapshot, 'atom').map(
    ({ relation, url }) =>
      `<link rel="${relation}" type="${feedMediaTypes.atom}" href="${escapeXmlAttribute(url)}"/>`,
  );
  return alternate + history.join('') + archiveMark(snapshot) + rights + license;
}

// RFC 4287 §4.2.11 wants an id and a time of the source's feed; of an agency only its name is known, so the id is a
// tag of ours that names it and the time is that of what we had from it.
function sourceElement(item: FeedItem): string {
  if (item.source === undefined) return '';
  const id = item.id.replace(/:article:.*$/, `:source:${encodeURIComponent(item.source)}`);
  const title = escapeXmlText(item.source);
  const updated = item.updatedAt.toISOString();
  return `<source><id>${escapeXmlText(id)}</id><title>${title}</title><updated>${updated}</updated></source>`;
}

function language(tag: string): string {
  return ` xml:lang="${escapeXmlAttribute(tag)}"`;
}
