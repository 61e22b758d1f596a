import { escapeHtml } from '../text/html.ts';
import { attributeOf, type DomElement, type DomNode, isElement, isText } from './dom.ts';
import { readStyle, type StyleMeaning } from './inline-style.ts';
import { readPicture } from './page-picture.ts';
import { wordListItem } from './word-list.ts';
import { type HtmlWriter, type InlineTag, openHtmlWriter } from './write-html.ts';

/** What the elements round a node say of it. */
interface Surroundings {
  readonly strong: boolean;
  readonly em: boolean;
  readonly raised: 'sub' | 'sup' | undefined;
  readonly href: string | undefined;
  /** Of the block. */
  readonly direction: 'rtl' | 'ltr' | undefined;
  /** Of a run of words, where it differs from the block's. */
  readonly inlineDirection: 'rtl' | 'ltr' | undefined;
  /** Line breaks of the source are line breaks. */
  readonly isPreformatted: boolean;
  /** What a paragraph is here; in an item or cell it needs no element. */
  readonly paragraph: 'p' | '';
}

interface Walk {
  readonly writer: HtmlWriter;
  /** List of Word's paragraphs that is being written. */
  wordList: 'ul' | 'ol' | undefined;
  /** Characters at the start of the paragraph that are Word's sign, still to be passed over. */
  markerLength: number;
}

const hiddenNames = new Set(
  'script style noscript template head title meta link base button input select option textarea label form-control iframe object embed applet svg math canvas audio video source track map dialog nav'.split(
    ' ',
  ),
);
const blockNames = new Set(
  'p div section article main header footer aside address center pre hr dl dt dd details summary fieldset form body html menu hgroup search amp-story amp-list'.split(
    ' ',
  ),
);
const headings = /^h[1-6]$/;
/** Written as they are: what stands in them are blocks of their own. */
const containers = new Set(['ul', 'ol', 'table', 'thead', 'tbody', 'tr', 'figure', 'blockquote']);
/** Their content is text without a paragraph round it. */
const cells = new Set(['li', 'td', 'th', 'figcaption']);
const pictureNames = new Set(['img', 'amp-img', 'v:imagedata']);
const nothing: Surroundings = {
  strong: false,
  em: false,
  raised: undefined,
  href: undefined,
  direction: undefined,
  inlineDirection: undefined,
  isPreformatted: false,
  paragraph: 'p',
};

/**
 * The meaning of markup, however an editor's program wrote it: paragraphs, headings, lists, tables, quotations,
 * pictures and links, stress and direction that stood in styles as elements and `dir`; no other style, class or
 * attribute.
 */
export function semanticHtml(root: DomNode): string {
  const walk: Walk = { writer: openHtmlWriter(), wordList: undefined, markerLength: 0 };
  readChildren(root, nothing, walk);
  endWordList(walk);
  return walk.writer.finish();
}

function readChildren(parent: DomNode, around: Surroundings, walk: Walk): void {
  for (const child of parent.childNodes) {
    if (isText(child)) readText(child.nodeValue ?? '', around, walk);
    else if (isElement(child)) readElement(child, around, walk);
  }
}

function readText(written: string, around: Surroundings, walk: Walk): void {
  const passed = Math.min(walk.markerLength, written.length);
  walk.markerLength -= passed;
  const text = written.slice(passed);
  const lines = around.isPreformatted ? text.split('\n') : [text];
  for (const [index, line] of lines.entries()) {
    if (index > 0) walk.writer.lineBreak();
    walk.writer.text(line, tagsOf(around));
  }
}

function readElement(element: DomElement, outside: Surroundings, walk: Walk): void {
  const name = element.localName;
  const style = readStyle(element.getAttribute('style') ?? '');
  if (hiddenNames.has(name) || style.hidden || style.isWordMarker || element.getAttribute('hidden') !== null)
    return;
  const around = surroundingsOf(element, style, outside);
  if (name === 'br') walk.writer.lineBreak();
  else if (name === 'caption') return;
  else if (pictureNames.has(name)) writePicture(element, outside, walk);
  else if (name === 'table') readTable(element, around, walk);
  else if (containers.has(name)) readContainer(name, element, around, walk);
  else if (cells.has(name)) readCell(name, element, around, walk);
  else if (headings.test(name) || blockNames.has(name)) readBlock(element, style, around, walk);
  else readChildren(element, around, walk);
}

function readBlock(element: DomElement, style: StyleMeaning, around: Surroundings, walk: Walk): void {
  const { writer } = walk;
  const item = element.localName === 'p' || element.localName === 'div' ? wordListItem(element) : undefined;
  if (item !== undefined) {
    readWordItem(item.ordered ? 'ol' : 'ul', item.marker ?? '', element, around, walk);
    return;
  }
  endWordList(walk);
  const name = blockName(element, style) ?? around.paragraph;
  writer.block(name, `<${name}${directionAttribute(around.direction)}>`);
  readChildren(element, around, walk);
  endWordList(walk);
  writer.block(around.paragraph);
}

