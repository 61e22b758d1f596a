import { matchKey } from './match-key.ts';

/*
 * Month names by matchKey, so that hamzas, ta marbuta and diacritics don't matter. Rows are months 1 to 12; within a
 * row stand Egypt and the Gulf, the Levant and Iraq, Morocco, Algeria and Tunisia, Mauritania, then Persian, Urdu and
 * English.
 */
const gregorianNames = [
  'يناير|كانون الثاني|كانون ثاني|كانون 2|ك 2|جانفي|ژانویه|جنوری|january|jan',
  'فبراير|شباط|فيفري|فوریه|فروری|february|feb',
  'مارس|آذار|مارچ|march|mar',
  'أبريل|إبريل|نيسان|أفريل|آوریل|april|apr',
  'مايو|أيار|مايس|ماي|مه|مئی|may',
  'يونيو|يونيه|حزيران|جوان|ژوئن|جون|june|jun',
  'يوليو|يوليه|تموز|يوليوز|جويلية|ژوئیه|جولائی|july|jul',
  'أغسطس|أوغسطس|آب|غشت|أوت|أغشت|اگست|august|aug',
  'سبتمبر|أيلول|شتنبر|شتمبر|سپتامبر|ستمبر|september|sep|sept',
  'أكتوبر|تشرين الأول|تشرين أول|تشرين 1|ت 1|اکتبر|october|oct',
  'نوفمبر|تشرين الثاني|تشرين ثاني|تشرين 2|ت 2|نونبر|نوفبر|نوامبر|نومبر|november|nov',
  'ديسمبر|كانون الأول|كانون أول|كانون 1|ك 1|دجنبر|دجمبر|دسامبر|دسمبر|december|dec',
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

/** Iran's solar year. */
const iranianNames = [
  'فروردین',
  'اردیبهشت',
  'خرداد',
  'تیر|تیرماه',
  'مرداد|امرداد',
  'شهریور',
  'مهر|مهرماه',
  'آبان|آبان‌ماه',
  'آذر|آذرماه',
  'دی|دی‌ماه|دیماه',
  'بهمن|بهمن‌ماه',
  'اسفند|اسفندماه',
];

const weekdayNames = [
  'الأحد|أحد|یکشنبه|یک‌شنبه|اتوار|sunday|sun',
  'الاثنين|الإثنين|دوشنبه|پیر|monday|mon',
  'الثلاثاء|سه‌شنبه|سہ شنبہ|منگل|tuesday|tue',
  'الأربعاء|چهارشنبه|بدھ|wednesday|wed',
  'الخميس|پنجشنبه|پنج‌شنبه|جمعرات|thursday|thu',
  'الجمعة|جمعه|friday|fri',
  'السبت|شنبه|ہفتہ|saturday|sat',
];

/** Month (from 1) by the matchKey of its name. */
export const gregorianMonths = numbered(gregorianNames, 1);
export const hijriMonths = numbered(hijriNames, 1);
export const iranianMonths = numbered(iranianNames, 1);
/** Day of the week by the matchKey of its name; Sunday is 0, as in `Date`. */
export const weekdays = numbered(weekdayNames, 0);

function numbered(rows: readonly string[], first: number): ReadonlyMap<string, number> {
  return new Map(
    rows.flatMap((row, index) => row.split('|').map((name) => [matchKey(name), index + first] as const)),
  );
}
