/** A book has as many; every step up to the feeds costs their number. */
export const maxCharacters = 500_000;

const maxEscaped = 100_000;
const escaped = /[<>&"]/;

/** Whether there are more of the characters that HTML and XML escape than any text has: each becomes four or more. */
export function isMostlyEscaped(text: string): boolean {
  return text.split(escaped, maxEscaped + 2).length > maxEscaped + 1;
}
