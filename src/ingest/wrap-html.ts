import type { Direction } from '../domain/article.ts';
import { escapeHtml } from '../text/html.ts';

/** Direction and language where every reader looks: round the HTML itself, never on elements of the feed. */
export function wrapHtml(
  html: string,
  { language, direction }: { readonly language: string; readonly direction: Direction },
): string {
  return `<div dir="${direction}" lang="${escapeHtml(language)}">${html}</div>`;
}
