import { arabicLetters, arabicMarks, digits, latinLetters } from './arabic.ts';
import type { Edit } from './edits.ts';
import { languageOf } from './language.ts';
import { repairMojibake } from './mojibake.ts';
import { arabicFromPersianLetters } from './persian-letters.ts';
import { quranSpans } from './quran.ts';
import { applyOutside, joinChanges } from './spared-parts.ts';
import { applyRule, type RuleResult, replacedWhole, type TextChange } from './text-rule.ts';
import { openTrace } from './trace.ts';
import { verseGaps, writeVerseGaps } from './verse-gaps.ts';
import { dropPageNumbers, joinWrappedLines } from './wrapped-lines.ts';

export interface NormalisedText {
  readonly text: string;
  /** Of the article by its own words: BCP 47. */
  readonly language: string;
  /** One entry for each rule that changed something, in the order of the rules. */
  readonly changes: readonly TextChange[];
  /** Every difference from the text that was given, in order of their place in it. */
  readonly edits: readonly Edit[];
  /** Where an offset of the text that was given is now; one inside a replaced stretch is that stretch's end. */
  readonly offsetOf: (originalOffset: number) => number;
}

/** More marks stand on one letter than in any script; composing them costs the square of their number. */
export class StackedMarksError extends Error {
  override readonly name = 'StackedMarksError';
}

/** A guard changes nothing and has no name. */
interface Rule {
  readonly name?: string;
  readonly apply: (text: string) => RuleResult;
}

/** Rules that a newsroom may switch off. The others make documents that can be read at all, and tell no lies. */
export const switchableRules = [
  'mojibake',
  'invisible_characters',
  'presentation_forms',
  'nfc',
  'verse_gaps',
  'spaces',
  'tatweel',
  'persian_letters',
  'digit_glue',
  'space_before_punctuation',
  'space_after_punctuation',
  'page_numbers',
  'wrapped_lines',
] as const;

export type SwitchableRule = (typeof switchableRules)[number];

/** What stands as `rule` in the list of changes. */
export type RuleName =
  | SwitchableRule
  | 'line_breaks'
  | 'illegal_characters'
  | 'lone_surrogates'
  | 'bidi_overrides';

/**
 * Cleans decoded text for display without touching a word: encoding, invisible characters and spacing only.
 * Lines end in LF; the text is NFC, except inside quotations of the Quran, which stay as they were typed.
 * Idempotent. Rules that correct Arabic typing run only when the text is Arabic.
 * @param expectedLanguage what the text is in where its own words don't tell: BCP 47
 * @param lineBreaks `page` where a page's width may have made the breaks of the text, as in what is copied from a PDF:
 *   these are joined again; `meant` where the format says what a line is
 * @throws StackedMarksError
 */
export function normalise(
  text: string,
  expectedLanguage: string,
  off: readonly SwitchableRule[] = [],
  lineBreaks: 'meant' | 'page' = 'meant',
): NormalisedText {
  const skipped: ReadonlySet<string> = new Set(off);
  const trace = openTrace(text.length);
  const changes: TextChange[] = [];
  let current = text;
  const applyAll = (rules: readonly Rule[]) => {
    for (const { name, apply } of rules) {
      if (name !== undefined && skipped.has(name)) continue;
      const result = apply(current);
      current = result.text;
      if (result.change === undefined) continue;
      changes.push(result.change);
      trace.note(result.change.rule, result.replacements ?? [], current.length);
    }
  };
  // What hid between the signs of garbage is gone now, and what the garbage hid has come to light.
  for (let round = 0, before: string | undefined; round < maxRounds && before !== current; round += 1) {
    before = current;
    applyAll(characterRules);
  }
  refuseStackedMarks(current);
  applyAll(sparingQuran(current, letterRules));
  const language = languageOf(current, expectedLanguage);
  if (isArabic(language)) applyAll(sparingQuran(current, arabicRules));
  if (lineBreaks === 'page') applyAll(pageRules);
  return {
    text: current,
    language,
    changes: oneForEachRule(changes),
    edits: trace.edits(),
    offsetOf: trace.offsetOf,
  };
}

function oneForEachRule(changes: readonly TextChange[]): readonly TextChange[] {
  const joined = new Map<string, TextChange>();
  for (const change of changes)
    joined.set(change.rule, joinChanges(joined.get(change.rule), change) ?? change);
  return [...joined.values()];
}

function isArabic(language: string): boolean {
  return language === 'ar' || language.startsWith('ar-');
}

