import type { Words } from './words.ts';

type CountedForms = Readonly<Record<Intl.LDMLPluralRule, string>>;

export const arabicWords: Words = {
  skipToContent: 'انتقل إلى المحتوى',
  comma: '،',
  breaking: 'عاجل',
  latest: 'آخر الأخبار',
  noItems: 'لم يُنشر هنا شيء بعد. سيظهر أول خبر في هذا الموضع فور نشره.',
  noChannels: 'لا قنوات منشورة بعد.',
  allItems: 'كل الأخبار',
  follow: 'تابِع هذه القناة',
  feeds: 'الخلاصات',
  by: 'بقلم',
  source: 'المصدر',
  published: 'نُشر',
  updated: 'آخر تحديث',
  tags: 'كلمات مفتاحية',
  sections: 'الأقسام',
  personPage: 'الصفحة الشخصية',
  license: 'الترخيص',
  home: 'الصفحة الأولى',
  feedOf: (title) => `خلاصة «${title}»`,
  whatIsAFeed:
    'وصلتَ إلى عنوان خلاصة. الخلاصة ملف يقرؤه برنامج متابعة الأخبار عنك: تعطيه هذا العنوان مرة واحدة، فيأتيك بكل خبر جديد فور نشره، بلا حساب ولا بريد.',
  howToFollow: 'كيف تتابعها',
  feedAddress: 'عنوان الخلاصة',
  copyHint: 'انسخ العنوان كاملًا، ثم ألصقه في قارئ الخلاصات الذي تستعمله.',
  openInReader: 'أو افتحها مباشرةً في قارئ على الويب',
  otherFormats: 'القناة نفسها بصيغ أخرى',
  errorTitle: arabicErrorTitle,
  errorCode: 'رمز الخطأ',
  itemCount: (count, digits) => counted(count, digits, itemForms),
  readingTime: 'زمن القراءة',
  minuteCount: (count, digits) => counted(count, digits, minuteForms),
};

function arabicErrorTitle(status: number): string {
  if (status === 404) return 'الصفحة غير موجودة';
  if (status === 410) return 'لم تعد هذه المادة منشورة';
  if (status >= 500) return 'حدث خلل عندنا';
  return 'تعذّرت تلبية الطلب';
}

const itemForms: CountedForms = {
  zero: 'لا أخبار',
  one: 'خبر واحد',
  two: 'خبران',
  few: '# أخبار',
  many: '# خبرًا',
  other: '# خبر',
};

const minuteForms: CountedForms = {
  zero: 'أقل من دقيقة',
  one: 'دقيقة واحدة',
  two: 'دقيقتان',
  few: '# دقائق',
  many: '# دقيقة',
  other: '# دقيقة',
};

const arabicPlurals = new Intl.PluralRules('ar');

function counted(count: number, digits: string, forms: CountedForms): string {
  return forms[arabicPlurals.select(count)].replace('#', digits);
}
