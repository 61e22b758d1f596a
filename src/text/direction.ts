const firstStrong =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200F\u061C]|\p{L}/u;
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200F\u061C]/u;

/** UAX #9 rules P2 and P3, as `dir=auto` applies them; undefined for a text without letters. */
export function firstStrongDirection(text: string): 'rtl' | 'ltr' | undefined {
  const found = firstStrong.exec(text)?.[0];
  if (found === undefined) return undefined;
  return rightToLeft.test(found) ? 'rtl' : 'ltr';
}
export function directionOf(language: string): 'rtl' | 'ltr' {
  return /^(ar|fa|ur)/.test(language) ? 'rtl' : 'ltr';
}
