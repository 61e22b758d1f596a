/** Above the 138 words a minute of the IReST study, where people read Arabic aloud. */
export const usualWordsPerMinute = 180;

/** Unicode counts the tatweel, which stands for a dash between words, among the letters. */
const word = /\S*(?:[^\P{L}\u0640]|\p{N})\S*/gu;

/** Whole minutes, at least 1, for plain text. */
export function readingMinutes(text: string, wordsPerMinute = usualWordsPerMinute): number {
  const words = text.match(word)?.length ?? 0;
  return Math.max(1, Math.round(words / wordsPerMinute));
}

/** The same for sanitized HTML. */
export function readingMinutesOfHtml(sanitizedHtml: string, wordsPerMinute?: number): number {
  return readingMinutes(sanitizedHtml.replace(/<[^>]*>/g, ' '), wordsPerMinute);
}
