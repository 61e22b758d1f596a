import type { Channel } from '../domain/channel.ts';
import type { FieldName, HeadingKind, NewsroomWords } from '../domain/lexicon.ts';
import { matchKey } from '../text/match-key.ts';
import { breakingPattern } from './breaking.ts';
import { fieldWords, headingWords, listedWords, namesInWawWords, verbWords } from './lexicon-words.ts';

/** The words by which lines are known; keys are matchKeys. */
export interface Lexicon {
  readonly headings: ReadonlyMap<string, HeadingKind>;
  /** How many words the longest heading has that ends in a word: most words before a `)` end none. */
  readonly longestHeadings: ReadonlyMap<string, number>;
  readonly fields: ReadonlyMap<string, FieldName>;
  readonly bylines: ReadonlySet<string>;
  readonly agencies: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  readonly kickers: ReadonlySet<string>;
  readonly boilerplate: ReadonlySet<string>;
  /** For `stripBreaking`. */
  readonly breaking: RegExp;
}

export const newsVerbs: ReadonlySet<string> = keys(verbWords.split('|'));

export const namesInWaw: ReadonlySet<string> = keys(namesInWawWords.split('|'));

/** First and last words of agencies that the list doesn't know: `وكالة …`, `… برس`. */
export const agencyShape =
  /^(?:وكاله|وكالات|شبكه|قناه|صحيفه|موقع|اذاعه|مركز|مؤسسه) \S|\S (?:برس|نيوز|للانباء|للاعلام|الاخباريه|الاخباري|اونلاين|اليوم|تي في|press|news|agency)$/;

/** Folded once for each list of a newsroom's words: configurations are immutable, and every article asks. */
const extended = new WeakMap<NewsroomWords, Lexicon>();

/** The shipped words, and the newsroom's own, which win where both know a word. */
export function lexiconOf({ words }: Pick<Channel, 'words'>): Lexicon {
  if (words === undefined) return shippedLexicon;
  const known = extended.get(words) ?? buildLexicon(words);
  extended.set(words, known);
  return known;
}

export const shippedLexicon: Lexicon = buildLexicon();

function buildLexicon(own?: NewsroomWords): Lexicon {
  const headings = named(headingWords, own?.headings ?? {});
  const list = (name: keyof typeof listedWords) => [...listedWords[name].split('|'), ...(own?.[name] ?? [])];
  return {
    headings,
    longestHeadings: longestEndings(headings.keys()),
    fields: named(fieldWords, own?.fields ?? {}),
    bylines: keys(list('bylines')),
    agencies: keys(list('agencies')),
    places: keys(list('places')),
    kickers: keys(list('kickers')),
    boilerplate: keys(list('boilerplate')),
    breaking: breakingPattern(list('breaking')),
  };
}

function named<Name extends string>(
  shipped: Readonly<Partial<Record<Name, string>>>,
  own: Readonly<Partial<Record<Name, readonly string[]>>>,
): ReadonlyMap<string, Name> {
  const entries = [
    ...Object.entries<string>(shipped as Record<Name, string>).map(([name, list]) => [name, list.split('|')]),
    ...Object.entries(own),
  ] as [Name, readonly string[]][];
  return new Map(entries.flatMap(([name, words]) => words.map((word) => [matchKey(word), name] as const)));
}

function keys(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(matchKey));
}

function longestEndings(headings: Iterable<string>): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  for (const key of headings) {
    const words = key.split(' ');
    const ending = words.at(-1) ?? '';
    longest.set(ending, Math.max(words.length, longest.get(ending) ?? 0));
  }
  return longest;
}
