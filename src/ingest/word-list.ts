import { type DomElement, isElement } from './dom.ts';
import { readStyle } from './inline-style.ts';

export interface WordListItem {
  readonly ordered: boolean;
  /** Word's sign or number as a text, when it stands in no element of its own. */
  readonly marker?: string;
}

const listClass = /(?:^|\s)MsoListParagraph/;
/** Signs of Symbol and Wingdings fonts, of Courier (`o`) and the usual bullets, each with its tab of spaces. */
const signFirst = /^\s*([·•●○■▪◆◦➢✓§ØüvoO*\uF000-\uF0FF–-])(?:[\u00A0\t]|\s{2})\s*/;
const numberFirst =
  /^\s*([(]?(?:[0-9\u0660-\u0669\u06F0-\u06F9]{1,3}|[A-Za-zأ-ي])[.)-])(?:[\u00A0\t]|\s{2})\s*/;
const number = /[0-9\u0660-\u0669\u06F0-\u06F9]|^[(]?[A-Za-np-uw-zأ-ي][.)-]/;

/**
 * Word writes its lists as paragraphs that open with a sign or number and a tab of spaces. `undefined` for a
 * paragraph that is none.
 */
export function wordListItem(paragraph: DomElement): WordListItem | undefined {
  const style = readStyle(paragraph.getAttribute('style') ?? '');
  const isListed = listClass.test(paragraph.getAttribute('class') ?? '');
  if (style.wordListLevel === undefined && !isListed) return undefined;
  const written = markerElement(paragraph, 0);
  if (written !== undefined) return { ordered: number.test((written.textContent ?? '').trim()) };
  const text = paragraph.textContent ?? '';
  const sign = signFirst.exec(text)?.[0];
  if (sign !== undefined) return { ordered: false, marker: sign };
  const numbered = numberFirst.exec(text)?.[0];
  if (numbered !== undefined) return { ordered: true, marker: numbered };
  // The second paragraph of an item has Word's class and no sign.
  return style.wordListLevel === undefined ? undefined : { ordered: false };
}

/** The element that Word marks as the sign, at the start of the paragraph. */
function markerElement(element: DomElement, depth: number): DomElement | undefined {
  if (depth > 4) return undefined;
  for (const child of element.childNodes) {
    if (!isElement(child)) continue;
    if (readStyle(child.getAttribute('style') ?? '').isWordMarker) return child;
    const inner = markerElement(child, depth + 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
