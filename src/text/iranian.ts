import { findGregorianDay, type SearchedCalendar } from './calendar-search.ts';
import type { CalendarDate } from './dates.ts';

/** Six months of 31 days, then of 30; years begin at the equinox. */
const solarHijri: SearchedCalendar = {
  calendar: 'persian',
  epochDay: Date.UTC(622, 2, 22),
  meanYearDays: 365.2422,
  daysBeforeMonth: (month) => (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30),
};

/** The Gregorian day of one of Iran's solar calendar (years 1300 to 1500); `undefined` for a day its month doesn't have. */
export function gregorianFromIranian(iranian: CalendarDate): CalendarDate | undefined {
  return iranian.year < 1300 || iranian.year > 1500 ? undefined : findGregorianDay(solarHijri, iranian);
}
