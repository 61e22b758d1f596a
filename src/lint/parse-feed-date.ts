import { isRealDay, weekdayOf } from '../text/dates.ts';
import { rfc3339OfRfc822 } from '../text/rfc822.ts';
import type { RuleCode } from './rules.ts';

/** RSS, Atom and JSON Feed, and Dublin Core, which also takes a day alone. */
export type DateForm = 'rfc822' | 'rfc3339' | 'w3cdtf';

export interface FeedDate {
  /** Absent when no instant can be read out of it. */
  readonly at?: Date;
  readonly isUtc: boolean;
  readonly faults: readonly RuleCode[];
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const rfc822 = new RegExp(
  `^(?:(${weekdays.join('|')}), ?)?(\\d{1,2}) (${months.join('|')}) (\\d{4}|\\d{2}) (\\d{2}):(\\d{2})(?::(\\d{2}))?(?: (GMT|UTC|UT|Z|[ECMP][SD]T|[+-]\\d{4}))?$`,
);
const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/;
const arabic = /[\u0600-\u06FF]/;
const zeroZone = /(?:GMT|UTC?|Z|[+-]00:?00)$/;

/** A date as the form has it (RFC 822 §5, RFC 3339 §5.6), with its faults; an instant where one can be made out. */
export function parseFeedDate(text: string, form: DateForm): FeedDate {
  const written = text.trim();
  const isUtc = zeroZone.test(written);
  const space: RuleCode[] = text === written ? [] : ['date_white_space'];
  if (arabic.test(written)) return { isUtc, faults: [...space, 'date_localised'] };
  const read = form === 'rfc822' ? readRfc822(written) : readRfc3339(written, form);
  return { ...read, isUtc, faults: [...space, ...read.faults] };
}

function readRfc822(text: string): Omit<FeedDate, 'isUtc'> {
  if (/^\d{4}-\d{1,2}-\d{1,2}/.test(text)) return { ...instant(text), faults: ['date_iso_in_rss'] };
  const match = rfc822.exec(text.replace(/ {2,}/g, ' '));
  const plain = rfc3339OfRfc822(text);
  const read = plain === undefined ? {} : instant(plain);
  if (match === null) return { ...read, faults: ['date_not_rfc822'] };
  const [, weekday, day, month = '', year = '', hour, minute, second = '0', zone] = match;
  if (year.length === 2) return { ...read, faults: ['date_year_short'] };
  const date = { year: Number(year), month: months.indexOf(month) + 1, day: Number(day) };
  const faults: RuleCode[] = [];
  if (!isRealDay(date) || !isRealTime(hour, minute, second)) return { faults: ['date_impossible'] };
  if (weekday !== undefined && weekdays.indexOf(weekday) !== weekdayOf(date)) faults.push('date_weekday');
  if (zone === undefined) faults.push('date_without_zone');
  return { ...read, faults };
}

function readRfc3339(text: string, form: DateForm): Omit<FeedDate, 'isUtc'> {
  const match = rfc3339.exec(text);
  if (match === null) return { faults: ['date_not_rfc3339'] };
  const [, year, month, day, hour, minute, second, zone] = match;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  if (!isRealDay(date) || !isRealTime(hour, minute, second)) return { faults: ['date_impossible'] };
  if (hour === undefined) return { faults: form === 'w3cdtf' ? [] : ['date_not_rfc3339'] };
  return zone === undefined ? { faults: ['date_without_zone'] } : { ...instant(text), faults: [] };
}

function isRealTime(hour = '0', minute = '0', second = '0'): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60;
}

/** Only of a text that names its zone: what the machine takes for local is nobody's. */
function instant(text: string): { readonly at?: Date } {
  if (!/(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return {};
  const at = new Date(text.replace(' ', 'T'));
  return Number.isNaN(at.getTime()) ? {} : { at };
}
