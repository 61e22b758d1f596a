import { TZDate, tzOffset } from '@date-fns/tz';
import { isValid, parseISO } from 'date-fns';
import { type CalendarDate, isRealDay, type WrittenDate, weekdayOf } from './dates.ts';
import { asciiDigits } from './digits.ts';
import { gregorianFromHijri } from './hijri.ts';
import { matchKey } from './match-key.ts';
import { gregorianMonths, hijriMonths, weekdays } from './months.ts';

export type DateProblem = 'no_year' | 'ambiguous_order' | 'impossible' | 'weekday_mismatch' | 'not_a_date';

/** `problem` beside a `date` is only `weekday_mismatch`: the day of the month is believed. */
export interface DateReading {
  readonly date?: WrittenDate;
  readonly problem?: DateProblem;
}

/** Longer than any date in words with both calendars, a weekday and a time. */
const maxLength = 120;
const hasDigit = /[0-9]/;
const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const time =
  /(?:الساعة|ساعة|at|-|،|,)?\s*\b(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(صباحا|صباحًا|مساء|مساءً|ظهرا|ظهرًا|am|pm|ص(?![\u0620-\u064A])|م(?![\u0620-\u064A]))?\s*(?:\(?(بتوقيت (?:غرينتش|جرينتش|غرينيتش)|غرينتش|جرينتش|GMT|UTC|ت\.?غ)\)?)?/i;
const numeric = /(?<!\d)(\d{1,4})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?!\d)/;
const hijriMark = /(?<=\d)\s*(?:هـ|هجري[ةا]?)/g;
const token = /[0-9]+|[^\s0-9]+/g;
const fillers = new Set(
  'ه هجري هجريه يوم في بتاريخ تاريخ الموافق ل الموافقل من شهر عام سنه نشر النشر نشرت ميلادي ميلاديه م على عند الساعه ساعه on at the of th st nd rd published'
    .split(' ')
    .map(matchKey),
);

/** A date found in words, before it is checked against the calendar. */
interface Parts extends CalendarDate {
  readonly isHijri: boolean;
}

/**
 * Reads a text that is nothing but a date: ISO 8601 and RFC 3339, numbers in an unambiguous order, the Arab world's
 * five sets of month names, English ones, and Hijri days by Umm al-Qura, of which a stated Gregorian day wins.
 * A time without an offset is the newsroom's. A date without its year is none.
 */
export function parseDate(text: string, timeZone: string): DateReading {
  const plain = asciiDigits(text).trim();
  if (plain.length > maxLength || !hasDigit.test(plain)) return { problem: 'not_a_date' };
  const isoMatch = iso.exec(plain);
  return isoMatch === null ? parseWords(plain, timeZone) : parseIso(isoMatch, timeZone);
}

function parseIso(match: RegExpExecArray, timeZone: string): DateReading {
  const [, year, month, day, clock, offset] = match;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  if (!isRealDay(date)) return { problem: 'impossible' };
  if (clock === undefined) return { date: { precision: 'day', day: date } };
  if (offset === undefined) return atLocalTime(date, clock, timeZone);
  const at = parseISO(`${year}-${month}-${day}T${clock}${offset.toUpperCase()}`);
  return isValid(at) ? { date: instant(at, timeZone) } : { problem: 'impossible' };
}

function parseWords(text: string, timeZone: string): DateReading {
  const timeMatch = time.exec(text);
  const rest =
    timeMatch === null
      ? text
      : `${text.slice(0, timeMatch.index)} ${text.slice(timeMatch.index + timeMatch[0].length)}`;
  const reading = parseDay(rest);
  if (!('day' in reading)) return reading;
  const mismatch = reading.weekday !== undefined && reading.weekday !== weekdayOf(reading.day);
  const result =
    timeMatch === null
      ? { date: { precision: 'day', day: reading.day } as const }
      : withTime(reading.day, timeMatch, timeZone);
  return mismatch && result.date !== undefined ? { ...result, problem: 'weekday_mismatch' } : result;
}

type DayReading =
  | { readonly day: CalendarDate; readonly weekday?: number }
  | { readonly problem: DateProblem };

function parseDay(text: string): DayReading {
  const numericMatch = numeric.exec(text);
  const rest = numericMatch === null ? text : text.replace(numericMatch[0], ' ');
  const words = readWords(rest);
  if (words === undefined) return { problem: 'not_a_date' };
  const candidates = [...words.dates];
  if (numericMatch !== null) {
    const parts = numericParts(numericMatch, text);
    if (parts === undefined) return { problem: 'ambiguous_order' };
    candidates.push(parts);
  }
  if (candidates.length === 0) return { problem: words.hasDayAndMonth ? 'no_year' : 'not_a_date' };
  return chooseDay(candidates, words.weekday);
}

/** The stated Gregorian day, because a Hijri one depends on who saw the moon. */
function chooseDay(candidates: readonly Parts[], weekday: number | undefined): DayReading {
  const chosen = candidates.find((candidate) => !candidate.isHijri) ?? candidates[0];
  if (
    chosen === undefined ||
    candidates.filter((candidate) => candidate.isHijri === chosen.isHijri).length > 1
  ) {
    return { problem: 'not_a_date' };
  }
  const { year, month, day } = chosen;
  const date = chosen.isHijri ? gregorianFromHijri({ year, month, day }) : { year, month, day };
  if (date === undefined || !isRealDay(date)) return { problem: 'impossible' };
  return weekday === undefined ? { day: date } : { day: date, weekday };
}

interface DateWords {
  readonly dates: readonly Parts[];
  readonly weekday?: number;
  readonly hasDayAndMonth: boolean;
}

