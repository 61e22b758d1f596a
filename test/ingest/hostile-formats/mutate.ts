import type { Random } from '../../crash/random.ts';
import { type Writing, writings } from '../../support/encode-text.ts';
import { pieces } from './pieces.ts';

type Mutation = (bytes: Buffer, random: Random, others: readonly Buffer[]) => Buffer;

const maxMutations = 6;

const damagingBytes = new Set([
  'a bit flipped',
  'a byte replaced',
  'bytes replaced',
  'another encoding',
  'two encodings',
  'a mark of another encoding',
]);
const lost = /\uFFFD/g;

/** Between one and a few faults; `names` tells which, in their order. */
export function mutate(
  bytes: Buffer,
  random: Random,
  others: readonly Buffer[],
): { bytes: Buffer; names: string } {
  return apply(Object.keys(mutations), bytes, random, others);
}

/** The same, and what comes of it is text in UTF-8, or as a whole in another encoding: parsers get to see it. */
export function mutateText(
  bytes: Buffer,
  random: Random,
  others: readonly Buffer[],
): { bytes: Buffer; names: string } {
  const harmless = Object.keys(mutations).filter((name) => !damagingBytes.has(name));
  const mutated = apply(harmless, bytes, random, others);
  const text = mutated.bytes.toString('utf8').replace(lost, '');
  if (random.next() < 0.85) return { ...mutated, bytes: Buffer.from(text) };
  const writing = random.pick(writings);
  return { bytes: written(text, writing), names: `${mutated.names}, ${writing.name}` };
}

function apply(
  names: readonly string[],
  bytes: Buffer,
  random: Random,
  others: readonly Buffer[],
): { bytes: Buffer; names: string } {
  const applied: string[] = [];
  let result = bytes;
  for (let count = random.between(1, maxMutations); count > 0; count -= 1) {
    const name = random.pick(names);
    applied.push(name);
    result = mutations[name]?.(result, random, others) ?? result;
  }
  return { bytes: result, names: applied.join(', ') };
}

const mutations: Readonly<Record<string, Mutation>> = {
  'cut off': (bytes, random) => bytes.subarray(0, random.between(0, bytes.length)),
  'begun late': (bytes, random) => bytes.subarray(random.between(0, Math.min(bytes.length, 200))),
  'a bit flipped': (bytes, random) => replaceAt(bytes, random, (byte) => byte ^ (1 << random.between(0, 7))),
  'a byte replaced': (bytes, random) => replaceAt(bytes, random, () => random.between(0, 255)),
  'bytes replaced': (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let count = random.between(1, 30); count > 0 && copy.length > 0; count -= 1)
      copy[random.between(0, copy.length - 1)] = random.between(0, 255);
    return copy;
  },
  'a stretch removed': (bytes, random) => {
    const [start, end] = stretch(bytes, random, 200);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  'a stretch doubled': (bytes, random) => {
    const [start, end] = stretch(bytes, random, 400);
    return insert(bytes, end, bytes.subarray(start, end));
  },
  'a stretch repeated': (bytes, random) => {
    const [start, end] = stretch(bytes, random, 40);
    return insert(
      bytes,
      end,
      Buffer.from(bytes.toString('latin1', start, end).repeat(random.between(2, 60)), 'latin1'),
    );
  },
  'another file put in': (bytes, random, others) => {
    const other = random.pick(others);
    const [start, end] = stretch(other, random, other.length);
    return insert(bytes, random.between(0, bytes.length), other.subarray(start, end));
  },
  'pieces put in': (bytes, random) => {
    let result = bytes;
    for (let count = random.between(1, 4); count > 0; count -= 1)
      result = insert(result, placeIn(result, random), Buffer.from(random.pick(pieces)));
    return result;
  },
  'words replaced': (bytes, random) => {
    const words = bytes.toString('utf8').split(/(\s+|[<>"{}:,])/);
    for (let count = random.between(1, 4); count > 0; count -= 1)
      words[random.between(0, words.length - 1)] = random.pick(pieces);
    return Buffer.from(words.join(''));
  },
  'shuffled lines': (bytes, random) => {
    const lines = bytes.toString('utf8').split(/(?<=[\n>])/);
    const [one, other] = [random.between(0, lines.length - 1), random.between(0, lines.length - 1)];
    [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
    return Buffer.from(lines.join(''));
  },
  'another encoding': (bytes, random) => written(bytes.toString('utf8'), random.pick(writings)),
  'two encodings': (bytes, random) => {
    const at = random.between(0, bytes.length);
    const rest = written(bytes.toString('utf8', at), random.pick(writings));
    return Buffer.concat([bytes.subarray(0, at), rest]);
  },
  'a mark of another encoding': (bytes, random) =>
    Buffer.concat([
      Buffer.from(
        random.pick(['\xFF\xFE', '\xFE\xFF', '\xEF\xBB\xBF', '\xFF\xFE\x00\x00', '\x00']),
        'latin1',
      ),
      bytes,
    ]),
};

/** As old programs save: a question mark for what the encoding lacks. */
function written(text: string, { encode }: Writing): Buffer {
  const whole = encode(text);
  if (whole !== undefined) return Buffer.from(whole);
  const known = new Map<string, Uint8Array>();
  for (const character of new Set(text)) known.set(character, encode(character) ?? Buffer.from('?'));
  return Buffer.concat(Array.from(text, (character) => known.get(character) ?? Buffer.alloc(0)));
}

function insert(bytes: Buffer, at: number, inserted: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
}

function replaceAt(bytes: Buffer, random: Random, change: (byte: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  const at = random.between(0, copy.length - 1);
  if (copy.length > 0) copy[at] = change(copy[at] ?? 0);
  return copy;
}

function stretch(bytes: Buffer, random: Random, most: number): readonly [number, number] {
  const start = random.between(0, bytes.length);
  return [start, Math.min(bytes.length, start + random.between(0, most))];
}

/** Half of the places are between characters that mean something to a parser. */
function placeIn(bytes: Buffer, random: Random): number {
  const at = random.between(0, bytes.length);
  if (random.next() < 0.5) return at;
  const next = bytes.indexOf(random.pick(['>', '"', '\n', ' ', ',', '{']), at);
  return next < 0 ? at : next + 1;
}
