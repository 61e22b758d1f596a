import { Tokenizer } from 'htmlparser2';

/** Deeper than any article; parsers of HTML take time by the square of the depth, and trees are walked on the stack. */
const maxDepth = 100;
/** Longer ones hold pictures in data. */
const maxStyleLength = 2000;
/** More than any editor's program writes; their values go to the last one and are never read. */
const maxAttributes = 64;
/** With fewer tags no page is deep enough to harm. */
const fewTags = 1000;

const voidNames = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** What is inside is no text of a page, or is read differently by every parser. */
const leftOut = new Set(
  'style svg math template textarea select xmp plaintext noembed noframes iframe object applet canvas'.split(
    ' ',
  ),
);
/** Every document has one of each, wherever they are written. */
const frame = new Set(['html', 'head', 'body']);
const closedByBlocks = new Set(['p']);
const cells = new Set(['td', 'th', 'p', 'li']);
const impliedEnds: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['li', new Set(['li', 'p'])],
  ['dt', new Set(['dt', 'dd', 'p'])],
  ['dd', new Set(['dt', 'dd', 'p'])],
  ['td', cells],
  ['th', cells],
  ['tr', new Set([...cells, 'tr'])],
  ['tbody', new Set([...cells, 'tr', 'thead', 'tbody'])],
  ...'p div ul ol table blockquote h1 h2 h3 h4 h5 h6 section article figure'
    .split(' ')
    .map((name) => [name, closedByBlocks] as const),
]);
const numericReference = /&#(?:x([0-9a-f]{2,6})|([0-9]{3,7}));/gi;
const attributeName = /^(?!on)[a-z][a-z0-9:_-]*$/;

export interface ShallowHtml {
  /** Without the tags of `html`, `head` and `body`. */
  readonly html: string;
  /** Of the first `<html>`, as they are written there. */
  readonly rootAttributes: string;
  /** How many elements and pieces of text a parser makes of it, at most. */
  readonly nodeCount: number;
}

/** The same HTML where it holds few tags, else `shallowHtml` of it: for parsers of what is usually short. */
export function withoutDepths(html: string): string {
  let tags = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    tags += 1;
    if (tags > fewTags) return shallowHtml(html).html;
  }
  return html;
}

/**
 * HTML that every parser reads alike and in linear time: elements nested at most 100 deep, every tag closed, every
 * attribute quoted, without comments, event handlers and what no article holds (styles, vector graphics, forms'
 * choices, frames). The text of elements nested deeper is kept. Scripts are kept as data: they hold JSON-LD.
 */
export function shallowHtml(html: string): ShallowHtml {
  const out = openWriter(html);
  const ignore = () => {};
  const tokenizer = new Tokenizer(
    { decodeEntities: false, recognizeSelfClosing: false },
    {
      onopentagname: out.openName,
      onattribname: out.attributeName,
      onattribdata: out.attributeData,
      onattribend: out.attributeEnd,
      onopentagend: () => out.openEnd(),
      onselfclosingtag: () => out.openEnd(true),
      onclosetag: out.close,
      ontext: out.text,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
      onattribentity: ignore,
      ontextentity: ignore,
      onend: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return out.finish();
}

function openWriter(html: string) {
  const parts: string[] = [];
  const elements = openElements(parts);
  let name = '';
  let attributes: [name: string, value: string][] = [];
  return {
    openName: (start: number, end: number) => {
      name = html.slice(start, end).toLowerCase();
      attributes = [];
    },
    attributeName: (start: number, end: number) => {
      if (attributes.length < maxAttributes) attributes.push([html.slice(start, end).toLowerCase(), '']);
    },
    attributeData: (start: number, end: number) => {
      const last = attributes.at(-1);
      if (last !== undefined) last[1] += html.slice(start, end);
    },
    attributeEnd: () => {},
    openEnd: (isClosed = false) => elements.open(name, attributes, isClosed),
    close: (start: number, end: number) => elements.close(html.slice(start, end).toLowerCase()),
    text: (start: number, end: number) => elements.text(html.slice(start, end)),
    finish: () => {
      elements.finish();
      const html = parts.join('');
      return {
        html,
        rootAttributes: elements.rootAttributes(),
        nodeCount: parts.length + countReferences(html),
      };
    },
  };
}

function openElements(parts: string[]) {
  const open: string[] = [];
  let root: string | undefined;
  /** Start tags that were too deep, by name: their end tags are passed over. */
  const passedOver = new Map<string, number>();
  let hidden: { readonly name: string; depth: number } | undefined;
  const pop = () => parts.push(`</${open.pop() ?? ''}>`);
  return {
    open: (name: string, attributes: readonly (readonly [string, string])[], isClosed: boolean) => {
      if (hidden !== undefined) {
        if (hidden.name === name) hidden.depth += 1;
        return;
      }
      if (leftOut.has(name)) {
        if (!isClosed) hidden = { name, depth: 1 };
        return;
      }
      if (name === 'html') root ??= attributes.map(writeAttribute).join('');
      if (frame.has(name)) return;
      const ended = impliedEnds.get(name);
      while (ended?.has(open.at(-1) ?? '')) pop();
      if (!/^[a-z][a-z0-9:-]*$/.test(name)) return;
      if (open.length >= maxDepth && !voidNames.has(name)) {
        passedOver.set(name, (passedOver.get(name) ?? 0) + 1);
        return;
      }
      parts.push(`<${name}${attributes.map(writeAttribute).join('')}>`);
      if (!voidNames.has(name)) open.push(name);
    },
    close: (name: string) => {
      if (hidden !== undefined) {
        if (hidden.name !== name) return;
        hidden.depth -= 1;
        if (hidden.depth === 0) hidden = undefined;
        return;
      }
      const over = passedOver.get(name) ?? 0;
      if (over > 0) {
        passedOver.set(name, over - 1);
        return;
      }
      const place = open.lastIndexOf(name);
      if (place < 0) return;
      while (open.length > place) pop();
    },
    text: (text: string) => {
      if (hidden !== undefined) return;
      parts.push(open.at(-1) === 'script' ? text : withoutReferences(text).replaceAll('<', '&lt;'));
    },
    rootAttributes: () => root ?? '',
    finish: () => {
      while (open.length > 0) pop();
    },
  };
}

/** Characters in place of their numbers: old systems write all Arabic so, and parsers make a text of each. */
function withoutReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replaceAll('&nbsp;', '\u00A0')
    .replace(numericReference, (written, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      const isCharacter = code >= 0xa0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : written;
    });
}

function countReferences(html: string): number {
  let count = 0;
  for (let at = html.indexOf('&'); at >= 0; at = html.indexOf('&', at + 1)) count += 1;
  return count;
}

function writeAttribute([name, value]: readonly [string, string]): string {
  if (name === 'style' && value.length > maxStyleLength) return '';
  return attributeName.test(name) ? ` ${name}="${value.replaceAll('"', '&quot;')}"` : '';
}