/** The heading that the block is; `undefined` for paragraphs, and for boxes, whose loose words are paragraphs. */
function blockName({ localName }: DomElement, { outlineLevel }: StyleMeaning): string | undefined {
  if (headings.test(localName)) return localName;
  return outlineLevel === undefined ? undefined : `h${outlineLevel}`;
}

function readContainer(name: string, element: DomElement, around: Surroundings, walk: Walk): void {
  endWordList(walk);
  const { writer } = walk;
  writer.tag(`<${name}>`);
  writer.block('p', `<p${directionAttribute(around.direction)}>`);
  readChildren(element, { ...around, paragraph: 'p' }, walk);
  endWordList(walk);
  writer.tag(`</${name}>\n`);
  writer.block(around.paragraph);
}

/** A caption stands before its table: a line of its own is no cell. */
function readTable(element: DomElement, around: Surroundings, walk: Walk): void {
  for (const child of element.children) if (child.localName === 'caption') readBlock(child, {}, around, walk);
  readContainer('table', element, around, walk);
}

function readCell(name: string, element: DomElement, around: Surroundings, walk: Walk): void {
  endWordList(walk);
  const { writer } = walk;
  writer.tag(`<${name}>`);
  writer.block('');
  readChildren(element, { ...around, paragraph: '' }, walk);
  endWordList(walk);
  writer.tag(`</${name}>`);
  writer.block(around.paragraph);
}

function readWordItem(
  list: 'ul' | 'ol',
  marker: string,
  element: DomElement,
  around: Surroundings,
  walk: Walk,
): void {
  if (walk.wordList !== list) {
    endWordList(walk);
    walk.writer.tag(`<${list}>`);
    walk.wordList = list;
  }
  const { writer } = walk;
  writer.tag('<li>');
  writer.block('');
  walk.markerLength = marker.length;
  readChildren(element, { ...around, paragraph: '' }, walk);
  walk.markerLength = 0;
  writer.tag('</li>');
  writer.block(around.paragraph);
}

function endWordList(walk: Walk): void {
  if (walk.wordList !== undefined) walk.writer.tag(`</${walk.wordList}>\n`);
  walk.wordList = undefined;
}

function writePicture(element: DomElement, around: Surroundings, { writer }: Walk): void {
  const picture = readPicture(element);
  if (picture?.kind === 'text') writer.text(picture.text, tagsOf(around));
  else if (picture !== undefined) writer.inline(picture.html);
}

function surroundingsOf(element: DomElement, style: StyleMeaning, outside: Surroundings): Surroundings {
  const name = element.localName;
  const written = (attributeOf(element, 'dir') ?? '').toLowerCase();
  const direction = written === 'rtl' || written === 'ltr' ? written : style.direction;
  const isBlock = blockNames.has(name) || headings.test(name) || containers.has(name) || cells.has(name);
  const raised = style.raised ?? (name === 'sub' || name === 'sup' ? name : undefined);
  return {
    // Google Docs puts all that is copied into `<b style="font-weight:normal">`.
    strong: style.strong ?? (name === 'b' || name === 'strong' || outside.strong),
    em: style.em ?? (name === 'i' || name === 'em' || outside.em),
    raised: raised === false ? undefined : (raised ?? outside.raised),
    href: name === 'a' ? hrefOf(element) : outside.href,
    direction: isBlock ? (direction ?? outside.direction) : outside.direction,
    inlineDirection: isBlock ? undefined : inlineDirection(direction, outside),
    isPreformatted: outside.isPreformatted || name === 'pre',
    paragraph: outside.paragraph,
  };
}

function inlineDirection(
  direction: 'rtl' | 'ltr' | undefined,
  outside: Surroundings,
): 'rtl' | 'ltr' | undefined {
  if (direction === undefined) return outside.inlineDirection;
  // Word says it of every run; said of the block it is enough.
  return direction === outside.direction ? undefined : direction;
}

function hrefOf(element: DomElement): string | undefined {
  const href = attributeOf(element, 'href');
  return href === undefined || href.startsWith('#') || /^(?:javascript|data|vbscript|file|about):/i.test(href)
    ? undefined
    : href;
}

function tagsOf(around: Surroundings): readonly InlineTag[] {
  const { href, strong, em, raised, inlineDirection: direction } = around;
  return [
    ...(href === undefined ? [] : [{ name: 'a', tag: `<a href="${escapeHtml(href)}">` }]),
    ...(strong ? [{ name: 'strong', tag: '<strong>' }] : []),
    ...(em ? [{ name: 'em', tag: '<em>' }] : []),
    ...(raised === undefined ? [] : [{ name: raised, tag: `<${raised}>` }]),
    ...(direction === undefined ? [] : [{ name: 'span', tag: `<span dir="${direction}">` }]),
  ];
}

function directionAttribute(direction: 'rtl' | 'ltr' | undefined): string {
  return direction === undefined ? '' : ` dir="${direction}"`;
}
