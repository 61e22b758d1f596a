import type { FeedFormat } from '../domain/addresses.ts';
import type { Place } from './finding.ts';
import { type HtmlFacts, htmlFacts, sampleLength } from './html-facts.ts';
import { type DateForm, type FeedDate, parseFeedDate } from './parse-feed-date.ts';

/** A value as a program reads it: references of XML are undone, white space stands as written. It may be empty. */
export interface Field {
  readonly text: string;
  readonly place: Place;
}

export interface DateField extends Field, FeedDate {}

/** `text` is HTML, or plain text, of which nothing is a tag. */
export interface TextField extends Field {
  readonly isHtml: boolean;
  readonly facts: HtmlFacts;
}

export interface AddressField extends Field {
  /** `xml:base` stands round it, so that it may be relative. */
  readonly hasBase: boolean;
}

export interface MediaView {
  readonly place: Place;
  readonly url: string | undefined;
  readonly isPicture: boolean;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** What the three formats have in common of an item; what is absent stands nowhere in it. */
export interface ItemView {
  readonly place: Place;
  readonly id: Field | undefined;
  /** RSS `<guid>` that is an address to open. */
  readonly isPermalink: boolean;
  readonly title: TextField | undefined;
  readonly link: Field | undefined;
  readonly published: DateField | undefined;
  readonly updated: DateField | undefined;
  readonly summary: TextField | undefined;
  readonly content: TextField | undefined;
  readonly categories: readonly Field[];
  readonly authors: readonly Field[];
  readonly media: readonly MediaView[];
  readonly language: Field | undefined;
  /** Of the item itself; those in its HTML are among its facts. */
  readonly addresses: readonly AddressField[];
  readonly hasBase: boolean;
}

export interface FeedView {
  readonly format: FeedFormat;
  readonly place: Place;
  readonly title: Field | undefined;
  readonly language: Field | undefined;
  /** The language that the root element names beside it. */
  readonly rootLanguage: Field | undefined;
  /** RSS `lastBuildDate` and `pubDate`, Atom `updated`; the first is that of the last change. */
  readonly dates: readonly DateField[];
  readonly self: readonly Field[];
  readonly hasHub: boolean;
  readonly addresses: readonly AddressField[];
  readonly items: readonly ItemView[];
}

export function dateField(field: Field, form: DateForm): DateField {
  return { ...field, ...parseFeedDate(field.text, form) };
}

export function htmlField(field: Field): TextField {
  return { ...field, isHtml: true, facts: htmlFacts(field.text) };
}

export function plainField(field: Field): TextField {
  const text = field.text.slice(0, sampleLength).replace(/\s+/g, ' ').trim();
  const facts = { text, tags: new Set<string>(), addresses: [], pictures: [], hasScript: false };
  return { ...field, isHtml: false, facts };
}

/** Of the item, as far as any is known. */
export function dateOf({ published, updated }: ItemView): Date | undefined {
  return published?.at ?? updated?.at;
}

/** What of the item is read: its full text, or else its summary. */
export function mainText({ content, summary }: ItemView): TextField | undefined {
  return content ?? summary;
}
