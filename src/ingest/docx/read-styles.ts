import { childrenNamed, descendantsNamed, findChild, isOn, type XmlElement } from './xml-tree.ts';

/** What a paragraph is by its style. `h1` to `h6` are headings. */
export type ParagraphRole = 'title' | 'subtitle' | 'quote' | 'caption' | `h${1 | 2 | 3 | 4 | 5 | 6}`;

/** Where a paragraph stands in a list: `level` from 0. */
export interface ListPlace {
  readonly numberingId: string;
  readonly level: number;
}

export interface Style {
  readonly role?: ParagraphRole;
  readonly list?: ListPlace;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isHidden: boolean;
}

/**
 * Word writes the English names of its own styles whatever its language; Pages, WPS and the styles that people add
 * have names in the language of the desk.
 */
const roleNames: readonly (readonly [RegExp, ParagraphRole])[] = [
  [/^(?:title|العنوان|عنوان|عنوان الخبر|العنوان الرئيسي|عنوان رئيسي)$/, 'title'],
  [/^(?:subtitle|العنوان الفرعي|عنوان فرعي)$/, 'subtitle'],
  [/^(?:quote|intense quote|quotations|block text|اقتباس|الاقتباس|اقتباس مكثف)$/, 'quote'],
  [/^(?:caption|تسمية توضيحية|تعليق الصورة|شرح الصورة)$/, 'caption'],
];
const headingName = /^(?:heading|عنوان|العنوان|ترويسة) ?([1-9١-٩])$/;
/** A style rests on another, which may rest on another; a circle ends too. */
const maxBases = 12;

/** The styles of a document by their id; `undefined` stands for a document without any. */
export function readStyles(root: XmlElement | undefined): ReadonlyMap<string, Style> {
  const elements = new Map<string, XmlElement>();
  for (const style of root === undefined ? [] : childrenNamed(root, 'w:style')) {
    const id = style.attributes['w:styleId'];
    // ISO/IEC 29500-1 §17.7.4.17: of several with one id the first has it.
    if (id !== undefined && !elements.has(id)) elements.set(id, style);
  }
  return new Map(Array.from(elements.keys(), (id) => [id, resolveStyle(id, elements)]));
}

function resolveStyle(id: string, elements: ReadonlyMap<string, XmlElement>): Style {
  let role: ParagraphRole | undefined;
  let list: ListPlace | undefined;
  const on = new Map<string, boolean>();
  let current = elements.get(id);
  for (let count = 0; count < maxBases && current !== undefined; count += 1) {
    role ??= roleOf(current);
    const properties = findChild(current, 'w:pPr');
    list ??= listPlaceOf(properties);
    const runProperties = findChild(current, 'w:rPr');
    // Bold headings are no stress: only what a style for characters says counts.
    const names = current.attributes['w:type'] === 'character' ? ['w:b', 'w:i', 'w:vanish'] : ['w:vanish'];
    for (const name of names) {
      const property = findChild(runProperties, name);
      if (property !== undefined && !on.has(name)) on.set(name, isOn(property));
    }
    current = elements.get(findChild(current, 'w:basedOn')?.attributes['w:val'] ?? '');
  }
  return {
    ...(role === undefined ? {} : { role }),
    ...(list === undefined ? {} : { list }),
    isBold: on.get('w:b') ?? false,
    isItalic: on.get('w:i') ?? false,
    isHidden: on.get('w:vanish') ?? false,
  };
}

function roleOf(style: XmlElement): ParagraphRole | undefined {
  if (style.attributes['w:type'] !== 'paragraph') return undefined;
  const name = (findChild(style, 'w:name')?.attributes['w:val'] ?? '').trim().toLowerCase();
  const level = headingName.exec(name)?.[1];
  if (level !== undefined)
    return headingRole('٠١٢٣٤٥٦٧٨٩'.includes(level) ? level.charCodeAt(0) - 0x660 : Number(level));
  const named = roleNames.find(([pattern]) => pattern.test(name))?.[1];
  if (named !== undefined) return named;
  const outline = findChild(findChild(style, 'w:pPr'), 'w:outlineLvl')?.attributes['w:val'];
  return outline !== undefined && /^[0-8]$/.test(outline) ? headingRole(Number(outline) + 1) : undefined;
}

function headingRole(level: number): ParagraphRole {
  return `h${Math.min(level, 6) as 1 | 2 | 3 | 4 | 5 | 6}`;
}

/** Of a paragraph's own properties, or a style's. */
export function listPlaceOf(properties: XmlElement | undefined): ListPlace | undefined {
  const numbering = findChild(properties, 'w:numPr');
  const numberingId = findChild(numbering, 'w:numId')?.attributes['w:val'];
  const level = Number(findChild(numbering, 'w:ilvl')?.attributes['w:val'] ?? '0');
  return numberingId === undefined ? undefined : { numberingId, level: level >= 0 && level <= 8 ? level : 0 };
}

/** Whether the levels of a numbering are counted: `numberingId:level` → true, false for bullets; others are no list. */
export function readNumbering(root: XmlElement | undefined): ReadonlyMap<string, boolean> {
  const isOrdered = new Map<string, boolean>();
  if (root === undefined) return isOrdered;
  const abstracts = new Map(
    childrenNamed(root, 'w:abstractNum').map((one) => [one.attributes['w:abstractNumId'] ?? '', one]),
  );
  const styled = new Map(
    Array.from(abstracts.values(), (one) => [findChild(one, 'w:styleLink')?.attributes['w:val'] ?? '', one]),
  );
  for (const number of childrenNamed(root, 'w:num')) {
    const direct = abstracts.get(findChild(number, 'w:abstractNumId')?.attributes['w:val'] ?? '');
    const linked = findChild(direct, 'w:numStyleLink')?.attributes['w:val'];
    const definition = linked === undefined ? direct : styled.get(linked);
    for (const level of definition === undefined ? [] : descendantsNamed(definition, 'w:lvl')) {
      const format = findChild(level, 'w:numFmt')?.attributes['w:val'] ?? 'decimal';
      const key = `${number.attributes['w:numId']}:${level.attributes['w:ilvl'] ?? '0'}`;
      if (format !== 'none') isOrdered.set(key, format !== 'bullet');
    }
  }
  return isOrdered;
}
