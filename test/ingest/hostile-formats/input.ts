import { type Random, seededRandom } from '../../crash/random.ts';
import { type Giant, giants } from './giants.ts';
import { mutate, mutateText } from './mutate.ts';
import { pieces } from './pieces.ts';
import { samples } from './samples.ts';
import { faultyDocument } from './word-files.ts';

export interface HostileInput {
  /** What it is, for a person. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly mediaType?: string;
  readonly isEnglish: boolean;
}

const fileNames = ['خبر.txt', 'a.html', 'a.md', 'a.json', 'a.docx', 'a.xml', 'بلا نهاية', 'a.pdf', ''];
const mediaTypes = ['text/plain', 'text/html; charset=windows-1256', 'text/markdown', 'application/json', 'application/rss+xml', 'text/plain; charset=utf-16', 'application/octet-stream', 'text/html; charset=no-such', ';;;']; // biome-ignore format: data
/** A giant takes as long as hundreds of others. */
const giantsPerThousand = 3;
const bytesPerThousand = 60;
const documentsPerThousand = 160;

/** The same input for the same seed and number on every machine. */
export function hostileInput(seed: number, number: number): HostileInput {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const chance = random.between(0, 999);
  const { name, bytes, fileName } = chooseInput(random, chance);
  const isMisnamed = random.next() < 0.1;
  const isTyped = random.next() < 0.15;
  return {
    name: isMisnamed ? `${name}, misnamed` : name,
    bytes,
    fileName: isMisnamed ? random.pick(fileNames) : fileName,
    ...(isTyped ? { mediaType: random.pick(mediaTypes) } : {}),
    isEnglish: random.next() < 0.1,
  };
}

/** One of each of them, in turn. */
export function giantInput(seed: number, number: number): HostileInput {
  const giant = giants[number % giants.length];
  if (giant === undefined) throw new Error('there are no giants');
  return { ...madeGiant(giant, seededRandom(seed + number)), isEnglish: false };
}

type Made = Pick<HostileInput, 'name' | 'bytes' | 'fileName'>;

function chooseInput(random: Random, chance: number): Made {
  if (chance < giantsPerThousand) return madeGiant(random.pick(giants), random);
  if (chance < bytesPerThousand) return randomBytes(random);
  if (chance < documentsPerThousand) {
    const { bytes, names } = faultyDocument(random);
    return { name: `docx: ${names}`, bytes, fileName: 'خبر.docx' };
  }
  const sample = random.pick(samples);
  const isDocument = sample.kind === 'docx';
  const others = isDocument ? everyFile : textFiles;
  const change = isDocument || random.next() < 0.25 ? mutate : mutateText;
  const { bytes, names } = change(sample.bytes, random, others);
  return { name: `${sample.kind}: ${names}`, bytes, fileName: sample.fileName };
}

const everyFile = samples.map((sample) => sample.bytes);
const textFiles = samples.filter(({ kind }) => kind !== 'docx').map((sample) => sample.bytes);

function madeGiant({ name, fileName, make }: Giant, random: Random): Made {
  return { name, bytes: make(random), fileName };
}

function randomBytes(random: Random): Made {
  const length = random.pick([1, 2, 3, 10, 100, 1000, 5000]);
  const fileName = random.pick(fileNames);
  if (random.next() < 0.4) {
    const parts = Array.from({ length: random.between(1, 60) }, () => random.pick(pieces));
    return { name: 'pieces', bytes: Buffer.from(parts.join(random.pick(['', ' ', '\n']))), fileName };
  }
  const most = random.pick([127, 255, 255, 32]);
  const bytes = Buffer.from(Array.from({ length: random.between(0, length) }, () => random.between(0, most)));
  const start = random.pick([
    '',
    '',
    'PK\x03\x04',
    '{"',
    '<html>',
    '---\n',
    '\xFF\xFE',
    '<?xml version="1.0"?><rss ',
    '# ',
  ]);
  return { name: 'random bytes', bytes: Buffer.concat([Buffer.from(start, 'latin1'), bytes]), fileName };
}
