import { matchKey } from './match-key.ts';

/*
 * Month names by matchKey, so that hamzas, ta marbuta and diacritics don't matter. Rows are months 1 to 12; within a
 * row stand Egypt and the Gulf, the Levant and Iraq, Morocco, Algeria and Tunisia, Mauritania, then English.
 */
const gregorianNames = [
  'يناير|كانون الثاني|كانون 2|ك2|جانفي|january|jan',
  'فبراير|شباط|فيفري|february|feb',
  'مارس|آذار|march|mar',
  'أبريل|إبريل|نيسان|أفريل|april|apr',
  'مايو|أيار|ماي|may',
  'يونيو|يونيه|حزيران|جوان|june|jun',
  'يوليو|يوليه|تموز|يوليوز|جويلية|july|jul',
  'أغسطس|آب|غشت|أوت|أغشت|august|aug',
  'سبتمبر|أيلول|شتنبر|شتمبر|september|sep|sept',
  'أكتوبر|تشرين الأول|تشرين 1|ت1|october|oct',
  'نوفمبر|تشرين الثاني|تشرين 2|ت2|نونبر|نوفبر|november|nov',
  'ديسمبر|كانون الأول|كانون 1|ك1|دجنبر|دجمبر|december|dec',
];

const hijriNames = [
  'محرم|المحرم|محرم الحرام',
  'صفر|صفر الخير',
  'ربيع الأول|ربيع أول|ربيع 1',
  'ربيع الآخر|ربيع الثاني|ربيع ثاني|ربيع 2',
  'جمادى الأولى|جمادى الأول|جمادى 1',
  'جمادى الآخرة|جمادى الثانية|جمادى الآخر|جمادى الثاني|جمادى 2',
  'رجب|رجب المرجب',
  'شعبان|شعبان المعظم',
  'رمضان|رمضان المبارك',
  'شوال',
  'ذو القعدة|ذي القعدة|ذو قعدة|ذي قعدة',
  'ذو الحجة|ذي الحجة|ذو حجة|ذي حجة',
];

const weekdayNames = [
  'الأحد|الاحد|sunday|sun',
  'الاثنين|الإثنين|monday|mon',
  'الثلاثاء|tuesday|tue',
  'الأربعاء|wednesday|wed',
  'الخميس|thursday|thu',
  'الجمعة|friday|fri',
  'السبت|saturday|sat',
];

/** Month (from 1) by the matchKey of its name. */
export const gregorianMonths = numbered(gregorianNames, 1);
export const hijriMonths = numbered(hijriNames, 1);
/** Day of the week by the matchKey of its name; Sunday is 0, as in `Date`. */
export const weekdays = numbered(weekdayNames, 0);

function numbered(rows: readonly string[], first: number): ReadonlyMap<string, number> {
  return new Map(
    rows.flatMap((row, index) => row.split('|').map((name) => [matchKey(name), index + first] as const)),
  );
}
