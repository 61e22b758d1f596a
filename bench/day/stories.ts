import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Random, seededRandom } from '../../test/crash/random.ts';
import { projectRoot } from '../../test/support/program.ts';

/** Bytes of an article's text; letters of Arabic take two. */
const storyBytes = 3000;
/** How many of a hundred words stand in the shipped texts as they are, and how many are inflected from one of them. */
const shares = { asTheyAre: 75, inflected: 17 };

const prefixes = ['و', 'ف', 'ب', 'ل', 'ال', 'وال', 'بال', 'لل', 'س', 'ي', 'ت', 'م'];
const suffixes = ['ه', 'ها', 'هم', 'ات', 'ين', 'ون', 'ية', 'نا', 'وا', 'ان', 'ا', 'ت'];
const letters = [...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'];
const sections = ['اقتصاد', 'رياضة', 'ثقافة', 'علوم', 'صحة', 'بيئة', 'سياسة', 'مجتمع'];

/** Every line of Arabic prose that the repository has. */
export const prose: readonly string[] = ['feeds', 'test/fixtures/articles']
  .flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:txt|md)$/.test(name))
      .toSorted()
      .map((name) => readFileSync(path.join(projectRoot, folder, name), 'utf8')),
  )
  .flatMap((text) => text.split('\n'))
  .map((line) => line.trim())
  .filter((line, index, all) => /^\p{Script=Arabic}.{100}/u.test(line) && all.indexOf(line) === index);

// With its repetitions, so that a word is as frequent as people write it.
const words = prose.flatMap((line) => line.match(/\p{Script=Arabic}{2,}/gu) ?? []);

/**
 * Articles of about 3,000 bytes in plain text, each from its number. A chain of the shipped sentences would repeat
 * whole phrases and compress better than news does, so words are drawn one by one, and a part of them is new.
 */
export function storyOf(number: number): string {
  const random = seededRandom(Math.imul(number + 1, 0x9e3779b1));
  const paragraphs: string[] = [];
  while (Buffer.byteLength(paragraphs.join('\n\n')) < storyBytes) paragraphs.push(paragraphOf(random));
  const author = `${nameOf(random)} ${nameOf(random)}`;
  const head = [titleOf(random), `القسم: ${random.pick(sections)}`, `بقلم: ${author}`];
  return [...head, ...paragraphs, ''].join('\n\n');
}

function titleOf(random: Random): string {
  return Array.from({ length: random.between(6, 9) }, () => wordOf(random)).join(' ');
}

function paragraphOf(random: Random): string {
  return Array.from({ length: random.between(2, 3) }, () => sentenceOf(random)).join(' ');
}

function sentenceOf(random: Random): string {
  const length = random.between(12, 24);
  const written = Array.from({ length }, (_, index) => {
    if (random.next() < 0.03) return String(random.between(2, 9999));
    const isPause = index < length - 1 && random.next() < 0.08;
    return isPause ? `${wordOf(random)}،` : wordOf(random);
  });
  return `${written.join(' ')}.`;
}

function wordOf(random: Random): string {
  const chance = random.between(0, 99);
  const word = random.pick(words);
  if (chance < shares.asTheyAre) return word;
  if (chance >= shares.asTheyAre + shares.inflected) return nameOf(random);
  const isPrefixed = random.next() < 0.5;
  return isPrefixed ? random.pick(prefixes) + word : word + random.pick(suffixes);
}

/** A word that nobody has written before, as the names in the news are. */
function nameOf(random: Random): string {
  return Array.from({ length: random.between(3, 6) }, () => random.pick(letters)).join('');
}
