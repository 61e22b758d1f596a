import { writtenDescription } from './alternative-text.ts';
import type { TidyContext } from './tidy-context.ts';
import { descendantsNamed, findChild, isOn, textOf, type XmlElement, type XmlNode } from './xml-tree.ts';

/** What stands inside a run as it is; a field's code is read for its link. */
const runContent = new Set(['w:noBreakHyphen', 'w:softHyphen', 'w:sym', 'w:fldChar', 'w:instrText']);
const fieldParts = ['w:fldChar', 'w:instrText'];

export function element(
  name: string,
  attributes: Record<string, string> = {},
  children: readonly XmlNode[] = [],
) {
  return { name, attributes, children } satisfies XmlElement;
}

/** The run with the properties that mean something; none when it is hidden, or nothing is left in it. */
export function tidyRun(run: XmlElement, context: TidyContext): readonly XmlElement[] {
  const properties = findChild(run, 'w:rPr');
  const style = context.styles.get(findChild(properties, 'w:rStyle')?.attributes['w:val'] ?? '');
  const vanish = findChild(properties, 'w:vanish');
  if (vanish === undefined ? style?.isHidden === true : isOn(vanish)) return [];
  const content = run.children.flatMap((child) =>
    typeof child === 'string' ? [] : tidyRunChild(child, context),
  );
  if (content.length === 0) return [];
  if (isOn(findChild(properties, 'w:strike')) || isOn(findChild(properties, 'w:dstrike')))
    context.quote('struck_text', content.map((child) => textOf(child)).join(''));
  // ISO/IEC 29500-1 §17.3.2.2 bCs: Arabic runs are bold by a property of their own.
  const isComplex = isOn(findChild(properties, 'w:rtl')) || isOn(findChild(properties, 'w:cs'));
  const bold = findChild(properties, isComplex ? 'w:bCs' : 'w:b');
  const italic = findChild(properties, isComplex ? 'w:iCs' : 'w:i');
  const isNote = ['w:footnoteReference', 'w:endnoteReference'].some(
    (name) => findChild(run, name) !== undefined,
  );
  const vertical = isNote ? 'superscript' : findChild(properties, 'w:vertAlign')?.attributes['w:val'];
  const meaningful = [
    ...((bold === undefined ? style?.isBold : isOn(bold)) ? [element('w:b')] : []),
    ...((italic === undefined ? style?.isItalic : isOn(italic)) ? [element('w:i')] : []),
    ...(vertical === 'subscript' || vertical === 'superscript'
      ? [element('w:vertAlign', { 'w:val': vertical })]
      : []),
  ];
  return [
    element('w:r', {}, meaningful.length === 0 ? content : [element('w:rPr', {}, meaningful), ...content]),
  ];
}

function tidyRunChild(child: XmlElement, context: TidyContext): readonly XmlElement[] {
  switch (child.name) {
    case 'w:t':
      return [element('w:t', {}, [textOf(child)])];
    case 'w:tab':
    case 'w:ptab':
      return [element('w:tab')];
    case 'w:cr':
      return [element('w:br')];
    case 'w:br':
      // A page break inside a paragraph parts words as a line break does not: it is none of the text.
      return [
        child.attributes['w:type'] === 'page' || child.attributes['w:type'] === 'column'
          ? element('w:t', {}, [' '])
          : element('w:br'),
      ];
    case 'w:footnoteReference':
    case 'w:endnoteReference':
      return context.noteMark(
        child.name === 'w:footnoteReference' ? 'footnotes' : 'endnotes',
        child.attributes['w:id'] ?? '',
      );
    case 'w:drawing':
    case 'w:pict':
    case 'w:object':
      return tidyDrawing(child, context);
    case 'mc:AlternateContent':
      return tidyAlternatives(child, context);
    case 'w:ruby':
      return descendantsNamed(child, 'w:rubyBase').flatMap((base) => descendantsNamed(base, 'w:t'));
    default:
      return runContent.has(child.name) ? [child] : [];
  }
}

