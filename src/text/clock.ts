import { matchKey } from './match-key.ts';

/** A time of day in a text, and what of the text says so. */
export interface WrittenTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** IANA name or `+03:00`, where the text names one. */
  readonly zone?: string;
  readonly start: number;
  readonly end: number;
}

const halves =
  'صباحا|مساء|ظهرا|عصرا|فجرا|ليلا|قبل الظهر|بعد الظهر|a\\.?m\\.?|p\\.?m\\.?|[صم](?![\\u0620-\\u064A])';
const half = `(?<half>${halves})ا?`;
const zone =
  '\\(?(?:ب?توقيت\\s+(?<place>(?:مكة المكرمة|مكة|السعودية|الرياض|القدس|بيروت|دمشق|بغداد|القاهرة|عمان|الدوحة|أبو ?ظبي|الإمارات|الكويت|طهران|تونس|الجزائر|الرباط|[غج]رين[يت]*ش))|(?<universal>[غج]رين[يت]*ش|GMT|UTC|ت\\.?\\s?غ\\.?))(?:\\s?(?<offset>[+-]\\d{1,2}(?::?\\d{2})?))?\\)?';
const mark = '(?:(?:على\\s+)?(?:في\\s+)?(?:تمام\\s+)?(?<label>الساعة|ساعة|at)\\s*[:،]?\\s*|[-،,|]\\s*)?';
/** `9:05`, or after `الساعة` also `9.05` and, before a half of the day, `9`. */
const shapes = [
  `${mark}(?<![\\d/.-])(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?(?!\\d)(?:\\s*${half})?(?:\\s*${zone})?`,
  `(?:الساعة|ساعة)\\s*(?<hour>\\d{1,2})\\.(?<minute>\\d{2})(?![\\d.])(?:\\s*${half})?(?:\\s*${zone})?`,
  `(?:الساعة|ساعة)\\s*(?<hour>\\d{1,2})(?![\\d.:])\\s*${half}(?:\\s*${zone})?`,
].map((source) => new RegExp(source, 'i'));

const zonesByPlace = new Map(
  Object.entries({
    'Asia/Riyadh': 'مكة المكرمة|مكة|السعودية|الرياض',
    'Asia/Jerusalem': 'القدس',
    'Asia/Beirut': 'بيروت',
    'Asia/Damascus': 'دمشق',
    'Asia/Baghdad': 'بغداد',
    'Africa/Cairo': 'القاهرة',
    'Asia/Amman': 'عمان',
    'Asia/Qatar': 'الدوحة',
    'Asia/Dubai': 'أبوظبي|أبو ظبي|الإمارات',
    'Asia/Kuwait': 'الكويت',
    'Asia/Tehran': 'طهران',
    'Africa/Tunis': 'تونس',
    'Africa/Algiers': 'الجزائر',
    'Africa/Casablanca': 'الرباط',
  }).flatMap(([name, places]) => places.split('|').map((place) => [matchKey(place), name] as const)),
);

/** The first time of day in a text with ASCII digits and without vowel signs; the hour is by 24, and may be none that a day has. */
export function findTime(text: string): WrittenTime | undefined {
  for (const shape of shapes) {
    const match = shape.exec(text);
    if (match === null) continue;
    const { hour, minute = '0', second = '0', half: part = '', ...named } = match.groups ?? {};
    const zoneName = zoneOf(named);
    return {
      hour: hourOfDay(Number(hour), matchKey(part.replaceAll('.', ''))),
      minute: Number(minute),
      second: Number(second),
      ...(zoneName === undefined ? {} : { zone: zoneName }),
      start: match.index,
      end: match.index + match[0].length,
    };
  }
  return undefined;
}

/** What names no place that is known is Greenwich, whose spellings are many. */
function zoneOf({
  place,
  universal,
  offset,
}: Readonly<Record<string, string | undefined>>): string | undefined {
  if (offset !== undefined && place === undefined) return formatOffset(offset);
  if (place !== undefined) return zonesByPlace.get(matchKey(place)) ?? 'UTC';
  return universal === undefined ? undefined : 'UTC';
}

function formatOffset(offset: string): string {
  const [, sign, hours = '', minutes = '00'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(offset) ?? [];
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

function hourOfDay(hour: number, part: string): number {
  if (part === '' || hour > 12) return hour;
  if (['ص', 'صباحا', 'فجرا', 'قبل الظهر', 'am'].includes(part)) return hour % 12;
  if (part === 'ليلا' && (hour < 5 || hour === 12)) return hour % 12;
  return part === 'ظهرا' && hour === 11 ? hour : (hour % 12) + 12;
}
