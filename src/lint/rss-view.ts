import {
  type AddressField,
  type DateField,
  dateField,
  type FeedView,
  type Field,
  htmlField,
  type ItemView,
  type MediaView,
  plainField,
} from './feed-view.ts';
import {
  childrenNamed,
  childrenOf,
  findChild,
  textOf,
  withDescendants,
  type XmlElement,
} from './parse-xml.ts';

/** Elements whose text is an address, and attributes that hold one. */
const addressElements = new Set(['link', 'url', 'comments', 'docs']);
const addressAttributes = new Map([
  ['enclosure', 'url'],
  ['source', 'url'],
  ['media:content', 'url'],
  ['media:thumbnail', 'url'],
  ['itunes:image', 'href'],
  ['atom:link', 'href'],
]);

/** RSS 2.0. */
export function rssView(root: XmlElement, channel: XmlElement): FeedView {
  const hasBase = root.attributes['xml:base'] !== undefined || channel.attributes['xml:base'] !== undefined;
  const own = childrenOf(channel).filter(({ name }) => name !== 'item');
  const links = childrenNamed(channel, 'atom:link');
  return {
    format: 'rss',
    place: channel.place,
    title: childField(channel, 'title'),
    language: childField(channel, 'language') ?? childField(channel, 'dc:language'),
    rootLanguage: attributeField(root, 'xml:lang') ?? attributeField(channel, 'xml:lang'),
    dates: ['lastBuildDate', 'pubDate']
      .flatMap((name) => childrenNamed(channel, name))
      .map((one) => dateField(fieldOf(one), 'rfc822')),
    self: links
      .filter(({ attributes }) => attributes.rel === 'self')
      .map((link) => attributeOf(link, 'href')),
    hasHub: links.some(({ attributes }) => attributes.rel === 'hub'),
    addresses: own.flatMap(withDescendants).flatMap((one) => addressesOf(one, hasBase)),
    items: itemElements(channel).map((item) => itemView(item, hasBase)),
  };
}

export function itemElements(channel: XmlElement): readonly XmlElement[] {
  return childrenNamed(channel, 'item');
}

function itemView(item: XmlElement, isChannelBased: boolean): ItemView {
  const hasBase = isChannelBased || item.attributes['xml:base'] !== undefined;
  const guid = findChild(item, 'guid');
  const title = childField(item, 'title');
  const description = childField(item, 'description');
  const content = childField(item, 'content:encoded');
  return {
    place: item.place,
    id: guid === undefined ? undefined : fieldOf(guid),
    isPermalink: guid !== undefined && guid.attributes.isPermaLink !== 'false',
    title: title === undefined ? undefined : plainField(title),
    link: childField(item, 'link'),
    published: publishedOf(item),
    updated: dated(item, 'dcterms:modified', 'w3cdtf') ?? dated(item, 'atom:updated', 'rfc3339'),
    summary: description === undefined ? undefined : htmlField(description),
    content: content === undefined ? undefined : htmlField(content),
    categories: childrenNamed(item, 'category').map(fieldOf),
    authors: childrenNamed(item, 'dc:creator', 'author', 'itunes:author').map(fieldOf),
    media: mediaOf(item),
    language: childField(item, 'dc:language') ?? attributeField(item, 'xml:lang'),
    addresses: childrenOf(item)
      .flatMap(withDescendants)
      .flatMap((one) => addressesOf(one, hasBase)),
    hasBase,
  };
}

function publishedOf(item: XmlElement): DateField | undefined {
  return dated(item, 'pubDate', 'rfc822') ?? dated(item, 'dc:date', 'w3cdtf');
}

function dated(item: XmlElement, name: string, form: Parameters<typeof dateField>[1]): DateField | undefined {
  const field = childField(item, name);
  return field === undefined ? undefined : dateField(field, form);
}

function addressesOf(element: XmlElement, hasBase: boolean): readonly AddressField[] {
  const attribute = addressAttributes.get(element.name);
  if (attribute !== undefined) {
    const given = element.attributes[attribute];
    return given === undefined ? [] : [{ ...attributeOf(element, attribute), hasBase }];
  }
  return addressElements.has(element.name) ? [{ ...fieldOf(element), hasBase }] : [];
}

/** Media RSS, enclosures and the picture of a podcast's episode; for Atom too. */
export function mediaOf(item: XmlElement): readonly MediaView[] {
  return withDescendants(item).flatMap((element) => {
    const { name, attributes, place } = element;
    const isLink = name === 'atom:link' && attributes.rel === 'enclosure';
    if (!isLink && !['enclosure', 'media:content', 'media:thumbnail', 'itunes:image'].includes(name))
      return [];
    const { type = '', medium = '' } = attributes;
    return [
      {
        place,
        url: attributes.url ?? attributes.href,
        isPicture: name.endsWith('thumbnail') || name === 'itunes:image' || isPicture(type, medium),
        width: pixels(attributes.width),
        height: pixels(attributes.height),
      },
    ];
  });
}

function isPicture(type: string, medium: string): boolean {
  return type.startsWith('image/') || medium === 'image' || (type === '' && medium === '');
}

function pixels(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : undefined;
}

export function fieldOf(element: XmlElement): Field {
  return { text: textOf(element), place: element.place };
}

export function childField(parent: XmlElement, name: string): Field | undefined {
  const child = findChild(parent, name);
  return child === undefined ? undefined : fieldOf(child);
}

/** The empty text where the attribute is missing. */
export function attributeOf({ attributes, place }: XmlElement, name: string): Field {
  return { text: attributes[name] ?? '', place: { ...place, path: `${place.path}/@${name}` } };
}

export function attributeField(element: XmlElement, name: string): Field | undefined {
  return element.attributes[name] === undefined ? undefined : attributeOf(element, name);
}
