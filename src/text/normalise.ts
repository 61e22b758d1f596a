import { arabicLetters, arabicMarks, digits, latinLetters } from './arabic.ts';
import { languageOf } from './language.ts';
import { repairMojibake } from './mojibake.ts';
import { arabicFromPersianLetters } from './persian-letters.ts';
import { quranSpans } from './quran.ts';
import { applyOutside } from './spared-parts.ts';
import { applyRule, type RuleResult, type TextChange } from './text-rule.ts';

export interface NormalisedText {
  readonly text: string;
  /** Of the article by its own words: BCP 47. */
  readonly language: string;
  /** One entry for each rule that changed something, in the order of the rules. */
  readonly changes: readonly TextChange[];
}

/** More marks stand on one letter than in any script; composing them costs the square of their number. */
export class StackedMarksError extends Error {
  override readonly name = 'StackedMarksError';
}

type Rule = (text: string) => RuleResult;

/**
 * Cleans decoded text for display without touching a word: encoding, invisible characters and spacing only.
 * Lines end in LF; the text is NFC, except inside quotations of the Quran, which stay as they were typed.
 * Idempotent. Rules that correct Arabic typing run only when the text is Arabic.
 * @throws StackedMarksError
 */
export function normalise(text: string, channelLanguage: string): NormalisedText {
  const clean = applyRules(text, [...characterRules, refuseStackedMarks, ...sparingQuran(text, letterRules)]);
  const language = languageOf(clean.text, channelLanguage);
  if (!isArabic(language)) return { ...clean, language };
  const { text: corrected, changes } = applyRules(clean.text, sparingQuran(clean.text, arabicRules));
  return { text: corrected, language, changes: [...clean.changes, ...changes] };
}

function applyRules(text: string, rules: readonly Rule[]): Pick<NormalisedText, 'text' | 'changes'> {
  const changes: TextChange[] = [];
  let current = text;
  for (const rule of rules) {
    const result = rule(current);
    current = result.text;
    if (result.change !== undefined) changes.push(result.change);
  }
  return { text: current, changes };
}

function isArabic(language: string): boolean {
  return language === 'ar' || language.startsWith('ar-');
}

const letter = `${arabicLetters}${latinLetters}`;
const lineBreaks = /\r\n?|[\u000B\u000C\u0085\u2028]|\u2029/g;
const illegal = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]+/g;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|[\uDC00-\uDFFF](?<![\uD800-\uDBFF].)/g;
const presentationForms = /[\uFB50-\uFBB1\uFBD3-\uFD3D\uFD50-\uFDCF\uFDF0-\uFDF9\uFE70-\uFEFC]+/g;
const bidiOverrides = /[\u202D\u202E]/g;
const invisibles =
  /[\u00AD\u180E\u200B\u200E\u200F\u061C\u202A-\u202C\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]+/g;
/*
 * Below, each pattern begins with a character of its own and looks behind only then: looking behind at every position
 * costs several times as much.
 */
const oddSpaces = new RegExp(
  `[\\u00A0\\u202F\\u2009](?<=[${digits}].)(?=[${digits}%٪°${letter}])|[\\t \\u00A0\\u1680\\u2000-\\u200A\\u202F\\u205F\\u3000]{2,}|[\\t\\u00A0\\u1680\\u2000-\\u200A\\u202F\\u205F\\u3000]`,
  'g',
);
const bindingSpace = /^[\u00A0\u202F\u2009]$/;
const stackedMarks = /\p{M}{64}/u;
const clusters = /\P{M}\p{M}+|[^\p{L}\p{M}\s]|\p{L}/gu;
const afterNumber = new RegExp(`[${digits}]$`);
const stretched = new RegExp(
  `\\u0640(?<=[${arabicLetters}][${arabicMarks}]{0,4}.)\\u0640*(?=[${arabicLetters}])`,
  'g',
);
const wordBeforeDigit = `(?<=(?<![${arabicLetters}${arabicMarks}])(?:[${arabicLetters}][${arabicMarks}]{0,3}){3,40}.)`;
const gluedPercent = new RegExp(
  `[${digits}]${wordBeforeDigit}[${digits}]*(?:[.,٫٬][${digits}]+)?(?= ?[%٪])`,
  'g',
);
const spaceBeforeMark = new RegExp(
  ` (?:(?<=\\S )(?=[،؛؟]|[!:](?:[\\s!؟]|$)|\\.(?:\\s|$))|(?<=[${arabicLetters}][${arabicMarks}]? )(?=[!:][${arabicLetters}])|(?<=[${arabicLetters}]{3} )(?=\\.[${arabicLetters}]{3}))`,
  'g',
);
const markBeforeLetter = new RegExp(
  `[،؛؟](?=[${letter}])|[!:](?<=[${arabicLetters}][${arabicMarks}]?.)(?=[${arabicLetters}])|\\.(?<=[${arabicLetters}]{3}[${arabicMarks}]?.)(?=[${arabicLetters}]{3})`,
  'g',
);

