import { SaxesParser } from 'saxes';

export interface XmlElement {
  /** Local name: `creator` of `dc:creator`. */
  readonly name: string;
  /** Namespace; empty when there is none. */
  readonly uri: string;
  /** By the name as written, `xml:lang`; namespace declarations are not among them. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Child elements; text stands in `text` alone. */
  readonly children: readonly XmlElement[];
  /** All text inside, that of the children included. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/**
 * The root of an XML 1.0 document with namespaces. Throws on any fault, with line and column, and on what is
 * allowed in XML but is a fault in a feed: a DOCTYPE (many readers refuse it), XML 1.1 and encodings but UTF-8.
 */
export function parseStrictXml(text: string): XmlElement {
  // saxes joins a lone surrogate with the character after it instead of refusing it.
  if (/\p{Surrogate}/u.test(text)) throw new Error('lone surrogate');
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenElement[] = [];
  let root: OpenElement | undefined;
  const addText = (data: string) => {
    for (const element of open) element.text += data;
  };
  const refuse = (message: string) => parser.fail(message);

  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => refuse('a DOCTYPE in a feed'));
  parser.on('xmldecl', (declaration) => {
    if (declaration.version !== '1.0') refuse(`XML version ${declaration.version}`);
    const encoding = declaration.encoding ?? 'UTF-8';
    if (encoding.toUpperCase() !== 'UTF-8') refuse(`encoding ${encoding}`);
  });
  parser.on('opentag', (tag) => {
    const attributes = Object.entries(tag.attributes)
      .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
      .map(([name, attribute]) => [name, attribute.value] as const);
    const element: OpenElement = {
      name: tag.local,
      uri: tag.uri,
      attributes: Object.fromEntries(attributes),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', addText);
  parser.on('cdata', addText);

  parser.write(text).close();
  if (root === undefined) throw new Error('no root element');
  return root;
}

/** Child elements of that local name, in any namespace unless one is given. */
export function listChildren(element: XmlElement, name: string, uri?: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name && (uri === undefined || child.uri === uri));
}

/** The one child element of that name; throws when there is none or more than one. */
export function getChild(element: XmlElement, name: string, uri?: string): XmlElement {
  const [child, ...others] = listChildren(element, name, uri);
  if (child === undefined || others.length > 0) {
    throw new Error(`${element.name} has ${others.length + (child ? 1 : 0)} elements ${name}`);
  }
  return child;
}
