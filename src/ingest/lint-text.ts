import type { Article } from '../domain/article.ts';
import { arabicLetters, arabicMarks, digits } from '../text/arabic.ts';
import { type Finding, type Passage, wordsAround } from './lint-passages.ts';

interface TextRule {
  readonly code: Finding['code'];
  /** One character or word without which the fault cannot be: most articles are done with here. */
  readonly gate: RegExp;
  readonly pattern: RegExp;
  /** What the message quotes; the words around the match, where it isn't given. */
  readonly words?: (match: string, text: string, index: number) => readonly string[];
}

const notInWord = `(?<![${arabicLetters}${arabicMarks}\\u0640])`;
const noLetter = `(?![${arabicLetters}${arabicMarks}\\u0640])`;

/*
 * Words that a number stands apart from (ARABIC.md §4.2). Letters and names that take one without a space are not
 * among them: `و8`, `الـ12`, `كوفيد19`, `إف16`, `فرانس24`.
 */
const wordsBeforeNumbers =
  'نحو|حوالي|قرابة|زهاء|عام|سنة|يوم|شهر|الساعة|منذ|بلغ|بلغت|بنسبة|نسبة|بقيمة|بمبلغ|مبلغ|المادة|الفقرة|العدد';

/** Words that no Arabic sentence says twice in a row; `لا لا`, `بين بين` and `يومًا يومًا` are idiom. */
const neverTwice = 'في|إلى|الى|على|عن|مع|التي|الذي|الذين|هذه|خلال|منذ|لدى|حيث';

/** Each pattern opens with a character of its own and looks behind only there, as in text/normalise. */
const arabicRules: readonly TextRule[] = [
  {
    code: 'latin_punctuation',
    gate: /[,;?]/,
    pattern: new RegExp(
      `[,;?](?<=[${arabicLetters}][${arabicMarks}]{0,3} ?.)(?=[»")”]?(?: [«"(“]?[${arabicLetters}]|$))`,
      'm',
    ),
  },
  {
    code: 'persian_letters_left',
    gate: /[کیہھەۀےېڪ]/,
    pattern: /[کیہھەۀےېڪ]/,
    words: (_, text) => [foreignWords(text)],
  },
  {
    code: 'glued_number',
    gate: new RegExp(`[${digits}](?<=[${arabicLetters}].)`),
    pattern: new RegExp(`[${digits}](?<=${notInWord}[وفبلك]?(?:${wordsBeforeNumbers}).)[${digits}]*`),
    words: (number, text, index) => {
      const word = /[^\s«("“]+$/.exec(text.slice(Math.max(0, index - 16), index))?.[0] ?? '';
      return [word + number, `${word} ${number}`];
    },
  },
  {
    code: 'doubled_word',
    gate: new RegExp(`(?:^|[\\s«"(])(${neverTwice}) \\1\\s`),
    pattern: new RegExp(`${notInWord}(${neverTwice}) \\1${noLetter}`),
  },
  {
    code: 'space_inside_quotes',
    gate: /[«(] | [»)]/,
    pattern: /« [^«»\n]{1,600}»|«[^«»\n]{1,600} »|\( [^()\n]{1,600}\)|\([^()\n]{1,600} \)/,
    words: (match) => [match.length > 40 ? `${match.slice(0, 18)}…${match.slice(-18)}` : match],
  },
];

/** Two sets can't be mixed without one of these. */
const easternDigit = /[\u0660-\u0669\u06F0-\u06F9]/;
/** A number of its own: no part of a name (`إف-16`), an address, a date of several numbers or a range. */
const loneNumbers = [
  loneNumber('0-9', '.,'),
  loneNumber('\\u0660-\\u0669', '٫٬.,'),
  loneNumber('\\u06F0-\\u06F9', '٫٬.,'),
];

function loneNumber(set: string, separators: string): RegExp {
  const around = `A-Za-z${arabicLetters}${digits}_/@#=&\\-–`;
  return new RegExp(
    `[${set}](?:(?<![${around}.].)|(?<=${notInWord}[وفبلك].))[${set}]*(?:[${separators}][${set}]+)*(?![${around}]|[.][A-Za-z${digits}])`,
  );
}

/** What is doubtful in the text; the rules about Arabic typing are for Arabic alone. */
export function lintText(article: Article, passages: readonly Passage[]): readonly Finding[] {
  const whole = passages.map(({ text }) => text).join('\n');
  const isArabic = article.language === 'ar' || article.language.startsWith('ar-');
  const rules = isArabic ? arabicRules.filter(({ gate }) => gate.test(whole)) : [];
  return [
    ...rules.flatMap((rule) => passages.flatMap((passage) => applyTextRule(rule, passage))),
    ...(easternDigit.test(whole) ? findMixedDigits(passages) : []),
  ];
}

/** At most one finding a passage: the editor is there then. */
function applyTextRule({ code, pattern, words }: TextRule, passage: Passage): readonly Finding[] {
  const { text } = passage;
  const match = pattern.exec(text);
  if (match === null) return [];
  const [found] = match;
  const quoted = words?.(found, text, match.index) ?? [
    wordsAround(text, match.index, match.index + found.length),
  ];
  return [{ code, passage, words: quoted }];
}

const foreignLetter = /[کیہھەۀےېڪ]/g;
const wordStart = new RegExp(`[${arabicLetters}${arabicMarks}\\u200C]*$`);
const wordEnd = new RegExp(`^[${arabicLetters}${arabicMarks}\\u200C]*`);
const maxHalfWord = 24;
const maxForeignWords = 4;

function foreignWords(text: string): string {
  const found = new Set<string>();
  for (const { index } of text.matchAll(foreignLetter)) {
    const before = wordStart.exec(text.slice(Math.max(0, index - maxHalfWord), index))?.[0] ?? '';
    const after = wordEnd.exec(text.slice(index, index + maxHalfWord))?.[0] ?? '';
    found.add(before + after);
    if (found.size === maxForeignWords) break;
  }
  return [...found].join('، ');
}

/** The line is that of the set that comes in last. */
function findMixedDigits(passages: readonly Passage[]): readonly Finding[] {
  const found = loneNumbers.flatMap((pattern) => {
    for (const [index, passage] of passages.entries()) {
      const number = pattern.exec(passage.text)?.[0];
      if (number !== undefined) return [{ index, passage, number }];
    }
    return [];
  });
  if (found.length < 2) return [];
  const ordered = found.toSorted((one, other) => one.index - other.index);
  const last = ordered.at(-1);
  const words = ordered.map(({ number }) => number).join(' / ');
  return [{ code: 'mixed_digits', ...(last === undefined ? {} : { passage: last.passage }), words: [words] }];
}
