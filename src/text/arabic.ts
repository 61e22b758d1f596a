/*
 * Character classes for regular expressions, to stand inside `[…]`. Written out as ranges because `\p{Script=Arabic}`
 * also holds digits' neighbours, marks and presentation forms, and needs the slower `u` mode.
 */

/** Letters of Arabic, Persian, Urdu and their neighbours; neither tatweel nor marks nor digits. */
export const arabicLetters =
  '\\u0620-\\u063F\\u0641-\\u064A\\u066E\\u066F\\u0671-\\u06D3\\u06D5\\u06EE\\u06EF\\u06FA-\\u06FF\\u0750-\\u077F\\u08A0-\\u08C9';

/** Harakat, shadda, tanween, hamza above and below, the dagger alef and the marks of the Quran. */
export const arabicMarks =
  '\\u0610-\\u061A\\u064B-\\u065F\\u0670\\u06D6-\\u06DC\\u06DF-\\u06E8\\u06EA-\\u06ED\\u08D3-\\u08E1\\u08E3-\\u08FF';

/** ASCII, Arabic-Indic and Persian digits. */
export const digits = '0-9\\u0660-\\u0669\\u06F0-\\u06F9';

export const latinLetters = 'A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u024F\\u1E00-\\u1EFF';
