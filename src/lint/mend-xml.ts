import { decodeHtmlEntities } from '../text/html-entities.ts';
import { escapeXmlText } from '../text/xml.ts';
import { type Finding, finding } from './finding.ts';
import type { RuleCode } from './rules.ts';

export interface MendedXml {
  readonly xml: string;
  /** How many lines stood before the document. */
  readonly linesBefore: number;
  readonly findings: readonly Finding[];
}

/** References of XML itself; what else stands after `&` is a fault. */
const looseAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(?:[a-zA-Z]{2,8};)?/g;
const numericReference = /&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));/g;
/** XML 1.0 §2.2. */
const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
/** What is written as it stands: CDATA, comments, instructions. */
const verbatim = /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)/g;
/** Of one kind; a thousand of them have one cause. */
const maxFindings = 20;

/** Undoes the faults behind which the rest of a document can still be read, and names them. Lines stay what they are. */
export function mendXml(marked: string): MendedXml {
  const text = marked.startsWith('\uFEFF') ? marked.slice(1) : marked;
  const start = /^\s*/.exec(text)?.[0] ?? '';
  const isLate = start.length > 0 && text.startsWith('<?xml', start.length);
  const found: Finding[] = isLate ? [finding('space_before_declaration', { line: 1 })] : [];
  const linesBefore = countLines(start);
  const body = text.slice(start.length);
  const note = (code: RuleCode, offset: number, quoted: string) => {
    const count = counts.get(code) ?? 0;
    counts.set(code, count + 1);
    if (count < maxFindings)
      found.push(finding(code, { line: linesBefore + countLines(body.slice(0, offset)) + 1 }, quoted));
  };
  const counts = new Map<RuleCode, number>();
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: part } of body.matchAll(verbatim)) {
    parts.push(mendMarkup(body.slice(from, index), from, note), part);
    from = index + part.length;
  }
  parts.push(mendMarkup(body.slice(from), from, note));
  const xml = parts.join('').replace(illegal, (character: string, offset: number) => {
    note('control_character', offset, codeOf(character.charCodeAt(0)));
    return '';
  });
  return { xml, linesBefore, findings: found };
}

type Note = (code: RuleCode, offset: number, quoted: string) => void;

function mendMarkup(part: string, start: number, note: Note): string {
  return part
    .replace(looseAmpersand, (written, offset: number) => {
      note('ampersand_unescaped', start + offset, part.slice(offset, offset + 24));
      return written === '&' ? '&amp;' : escapeXmlText(decodeHtmlEntities(written));
    })
    .replace(numericReference, (written, hex: string | undefined, decimal: string | undefined, offset) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      if (isXmlCharacter(code)) return written;
      note('control_character', start + Number(offset), codeOf(code));
      return '';
    });
}

/** XML 1.0 §2.2. */
function isXmlCharacter(code: number): boolean {
  return (
    [0x9, 0xa, 0xd].includes(code) ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

function codeOf(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
