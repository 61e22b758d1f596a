/** A day of the proleptic Gregorian calendar, without a zone: `month` and `day` count from 1. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** As precise as the text: a day, or an instant with the newsroom's offset from UTC at that time. */
export type WrittenDate =
  | { readonly precision: 'day'; readonly day: CalendarDate }
  | { readonly precision: 'instant'; readonly at: Date; readonly offsetMinutes: number };

export type DateProblem = 'no_year' | 'ambiguous_order' | 'impossible' | 'weekday_mismatch' | 'not_a_date';

/** In the order in which they are believed: a Hijri day depends on who saw the moon. */
export const calendars = ['gregorian', 'iranian', 'hijri'] as const;

export type Calendar = (typeof calendars)[number];

/** A date found in words or numbers, before it is checked against its calendar. */
export interface DatedParts extends CalendarDate {
  readonly calendar: Calendar;
}

/** Within the years that news is dated in. */
export function isGregorianYear(year: number): boolean {
  return year >= 1700 && year <= 2200;
}

/** Whether the calendar has that day, in a year that `isGregorianYear`. */
export function isRealDay({ year, month, day }: CalendarDate): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return isGregorianYear(year) && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Sunday is 0, as in `Date`. */
export function weekdayOf({ year, month, day }: CalendarDate): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** `2025-11-12`, or RFC 3339 with the offset: `2025-11-12T10:00:00+02:00`. */
export function formatWrittenDate(date: WrittenDate): string {
  if (date.precision === 'day') return isoDay(date.day);
  const local = new Date(date.at.getTime() + date.offsetMinutes * 60_000).toISOString().slice(0, 19);
  const minutes = Math.abs(Math.trunc(date.offsetMinutes));
  const sign = date.offsetMinutes < 0 ? '-' : '+';
  return `${local}${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function isoDay({ year, month, day }: CalendarDate): string {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
