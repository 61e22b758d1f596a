import { createRequire } from 'node:module';
import type * as Linkedom from 'linkedom';
import { refusal } from './messages.ts';
import { shallowHtml } from './shallow-html.ts';

/*
 * What is used of the DOM, since the types of browsers are no part of a program for servers. `localName` is in lower
 * case; an element's own children are in document order.
 */

export interface DomNode {
  /** 1 is an element, 3 a text. */
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
  readonly parentNode: DomNode | null;
}

export interface DomElement extends DomNode {
  readonly localName: string;
  readonly children: ArrayLike<DomElement> & Iterable<DomElement>;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly nextElementSibling: DomElement | null;
  readonly getAttribute: (name: string) => string | null;
  readonly setAttribute: (name: string, value: string) => void;
  readonly querySelector: (selector: string) => DomElement | null;
  readonly querySelectorAll: (selector: string) => Iterable<DomElement>;
  readonly remove: () => void;
}

export interface DomDocument extends DomElement {
  readonly documentElement: DomElement;
  readonly body: DomElement;
}

const load = createRequire(import.meta.url);

/** More than the longest live blog; what has more is made to keep its reader busy. */
const maxNodes = 30_000;

/**
 * The document of a page or of a part of one. Nothing is fetched and no script runs: scripts are text in it.
 * @throws NashraError `text_malformed` for more elements than an article has
 */
export function openDocument(html: string, language: string): DomDocument {
  const { html: inside, rootAttributes, nodeCount } = shallowHtml(html);
  if (nodeCount > maxNodes) throw refusal('text_malformed', language);
  const page = `<!DOCTYPE html><html${rootAttributes}><head></head><body>${inside}</body></html>`;
  // A quarter of what the program takes to start, and few newsrooms have a page to read: with the first one.
  const { parseHTML } = load('linkedom') as typeof Linkedom;
  const window: unknown = parseHTML(page);
  return (window as { readonly document: DomDocument }).document;
}

export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === 1;
}

export function isText(node: DomNode): boolean {
  return node.nodeType === 3;
}

/** Text on one line, without what surrounds it; `undefined` for none. */
export function textOfElement(element: DomElement | null): string | undefined {
  const text = (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

/** The attribute without what surrounds it; `undefined` when it is missing or blank. */
export function attributeOf(element: DomElement | null, name: string): string | undefined {
  const value = element?.getAttribute(name)?.trim();
  return value === undefined || value === '' ? undefined : value;
}
