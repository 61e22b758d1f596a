import {
  type AddressField,
  type DateField,
  dateField,
  type FeedView,
  type Field,
  htmlField,
  type ItemView,
  plainField,
  type TextField,
} from './feed-view.ts';
import {
  childrenNamed,
  childrenOf,
  findChild,
  markupOf,
  withDescendants,
  type XmlElement,
} from './parse-xml.ts';
import { attributeField, attributeOf, childField, fieldOf, mediaOf } from './rss-view.ts';

const addressElements = new Set(['atom:uri', 'atom:icon', 'atom:logo']);
const addressAttributes = new Map([
  ['atom:link', 'href'],
  ['atom:content', 'src'],
  ['media:content', 'url'],
  ['media:thumbnail', 'url'],
]);

/** Atom 1.0 (RFC 4287). */
export function atomView(feed: XmlElement): FeedView {
  const hasBase = feed.attributes['xml:base'] !== undefined;
  const own = childrenOf(feed).filter(({ name }) => name !== 'atom:entry');
  const authors = namesOf(childrenNamed(feed, 'atom:author'));
  return {
    format: 'atom',
    place: feed.place,
    title: childField(feed, 'atom:title'),
    language: attributeField(feed, 'xml:lang'),
    rootLanguage: undefined,
    dates: datesNamed(feed, 'atom:updated'),
    self: linksOf(feed, 'self').map((link) => attributeOf(link, 'href')),
    hasHub: linksOf(feed, 'hub').length > 0,
    addresses: own.flatMap(withDescendants).flatMap((one) => addressesOf(one, hasBase)),
    items: childrenNamed(feed, 'atom:entry').map((entry) => entryView(entry, authors, hasBase)),
  };
}

/** RFC 4287 §4.2.7.2: without `rel` a link is an alternate. */
export function linksOf(element: XmlElement, rel: string): readonly XmlElement[] {
  return childrenNamed(element, 'atom:link').filter((link) => (link.attributes.rel ?? 'alternate') === rel);
}

function entryView(entry: XmlElement, feedAuthors: readonly Field[], isFeedBased: boolean): ItemView {
  const hasBase = isFeedBased || entry.attributes['xml:base'] !== undefined;
  const [alternate] = linksOf(entry, 'alternate');
  const people = childrenNamed(entry, 'atom:author');
  const content = findChild(entry, 'atom:content');
  return {
    place: entry.place,
    id: childField(entry, 'atom:id'),
    isPermalink: false,
    title: textConstruct(findChild(entry, 'atom:title')),
    link: alternate === undefined ? undefined : attributeOf(alternate, 'href'),
    published: datesNamed(entry, 'atom:published')[0],
    updated: datesNamed(entry, 'atom:updated')[0],
    summary: textConstruct(findChild(entry, 'atom:summary')),
    // Content elsewhere, or of another type, is nothing to read here.
    content: content?.attributes.src === undefined ? textConstruct(content) : undefined,
    categories: childrenNamed(entry, 'atom:category').map(labelOf),
    authors: people.length > 0 ? namesOf(people) : feedAuthors,
    media: mediaOf(entry),
    language: attributeField(entry, 'xml:lang'),
    addresses: childrenOf(entry)
      .flatMap(withDescendants)
      .flatMap((one) => addressesOf(one, hasBase)),
    hasBase,
  };
}

/** RFC 4287 §3.1: plain text unless its type says otherwise. */
export function textConstruct(element: XmlElement | undefined): TextField | undefined {
  if (element === undefined) return undefined;
  const field = fieldOf(element);
  switch (element.attributes.type) {
    case 'html':
    case 'text/html':
      return htmlField(field);
    case 'xhtml':
      return htmlField({
        ...field,
        text: markupOf(findChild(element, 'xhtml:div') === undefined ? element : inner(element)),
      });
    default:
      return plainField(field);
  }
}

/** The `<div>` of xhtml content is no part of it, unless it says the direction. */
function inner(element: XmlElement): XmlElement {
  const div = findChild(element, 'xhtml:div');
  return div === undefined || div.attributes.dir !== undefined ? element : div;
}

function labelOf(category: XmlElement): Field {
  return attributeOf(category, category.attributes.label === undefined ? 'term' : 'label');
}

function namesOf(people: readonly XmlElement[]): readonly Field[] {
  return people.flatMap((person) => childField(person, 'atom:name') ?? []);
}

function datesNamed(element: XmlElement, name: string): readonly DateField[] {
  return childrenNamed(element, name).map((one) => dateField(fieldOf(one), 'rfc3339'));
}

function addressesOf(element: XmlElement, hasBase: boolean): readonly AddressField[] {
  const attribute = addressAttributes.get(element.name);
  if (attribute !== undefined) {
    const given = element.attributes[attribute];
    return given === undefined ? [] : [{ ...attributeOf(element, attribute), hasBase }];
  }
  return addressElements.has(element.name) ? [{ ...fieldOf(element), hasBase }] : [];
}
