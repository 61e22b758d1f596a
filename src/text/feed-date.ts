import { parseDate } from './parse-date.ts';
import { rfc3339OfRfc822 } from './rfc822.ts';

const clockAtEnd = /^(.*?)[\s،,T-]*\b(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/**
 * A date as feeds have it, in the form of RFC 3339: by the standards, with a wrong weekday, or with the names of days
 * and months in Arabic. What can't be read stays as it is, so that the editor sees it.
 */
export function feedDate(text: string): string {
  const written = text.trim();
  const standard = rfc3339OfRfc822(written);
  if (standard !== undefined || /^\d{4}-\d{2}-\d{2}/.test(written)) return standard ?? written;
  const [, day = '', hour = '', minute = '', second = '00', zone] =
    clockAtEnd.exec(written.slice(0, 100)) ?? [];
  const { date } = parseDate(day, 'UTC');
  if (date?.precision !== 'day') return written;
  const pad = (number: number | string, length = 2) => String(number).padStart(length, '0');
  const { year, month, day: dayOfMonth } = date.day;
  const clock = `${pad(hour)}:${minute}:${second}`;
  const offset =
    zone === undefined || /^[+-]/.test(zone) ? (zone ?? '').replace(/(?<=^...)(?=\d)/, ':') : 'Z';
  return `${pad(year, 4)}-${pad(month)}-${pad(dayOfMonth)}T${clock}${offset}`;
}
