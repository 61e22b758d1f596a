/** Above the 138 words a minute of the IReST study, where people read Arabic aloud. */
const wordsPerMinute = 180;

/** Whole minutes, at least 1, for the text of sanitized HTML. */
export function readingMinutes(sanitizedHtml: string): number {
  const words = sanitizedHtml.replace(/<[^>]*>/g, ' ').match(/[^\s]*[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
  return Math.max(1, Math.round(words / wordsPerMinute));
}
