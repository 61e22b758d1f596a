/*
 * Controls, marks of direction, and whatever else takes no room or looks like a space without being one. ZWNJ and ZWJ are
 * letters' own affair in Persian and Arabic words.
 */
const controls =
  /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFFF9-\uFFFB\p{Cs}]/gu;
const invisibles =
  /[\u0000-\u001F\u007F-\u00A0\u00AD\u061C\u115F\u1160\u1680\u180E\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\u3164\uFDD0-\uFDEF\uFE00-\uFE0F\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF\p{Cs}]/gu;

/** The text with what could act on a terminal or on the order of a line written out: `⟨U+001B⟩`. */
export function showControls(text: string): string {
  return text.replace(controls, codeOf);
}

/** The text with everything written out that an editor couldn't see, and plain spaces as `␣`. */
export function showInvisible(text: string): string {
  return text.replace(invisibles, codeOf).replaceAll(' ', '␣');
}

function codeOf(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
