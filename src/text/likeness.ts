import { matchKey } from './match-key.ts';

/** What a text says, for comparing: the stretches of three words in it, each as a number. */
export type Shingles = ReadonlySet<number>;

const shingleLength = 3;
/** Beyond it a text is as like another as up to it. */
const maxHtmlLength = 100_000;

/**
 * A MinHash signature is cut into bands, and two texts meet when they share one: of texts that are alike by 0.6,
 * 92 in 100 do, by 0.8 all, and of two stories with a turn of phrase in common (0.05) 1 in 700.
 */
const bands = 11;
const rowsOfBand = 3;

/** The words of sanitized HTML in the spelling in which they are compared. */
export function wordsOfHtml(html: string): readonly string[] {
  const text = html.slice(0, maxHtmlLength).replace(/<[^<>]*>|&#?\w{1,10};/g, ' ');
  return matchKey(text)
    .split(' ')
    .filter((word) => word !== '');
}

export function shinglesOf(words: readonly string[]): Shingles {
  const shingles = new Set<number>();
  for (let start = 0; start + shingleLength <= words.length; start += 1) {
    shingles.add(hash(words.slice(start, start + shingleLength).join(' '), 0));
  }
  return shingles;
}

/** Jaccard: what both have of what either has, from 0 to 1. */
export function similarity(one: Shingles, other: Shingles): number {
  let common = 0;
  for (const shingle of one) if (other.has(shingle)) common += 1;
  const all = one.size + other.size - common;
  return all === 0 ? 0 : common / all;
}

/** Numbers of 48 bits of which texts that are alike share one or more. */
export function bandsOf(shingles: Shingles): readonly number[] {
  if (shingles.size === 0) return [];
  const least = leastHashes(shingles);
  return Array.from({ length: bands }, (_, band) => {
    const rows = least.subarray(band * rowsOfBand, (band + 1) * rowsOfBand);
    return hash48(`${band} ${rows.join(' ')}`);
  });
}

/** The same number for the same words, and no band's. */
export function markOfTitle(titleKey: string): number {
  return hash48(`title ${titleKey}`);
}

/** MinHash: of each of so many orders of all numbers, the first that is there. */
function leastHashes(shingles: Shingles): Uint32Array {
  const least = new Uint32Array(bands * rowsOfBand).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let order = 0; order < least.length; order += 1) {
      const place = mix(shingle ^ Math.imul(order + 1, 0x9e3779b1));
      if (place < (least[order] ?? 0)) least[order] = place;
    }
  }
  return least;
}

function hash48(text: string): number {
  return (hash(text, 1) & 0xffff) * 2 ** 32 + hash(text, 2);
}

/** FNV-1a over UTF-16 units, then mixed, since its last units barely move the high bits. */
function hash(text: string, seed: number): number {
  let state = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(state);
}

/** A bijection of 32 bits (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
