/** The wrapper that gives every reader the direction and language of an item's HTML. */
export function wrapHtml(
  html: string,
  { language, direction }: { language: string; direction: 'rtl' | 'ltr' },
): string {
  return `<div dir="${direction}" lang="${language}">${html}</div>`;
}
