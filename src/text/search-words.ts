import { matchKey } from './match-key.ts';

/** Bound of what is asked for; more of it is not looked at. */
const maxWords = 8;

/** Conjunctions and prepositions are written together with their word, and so is the article. */
const attached = '(?:[وف])?(?:لل|[بكلس]?ال|[بكلس])?';

/**
 * Whether folded words have all that a reader asks for, in any spelling: «غزه» finds «وبغزة», «مكتبة» and «المكتبة»
 * find «للمكتبة». What stands in quotation marks must stand together.
 * @returns undefined for a search without words
 */
export function searchMatcher(search: string): ((words: string) => boolean) | undefined {
  const phrases: string[] = [];
  const rest = search.replace(/["«“”]([^"«»“”]*)["»“”]/g, (_all, phrase: string) => {
    phrases.push(matchKey(phrase));
    return ' ';
  });
  const terms = [...phrases, ...matchKey(rest).split(' ')].filter((term) => term !== '').slice(0, maxWords);
  if (terms.length === 0) return undefined;
  const patterns = terms.map(patternOf);
  return (words) => patterns.every((pattern) => pattern.test(words));
}

/** Keys are letters, marks, digits and single spaces: nothing in them means more in a pattern. */
function patternOf(term: string): RegExp {
  const core = /^ال[\p{L}]{3}/u.test(term) ? term.slice(2) : term;
  return new RegExp(`(?:^| )${attached}${core}(?: |$)`, 'u');
}
