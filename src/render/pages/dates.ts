import type { DateStyle, Site } from '../../domain/channel.ts';
import type { FeedItem } from '../../domain/item.ts';
import { formatWrittenDate } from '../../text/dates.ts';
import { html, type Markup } from './markup.ts';
import { isArabic, wordsOf } from './words-of.ts';

/** One page's dates as people read them, in the newsroom's time zone. */
export interface PageDates {
  /** `الجمعة`. */
  weekday(at: Date): string;
  /** `12 كانون الأول 2025`: the same for two instants exactly when they share a day. */
  day(at: Date): string;
  /** `<time>` with date and hour. */
  full(at: Date): Markup;
  /** `<time>` with the day, and with the hour where the article stated it. */
  published(item: Published): Markup;
  /** `<time>` with the hour alone, for places where the day stands above; nothing where it was not stated. */
  publishedHour(item: Published): Markup | undefined;
}

type Published = Pick<FeedItem, 'publishedAt' | 'datePrecision'>;

/** Kept, since making the formats costs as much as the rest of a page. */
const known = new WeakMap<Site, Map<string, PageDates>>();

export function datesOf(site: Site, language: string): PageDates {
  const locale = localeOf(language, site.dateStyle);
  const ofSite = known.get(site) ?? new Map<string, PageDates>();
  known.set(site, ofSite);
  const dates = ofSite.get(locale) ?? makeDates(site.timeZone, locale, language);
  ofSite.set(locale, dates);
  return dates;
}

function makeDates(timeZone: string, locale: string, language: string): PageDates {
  const { comma } = wordsOf(language);
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' });
  const day = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month: 'long', day: 'numeric' });
  const hour = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const offset = offsetFormat(timeZone);
  const time = (at: Date, words: Markup | string) =>
    html`<time datetime="${rfc3339(at, offset)}">${words}</time>`;
  const full = (at: Date) => time(at, html`${day.format(at)}${comma} <bdi>${hour.format(at)}</bdi>`);
  return {
    weekday: (at) => weekday.format(at),
    day: (at) => day.format(at),
    full,
    published: (item) =>
      item.datePrecision === 'instant'
        ? full(item.publishedAt)
        : html`<time datetime="${formatPublication(item, timeZone)}">${day.format(item.publishedAt)}</time>`,
    publishedHour: ({ publishedAt, datePrecision }) =>
      datePrecision === 'instant' ? time(publishedAt, hour.format(publishedAt)) : undefined,
  };
}

const numberFormats = new Map<string, Intl.NumberFormat>();

/** Numbers for people, in the digits of the newsroom. */
export function formatCount(count: number, language: string, style: DateStyle): string {
  const locale = localeOf(language, style);
  const format = numberFormats.get(locale) ?? new Intl.NumberFormat(locale);
  numberFormats.set(locale, format);
  return format.format(count);
}

/** As precise as the article: `2025-12-12`, or RFC 3339 with the newsroom's offset. */
export function formatPublication({ publishedAt, datePrecision }: Published, timeZone: string): string {
  const zoned = formatZonedDate(publishedAt, timeZone);
  return datePrecision === 'instant' ? zoned : zoned.slice(0, 'yyyy-mm-dd'.length);
}

/** RFC 3339 §5.6 with the offset that the newsroom's clocks had at that instant: `2025-12-12T14:35:00+03:30`. */
export function formatZonedDate(at: Date, timeZone: string): string {
  return rfc3339(at, offsetFormat(timeZone));
}

/**
 * Calendar and digits are pinned, because what a bare `ar` or `ar-SA` means has changed from one ICU to the next.
 * A channel in a third language has the interface in English, so its dates are English too.
 */
function localeOf(language: string, style: DateStyle): string {
  return isArabic(language)
    ? `ar-${style.region}-u-ca-gregory-nu-${style.digits}`
    : 'en-GB-u-ca-gregory-nu-latn';
}

/** Kept, since making one costs more than all that is written with it; a site has one zone. */
const offsetFormats = new Map<string, Intl.DateTimeFormat>();

function offsetFormat(timeZone: string): Intl.DateTimeFormat {
  const known = offsetFormats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone, timeZoneName: 'longOffset' });
  offsetFormats.set(timeZone, format);
  return format;
}

function rfc3339(at: Date, format: Intl.DateTimeFormat): string {
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  // Seconds appear only in offsets of the nineteenth century, which RFC 3339 cannot write.
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? ['', '+', '0', '0'];
  const offsetMinutes = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return formatWrittenDate({ precision: 'instant', at, offsetMinutes });
}
