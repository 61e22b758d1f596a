const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text as programs compare it, without the invisible characters that turn its direction (UAX #9 §2). */
export function withoutBidiControls(text: string): string {
  return text.replace(bidiControls, '');
}
