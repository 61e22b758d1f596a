const affirmative = new Set(['true', 'yes', 'on', '1', 'نعم', 'صحيح']);
const negative = new Set(['false', 'no', 'off', '0', '', 'لا', 'خطأ']);

/** Yes or no in either language; undefined for anything else. */
export function parseFlag(text: string): boolean | undefined {
  const value = text.trim().toLowerCase();
  if (affirmative.has(value)) return true;
  return negative.has(value) ? false : undefined;
}
