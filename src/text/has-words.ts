/** Unicode counts the tatweel among the letters. */
const aLetter = /[^\P{L}\u0640]/u;

/** Whether there is anything to read: signs, digits and emoji alone are no text. */
export function hasWords(text: string): boolean {
  return aLetter.test(text);
}
