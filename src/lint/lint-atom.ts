import { countLetters } from '../text/direction.ts';
import { linksOf, textConstruct } from './atom-view.ts';
import { type Finding, finding } from './finding.ts';
import { looksLikeHtml } from './html-facts.ts';
import { isEmpty, lintMediaElements, lintRepeated } from './lint-rss.ts';
import { lintNumber, lintType } from './lint-values.ts';
import { childrenNamed, findChild, textOf, type XmlElement } from './parse-xml.ts';

const required = ['atom:id', 'atom:title', 'atom:updated'];
const onceInFeed = [...required, 'atom:subtitle', 'atom:rights', 'atom:generator', 'atom:icon', 'atom:logo'];
const onceInEntry = [
  ...required,
  'atom:published',
  'atom:summary',
  'atom:content',
  'atom:rights',
  'atom:source',
];
const people = ['atom:author', 'atom:contributor'];

/** RFC 4287: what its elements are, how many, and what they hold. */
export function lintAtom(feed: XmlElement): readonly Finding[] {
  const title = findChild(feed, 'atom:title');
  const facts = {
    hasAuthor: findChild(feed, 'atom:author') !== undefined,
    isArabic: title !== undefined && countLetters(textOf(title)).arabic > 0,
  };
  return [
    ...lintRequired(feed),
    ...lintRepeated(feed, onceInFeed),
    ...lintPeople(feed),
    ...lintText(feed, 'atom:subtitle'),
    ...childrenNamed(feed, 'atom:entry').flatMap((entry) => lintEntry(entry, facts)),
  ];
}

/** What entries inherit of their feed. */
interface FeedFacts {
  readonly hasAuthor: boolean;
  /** By its title. */
  readonly isArabic: boolean;
}

function lintEntry(entry: XmlElement, feed: FeedFacts): readonly Finding[] {
  const holders = [entry, ...childrenNamed(entry, 'atom:source')];
  const hasAuthor =
    feed.hasAuthor || holders.some((holder) => findChild(holder, 'atom:author') !== undefined);
  return [
    ...lintRequired(entry),
    ...lintRepeated(entry, onceInEntry),
    ...(hasAuthor ? [] : [finding('author_missing', entry.place)]),
    ...lintPeople(entry),
    ...linksOf(entry, 'enclosure').flatMap(lintEnclosure),
    ...childrenNamed(entry, 'atom:category').flatMap((category) => lintCategory(category, feed)),
    ...lintMediaElements(entry),
  ];
}

function lintRequired(element: XmlElement): readonly Finding[] {
  return required
    .filter((name) => isEmpty(element, name))
    .map((name) => finding('element_missing', element.place, name.replace('atom:', '')));
}

function lintPeople(element: XmlElement): readonly Finding[] {
  return childrenNamed(element, ...people)
    .filter((person) => isEmpty(person, 'atom:name'))
    .map(({ place }) => finding('author_nameless', place));
}

/** Of the entries' texts it is said where all formats are. */
function lintText(element: XmlElement, name: string): readonly Finding[] {
  const text = textConstruct(findChild(element, name));
  return text !== undefined && !text.isHtml && looksLikeHtml(text.text)
    ? [finding('text_with_tags', text.place, text.text)]
    : [];
}

function lintEnclosure({ attributes, place }: XmlElement): readonly Finding[] {
  const { href = '', length = '', type = '' } = attributes;
  return [
    ...(href === '' ? [finding('enclosure_incomplete', place, 'href')] : []),
    ...lintNumber(length, place),
    ...lintType(type, place),
  ];
}

function lintCategory({ attributes, place }: XmlElement, { isArabic }: FeedFacts): readonly Finding[] {
  const { term = '', label } = attributes;
  if (term.trim() === '') return [finding('category_without_term', place, label)];
  return label === undefined && isArabic && countLetters(term).arabic === 0
    ? [finding('category_without_label', place, term)]
    : [];
}
