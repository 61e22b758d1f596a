import { channelUrl, itemUrl } from '../domain/addresses.ts';
import type { Channel, Site } from '../domain/channel.ts';
import type { FeedItem, Person } from '../domain/item.ts';
import type { FeedSnapshot } from '../domain/snapshot.ts';
import { escapeXmlAttribute, escapeXmlText } from '../text/xml.ts';
import { type FeedPackageAuthor, printAtomEntry, printAtomFrame, type Slots } from './feed-package.ts';
import { generatorName } from './generator.ts';
import { enclosureLinks, mediaElements, mediaNamespace } from './media-rss.ts';
import { categoriesOf, contentOf, markedTitle } from './syndicated.ts';

/** @param entries as {@link renderAtomEntry} gave them, in order. */
export function renderAtom(snapshot: FeedSnapshot, selfUrl: string, entries: readonly string[]): string {
  const { site, channel } = snapshot;
  const { head, foot } = printAtomFrame(
    (slots) => ({
      id: slots.text(snapshot.feedId),
      title: slots.text(channel.title),
      description: slots.text(channel.description),
      updated: snapshot.updatedAt,
      author: atomPerson({ name: site.name, uri: `${site.baseUrl}/` }, slots),
      feedLinks: { atom: selfUrl },
      generator: slots.text(generatorName),
      copyright: slots.markup(linksAndRights(site, channel)),
    }),
    mediaNamespace + language(channel.language),
  );
  return [head, ...entries].join('\n    ') + foot;
}

/** RFC 4287 §4.1.2; title and summary are plain text constructs, the content is HTML. */
export function renderAtomEntry(site: Site, channel: Channel, item: FeedItem): string {
  return printAtomEntry(
    (slots) => ({
      title: slots.text(markedTitle(item, site.bidiMarks)),
      id: item.id,
      link: itemUrl(site, item),
      date: item.updatedAt,
      published: item.publishedAt,
      description: slots.text(item.summary),
      content: slots.html(contentOf(site, item)),
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

function linksAndRights(site: Site, channel: Channel): string {
  const page = escapeXmlAttribute(channelUrl(site, channel));
  const hreflang = escapeXmlAttribute(channel.language);
  const alternate = `<link rel="alternate" type="text/html" hreflang="${hreflang}" href="${page}"/>`;
  const rights = channel.rights === undefined ? '' : `<rights>${escapeXmlText(channel.rights)}</rights>`;
  const license =
    channel.license === undefined
      ? ''
      : `<link rel="license" href="${escapeXmlAttribute(channel.license)}"/>`;
  return alternate + rights + license;
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
