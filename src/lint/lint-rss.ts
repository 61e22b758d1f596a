import { type Finding, finding } from './finding.ts';
import { lintNumber, lintType } from './lint-values.ts';
import {
  childrenNamed,
  childrenOf,
  findChild,
  textOf,
  withDescendants,
  type XmlElement,
} from './parse-xml.ts';
import { itemElements } from './rss-view.ts';

const channelElements = new Set(
  'title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs cloud ttl image rating textInput skipHours skipDays item'.split(
    ' ',
  ),
);
const itemElementNames = new Set(
  'title link description author category comments enclosure guid pubDate source'.split(' '),
);
const required = ['title', 'link', 'description'];
const onceInChannel = [...required, 'language', 'lastBuildDate', 'pubDate', 'ttl', 'image'];
const onceInItem = [...required, 'guid', 'pubDate', 'content:encoded'];
/** Those of an e-mail address. */
const people = ['author', 'managingEditor', 'webMaster'];
const email = /[^\s@()]+@[^\s@()]+\.[^\s@()]+/;
const fakeEmail = /(?:^|[\s(<])(?:no-?reply|do-?not-?reply)@|@(?:example\.(?:com|org|net)|localhost)\b/i;
const imageLimits = [
  ['width', 144],
  ['height', 400],
] as const;

/** RSS 2.0 and the RSS Advisory Board's profile: what its elements are, how many, and what they hold. */
export function lintRss(root: XmlElement, channel: XmlElement): readonly Finding[] {
  const { version } = root.attributes;
  return [
    ...(version === '2.0' ? [] : [finding('rss_version', root.place, version)]),
    ...lintElements(channel, channelElements, onceInChannel),
    ...required
      .filter((name) => isEmpty(channel, name))
      .map((name) => finding('element_missing', channel.place, name)),
    ...lintPeople(channel),
    ...childrenNamed(channel, 'ttl').flatMap((ttl) => lintNumber(textOf(ttl), ttl.place)),
    ...childrenNamed(channel, 'image').flatMap((image) => lintImage(image, channel)),
    ...itemElements(channel).flatMap(lintItem),
  ];
}

function lintItem(item: XmlElement): readonly Finding[] {
  const names = childrenOf(item).map(({ name }) => name);
  const isTurned =
    names.includes('description') &&
    names.indexOf('content:encoded') >= 0 &&
    names.indexOf('content:encoded') < names.indexOf('description');
  const [, ...moreEnclosures] = childrenNamed(item, 'enclosure');
  return [
    ...lintElements(item, itemElementNames, onceInItem),
    ...lintPeople(item),
    ...childrenNamed(item, 'enclosure').flatMap(lintEnclosure),
    ...moreEnclosures.map(({ place, attributes }) => finding('enclosure_repeated', place, attributes.url)),
    ...lintMediaElements(item),
    ...(isTurned ? [finding('description_after_content', item.place)] : []),
    ...(names.includes('category') && names.includes('dc:subject')
      ? [finding('category_with_subject', item.place)]
      : []),
  ];
}

function lintElements(
  parent: XmlElement,
  known: ReadonlySet<string>,
  once: readonly string[],
): readonly Finding[] {
  const unknown = childrenOf(parent).filter(
    ({ name, uri }) => uri === '' && !name.includes(':') && !known.has(name),
  );
  return [
    ...unknown.map(({ name, place }) => finding('element_unknown', place, name)),
    ...lintRepeated(parent, once),
  ];
}

export function lintRepeated(parent: XmlElement, once: readonly string[]): readonly Finding[] {
  return once.flatMap((name) => {
    const [, second] = childrenNamed(parent, name);
    return second === undefined ? [] : [finding('element_repeated', second.place, name)];
  });
}

export function isEmpty(parent: XmlElement, name: string): boolean {
  const child = findChild(parent, name);
  return child === undefined || (textOf(child).trim() === '' && childrenOf(child).length === 0);
}

function lintPeople(parent: XmlElement): readonly Finding[] {
  return childrenNamed(parent, ...people).flatMap((person) => {
    const text = textOf(person);
    if (!email.test(text)) return [finding('author_without_email', person.place, text)];
    return fakeEmail.test(text) ? [finding('author_fake_email', person.place, text)] : [];
  });
}

function lintEnclosure({ attributes, place }: XmlElement): readonly Finding[] {
  const { url = '', length = '', type = '' } = attributes;
  const missing = Object.entries({ url, length, type }).flatMap(([name, value]) =>
    value === '' ? [name] : [],
  );
  return [
    ...(missing.length === 0 ? [] : [finding('enclosure_incomplete', place, missing.join(', '))]),
    ...lintNumber(length, place),
    ...lintType(type, place),
  ];
}

/** Media RSS 1.5.1, in RSS and Atom. */
export function lintMediaElements(item: XmlElement): readonly Finding[] {
  return withDescendants(item)
    .filter(({ name }) => name === 'media:content' || name === 'media:thumbnail')
    .flatMap((element) => {
      const { url, type = '', width = '', height = '', fileSize = '' } = element.attributes;
      const isHeld = url !== undefined || findChild(element, 'media:player') !== undefined;
      return [
        ...(isHeld ? [] : [finding('media_without_url', element.place)]),
        ...[width, height, fileSize].flatMap((value) => lintNumber(value, element.place)),
        ...lintType(type, element.place),
      ];
    });
}

function lintImage(image: XmlElement, channel: XmlElement): readonly Finding[] {
  const read = (parent: XmlElement, name: string) => {
    const child = findChild(parent, name);
    return child === undefined ? '' : textOf(child).trim();
  };
  const missing = ['url', 'title', 'link'].filter((name) => read(image, name) === '');
  const other = ['title', 'link'].filter(
    (name) =>
      read(image, name) !== '' && read(channel, name) !== '' && read(image, name) !== read(channel, name),
  );
  const large = imageLimits.filter(([name, most]) => Number(read(image, name)) > most);
  return [
    ...(missing.length === 0 ? [] : [finding('channel_image_incomplete', image.place, missing.join(', '))]),
    ...other.map((name) => finding('channel_image_differs', image.place, read(image, name))),
    ...large.map(([name]) => finding('channel_image_size', image.place, `${name} ${read(image, name)}`)),
    ...imageLimits.flatMap(([name]) => lintNumber(read(image, name), image.place)),
  ];
}
