import { isArabic } from './words-of.ts';

/** What the scorecard says, on its page and in a terminal. Numbers come formatted. */
export interface PollerWords {
  readonly title: string;
  /** `7` → `آخر 7 أيام`. */
  readonly lastDays: (days: number, digits: string) => string;
  readonly explanation: string;
  readonly none: string;
  readonly columns: {
    readonly program: string;
    readonly requests: string;
    readonly conditional: string;
    readonly full: string;
    readonly notModified: string;
    readonly delta: string;
    readonly refused: string;
    readonly interval: string;
    readonly bytes: string;
    readonly subscribers: string;
  };
  readonly seconds: string;
  readonly minutes: string;
  readonly hours: string;
}

const arabic: PollerWords = {
  title: 'البرامج التي تتابع الخلاصات',
  lastDays: (days, digits) =>
    days === 1 ? 'اليوم' : days === 2 ? 'آخر يومين' : `آخر ${digits} ${dayWord(days)}`,
  explanation:
    'تُعرف البرامج باسمها الذي تذكره، ولا يُحفظ عنوان أحد. البرنامج المهذّب يسأل عمّا تغيّر فقط، فتقارب نسبة أسئلته المشروطة 100. والأيام بتوقيت غرينتش، والمشتركون كما يذكرهم البرنامج عن نفسه.',
  none: 'لم يطلب أحد الخلاصات بعد.',
  columns: {
    program: 'البرنامج',
    requests: 'الطلبات',
    conditional: 'المشروطة',
    full: 'كاملة 200',
    notModified: 'بلا تغيير 304',
    delta: 'الجديد فقط 226',
    refused: 'مرفوضة 429',
    interval: 'الفاصل',
    bytes: 'الحجم',
    subscribers: 'المشتركون',
  },
  seconds: 'ث',
  minutes: 'د',
  hours: 'س',
};

const english: PollerWords = {
  title: 'Programs that follow the feeds',
  lastDays: (days, digits) => (days === 1 ? 'Today' : `The last ${digits} days`),
  explanation:
    'Programs are known by the name that they give; nobody’s address is kept. A polite program asks for changes only: nearly all of its requests are conditional. Days are those of UTC, and subscribers are what the program says of itself.',
  none: 'Nobody has asked for the feeds yet.',
  columns: {
    program: 'Program',
    requests: 'Requests',
    conditional: 'Conditional',
    full: 'Whole 200',
    notModified: 'Unchanged 304',
    delta: 'New only 226',
    refused: 'Refused 429',
    interval: 'Every',
    bytes: 'Sent',
    subscribers: 'Subscribers',
  },
  seconds: 's',
  minutes: 'min',
  hours: 'h',
};

export function pollerWordsIn(language: string): PollerWords {
  return isArabic(language) ? arabic : english;
}

function dayWord(days: number): string {
  const form = new Intl.PluralRules('ar').select(days);
  return form === 'few' ? 'أيام' : form === 'many' ? 'يومًا' : 'يوم';
}
