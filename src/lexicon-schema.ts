import * as z from 'zod';
import { fieldNames, headingKinds, type NewsroomWords, type WordList } from './domain/lexicon.ts';
import { matchKey } from './text/match-key.ts';

/** No longer than what is looked at in a line, since a longer word would never be found. */
const maxLengths: Readonly<Record<WordList | 'headings' | 'fields', number>> = {
  headings: 60,
  fields: 30,
  bylines: 29,
  agencies: 40,
  places: 45,
  breaking: 60,
  boilerplate: 60,
  kickers: 60,
};

/** The keys of `lexicon.yaml`. */
export const lexiconSchema = z.strictObject({
  headings: named(headingKinds, maxLengths.headings),
  fields: named(fieldNames, maxLengths.fields),
  bylines: words(maxLengths.bylines),
  agencies: words(maxLengths.agencies),
  places: words(maxLengths.places),
  breaking: words(maxLengths.breaking),
  boilerplate: words(maxLengths.boilerplate),
  kickers: words(maxLengths.kickers),
}) satisfies z.ZodType<NewsroomWords>;

function words(maxLength: number) {
  const word = z
    .string({ error: 'must be words as they stand in articles' })
    .trim()
    .max(maxLength, `must have at most ${maxLength} characters`)
    .refine((value) => matchKey(value) !== '', 'must hold a letter or a digit');
  return z.array(word, 'must be a list of words').default([]);
}

/** Lists by what their words mean; a line can only mean one thing. */
function named(names: readonly string[], maxLength: number) {
  const list = words(maxLength);
  return z
    .strictObject(Object.fromEntries(names.map((name) => [name, list])))
    .superRefine(refuseTwoMeanings)
    .prefault({});
}

function refuseTwoMeanings(
  lists: Readonly<Record<string, readonly string[]>>,
  context: z.core.$RefinementCtx,
): void {
  const names = new Map<string, string>();
  for (const [name, list] of Object.entries(lists)) {
    for (const [index, word] of list.entries()) {
      const other = names.get(matchKey(word)) ?? name;
      names.set(matchKey(word), other);
      if (other !== name)
        context.addIssue({ code: 'custom', message: `stands under ${other} too`, path: [name, index] });
    }
  }
}
