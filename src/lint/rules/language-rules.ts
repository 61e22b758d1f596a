import { errorRule, type Rule, warningRule } from './rule.ts';

export const languageRules = {
  language_missing: warningRule(
    'لا تذكر الخلاصة لغتها، ومن اللغة يعرف بعض القرّاء الاتجاه.',
    'The feed does not name its language, from which some readers take the direction.',
    'أضف <language>ar</language> في RSS، أو xml:lang="ar" على <feed>، أو "language": "ar" في JSON Feed.',
    'Add <language>ar</language> in RSS, xml:lang="ar" on <feed>, or "language": "ar" in JSON Feed.',
  ),
  language_underscore: errorRule(
    'رمز اللغة بشرطة سفلية (ar_SA) ليس رمزًا صالحًا (BCP 47).',
    'A language tag with an underscore (ar_SA) is not valid (BCP 47).',
    'اكتب ar، أو ar-SA إن احتجت إلى البلد.',
    'Write ar, or ar-SA where the country is needed.',
  ),
  language_name: errorRule(
    'قيمة اللغة ليست رمزًا من رموز BCP 47، كأن تكون اسمًا مثل Arabic أو عربي.',
    'The language is no tag of BCP 47, but a name such as Arabic, or something else.',
    'اكتب الرمز ar.',
    'Write the tag ar.',
  ),
  language_region: warningRule(
    'رمز اللغة مع البلد (مثل ar-SA): بعض القرّاء لا يعرف إلا ar فلا يعرض الخلاصة من اليمين.',
    'The language has a country (ar-SA): some readers know only ar, and do not set the feed from the right.',
    'اكتب ar: لغة الأخبار هي العربية الفصحى في كل البلدان.',
    'Write ar: news is in Modern Standard Arabic in every country.',
  ),
  language_wrong: warningRule(
    'اللغة المذكورة غير لغة معظم الأخبار.',
    'The language named is not the one of most items.',
    'اذكر لغة النص: ar للأخبار العربية.',
    'Name the language of the text: ar for Arabic news.',
  ),
  language_bilingual: warningRule(
    'الخلاصة بلغة واحدة كما تقول، وفيها أخبار بخط لغة أخرى لا تذكر لغتها.',
    'The feed names one language, and holds items in the script of another that do not name theirs.',
    'اجعل لكل لغة خلاصة، أو اذكر لغة كل خبر: <dc:language> أو xml:lang أو language.',
    'Make a feed for each language, or name the language of each item: <dc:language>, xml:lang or language.',
  ),
  language_conflict: warningRule(
    'لغتان مختلفتان في موضعين: <language> وxml:lang.',
    'Two places name two languages: <language> and xml:lang.',
    'اكتب اللغة نفسها في الموضعين.',
    'Write the same language in both.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;