/** MCE (ISO/IEC 29500-3) offers the same thing twice: the first writing that can be read counts. */
function tidyAlternatives(alternatives: XmlElement, context: TidyContext): readonly XmlElement[] {
  for (const name of ['mc:Choice', 'mc:Fallback']) {
    for (const choice of alternatives.children) {
      if (typeof choice === 'string' || choice.name !== name) continue;
      const content = choice.children.flatMap((child) =>
        typeof child === 'string' ? [] : tidyRunChild(child, context),
      );
      if (content.length > 0) return content;
    }
  }
  return [];
}

/** Pictures, and text boxes: those come after the paragraph that they hang on. */
function tidyDrawing(drawing: XmlElement, context: TidyContext): readonly XmlElement[] {
  const boxes = descendantsNamed(drawing, 'w:txbxContent');
  if (boxes.length > 0) {
    const contents = boxes.map((box) => element('w:txbxContent', {}, context.tidyBlocks(box)));
    return [element('w:pict', {}, [element('v:textbox', {}, contents)])];
  }
  const properties = descendantsNamed(drawing, 'wp:docPr')[0]?.attributes ?? {};
  const shape = descendantsNamed(drawing, 'v:shape')[0]?.attributes ?? {};
  const images = [...descendantsNamed(drawing, 'a:blip'), ...descendantsNamed(drawing, 'v:imagedata')];
  return images.flatMap((image) => {
    const { 'r:embed': embedded, 'r:link': linked, 'r:id': id, 'o:title': title } = image.attributes;
    const relationship = context.relationships.get(embedded || linked || id || '');
    if (relationship === undefined) return [];
    const description =
      writtenDescription(properties.descr) ??
      writtenDescription(properties.title) ??
      writtenDescription(shape.alt ?? title);
    return [pictureElement(context.addPicture(relationship), description ?? '')];
  });
}

function pictureElement(id: string, description: string): XmlElement {
  const blip = element('pic:blipFill', {}, [element('a:blip', { 'r:embed': id })]);
  const graphic = element('a:graphic', {}, [element('a:graphicData', {}, [element('pic:pic', {}, [blip])])]);
  return element('w:drawing', {}, [
    element('wp:inline', {}, [element('wp:docPr', { descr: description }), graphic]),
  ]);
}

/** Word parts a word into runs at every stop of its writer: runs that look the same become one. */
export function joinRuns(nodes: readonly XmlElement[]): readonly XmlElement[] {
  const joined: XmlElement[] = [];
  let open: XmlNode[] = [];
  let look: string | undefined;
  for (const node of nodes) {
    const nodeLook = isPlainRun(node) ? lookOf(node) : undefined;
    if (nodeLook === undefined || nodeLook !== look) {
      look = nodeLook;
      open = [...node.children];
      joined.push(node.name === 'w:r' ? { ...node, children: open } : node);
    } else {
      open.push(...node.children.filter((child) => typeof child !== 'string' && child.name !== 'w:rPr'));
    }
  }
  return joined.map((node) => (isPlainRun(node) ? { ...node, children: joinTexts(node.children) } : node));
}

function joinTexts(nodes: readonly XmlNode[]): readonly XmlNode[] {
  const joined: XmlNode[] = [];
  let open: XmlNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (isText(node) && last !== undefined && isText(last)) {
      open.push(...node.children);
    } else {
      open = typeof node === 'string' ? [] : [...node.children];
      joined.push(isText(node) ? { ...node, children: open } : node);
    }
  }
  return joined;
}

function isText(node: XmlNode): node is XmlElement {
  return typeof node !== 'string' && node.name === 'w:t';
}

function isPlainRun(node: XmlElement): boolean {
  return node.name === 'w:r' && !fieldParts.some((name) => findChild(node, name) !== undefined);
}

function lookOf(run: XmlElement): string {
  const properties = findChild(run, 'w:rPr')?.children ?? [];
  return properties
    .map((one) => (typeof one === 'string' ? '' : one.name + (one.attributes['w:val'] ?? '')))
    .join();
}
