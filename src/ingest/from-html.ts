import { Parser } from 'htmlparser2';
import { type Attributes, readPicture, readPlayable, resolveLink } from './html-media.ts';
import { closeCell, closeTable, openCell, openRow, openTable, type TableWalk } from './html-tables.ts';
import { joinMedia } from './join-media.ts';
import type { HtmlSource, LineRole, Manuscript } from './manuscript.ts';
import { withoutDepths } from './shallow-html.ts';
import { type ManuscriptWriter, openManuscript } from './write-manuscript.ts';

/** Where the walk through the elements is. */
export interface Walk extends TableWalk {
  readonly writer: ManuscriptWriter;
  readonly baseUrl: string | undefined;
  /** Names of the open elements. */
  readonly open: string[];
  readonly lists: { readonly group: number; readonly ordered: boolean; next: number }[];
  readonly quotes: number[];
  readonly figures: { media: number | undefined; caption: string }[];
  readonly links: boolean[];
  /** Of the items that are open; the line that begins one bears its number. */
  readonly items: { readonly role: LineRole }[];
  /** Length of `open` from which on everything is left out. */
  hiddenFrom: number | undefined;
  headingLevel: number | undefined;
  /** Lines of one paragraph have the same. */
  paragraph: number;
  captions: number;
  pre: number;
}

/** What is no text, or not an article's. */
const leftOut = new Set(
  'script style template noscript noembed noframes iframe object embed applet svg math head title textarea select option button canvas dialog datalist'.split(
    ' ',
  ),
);
const blocks = new Set(
  'p div section article main header footer aside nav address center pre hr dl dt dd details summary fieldset form body html figure figcaption caption ul ol menu li table thead tbody tfoot tr td th blockquote h1 h2 h3 h4 h5 h6'.split(
    ' ',
  ),
);
const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const markKinds = {
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  sub: 'sub',
  sup: 'sup',
} as const;
const hiddenStyle = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i;
const figureSign = '\uFFFC';

/**
 * HTML as a manuscript: its words, and of the markup what an article needs. No tag, attribute or script of the source
 * goes any further than here.
 */
export function manuscriptFromHtml({ html, facts, baseUrl, media }: HtmlSource): Manuscript {
  const writer = openManuscript();
  const walk = startWalk(writer, baseUrl);
  const parser = new Parser({
    onopentag: (name, attributes) => openElement(walk, name, attributes),
    onclosetag: (name) => closeElement(walk, name),
    ontext: (text) => writeText(walk, text),
  });
  parser.write(withoutDepths(html));
  parser.end();
  endLine(walk, true);
  forgetWholeParagraphs(writer);
  const manuscript = writer.finish();
  return { facts, ...manuscript, media: joinMedia(manuscript.media, media) };
}

/** Only what was broken into lines has to be held together. */
function forgetWholeParagraphs({ lines }: ManuscriptWriter): void {
  const groupOf = (index: number) => {
    const role = lines[index]?.role;
    return role?.kind === 'paragraph' ? role.group : undefined;
  };
  const whole = lines.filter((_, index) => {
    const group = groupOf(index);
    return group !== undefined && groupOf(index - 1) !== group && groupOf(index + 1) !== group;
  });
  for (const line of whole) line.role = undefined;
}

function startWalk(writer: ManuscriptWriter, baseUrl: string | undefined): Walk {
  return {
    writer,
    baseUrl,
    open: [],
    lists: [],
    tables: [],
    quotes: [],
    figures: [],
    links: [],
    items: [],
    groups: 0,
    hiddenFrom: undefined,
    headingLevel: undefined,
    paragraph: 0,
    captions: 0,
    pre: 0,
  };
}

function openElement(walk: Walk, name: string, attributes: Attributes): void {
  if (!voids.has(name)) walk.open.push(name);
  if (walk.hiddenFrom !== undefined) return;
  if (isHidden(name, attributes)) {
    if (!voids.has(name)) walk.hiddenFrom = walk.open.length;
    return;
  }
  if (blocks.has(name)) openBlock(walk, name);
  else if (name === 'br') breakLine(walk);
  else if (name === 'img') addPicture(walk, attributes);
  else if (name === 'a') openLink(walk, attributes);
  else if (name in markKinds) walk.writer.openMark({ kind: markKinds[name as keyof typeof markKinds] });
  else if (name === 'video' || name === 'audio' || name === 'source') addPlayable(walk, name, attributes);
}

function isHidden(name: string, { hidden, style }: Attributes): boolean {
  return leftOut.has(name) || hidden !== undefined || (style !== undefined && hiddenStyle.test(style));
}

function closeElement(walk: Walk, name: string): void {
  if (voids.has(name)) return;
  const depth = walk.open.length;
  walk.open.pop();
  if (walk.hiddenFrom !== undefined) {
    if (walk.hiddenFrom === depth) walk.hiddenFrom = undefined;
    return;
  }
  if (blocks.has(name)) closeBlock(walk, name);
  else if (name === 'a') {
    if (walk.links.pop() === true) walk.writer.closeMark('link');
  } else if (name in markKinds) walk.writer.closeMark(markKinds[name as keyof typeof markKinds]);
}

