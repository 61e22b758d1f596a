import type { DeclaredFacts } from './manuscript.ts';

type Values = { readonly [Key in keyof DeclaredFacts]: DeclaredFacts[Key] | undefined };
type Loose = Omit<Values, 'authors' | 'tags' | 'corrections'> & {
  readonly authors?: readonly (string | undefined)[] | undefined;
  readonly tags?: readonly (string | undefined)[] | undefined;
};

/** The facts that are known, without the spaces round them: what is blank is absent, and so is a list of nothing. */
export function knownFacts(values: Loose): DeclaredFacts {
  const known = Object.entries(values).flatMap(([key, value]): readonly [string, unknown][] => {
    const trimmed = Array.isArray(value) ? trimAll(value) : typeof value === 'string' ? value.trim() : value;
    const isBlank =
      trimmed === undefined || trimmed === '' || (Array.isArray(trimmed) && trimmed.length === 0);
    return isBlank ? [] : [[key, trimmed]];
  });
  return Object.fromEntries(known) as DeclaredFacts;
}

/** Once each. */
function trimAll(values: readonly (string | undefined)[]): readonly string[] {
  const texts = values.map((value) => value?.trim() ?? '').filter((value) => value !== '');
  return [...new Set(texts)];
}
