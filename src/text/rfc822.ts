const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** RFC 822 §5.1; letters of the military are left out, since RFC 1123 §5.2.14 says that their meaning is lost. */
const zones: Readonly<Record<string, string>> = {
  GMT: 'Z',
  UT: 'Z',
  UTC: 'Z',
  Z: 'Z',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};
const shape =
  /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([a-z]{1,3}|[+-]\d{1,2}:?\d{2})?$/i;

/**
 * A date of RFC 822, as RSS writes it, in the form of RFC 3339. The weekday is not looked at, which systems often get
 * wrong; without a zone the time keeps none. `undefined` for any other text, and for a day or time that never was.
 */
export function rfc3339OfRfc822(text: string): string | undefined {
  const match = text.length > 60 ? null : shape.exec(text.trim());
  if (match === null) return undefined;
  const [, day = '', monthName = '', year = '', hour = '', minute = '', second = '00', zone] = match;
  const month = months.indexOf(monthName.toLowerCase()) + 1;
  const offset = zone === undefined ? '' : offsetOf(zone);
  if (month === 0 || offset === undefined) return undefined;
  const date = `${fullYear(year)}-${pad(month)}-${pad(day)}T${pad(hour)}:${minute}:${second}`;
  const at = new Date(`${date}Z`);
  const isReal = !Number.isNaN(at.getTime()) && at.getUTCDate() === Number(day);
  return isReal ? date + offset : undefined;
}

function offsetOf(zone: string): string | undefined {
  const match = /^([+-])(\d{1,2}):?(\d{2})$/.exec(zone);
  return match === null ? zones[zone.toUpperCase()] : `${match[1]}${pad(match[2] ?? '')}:${match[3]}`;
}

/** RFC 2822 §4.3 on years of two digits. */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  return `${Number(year) < 50 ? '20' : '19'}${year}`;
}

function pad(number: string | number): string {
  return String(number).padStart(2, '0');
}
