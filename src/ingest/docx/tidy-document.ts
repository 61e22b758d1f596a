import { NashraError } from '../../domain/errors.ts';
import { maxCharacters } from '../max-characters.ts';
import { readNumbering, readStyles } from './read-styles.ts';
import { tidyBlocks } from './tidy-blocks.ts';
import type { DocumentFinding, TidyContext } from './tidy-context.ts';
import { element } from './tidy-runs.ts';
import type { Relationship, WordPackage, WordPart } from './word-package.ts';
import { childrenNamed, findChild, textOf, type XmlElement } from './xml-tree.ts';

/** mammoth takes up to 100 µs for each: this is a second, and 3,000 paragraphs. */
const maxTidyElements = 10_000;
/** Above them a headline is none: somebody wrote the whole text in its style. */
const maxTitleLength = 300;
const maxBlocksAboveTitle = 4;
const maxNotes = 500;

export interface TidyDocument {
  readonly blocks: readonly XmlElement[];
  readonly title?: string;
  readonly subtitle?: string;
  /** By the ids in the document: pictures as they were related to, addresses of links. */
  readonly pictures: ReadonlyMap<string, Relationship>;
  readonly links: ReadonlyMap<string, string>;
  readonly findings: ReadonlyMap<DocumentFinding, string>;
}

/** The text of a Word document in the few elements that an article is made of; notes stand at its end. */
export function tidyDocument(parts: WordPackage): TidyDocument {
  const pictures = new Map<string, Relationship>();
  const links = new Map<string, string>();
  const linkIds = new Map<string, string>();
  const findings = new Map<DocumentFinding, string>();
  const notes: { readonly part: WordPart | undefined; readonly id: string }[] = [];
  const styles = readStyles(parts.styles?.root);
  const isOrdered = readNumbering(parts.numbering?.root);
  const contextOf = (part: WordPart): TidyContext => {
    const context: TidyContext = {
      styles,
      isOrdered,
      relationships: part.relationships,
      quote: (finding, words = '') => void findings.set(finding, findings.get(finding) ?? words),
      addPicture: (relationship) => addTo(pictures, 'picture', relationship),
      addLink: (address) => {
        const id = linkIds.get(address) ?? addTo(links, 'link', address);
        linkIds.set(address, id);
        return id;
      },
      noteMark: (kind, id) => {
        notes.push({ part: parts[kind], id });
        return [element('w:t', {}, [`[${notes.length}]`])];
      },
      tidyBlocks: (parent) => tidyBlocks(parent, context),
    };
    return context;
  };
  const body = findChild(parts.document.root, 'w:body') ?? element('w:body');
  const blocks = [...tidyBlocks(body, contextOf(parts.document))];
  // A note may refer to a note: the list grows while it is read.
  for (let index = 0; index < notes.length; index += 1) {
    const note = notes[index];
    if (note?.part !== undefined)
      blocks.push(...readNote(note.part, note.id, index + 1, contextOf(note.part)));
    if (notes.length > maxNotes) throw new NashraError('document_too_large', `more than ${maxNotes} notes`);
  }
  if (countElements(blocks) + 2 * (links.size + pictures.size) > maxTidyElements)
    throw new NashraError('document_too_large', `more than ${maxTidyElements} elements`);
  // Before mammoth, which would hold eight million characters four times over.
  if (countCharacters(blocks) > maxCharacters)
    throw new NashraError('text_malformed', `more than ${maxCharacters} characters`);
  return { ...takeTitle(blocks), pictures, links, findings };
}

function addTo<Value>(map: Map<string, Value>, kind: string, value: Value): string {
  const id = `${kind}${map.size}`;
  map.set(id, value);
  return id;
}

/** Its paragraphs, the first one after its mark. */
function readNote(part: WordPart, id: string, number: number, context: TidyContext): readonly XmlElement[] {
  const note = part.root.children.find(
    (child): child is XmlElement => typeof child !== 'string' && child.attributes['w:id'] === id,
  );
  const [first, ...others] = note === undefined ? [] : tidyBlocks(note, context);
  if (first?.name !== 'w:p') return first === undefined ? others : [first, ...others];
  const mark = element('w:r', {}, [element('w:t', {}, [`[${number}] `])]);
  const properties = childrenNamed(first, 'w:pPr');
  const rest = first.children.filter((child) => typeof child === 'string' || child.name !== 'w:pPr');
  return [{ ...first, children: [...properties, mark, ...rest] }, ...others];
}

function countElements(nodes: readonly (XmlElement | string)[]): number {
  let count = 0;
  for (const node of nodes) if (typeof node !== 'string') count += 1 + countElements(node.children);
  return count;
}

function countCharacters(nodes: readonly (XmlElement | string)[]): number {
  let count = 0;
  for (const node of nodes) count += typeof node === 'string' ? node.length : countCharacters(node.children);
  return count;
}

/** A headline in the style of titles at the top, and the line below it in the style of subtitles. */
function takeTitle(blocks: readonly XmlElement[]): Pick<TidyDocument, 'blocks' | 'title' | 'subtitle'> {
  const written = blocks.filter((block) => block.name !== 'w:p' || plainText(block) !== '');
  const title = written.slice(0, maxBlocksAboveTitle).find((block) => styleOf(block) === 'title');
  const text = title === undefined ? '' : plainText(title);
  if (title === undefined || text === '' || text.length > maxTitleLength || hasPicture(title))
    return { blocks };
  const below = written[written.indexOf(title) + 1];
  const subtitle =
    below !== undefined && styleOf(below) === 'subtitle' && !hasPicture(below) ? below : undefined;
  return {
    blocks: blocks.filter((block) => block !== title && block !== subtitle),
    title: text,
    ...(subtitle === undefined ? {} : { subtitle: plainText(subtitle) }),
  };
}

function styleOf(block: XmlElement): string | undefined {
  return findChild(findChild(block, 'w:pPr'), 'w:pStyle')?.attributes['w:val'];
}

function hasPicture(block: XmlElement): boolean {
  return block.children.some(
    (child) =>
      typeof child !== 'string' && (['w:drawing', 'w:pict'].includes(child.name) || hasPicture(child)),
  );
}

/** In one line: what parts words in the document parts them here. */
function plainText(block: XmlElement): string {
  const text = (node: XmlElement): string =>
    node.children
      .map((child) => {
        if (typeof child === 'string') return '';
        if (child.name === 'w:t') return textOf(child);
        return child.name === 'w:br' || child.name === 'w:tab'
          ? ' '
          : child.name === 'w:instrText'
            ? ''
            : text(child);
      })
      .join('');
  return text(block).replace(/\s+/g, ' ').trim();
}
