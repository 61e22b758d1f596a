import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

/** A tree of HTML in a form that can be compared: texts, and elements with their attributes in order. */
export type HtmlTree = readonly (string | HtmlElement)[];

export interface HtmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: HtmlTree;
}

/** As the parsing algorithm of the HTML Standard reads it, inside a `<div>`. */
export function htmlTree(html: string): HtmlTree {
  return parseFragment(html).childNodes.map(readNode);
}

function readNode(node: DefaultTreeAdapterTypes.ChildNode): string | HtmlElement {
  if ('value' in node) return node.value;
  if (!('tagName' in node)) throw new Error(`a ${node.nodeName} in the HTML`);
  return {
    name: node.tagName,
    attributes: node.attrs.map(({ name, value }) => [name, value] as const),
    children: node.childNodes.map(readNode),
  };
}

const tokens = /<\/([a-z][a-z0-9]*)>|<([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)>|([^<>]+)/y;
const voidNames = new Set(['br', 'img']);

/** As the tags are written, with nothing implied: throws where one is not closed in its place. */
export function writtenTree(html: string): HtmlTree {
  const root: (string | HtmlElement)[] = [];
  const open: { readonly name: string; readonly children: (string | HtmlElement)[] }[] = [];
  tokens.lastIndex = 0;
  while (tokens.lastIndex < html.length) {
    const at = tokens.lastIndex;
    const [, closed, opened, attributes, text] = tokens.exec(html) ?? fail(html, at);
    const siblings = open.at(-1)?.children ?? root;
    if (text !== undefined) siblings.push(decode(text));
    else if (opened !== undefined) {
      const children: (string | HtmlElement)[] = [];
      siblings.push({ name: opened, attributes: readAttributes(attributes ?? ''), children });
      if (!voidNames.has(opened)) open.push({ name: opened, children });
    } else if (open.pop()?.name !== closed) fail(html, at);
  }
  if (open.length > 0) fail(html, html.length);
  return root;
}

/** The names of all elements and attributes (`a href`) in the tree. */
export function namesIn(tree: HtmlTree): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (nodes: HtmlTree): void => {
    for (const node of nodes) {
      if (typeof node === 'string') continue;
      names.add(node.name);
      for (const [attribute] of node.attributes) names.add(`${node.name} ${attribute}`);
      visit(node.children);
    }
  };
  visit(tree);
  return names;
}

function readAttributes(written: string): readonly (readonly [string, string])[] {
  return Array.from(written.matchAll(/ ([a-z]+)="([^"]*)"/g), ([, name, value]) => [name!, decode(value!)]);
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function fail(html: string, at: number): never {
  throw new Error(`not written as meant, at ${at}: ${html.slice(Math.max(0, at - 40), at + 40)}`);
}
