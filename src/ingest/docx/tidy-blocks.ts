import { listPlaceOf, type ParagraphRole } from './read-styles.ts';
import type { TidyContext } from './tidy-context.ts';
import { element, joinRuns, tidyRun } from './tidy-runs.ts';
import { childrenNamed, descendantsNamed, findChild, isOn, textOf, type XmlElement } from './xml-tree.ts';

/** What only wraps its content; `w:dir` and `w:bdo` are Word's directions of Arabic text. */
const wrappers = new Set([
  'w:ins',
  'w:moveTo',
  'w:smartTag',
  'w:customXml',
  'w:dir',
  'w:bdo',
  'w:fldSimple',
  'm:oMathPara',
]);
/** Text that its writer took away, though it is still there. */
const deletions = new Set(['w:del', 'w:moveFrom']);
const maxColumns = 63;

/** The ids by which the tidied document names its numberings; mammoth-document.ts declares them. */
export const numberingIds = { bullets: '1', counted: '2' } as const;

/** Paragraphs and tables, with nothing left in them but what an article is made of. */
export function tidyBlocks(parent: XmlElement, context: TidyContext): readonly XmlElement[] {
  const blocks = parent.children.flatMap((child) =>
    typeof child === 'string' ? [] : tidyBlock(child, context),
  );
  // A deleted paragraph mark joins its paragraph to the next one: where none follows, it would take the text along.
  return blocks.map((block, index) =>
    block.name === 'w:p' && blocks[index + 1]?.name !== 'w:p' ? keepParagraphMark(block) : block,
  );
}

function tidyBlock(block: XmlElement, context: TidyContext): readonly XmlElement[] {
  switch (block.name) {
    case 'w:p':
      return [tidyParagraph(block, context)];
    case 'w:tbl':
      return tidyTable(block, context);
    case 'w:sdt':
      return sdtContents(block).flatMap((content) => tidyBlocks(content, context));
    case 'mc:AlternateContent':
      return tidyBlocks(
        findChild(block, 'mc:Choice') ?? findChild(block, 'mc:Fallback') ?? element('w:p'),
        context,
      );
    default:
      noteChange(block, context);
      return wrappers.has(block.name) ? tidyBlocks(block, context) : [];
  }
}

function tidyParagraph(paragraph: XmlElement, context: TidyContext): XmlElement {
  const properties = findChild(paragraph, 'w:pPr');
  const style = context.styles.get(findChild(properties, 'w:pStyle')?.attributes['w:val'] ?? '');
  const list = listPlaceOf(properties) ?? style?.list;
  const isCounted = list && context.isOrdered.get(`${list.numberingId}:${list.level}`);
  const role: ParagraphRole | undefined = style?.role;
  const isDeleted = findChild(findChild(properties, 'w:rPr'), 'w:del') !== undefined;
  const kept = [
    ...(role === undefined ? [] : [element('w:pStyle', { 'w:val': role })]),
    // Numbered headings are headings.
    ...(list === undefined || isCounted === undefined || role !== undefined
      ? []
      : [
          element('w:numPr', {}, [
            element('w:ilvl', { 'w:val': String(list.level) }),
            element('w:numId', { 'w:val': isCounted ? numberingIds.counted : numberingIds.bullets }),
          ]),
        ]),
    ...(isDeleted ? [element('w:rPr', {}, [element('w:del')])] : []),
  ];
  const runs = joinRuns(tidyInlines(paragraph, context));
  return element('w:p', {}, kept.length === 0 ? runs : [element('w:pPr', {}, kept), ...runs]);
}

function tidyInlines(parent: XmlElement, context: TidyContext): readonly XmlElement[] {
  return parent.children.flatMap((child): readonly XmlElement[] => {
    if (typeof child === 'string') return [];
    switch (child.name) {
      case 'w:r':
        return tidyRun(child, context);
      case 'w:hyperlink':
        return tidyLink(child, context);
      case 'w:sdt':
        return sdtContents(child).flatMap((content) => tidyInlines(content, context));
      case 'm:oMath':
        return tidyFormula(child, context);
      default:
        noteChange(child, context);
        return wrappers.has(child.name) ? tidyInlines(child, context) : [];
    }
  });
}

