import { SaxesParser } from 'saxes';
import { NashraError } from '../../domain/errors.ts';
import { escapeXmlAttribute, escapeXmlText } from '../../text/xml.ts';

/** Names carry the prefixes of `namespaces`, whichever the document itself uses. Text is a string. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

/** What is read of a Word document, in the transitional and the strict writing (ISO/IEC 29500-1 and -4). */
const namespaces: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/picture': 'pic',
  'http://purl.oclc.org/ooxml/drawingml/picture': 'pic',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/package/2006/content-types': 'types',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rels',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
};

/** Of each prefix the namespace that every reader of Word documents knows. */
const declarations = Object.entries(namespaces)
  .filter(([uri]) => !uri.startsWith('http://purl.oclc.org/'))
  .map(([uri, prefix]) => ` xmlns:${prefix}="${uri}"`)
  .join('');

const maxDepth = 200;
const maxElements = 120_000;

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlNode[];
}

/**
 * The root element. Elements of other namespaces are kept as `?`, with what is in them. Throws `document_damaged`
 * for what is not well-formed or has a DTD, which no Word document has (ISO/IEC 29500-2 §8.1.4) and bombs need,
 * `document_too_large` for elements beyond number or depth.
 */
export function parseXmlTree(xml: string): XmlElement {
  const document: OpenElement = { name: '', attributes: {}, children: [] };
  const open = [document];
  let count = 0;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('error', (error) => {
    throw new NashraError('document_damaged', error.message, { cause: error });
  });
  parser.on('doctype', () => {
    throw new NashraError('document_damaged', 'a part has a DTD');
  });
  parser.on('opentag', (tag) => {
    count += 1;
    if (count > maxElements || open.length > maxDepth)
      throw new NashraError('document_too_large', 'elements beyond number or depth');
    const attributes: Record<string, string> = {};
    for (const { prefix, local, uri, value } of Object.values(tag.attributes))
      if (prefix !== 'xmlns' && local !== 'xmlns') attributes[canonicalName(uri, local)] = value;
    const element = { name: canonicalName(tag.uri, tag.local, '?'), attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const addText = (text: string) => void open.at(-1)?.children.push(text);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml).close();
  const root = document.children.find((child) => typeof child !== 'string');
  if (root === undefined) throw new NashraError('document_damaged', 'a part has no root element');
  return root;
}

function canonicalName(uri: string, local: string, unknown = local): string {
  if (uri === '') return local;
  const prefix = namespaces[uri];
  return prefix === undefined ? unknown : `${prefix}:${local}`;
}

/** The element as a document of its own. */
export function formatXmlTree(root: XmlElement): string {
  const parts: string[] = [];
  formatElement(root, declarations, parts);
  return parts.join('');
}

function formatElement({ name, attributes, children }: XmlElement, declared: string, parts: string[]): void {
  parts.push('<', name, declared);
  for (const [key, value] of Object.entries(attributes))
    parts.push(' ', key, '="', escapeXmlAttribute(value), '"');
  if (children.length === 0) {
    parts.push('/>');
    return;
  }
  parts.push('>');
  for (const child of children) {
    if (typeof child === 'string') parts.push(escapeXmlText(child));
    else formatElement(child, '', parts);
  }
  parts.push('</', name, '>');
}

/** The first child of that name. */
export function findChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );
}

/** All elements of that name below, in the order of the document; not those inside one that was found. */
export function descendantsNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : child.name === name ? [child] : descendantsNamed(child, name),
  );
}

export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** ISO/IEC 29500-1 §17.17.4: a property is on when its element stands there and doesn't say otherwise. */
export function isOn(property: XmlElement | undefined): boolean {
  return (
    property !== undefined && !['false', '0', 'off', 'none'].includes(property.attributes['w:val'] ?? '')
  );
}