const maxRounds = 4;
const letter = `${arabicLetters}${latinLetters}`;
const lineEnds = /\r\n?|[\u000B\u000C\u0085\u2028]|\u2029/g;
const illegal = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]+/g;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|[\uDC00-\uDFFF](?<![\uD800-\uDBFF].)/g;
const presentationForms = /[\uFB50-\uFBB1\uFBD3-\uFD3D\uFD50-\uFDCF\uFDF0-\uFDF9\uFE70-\uFEFC]+/g;
const nameOfGod = '\uFDF2';
/** Many fonts draw U+FDF2 without its alef, which then stands before it: `اﷲ`, `باﷲ`; `ياﷲ` is two words. */
const afterOwnAlef = /(?<!(?<![\u0621-\u064A])[وف]?ي)ا$/;
/** How far back that looks. */
const ownAlefReach = 4;
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
const stackHeight = 64;
const stackedMarks = /\p{M}{64}/u;
const markOrHalf = /[\p{M}\uD800-\uDFFF]/u;
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

function rule(name: string, pattern: RegExp, replace: (match: string, before: string) => string): Rule {
  return { name, apply: (text) => applyRule(name, text, pattern, replace) };
}

/** These make a document unreadable or lie about its order, so nothing is spared from them. */
const characterRules: readonly Rule[] = [
  { name: 'mojibake', apply: repairMojibake },
  rule('line_breaks', lineEnds, (match) => (match === '\u2029' ? '\n\n' : '\n')),
  rule('illegal_characters', illegal, () => ''),
  rule('lone_surrogates', loneSurrogate, () => '\uFFFD'),
  rule('bidi_overrides', bidiOverrides, () => ''),
  rule('invisible_characters', invisibles, () => ''),
];

const letterRules: readonly Rule[] = [
  { name: 'presentation_forms', apply: foldPresentationForms },
  { name: 'nfc', apply: composeCharacters },
  { name: 'verse_gaps', apply: writeVerseGaps },
  { name: 'spaces', apply: foldSpaces },
  rule('tatweel', stretched, () => ''),
];

/** Spacing of French or Persian punctuation is another matter, so these are for Arabic alone. */
const arabicRules: readonly Rule[] = [
  { name: 'persian_letters', apply: arabicFromPersianLetters },
  rule('digit_glue', gluedPercent, (match) => ` ${match}`),
  rule('space_before_punctuation', spaceBeforeMark, () => ''),
  rule('space_after_punctuation', markBeforeLetter, (match) => `${match} `),
];

/** Last, because the width of a line is to be what it will be when the text is normalised once more. */
const pageRules: readonly Rule[] = [
  { name: 'page_numbers', apply: dropPageNumbers },
  { name: 'wrapped_lines', apply: joinWrappedLines },
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
  return rules.map(({ name = '', apply }) => ({
    name,
    apply: (part) => applyOutside(part, spansOf(part), apply),
  }));
}

/** Only after signs that stood between marks are gone. */
function refuseStackedMarks(text: string): RuleResult {
  if (mayHoldStack(text) && stackedMarks.test(text)) throw new StackedMarksError();
  return { text };
}

/** A stack reaches over one of these places, wherever it begins; half of a pair may be part of a mark. */
function mayHoldStack(text: string): boolean {
  for (let index = stackHeight - 1; index < text.length; index += stackHeight)
    if (markOrHalf.test(text[index] ?? '')) return true;
  return false;
}

/** Marks may have met that were apart. */
function foldPresentationForms(text: string): RuleResult {
  const result = applyRule('presentation_forms', text, presentationForms, foldForms);
  if (result.change !== undefined) refuseStackedMarks(result.text);
  return result;
}

/** NFKC puts a space before a haraka that stood alone; in running text it belongs to the letter before. */
function foldForms(match: string, before: string): string {
  const folded = (forms: string) => forms.normalize('NFKC').replaceAll(' ', '');
  if (!match.includes(nameOfGod)) return folded(match);
  const [first = '', ...others] = match.split(nameOfGod);
  const parts = [folded(first)];
  let last = `${before}${parts[0]}`.slice(-ownAlefReach);
  for (const other of others) {
    const part = (afterOwnAlef.test(last) ? 'لله' : 'الله') + folded(other);
    parts.push(part);
    last = `${last}${part}`.slice(-ownAlefReach);
  }
  return parts.join('');
}

/** Counted by characters with their marks; looked at only where composing does something, which is almost never. */
function composeCharacters(text: string): RuleResult {
  const composed = text.normalize('NFC');
  if (composed === text) return { text };
  const counted = applyRule('nfc', text, clusters, (match) => match.normalize('NFC'));
  if (counted.text === composed) return counted;
  return replacedWhole(text, composed, counted.change ?? { rule: 'nfc', count: 1, examples: [] });
}

/** The gaps between halves of verses are meant. */
function foldSpaces(text: string): RuleResult {
  const gaps = text.includes('\u2003\u2003') ? verseGaps(text) : undefined;
  if (gaps === undefined || gaps.size === 0) return applyRule('spaces', text, oddSpaces, plainSpace);
  return applyRule('spaces', text, oddSpaces, (match, before, offset) =>
    gaps.has(offset) && match === '\u2003\u2003' ? match : plainSpace(match, before),
  );
}

/** A narrow or unbreakable space keeps a number and its unit together: it stays. */
function plainSpace(match: string, before: string): string {
  return bindingSpace.test(match) && afterNumber.test(before) ? match : ' ';
}