/** These make a document unreadable or lie about its order, so nothing is spared from them. */
const characterRules: readonly Rule[] = [
  repairMojibake,
  (text) => applyRule('line_breaks', text, lineBreaks, (match) => (match === '\u2029' ? '\n\n' : '\n')),
  (text) => applyRule('illegal_characters', text, illegal, () => ''),
  (text) => applyRule('lone_surrogates', text, loneSurrogate, () => '\uFFFD'),
  (text) => applyRule('bidi_overrides', text, bidiOverrides, () => ''),
  (text) => applyRule('invisible_characters', text, invisibles, () => ''),
];

const letterRules: readonly Rule[] = [
  foldPresentationForms,
  composeCharacters,
  (text) => applyRule('spaces', text, oddSpaces, plainSpace),
  (text) => applyRule('tatweel', text, stretched, () => ''),
];

/** Spacing of French or Persian punctuation is another matter, so these are for Arabic alone. */
const arabicRules: readonly Rule[] = [
  arabicFromPersianLetters,
  (text) => applyRule('digit_glue', text, gluedPercent, (match) => ` ${match}`),
  (text) => applyRule('space_before_punctuation', text, spaceBeforeMark, () => ''),
  (text) => applyRule('space_after_punctuation', text, markBeforeLetter, (match) => `${match} `),
];

/** Most texts quote nothing, and finding that out once is enough: no rule makes such a mark. */
function sparingQuran(text: string, rules: readonly Rule[]): readonly Rule[] {
  if (quranSpans(text).length === 0) return rules;
  // Most rules leave a text as it is, so what the one before found still holds.
  let last = { text: '', spans: quranSpans('') };
  const spansOf = (part: string) => {
    if (last.text !== part) last = { text: part, spans: quranSpans(part) };
    return last.spans;
  };
  return rules.map((rule) => (part) => applyOutside(part, spansOf(part), rule));
}

/** Only after signs that stood between marks are gone. */
function refuseStackedMarks(text: string): RuleResult {
  if (stackedMarks.test(text)) throw new StackedMarksError();
  return { text };
}

/** Marks may have met that were apart. */
function foldPresentationForms(text: string): RuleResult {
  const result = applyRule('presentation_forms', text, presentationForms, foldForms);
  if (result.change !== undefined) refuseStackedMarks(result.text);
  return result;
}

/** NFKC puts a space before a haraka that stood alone; in running text it belongs to the letter before. */
function foldForms(match: string): string {
  return match.normalize('NFKC').replaceAll(' ', '');
}

/** Counted by characters with their marks; looked at only where composing does something, which is almost never. */
function composeCharacters(text: string): RuleResult {
  const composed = text.normalize('NFC');
  if (composed === text) return { text };
  const counted = applyRule('nfc', text, clusters, (match) => match.normalize('NFC'));
  return { text: composed, change: counted.change ?? { rule: 'nfc', count: 1, examples: [] } };
}

/** A narrow or unbreakable space keeps a number and its unit together: it stays. */
function plainSpace(match: string, before: string): string {
  return bindingSpace.test(match) && afterNumber.test(before) ? match : ' ';
}
