const easternDigits = /[\u0660-\u0669\u06F0-\u06F9]/g;

/** Arabic-Indic (U+0660) and Persian (U+06F0) digits as ASCII; for reading numbers, never for the article's text. */
export function asciiDigits(text: string): string {
  return text.replace(easternDigits, (digit) => String(digit.charCodeAt(0) & 0xf));
}
