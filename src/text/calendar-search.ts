import { addDays } from 'date-fns/addDays';
import type { CalendarDate } from './dates.ts';

/** A calendar that only `Intl` knows: its days are found by asking round a guess. */
export interface SearchedCalendar {
  /** BCP 47 `u-ca`. */
  readonly calendar: string;
  readonly epochDay: number;
  /** Mean lengths; the guess by them must be within `searchDays` of the truth. */
  readonly meanYearDays: number;
  readonly daysBeforeMonth: (month: number) => number;
}

const dayMilliseconds = 86_400_000;
const searchDays = 4;

/** The host's locale and clock have no say. Made on first use, being slow. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The Gregorian day of another calendar's; `undefined` for a day that its month doesn't have. */
export function findGregorianDay(searched: SearchedCalendar, wanted: CalendarDate): CalendarDate | undefined {
  const { calendar, epochDay, meanYearDays, daysBeforeMonth } = searched;
  const days = (wanted.year - 1) * meanYearDays + daysBeforeMonth(wanted.month) + wanted.day - 1;
  const guess = new Date(epochDay + Math.round(days) * dayMilliseconds);
  for (let offset = -searchDays; offset <= searchDays; offset += 1) {
    const candidate = addDays(guess, offset);
    if (isSameDay(candidate, calendar, wanted))
      return {
        year: candidate.getUTCFullYear(),
        month: candidate.getUTCMonth() + 1,
        day: candidate.getUTCDate(),
      };
  }
  return undefined;
}

function isSameDay(instant: Date, calendar: string, { year, month, day }: CalendarDate): boolean {
  const formatter = formatters.get(calendar) ?? createFormatter(calendar);
  formatters.set(calendar, formatter);
  const parts = formatter.formatToParts(instant);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return numberOf('year') === year && numberOf('month') === month && numberOf('day') === day;
}

function createFormatter(calendar: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
}
