import { addDays } from 'date-fns';
import type { CalendarDate } from './dates.ts';

const epochDay = Date.UTC(622, 6, 16);
const dayMilliseconds = 86_400_000;
/** Mean lengths of the tabular calendar; Umm al-Qura strays from it by two days at most. */
const meanYearDays = 354.36667;
const meanMonthDays = 29.530589;
const searchDays = 4;

/** Calendar, digits and zone are pinned: the host's locale and clock have no say. Made on first use, being slow. */
let formatter: Intl.DateTimeFormat | undefined;

/**
 * The Gregorian day of a Hijri one by the Umm al-Qura calendar (years 1300 to 1600); a local sighting of the moon may
 * differ by a day. `undefined` for a day its month doesn't have.
 */
export function gregorianFromHijri(hijri: CalendarDate): CalendarDate | undefined {
  if (hijri.year < 1300 || hijri.year > 1600) return undefined;
  const days = (hijri.year - 1) * meanYearDays + (hijri.month - 1) * meanMonthDays + hijri.day - 1;
  const guess = new Date(epochDay + Math.round(days) * dayMilliseconds);
  for (let offset = -searchDays; offset <= searchDays; offset += 1) {
    const candidate = addDays(guess, offset);
    if (isSameHijriDay(candidate, hijri)) {
      return {
        year: candidate.getUTCFullYear(),
        month: candidate.getUTCMonth() + 1,
        day: candidate.getUTCDate(),
      };
    }
  }
  return undefined;
}

function isSameHijriDay(instant: Date, hijri: CalendarDate): boolean {
  formatter ??= new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const parts = formatter.formatToParts(instant);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return (
    numberOf('year') === hijri.year && numberOf('month') === hijri.month && numberOf('day') === hijri.day
  );
}
