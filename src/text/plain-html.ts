import { escapeHtml } from './html.ts';
import { decodeHtmlEntities } from './html-entities.ts';

const knownTag =
  /<\/?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|strong|em|b|i|u|a|span|font|img|figure|figcaption|table|tr|td|hr|section|article|iframe|pre)(?:\s[^<>]*)?\/?>/i;
const everyKnownTag = new RegExp(knownTag, 'gi');
const blockTag =
  /<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|figure|table|section|article|pre)(?:\s[^<>]*)?\/?>/i;
const lineBreak = /\r\n?|[\n\u0085\u2028\u2029]/;

/** Plain text as HTML: one `<p>` a line, every character itself; blank lines are nothing. */
export function htmlOfPlainText(text: string): string {
  return linesOf(text)
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('\n');
}

/** Whether a text that should be plain bears tags that systems leave in it; `5 < 6` and `<اسم>` are none. */
export function bearsTags(text: string): boolean {
  return knownTag.test(text);
}

/** HTML whose paragraphs are only lines, as editors' databases keep it, with a `<p>` a line; other HTML as it is. */
export function paragraphsOfHtml(html: string): string {
  if (blockTag.test(html)) return html;
  return linesOf(html)
    .map((line) => `<p>${line}</p>`)
    .join('\n');
}

/** What a reader reads of a short piece of HTML, in one line. */
export function plainTextOfHtml(html: string): string {
  return decodeHtmlEntities(html.replace(everyKnownTag, (tag) => (blockTag.test(tag) ? ' ' : '')))
    .replace(/\s+/g, ' ')
    .trim();
}

function linesOf(text: string): readonly string[] {
  return text
    .split(lineBreak)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
