/** Above the 138 words a minute of the IReST study, where people read Arabic aloud. */
const wordsPerMinute = 180;

/** Unicode counts the tatweel, which stands for a dash between words, among the letters. */
const word = /\S*(?:[^\P{L}\u0640]|\p{N})\S*/gu;

/** Whole minutes, at least 1, for the text of sanitized HTML. */
export function readingMinutes(sanitizedHtml: string): number {
  const words = sanitizedHtml.replace(/<[^>]*>/g, ' ').match(word)?.length ?? 0;
  return Math.max(1, Math.round(words / wordsPerMinute));
}