function tidyLink(link: XmlElement, context: TidyContext): readonly XmlElement[] {
  const content = joinRuns(tidyInlines(link, context));
  const target = context.relationships.get(link.attributes['r:id'] ?? '');
  return target?.isExternal !== true || content.length === 0
    ? content
    : [element('w:hyperlink', { 'r:id': context.addLink(target.target) }, content)];
}

/** `H₂O = …` in a row is text; of fractions and roots only their shape tells what they say. */
function tidyFormula(formula: XmlElement, context: TidyContext): readonly XmlElement[] {
  const isRow = formula.children.every((child) => typeof child === 'string' || child.name === 'm:r');
  const text = descendantsNamed(formula, 'm:t').map(textOf).join('');
  if (isRow) return text === '' ? [] : [element('w:r', {}, [element('w:t', {}, [text])])];
  context.quote('formula_left_out', text);
  return [];
}

function noteChange(node: XmlElement, context: TidyContext): void {
  if (deletions.has(node.name) || node.name === 'w:ins' || node.name === 'w:moveTo')
    context.quote('tracked_changes');
}

/** The content of a form's field, unless it is still the form's own words (ISO/IEC 29500-1 §17.5.2.39). */
function sdtContents(field: XmlElement): readonly XmlElement[] {
  const isPlaceholder = isOn(findChild(findChild(field, 'w:sdtPr'), 'w:showingPlcHdr'));
  return isPlaceholder ? [] : childrenNamed(field, 'w:sdtContent');
}

/** A table of one cell is a frame that somebody put round the text. */
function tidyTable(table: XmlElement, context: TidyContext): readonly XmlElement[] {
  const rows = rowsOf(table).filter((row) => findChild(findChild(row, 'w:trPr'), 'w:del') === undefined);
  const [only] = rows.length === 1 && rows[0] !== undefined ? [cellsOf(rows[0])] : [];
  if (only?.length === 1 && only[0] !== undefined) return tidyBlocks(only[0], context);
  const tidied = rows.map((row) => {
    const isHeader = isOn(findChild(findChild(row, 'w:trPr'), 'w:tblHeader'));
    const cells = cellsOf(row).map((cell) => tidyCell(cell, context));
    return element(
      'w:tr',
      {},
      isHeader ? [element('w:trPr', {}, [element('w:tblHeader')]), ...cells] : cells,
    );
  });
  return tidied.length === 0 ? [] : [element('w:tbl', {}, tidied)];
}

function rowsOf(table: XmlElement): readonly XmlElement[] {
  return unwrapped(table, 'w:tr');
}

function cellsOf(row: XmlElement): readonly XmlElement[] {
  return unwrapped(row, 'w:tc');
}

function unwrapped(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    if (child.name === name) return [child];
    if (child.name === 'w:sdt')
      return childrenNamed(child, 'w:sdtContent').flatMap((one) => unwrapped(one, name));
    return wrappers.has(child.name) ? unwrapped(child, name) : [];
  });
}

function tidyCell(cell: XmlElement, context: TidyContext): XmlElement {
  const properties = findChild(cell, 'w:tcPr');
  const span = Number(findChild(properties, 'w:gridSpan')?.attributes['w:val'] ?? '1');
  const merge = findChild(properties, 'w:vMerge');
  const kept = [
    ...(span > 1 && span <= maxColumns ? [element('w:gridSpan', { 'w:val': String(Math.trunc(span)) })] : []),
    ...(merge === undefined
      ? []
      : [element('w:vMerge', { 'w:val': merge.attributes['w:val'] ?? 'continue' })]),
  ];
  const blocks = context.tidyBlocks(cell);
  return element('w:tc', {}, kept.length === 0 ? blocks : [element('w:tcPr', {}, kept), ...blocks]);
}

function keepParagraphMark(paragraph: XmlElement): XmlElement {
  return {
    ...paragraph,
    children: paragraph.children.map((child) =>
      typeof child === 'string' || child.name !== 'w:pPr'
        ? child
        : {
            ...child,
            children: child.children.filter((one) => typeof one === 'string' || one.name !== 'w:rPr'),
          },
    ),
  };
}