function openBlock(walk: Walk, name: string): void {
  // What stands before the first block of an item or a cell is its own first line.
  endLine(walk, !isInItem(walk));
  walk.paragraph = nextGroup(walk);
  if (/^h[1-6]$/.test(name)) walk.headingLevel = Number(name[1]);
  if (name === 'pre') walk.pre += 1;
  if (name === 'figcaption' || name === 'caption') walk.captions += 1;
  if (name === 'figure') walk.figures.push({ media: undefined, caption: '' });
  if (name === 'blockquote') walk.quotes.push(nextGroup(walk));
  if (name === 'ul' || name === 'ol' || name === 'menu')
    walk.lists.push({ group: nextGroup(walk), ordered: name === 'ol', next: 1 });
  if (name === 'li') openItem(walk);
  if (name === 'table') openTable(walk);
  if (name === 'tr') openRow(walk);
  if (name === 'td' || name === 'th') openCell(walk, name === 'th');
}

function closeBlock(walk: Walk, name: string): void {
  if (name === 'figcaption') closeCaption(walk);
  else endLine(walk, !isInItem(walk) || name === 'ul' || name === 'ol');
  walk.paragraph = nextGroup(walk);
  if (/^h[1-6]$/.test(name)) walk.headingLevel = undefined;
  if (name === 'pre') walk.pre -= 1;
  if (name === 'figcaption' || name === 'caption') walk.captions -= 1;
  if (name === 'figure') closeFigure(walk);
  if (name === 'blockquote') walk.quotes.pop();
  if (name === 'ul' || name === 'ol' || name === 'menu') walk.lists.pop();
  if (name === 'li') walk.items.pop();
  if (name === 'td' || name === 'th') closeCell(walk);
  if (name === 'table') closeTable(walk);
}

function nextGroup(walk: Walk): number {
  walk.groups += 1;
  return walk.groups;
}

function openItem(walk: Walk): void {
  // An item without a list is one of a bulleted list, as browsers show it.
  const list = walk.lists.at(-1) ?? { group: walk.groups, ordered: false, next: 1 };
  walk.items.push({ role: { kind: 'item', group: list.group, ordered: list.ordered, number: list.next } });
  list.next += 1;
}

function isInItem(walk: Walk): boolean {
  return walk.items.length > 0;
}

/** The innermost of what the line stands in, as far as an article tells it apart. */
function roleOf(walk: Walk): LineRole | undefined {
  const cell = walk.tables.at(-1)?.cell;
  if (cell !== undefined) return cell;
  if (walk.headingLevel !== undefined) return { kind: 'heading', level: walk.headingLevel };
  const item = walk.items.at(-1);
  if (item !== undefined) return item.role;
  const quote = walk.quotes.at(-1);
  if (quote !== undefined) return { kind: 'quote', group: quote };
  return { kind: 'paragraph', group: walk.paragraph };
}

function endLine(walk: Walk, gap: boolean): void {
  walk.writer.endLine(roleOf(walk), gap);
}

/** Two breaks in a row end a paragraph; that is how many systems write them. */
function breakLine(walk: Walk): void {
  const isParagraphEnd = walk.writer.isLineEmpty();
  endLine(walk, isParagraphEnd);
  if (isParagraphEnd) walk.paragraph = nextGroup(walk);
}

function writeText(walk: Walk, text: string): void {
  if (walk.hiddenFrom !== undefined) return;
  const figure = walk.figures.at(-1);
  if (figure !== undefined && walk.captions > 0) figure.caption += text;
  else if (walk.pre === 0) walk.writer.write(text);
  else
    for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
      if (index > 0) breakLine(walk);
      walk.writer.write(line);
    }
}

function openLink(walk: Walk, { href }: Attributes): void {
  const address = href === undefined ? undefined : resolveLink(href, walk.baseUrl);
  walk.links.push(address !== undefined);
  if (address !== undefined) walk.writer.openMark({ kind: 'link', href: address });
}

function addPicture(walk: Walk, attributes: Attributes): void {
  if (/\bemoji\b/.test(attributes.class ?? '') && attributes.alt !== undefined) {
    walk.writer.write(attributes.alt);
    return;
  }
  const reference = readPicture(attributes, walk.baseUrl);
  if (reference !== undefined) showMedia(walk, walk.writer.addMedia(reference));
}

/** A `source` without its own player belongs to a picture that has another address already. */
function addPlayable(walk: Walk, name: string, attributes: Attributes): void {
  const player =
    name === 'source' ? walk.open.findLast((open) => open === 'video' || open === 'audio') : name;
  const reference = player === undefined ? undefined : readPlayable(player, attributes, walk.baseUrl);
  if (reference !== undefined) showMedia(walk, walk.writer.addMedia(reference));
}

function showMedia(walk: Walk, media: number): void {
  const figure = walk.figures.at(-1);
  if (figure !== undefined && figure.media === undefined) figure.media = media;
  else writeFigure(walk, media, '');
}

/** A picture inside a paragraph parts it in two. */
function writeFigure(walk: Walk, media: number, caption: string): void {
  endLine(walk, true);
  walk.writer.write(`${figureSign} ${caption}`);
  walk.writer.endLine({ kind: 'figure', media }, true);
}

function closeCaption(walk: Walk): void {
  if (walk.figures.length === 0) endLine(walk, true);
}

/** A caption without a picture is text. */
function closeFigure(walk: Walk): void {
  const figure = walk.figures.pop();
  if (figure === undefined) return;
  const caption = figure.caption.trim();
  if (figure.media !== undefined) writeFigure(walk, figure.media, caption);
  else if (caption !== '') {
    walk.writer.write(caption);
    endLine(walk, true);
  }
}
