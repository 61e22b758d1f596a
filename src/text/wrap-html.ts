import { escapeHtml } from './html.ts';

/** The wrapper that gives every reader the direction and language of an item's HTML. */
export function wrapHtml(
  html: string,
  { language, direction }: { readonly language: string; readonly direction: 'rtl' | 'ltr' },
): string {
  return `<div dir="${direction}" lang="${escapeHtml(language)}">${html}</div>`;
}
