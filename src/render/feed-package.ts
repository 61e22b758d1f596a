import { type Author, type Extension, Feed, type FeedOptions, type Item } from 'feed';
import { escapeXmlAttribute, escapeXmlText } from '../text/xml.ts';

/*
 * The one importer of `feed`. The package escapes too little and completes too little, so no text of ours passes
 * through it: every value is handed over as a slot, a number between two private-use characters, and the printed
 * document is filled in afterwards in one pass. What is not a slot is ASCII that was validated at the door: tag
 * URIs, percent-encoded URLs, dates. test/render/feed-package.test.ts fails when an upgrade prints otherwise.
 */

export type FeedPackageAuthor = Author;
export type FeedPackageExtension = Extension;

/** Each gives the placeholder for a value that the finished document holds, escaped once. */
export interface Slots {
  /** Plain text, as an element's content. */
  readonly text: (value: string) => string;
  /** Plain text, as an attribute's value. */
  readonly attribute: (value: string) => string;
  /** HTML as escaped text: RSS `<content:encoded>`, RFC 4287 §3.1.1.2 `type="html"`. */
  readonly html: (value: string) => string;
  /** XML to stand in the place of an element `<rights>`, the one hook that `feed` leaves in Atom; in RSS an extension. */
  readonly markup: (value: string) => string;
}

export interface DocumentFrame {
  readonly head: string;
  readonly foot: string;
}

/** An RSS document without its items; `rootAttributes` declares the namespaces. */
export function printRssFrame(
  build: (slots: Slots) => { options: FeedOptions; extensions: readonly Extension[] },
  rootAttributes: string,
): DocumentFrame {
  const printed = fillSlots((slots) => {
    const { options, extensions } = build(slots);
    const feed = new Feed(options);
    for (const extension of extensions) feed.addExtension(extension);
    return feed.rss2();
  });
  const root = cut(printed, '<rss', '>');
  return splitAt(printed.replace(root, `<rss version="2.0"${rootAttributes}>`), '</channel>');
}

export function printRssItem(build: (slots: Slots) => Item): string {
  const printed = fillSlots((slots) => {
    const feed = new Feed({ title: '', link: 'https://frame.invalid/', updated: new Date(0) });
    feed.addItem(build(slots));
    return feed.rss2();
  });
  return cut(printed, '<item', '</item>');
}

/** An Atom document without its entries. */
export function printAtomFrame(build: (slots: Slots) => FeedOptions, rootAttributes: string): DocumentFrame {
  const printed = fillSlots((slots) => new Feed(build(slots)).atom1());
  const root = cut(printed, '<feed', '>');
  const renamed = printed.replace(root, `<feed xmlns="http://www.w3.org/2005/Atom"${rootAttributes}>`);
  return splitAt(renamed, '</feed>');
}

/** @param attributes of the `<entry>` element, with a space before each. */
export function printAtomEntry(build: (slots: Slots) => Item, attributes: string): string {
  const printed = fillSlots((slots) => {
    const feed = new Feed({ id: 'tag:frame', title: '', updated: new Date(0) });
    feed.addItem(build(slots));
    return feed.atom1();
  });
  return cut(printed, '<entry', '</entry>').replace('<entry>', `<entry${attributes}>`);
}

/** The members of a JSON Feed without `items`; extensions replace what `feed` writes of the same name. */
export function printJsonHead(options: FeedOptions, members: Readonly<Record<string, unknown>>): string {
  const feed = new Feed(options);
  for (const [name, value] of Object.entries(members)) addMember(feed, name, value);
  const { items: _items, ...head } = JSON.parse(feed.json1()) as Record<string, unknown>;
  return JSON.stringify(head);
}

export function printJsonItem(item: Item, members: Readonly<Record<string, unknown>>): string {
  const feed = new Feed({ title: '' });
  const extensions = Object.entries(members).map(([name, value]) => ({ name, objects: value }) as Extension);
  feed.addItem({ ...item, extensions });
  const { items } = JSON.parse(feed.json1()) as { items: unknown[] };
  return JSON.stringify(items[0]);
}

// `feed` types an extension as an object; JSON Feed has members that are strings and arrays.
function addMember(feed: Feed, name: string, value: unknown): void {
  feed.addExtension({ name, objects: value } as Extension);
}

interface Slot {
  readonly kind: keyof Slots;
  readonly markup: string;
}

// A title or summary that `feed` marks as HTML becomes plain text (RFC 4287 §3.1.1.1), and CDATA becomes escaped text.
const slotPattern =
  /( type="html")?><!\[CDATA\[\uE000(\d+)\uE001\]\]>|<rights>\uE000(\d+)\uE001<\/rights>|\uE000(\d+)\uE001/g;

function fillSlots(print: (slots: Slots) => string): string {
  const slots: Slot[] = [];
  const put = (kind: keyof Slots, markup: string) => `\uE000${slots.push({ kind, markup }) - 1}\uE001`;
  const template = print({
    text: (value) => put('text', escapeXmlText(value)),
    attribute: (value) => put('attribute', escapeXmlAttribute(value)),
    html: (value) => put('html', escapeXmlText(value)),
    markup: (value) => put('markup', value),
  });
  let filled = 0;
  const document = template.replace(slotPattern, (_match, html, boxed, replaced, bare) => {
    const slot = slots[Number(boxed ?? replaced ?? bare)];
    if (slot === undefined) throw new Error('feed printed a slot that was never handed out');
    filled += 1;
    if (boxed === undefined) return slot.markup;
    const type = html === undefined ? '' : slot.kind === 'html' ? html : ' type="text"';
    return `${type}>${slot.markup}`;
  });
  if (filled !== slots.length) throw new Error(`feed printed ${filled} of ${slots.length} slots`);
  return document;
}

function cut(printed: string, start: string, end: string): string {
  const from = printed.indexOf(start);
  const to = printed.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`feed printed no ${start}`);
  return printed.slice(from, to + end.length);
}

function splitAt(printed: string, closing: string): DocumentFrame {
  const at = printed.lastIndexOf(closing);
  if (at < 0) throw new Error(`feed printed no ${closing}`);
  const head = printed.slice(0, at).trimEnd();
  return { head, foot: `${printed.slice(head.length)}\n` };
}
