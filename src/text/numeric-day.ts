import { type Calendar, type DatedParts, type DateProblem, isGregorianYear } from './dates.ts';

export type NumericDay =
  | { readonly written: string; readonly parts: DatedParts }
  | { readonly written: string; readonly problem: DateProblem };

const numeric = /(?<!\d)(\d{1,4})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?!\d)/;
const hijriMark = /^\s*(?:هـ|ه\.|هجر)/;
/** Before it Iran's year is also one of the moon's that news may be dated in; from it on only the latter has begun. */
const firstSureHijriYear = 1435;

/**
 * A day in numbers: year first, or day and month in an order that the numbers leave no doubt about. Numbers that no
 * calendar has are no date.
 * @param language of the text, or the calendar that it names
 */
export function numericDay(text: string, language: string | undefined): NumericDay | undefined {
  const match = numeric.exec(text);
  if (match === null) return undefined;
  const [written, first = '', , second = '', third = ''] = match;
  const numbers = [Number(first), Number(second), Number(third)] as const;
  const isHijri = hijriMark.test(text.slice(match.index + written.length));
  const lengths = [first.length, third.length];
  if (lengths.every((length) => length <= 2))
    return { written, problem: isDayAndMonth(numbers[0], numbers[1]) ? 'ambiguous_order' : 'not_a_date' };
  const isYearFirst = first.length === 4 && third.length <= 2;
  if (!isYearFirst && (third.length !== 4 || first.length > 2)) return { written, problem: 'not_a_date' };
  const year = isYearFirst ? numbers[0] : numbers[2];
  const order = isYearFirst
    ? isDayAndMonth(numbers[2], numbers[1]) && { day: numbers[2], month: numbers[1] }
    : dayAndMonth(numbers[0], numbers[1], isHijri);
  if (order === false) return { written, problem: 'not_a_date' };
  const calendar = calendarOf(year, isHijri, language);
  if (calendar === undefined) return { written, problem: 'not_a_date' };
  return calendar === 'unsure' || order === undefined
    ? { written, problem: 'ambiguous_order' }
    : { written, parts: { year, ...order, calendar } };
}

/** `undefined` where both orders are possible, `false` where none is; Hijri days are written day first. */
function dayAndMonth(
  first: number,
  second: number,
  isDayFirst: boolean,
): { readonly day: number; readonly month: number } | undefined | false {
  const dayFirst = isDayAndMonth(first, second) && { day: first, month: second };
  const monthFirst = isDayAndMonth(second, first) && { day: second, month: first };
  if (dayFirst !== false && (isDayFirst || monthFirst === false || first === second)) return dayFirst;
  return dayFirst === false ? monthFirst : undefined;
}

function isDayAndMonth(day: number, month: number): boolean {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

function calendarOf(
  year: number,
  isHijri: boolean,
  language: string | undefined,
): Calendar | 'unsure' | undefined {
  if (isGregorianYear(year)) return 'gregorian';
  if (year < 1300 || year > 1600) return undefined;
  if (language === 'iranian') return 'iranian';
  if (isHijri || year >= firstSureHijriYear) return 'hijri';
  return language?.startsWith('fa') ? 'iranian' : 'unsure';
}
