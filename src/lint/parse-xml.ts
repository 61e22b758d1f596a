import { SaxesParser } from 'saxes';
import { escapeXmlAttribute, escapeXmlText } from '../text/xml.ts';
import { type Finding, finding, type Place } from './finding.ts';
import type { MendedXml } from './mend-xml.ts';
import { canonicalName } from './namespaces.ts';

/** Names are those of {@link canonicalName}: `atom:link` whatever the document's own prefix is. */
export interface XmlElement {
  readonly name: string;
  /** Empty when there is none. */
  readonly uri: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** `xmlns` declarations by their prefix, the default one under the empty string. */
  readonly declarations: Readonly<Record<string, string>>;
  readonly nodes: readonly (XmlElement | string)[];
  /** Its line is that of the element's name. */
  readonly place: Place;
}

export interface ParsedXml {
  /** Absent when the document could not be read to its end. */
  readonly root?: XmlElement;
  readonly findings: readonly Finding[];
}

interface OpenElement extends XmlElement {
  readonly nodes: (XmlElement | string)[];
  readonly counts: Map<string, number>;
}

const maxDepth = 200;
const maxElements = 200_000;
const items = new Set(['item', 'atom:entry']);

/** The document as a tree that knows its lines. It is read to the end or not at all. */
export function parseXml({ xml, linesBefore }: MendedXml): ParsedXml {
  const found: Finding[] = [];
  const open: OpenElement[] = [];
  let root: OpenElement | undefined;
  let count = 0;
  let line = 1;
  let fault: Error | undefined;
  const parser = new SaxesParser({ xmlns: true });
  const lineHere = () => linesBefore + parser.line;
  parser.on('error', (error) => {
    const message = error.message.replace(/^\d+:\d+: /, '');
    const code = softFault(message);
    found.push(finding(code ?? 'xml_malformed', { line: lineHere() }, message));
    if (code !== undefined) return;
    fault = error;
    throw error;
  });
  parser.on('doctype', () => void found.push(finding('doctype', { line: lineHere() })));
  parser.on('opentagstart', () => {
    line = lineHere();
  });
  parser.on('opentag', (tag) => {
    count += 1;
    if (count > maxElements || open.length >= maxDepth) parser.fail('too many or too deeply nested elements');
    const parent = open.at(-1);
    const name = canonicalName(tag.prefix, tag.local, tag.uri);
    const { attributes, declarations } = attributesOf(Object.values(tag.attributes));
    const place = placeOf(parent, name, line);
    const element = { name, uri: tag.uri, attributes, declarations, nodes: [], counts: new Map(), place };
    parent?.nodes.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const addText = (text: string) => void open.at(-1)?.nodes.push(text);
  parser.on('text', addText);
  parser.on('cdata', addText);
  try {
    parser.write(xml).close();
  } catch (error) {
    if (error !== fault) throw error;
    return { findings: found };
  }
  return root === undefined ? { findings: found } : { root, findings: found };
}

/** Faults behind which saxes goes on rightly. */
function softFault(message: string): 'cdata_end_in_text' | 'prefix_undeclared' | undefined {
  if (message.includes(']]>')) return 'cdata_end_in_text';
  return message.startsWith('unbound namespace prefix') ? 'prefix_undeclared' : undefined;
}

interface ParsedAttribute {
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
  readonly value: string;
}

function attributesOf(parsed: readonly ParsedAttribute[]) {
  const attributes: Record<string, string> = {};
  const declarations: Record<string, string> = {};
  for (const { prefix, local, uri, value } of parsed) {
    if (prefix === 'xmlns') declarations[local] = value;
    else if (prefix === '' && local === 'xmlns') declarations[''] = value;
    else attributes[canonicalName(prefix, local, uri)] = value;
  }
  return { attributes, declarations };
}

function placeOf(parent: OpenElement | undefined, name: string, line: number): Place {
  const number = (parent?.counts.get(name) ?? 0) + 1;
  parent?.counts.set(name, number);
  const step = number > 1 || items.has(name) ? `${name}[${number}]` : name;
  const path = parent === undefined ? step : `${parent.place.path}/${step}`;
  const item = items.has(name) ? number : parent?.place.item;
  return { line, path, ...(item === undefined ? {} : { item }) };
}

export function childrenOf(element: XmlElement): readonly XmlElement[] {
  return element.nodes.filter((node) => typeof node !== 'string');
}

export function childrenNamed(element: XmlElement, ...names: readonly string[]): readonly XmlElement[] {
  return childrenOf(element).filter(({ name }) => names.includes(name));
}

export function findChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element === undefined ? undefined : childrenNamed(element, name)[0];
}

/** The element and all below it, in the order of the document. */
export function withDescendants(element: XmlElement): readonly XmlElement[] {
  const all: XmlElement[] = [];
  const visit = (one: XmlElement) => {
    all.push(one);
    for (const child of childrenOf(one)) visit(child);
  };
  visit(element);
  return all;
}

/** Its text, that of elements inside included. */
export function textOf({ nodes }: XmlElement): string {
  return nodes.map((node) => (typeof node === 'string' ? node : textOf(node))).join('');
}

/** What is inside as markup, without prefixes: the HTML of RFC 4287 §3.1.1.3 `type="xhtml"`. */
export function markupOf({ nodes }: XmlElement): string {
  return nodes.map((node) => (typeof node === 'string' ? escapeXmlText(node) : elementMarkup(node))).join('');
}

function elementMarkup(element: XmlElement): string {
  const name = element.name.replace(/^.*:/, '');
  const attributes = Object.entries(element.attributes)
    .map(([key, value]) => ` ${key}="${escapeXmlAttribute(value)}"`)
    .join('');
  return `<${name}${attributes}>${markupOf(element)}</${name}>`;
}