/** `undefined` as soon as one word has no place in a date: a sentence that holds a date is not one. */
function readWords(text: string): DateWords | undefined {
  const keys = (text.replace(hijriMark, ' هجري').match(token) ?? [])
    .flatMap((word) => matchKey(word).split(' '))
    .filter((key) => key !== '');
  const dates: Parts[] = [];
  let weekday: number | undefined;
  let hasDayAndMonth = false;
  for (let index = 0; index < keys.length; ) {
    const found = dayAndMonth(keys, index);
    if (found !== undefined) {
      hasDayAndMonth = true;
      if (found.year !== undefined)
        dates.push({ year: found.year, month: found.month, day: found.day, isHijri: found.isHijri });
      index = found.next;
      continue;
    }
    const key = keys[index] ?? '';
    const dayOfWeek = weekdays.get(key);
    if (dayOfWeek === undefined && !fillers.has(key)) return undefined;
    weekday ??= dayOfWeek;
    index += 1;
  }
  return weekday === undefined ? { dates, hasDayAndMonth } : { dates, weekday, hasDayAndMonth };
}

interface FoundDay {
  readonly day: number;
  readonly month: number;
  readonly year?: number;
  readonly isHijri: boolean;
  readonly next: number;
}

/** `12 ديسمبر 2025`, `21 من جمادى الآخرة 1447`, `12 كانون الأول ديسمبر 2025`, `December 12 2025`. */
function dayAndMonth(keys: readonly string[], start: number): FoundDay | undefined {
  const dayFirst = numberAt(keys, start, 31);
  const monthAt = dayFirst === undefined ? start : skipFillers(keys, start + 1);
  const month = monthName(keys, monthAt);
  if (month === undefined) return undefined;
  const day = dayFirst ?? numberAt(keys, month.next, 31);
  if (day === undefined) return undefined;
  const yearAt = skipFillers(keys, dayFirst === undefined ? month.next + 1 : month.next);
  const year = numberAt(keys, yearAt, 2200);
  const base = { day, month: month.month, isHijri: month.isHijri };
  if (year === undefined || year < 1300)
    return { ...base, next: dayFirst === undefined ? month.next + 1 : month.next };
  return { ...base, year, next: keys[yearAt + 1] === 'هجري' ? yearAt + 2 : yearAt + 1 };
}

interface FoundMonth {
  readonly month: number;
  readonly isHijri: boolean;
  readonly next: number;
}

/** Two names side by side (`كانون الأول/ديسمبر`) must mean the same month. */
function monthName(keys: readonly string[], start: number): FoundMonth | undefined {
  const first = oneMonthName(keys, start);
  if (first === undefined || first.isHijri) return first;
  const second = oneMonthName(keys, first.next);
  if (second === undefined || second.isHijri) return first;
  return second.month === first.month ? second : undefined;
}

function oneMonthName(keys: readonly string[], start: number): FoundMonth | undefined {
  const word = keys[start] ?? '';
  for (const [name, length] of [
    [`${word} ${keys[start + 1] ?? ''}`, 2],
    [word, 1],
  ] as const) {
    const gregorian = gregorianMonths.get(name);
    const month = gregorian ?? hijriMonths.get(name);
    if (month !== undefined) return { month, isHijri: gregorian === undefined, next: start + length };
  }
  return undefined;
}

function skipFillers(keys: readonly string[], start: number): number {
  let index = start;
  while (fillers.has(keys[index] ?? '')) index += 1;
  return index;
}

function numberAt(keys: readonly string[], index: number, max: number): number | undefined {
  const key = keys[index] ?? '';
  if (key.length > 4 || !/^[0-9]+$/.test(key)) return undefined;
  const value = Number(key);
  return value >= 1 && value <= max ? value : undefined;
}

/** Year first, or day first where the numbers allow no other reading. */
function numericParts(match: RegExpExecArray, text: string): Parts | undefined {
  const [first, second, third] = [Number(match[1]), Number(match[3]), Number(match[4])];
  const isHijri = /^\s*هـ/.test(text.slice(match.index + match[0].length));
  if (match[1]?.length === 4 && match[4]?.length !== 4)
    return { year: first, month: second, day: third, isHijri: isHijri || first < 1700 };
  if (match[4]?.length !== 4 || match[1]?.length === 3) return undefined;
  const isClear = first > 12 || first === second || isHijri;
  return isClear ? { year: third, month: second, day: first, isHijri: isHijri || third < 1700 } : undefined;
}

function withTime(day: CalendarDate, match: RegExpExecArray, timeZone: string): DateReading {
  const [, hourText, minute, second = '00', half = '', universal] = match;
  const hour = hourOfDay(Number(hourText), matchKey(half));
  const clock = `${String(hour).padStart(2, '0')}:${minute}:${second}`;
  return atLocalTime(day, clock, universal === undefined ? timeZone : 'UTC', timeZone);
}

function hourOfDay(hour: number, half: string): number {
  if (half === 'ص' || half === 'صباحا' || half === 'am') return hour % 12;
  if (half === '' || hour > 12) return hour;
  return half === 'ظهرا' && hour === 11 ? hour : (hour % 12) + 12;
}

function atLocalTime(
  day: CalendarDate,
  clock: string,
  clockZone: string,
  shownZone = clockZone,
): DateReading {
  const [hour = 0, minute = 0, second = 0] = clock.split(':').map(Number);
  if (hour > 23 || minute > 59 || second >= 60) return { problem: 'impossible' };
  const local = new TZDate(day.year, day.month - 1, day.day, hour, minute, Math.floor(second), clockZone);
  return { date: instant(new Date(local.getTime()), shownZone) };
}

function instant(at: Date, timeZone: string): WrittenDate {
  return { precision: 'instant', at, offsetMinutes: tzOffset(timeZone, at) };
}
