import type { Warning } from '../domain/article.ts';
import { matchKey } from '../text/match-key.ts';
import type { Line } from './lines.ts';
import { warning } from './messages.ts';

/** What a page says above or below a place that is sold; nothing else stands on the line. */
const labels: ReadonlySet<string> = new Set(
  'إعلان|إعلانات|إعلان ممول|إعلان مدفوع|مساحة إعلانية|محتوى إعلاني|يتبع بعد الإعلان|آگهی|تبلیغات|اشتہار|advertisement|advertisements|advertising|sponsored'
    .split('|')
    .map(matchKey),
);
const maxLength = 30;

/** Without the labels of advertisements between the paragraphs, which come with text that is copied from a page. */
export function leaveAdvertisements(
  lines: readonly Line[],
  language: string,
): { readonly lines: readonly Line[]; readonly warnings: readonly Warning[] } {
  const taken = lines.filter((line, index) => index > 0 && isLabel(line, lines[index + 1]));
  const [first] = taken;
  if (first === undefined) return { lines, warnings: [] };
  const quoted = taken.map(({ text }) => text).join(' | ');
  return {
    lines: lines.filter((line) => !taken.includes(line)),
    warnings: [warning('left_out', language, first.number, quoted)],
  };
}

/** By itself between blank lines, or a paragraph by its format: in a poem or a list the word is the writer's. */
function isLabel({ text, role, afterGap }: Line, next: Line | undefined): boolean {
  const isApart = role === undefined ? afterGap && next?.afterGap !== false : role.kind === 'paragraph';
  return isApart && text.length <= maxLength && labels.has(matchKey(text));
}
