import { sentenceEnds } from './sentences.ts';

/** A sentence end before this part of the limit would leave too little. */
const leastPart = 0.6;
const looseEnd = /[\s،؛,;:.\-–—ـ(«"“]+$/;
const surrogateEnd = /[\uD800-\uDBFF]$/;

/** At most `maxLength` UTF-16 units: up to the last end of a sentence that fits, else up to a word and `…`. */
export function cutAtSentence(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const end = sentenceEnds(text.slice(0, maxLength + 1)).findLast((candidate) => candidate <= maxLength);
  return end !== undefined && end >= maxLength * leastPart ? text.slice(0, end) : cutAtWord(text, maxLength);
}

/** At most `maxLength` UTF-16 units, the `…` included. */
export function cutAtWord(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const room = text.slice(0, maxLength);
  const space = room.lastIndexOf(' ');
  const cut = space > 0 ? room.slice(0, space) : room.slice(0, -1).replace(surrogateEnd, '');
  return `${cut.replace(looseEnd, '')}…`;
}
