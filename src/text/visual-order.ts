/*
 * Which letters of U+FE80–FEFC have two shapes (alone, at the end) and which have four (alone, end, start, middle), in
 * their order in Unicode.
 */
const shapes = '1222242424444422224444444444444442242222';
const shapedWord = /[\uFE80-\uFEFC]{3,}/g;
/** No word of Arabic opens with them; every tenth ends in one. Nearly every text has none of the first. */
const endsFirst = /(?:^|[\s«"(])[ةى][\u0621-\u063A\u0641-\u064A][\u0621-\u063A\u0641-\u0652]/g;
const endsLast = /[ةى](?<=[\u0621-\u063A\u0641-\u0652]{2}.)(?![\p{L}])/gu;
const letterWord = /[\u0621-\u063A\u0641-\u064A][\u0621-\u063A\u0641-\u0652]{2,}/g;
const leastWords = 4;
const leastPart = 0.04;
const sampleLength = 20_000;

type Place = 'alone' | 'end' | 'start' | 'middle';

const placeOf: ReadonlyMap<number, Place> = new Map(
  [...shapes]
    .flatMap((count) => (['alone', 'end', 'start', 'middle'] as const).slice(0, Number(count)))
    .map((place, index) => [0xfe80 + index, place]),
);

/**
 * Whether the letters of each word stand in the order in which a page shows them, from the left: text that a program
 * took off a PDF without understanding it. To be asked of the text as it came, while letters still have their shapes.
 */
export function isInVisualOrder(text: string): boolean {
  const sample = text.slice(0, sampleLength);
  return hasReversedShapes(sample) || hasReversedLetters(sample);
}

function hasReversedShapes(text: string): boolean {
  let [reversed, right] = [0, 0];
  for (const [word] of text.matchAll(shapedWord)) {
    const first = placeOf.get(word.charCodeAt(0));
    const last = placeOf.get(word.charCodeAt(word.length - 1));
    if (first === 'end' || last === 'start') reversed += 1;
    if (first === 'start' || last === 'end') right += 1;
  }
  return reversed >= leastWords && reversed > right * 3;
}

function hasReversedLetters(text: string): boolean {
  const reversed = count(text, endsFirst);
  if (reversed < leastWords || reversed <= count(text, endsLast) * 3) return false;
  return reversed >= count(text, letterWord) * leastPart;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
