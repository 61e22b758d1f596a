import { TZDate, tzOffset } from '@date-fns/tz';
import { isValid } from 'date-fns/isValid';
import { parseISO } from 'date-fns/parseISO';
import { findTime, type WrittenTime } from './clock.ts';
import {
  type Calendar,
  type CalendarDate,
  calendars,
  type DatedParts,
  type DateProblem,
  isGregorianYear,
  isRealDay,
  type WrittenDate,
  weekdayOf,
} from './dates.ts';
import { asciiDigits } from './digits.ts';
import { gregorianFromHijri } from './hijri.ts';
import { gregorianFromIranian } from './iranian.ts';
import { matchKey } from './match-key.ts';
import { gregorianMonths, hijriMonths, iranianMonths, weekdays } from './months.ts';
import { numericDay } from './numeric-day.ts';

/** `problem` beside a `date` is only `weekday_mismatch`: the day of the month is believed. */
export interface DateReading {
  readonly date?: WrittenDate;
  readonly problem?: DateProblem;
}

/** Longer than any date in words with both calendars, a weekday and a time. */
const maxLength = 120;
const hasDigit = /[0-9]/;
const vowelSigns = /[\u064B-\u0652]/g;
/** One in each calendar. */
const maxNumericDays = 2;
const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const hijriMark = /(?<=\d)\s*(?:هـ|هجري[ةا]?)/g;
const solarMark = /(?:هـ|ه)\s?\.?\s?ش(?!\p{L})|[شس]مس[يی]|خورشید[يی]/u;
const token = /[0-9]+|[^\s0-9]+/g;
const fillers = new Set(
  'ه هجري هجريه هجريا يوم في بتاريخ تاريخ الموافق الموافقه موافق والموافق يوافق المصادف ل الموافقل من شهر عام سنه لعام لسنه نشر النشر نشرت ميلادي ميلاديه ميلاديا م على عند الساعه ساعه ش ق شمسي قمري خورشيدي ماه سال بروز روز مورخ کو بروز on at the of th st nd rd published'
    .split(' ')
    .map(matchKey),
);

/**
 * Reads a text that is nothing but a date: ISO 8601 and RFC 3339, numbers in an unambiguous order, the Arab world's
 * five sets of month names, English, Persian and Urdu ones, Iran's solar calendar, and Hijri days by Umm al-Qura, of
 * which a stated Gregorian day wins. A time without an offset is the newsroom's. A date without its year is none.
 * @param language of the text: years such as 1404 in numbers are Iran's in a Persian one
 */
