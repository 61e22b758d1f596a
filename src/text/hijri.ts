import { findGregorianDay, type SearchedCalendar } from './calendar-search.ts';
import type { CalendarDate } from './dates.ts';

/** Mean lengths of the tabular calendar, from which Umm al-Qura strays by two days at most. */
const ummAlQura: SearchedCalendar = {
  calendar: 'islamic-umalqura',
  epochDay: Date.UTC(622, 6, 16),
  meanYearDays: 354.36667,
  daysBeforeMonth: (month) => (month - 1) * 29.530589,
};

/**
 * The Gregorian day of a Hijri one by the Umm al-Qura calendar (years 1300 to 1600); a local sighting of the moon may
 * differ by a day. `undefined` for a day its month doesn't have.
 */
export function gregorianFromHijri(hijri: CalendarDate): CalendarDate | undefined {
  return hijri.year < 1300 || hijri.year > 1600 ? undefined : findGregorianDay(ummAlQura, hijri);
}
