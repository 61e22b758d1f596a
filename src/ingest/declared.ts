import { hasWords } from '../text/has-words.ts';
import type { NormalisedText } from '../text/normalise.ts';
import { rfc3339OfRfc822 } from '../text/rfc822.ts';
import { stripBreaking } from './breaking.ts';
import { type Facts, joinFacts, type Surroundings } from './facts.ts';
import { dateFacts, sectionFacts } from './fields.ts';
import type { Line } from './lines.ts';
import type { DeclaredFacts } from './manuscript.ts';

type WordsName = (typeof wordsNames)[number];

/** Offsets of what a format declares in words, inside the text that is normalised. */
interface DeclaredSpan {
  readonly name: WordsName;
  readonly start: number;
  readonly end: number;
}

/** The words that a format declares, a line each, to go before the article's text and through the same rules. */
export interface DeclaredWords {
  /** Ends in an empty line; empty when nothing is declared. */
  readonly text: string;
  readonly spans: readonly DeclaredSpan[];
}

const wordsNames = [
  'title',
  'subtitle',
  'summary',
  'section',
  'source',
  'authors',
  'dateline',
  'tags',
  'corrections',
  'withdrawal',
] as const;

export function declaredWords(facts: DeclaredFacts): DeclaredWords {
  const spans: DeclaredSpan[] = [];
  let text = '';
  for (const name of wordsNames) {
    for (const value of [facts[name] ?? []].flat()) {
      const line = value.replace(/\s*[\r\n\u0085\u2028\u2029]+\s*/g, ' ');
      spans.push({ name, start: text.length, end: text.length + line.length });
      text += `${line}\n`;
    }
  }
  return { text: spans.length === 0 ? '' : `${text}\n`, spans };
}

/** What was declared, in the words that came out of normalisation. */
export function readDeclared(
  facts: DeclaredFacts,
  { spans }: DeclaredWords,
  { text, offsetOf }: Pick<NormalisedText, 'text' | 'offsetOf'>,
  around: Surroundings,
): Facts {
  const { breaking, isSilent } = facts;
  let found: Facts = {
    ...(breaking === undefined ? {} : { breaking }),
    ...(isSilent === undefined ? {} : { isSilent }),
  };
  for (const { name, start, end } of spans) {
    const value = text.slice(offsetOf(start), offsetOf(end)).trim();
    if (value !== '') found = joinFacts(found, factsOf(name, value, around));
  }
  return facts.published === undefined ? found : joinFacts(found, publishedFacts(facts.published, around));
}

function factsOf(name: WordsName, value: string, around: Surroundings): Facts {
  switch (name) {
    case 'title': {
      const rest = stripBreaking(value, around.lexicon.breaking);
      if (rest === undefined || !hasWords(rest)) return { title: value };
      return { title: rest, breaking: true };
    }
    case 'section':
      return sectionFacts(value, lineOf(value), around);
    case 'authors':
    case 'tags':
    case 'corrections':
      return { [name]: [value] };
    default:
      return { [name]: value };
  }
}

function publishedFacts(value: string, around: Surroundings): Facts {
  return dateFacts(rfc3339OfRfc822(value) ?? value.trim(), lineOf(value), around);
}

/** Warnings about it name no line: it stands in none. */
function lineOf(text: string): Line {
  return { text, number: 1, afterGap: false };
}