export function parseDate(text: string, timeZone: string, language?: string): DateReading {
  const plain = asciiDigits(text).replace(vowelSigns, '').trim();
  if (plain.length > maxLength || !hasDigit.test(plain)) return { problem: 'not_a_date' };
  const isoMatch = iso.exec(plain);
  // Numbers that look alike may be a telephone's, or a year of another calendar.
  const isIso = isoMatch !== null && isGregorianYear(Number(isoMatch[1]));
  return !isIso ? parseWords(plain, timeZone, language) : parseIso(isoMatch, timeZone);
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

function parseWords(text: string, timeZone: string, language: string | undefined): DateReading {
  const time = findTime(text);
  const rest = time === undefined ? text : `${text.slice(0, time.start)} ${text.slice(time.end)}`;
  const reading = parseDay(rest, language);
  if (!('day' in reading)) return reading;
  const mismatch = reading.weekday !== undefined && reading.weekday !== weekdayOf(reading.day);
  const result =
    time === undefined
      ? { date: { precision: 'day', day: reading.day } as const }
      : withTime(reading.day, time, timeZone);
  return mismatch && result.date !== undefined ? { ...result, problem: 'weekday_mismatch' } : result;
}

type DayReading =
  | { readonly day: CalendarDate; readonly weekday?: number }
  | { readonly problem: DateProblem };

function parseDay(text: string, language: string | undefined): DayReading {
  const candidates: DatedParts[] = [];
  const calendarOrLanguage = solarMark.test(text) ? 'iranian' : language;
  let rest = text;
  let problem: DateProblem | undefined;
  for (let count = 0; count < maxNumericDays; count += 1) {
    const found = numericDay(rest, calendarOrLanguage);
    if (found === undefined) break;
    if ('parts' in found) candidates.push(found.parts);
    else problem ??= found.problem;
    rest = rest.replace(found.written, ' ');
  }
  const words = readWords(rest);
  if (words === undefined) return { problem: 'not_a_date' };
  candidates.push(...words.dates);
  // A day of another calendar beside it leaves no doubt.
  const isClear =
    problem === 'ambiguous_order' && candidates.some(({ calendar }) => calendar !== 'gregorian');
  if (problem !== undefined && !isClear) return { problem };
  if (candidates.length === 0) return { problem: words.hasDayAndMonth ? 'no_year' : 'not_a_date' };
  return chooseDay(candidates, words.weekday);
}

function chooseDay(candidates: readonly DatedParts[], weekday: number | undefined): DayReading {
  const calendar = calendars.find((one) => candidates.some((candidate) => candidate.calendar === one));
  const [chosen, other] = candidates.filter((candidate) => candidate.calendar === calendar);
  if (chosen === undefined || other !== undefined) return { problem: 'not_a_date' };
  const date = gregorianDay(chosen);
  if (date === undefined || !isRealDay(date)) return { problem: 'impossible' };
  return weekday === undefined ? { day: date } : { day: date, weekday };
}

function gregorianDay({ calendar, year, month, day }: DatedParts): CalendarDate | undefined {
  switch (calendar) {
    case 'gregorian':
      return { year, month, day };
    case 'iranian':
      return gregorianFromIranian({ year, month, day });
    case 'hijri':
      return gregorianFromHijri({ year, month, day });
  }
}

interface DateWords {
  readonly dates: readonly DatedParts[];
  readonly weekday?: number;
  readonly hasDayAndMonth: boolean;
}

/** `undefined` as soon as one word has no place in a date: a sentence that holds a date is not one. */
function readWords(text: string): DateWords | undefined {
  const keys = (text.replace(hijriMark, ' هجري').match(token) ?? [])
    .flatMap((word) => matchKey(word).split(' '))
    .filter((key) => key !== '');
  const dates: DatedParts[] = [];
  let weekday: number | undefined;
  let hasDayAndMonth = false;
  for (let index = 0; index < keys.length; ) {
    const found = dayAndMonth(keys, index);
    if (found !== undefined) {
      hasDayAndMonth = true;
      if (found.year !== undefined)
        dates.push({ year: found.year, month: found.month, day: found.day, calendar: found.calendar });
      index = found.next;
      continue;
    }
    const key = keys[index] ?? '';
    const ofTwoWords = weekdays.get(`${key} ${keys[index + 1]}`);
    const dayOfWeek = ofTwoWords ?? weekdays.get(key);
    if (dayOfWeek === undefined && !fillers.has(key)) return undefined;
    weekday ??= dayOfWeek;
    index += ofTwoWords === undefined ? 1 : 2;
  }
  return weekday === undefined ? { dates, hasDayAndMonth } : { dates, weekday, hasDayAndMonth };
}

interface FoundDay {
  readonly day: number;
  readonly month: number;
  readonly year?: number;
  readonly calendar: Calendar;
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
  const base = { day, month: month.month, calendar: month.calendar };
  if (year === undefined || year < 1300)
    return { ...base, next: dayFirst === undefined ? month.next + 1 : month.next };
  return { ...base, year, next: keys[yearAt + 1] === 'هجري' ? yearAt + 2 : yearAt + 1 };
}

const months: Readonly<Record<Calendar, ReadonlyMap<string, number>>> = {
  gregorian: gregorianMonths,
  iranian: iranianMonths,
  hijri: hijriMonths,
};

interface FoundMonth {
  readonly month: number;
  readonly calendar: Calendar;
  readonly next: number;
}

/** Two names side by side (`كانون الأول/ديسمبر`) must mean the same month. */
function monthName(keys: readonly string[], start: number): FoundMonth | undefined {
  const first = oneMonthName(keys, start);
  if (first === undefined || first.calendar !== 'gregorian') return first;
  const second = oneMonthName(keys, first.next);
  if (second === undefined || second.calendar !== 'gregorian') return first;
  return second.month === first.month ? second : undefined;
}

function oneMonthName(keys: readonly string[], start: number): FoundMonth | undefined {
  const word = keys[start] ?? '';
  for (const [name, length] of [
    [`${word} ${keys[start + 1] ?? ''}`, 2],
    [word, 1],
  ] as const) {
    for (const calendar of calendars) {
      const month = months[calendar].get(name);
      if (month !== undefined) return { month, calendar, next: start + length };
    }
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

function withTime(
  day: CalendarDate,
  { hour, minute, second, zone }: WrittenTime,
  timeZone: string,
): DateReading {
  const clock = [hour, minute, second].map((value) => String(value).padStart(2, '0')).join(':');
  return atLocalTime(day, clock, zone ?? timeZone, timeZone);
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
