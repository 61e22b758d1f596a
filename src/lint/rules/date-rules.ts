import { errorRule, type Rule, warningRule } from './rule.ts';

export const dateRules = {
  date_missing: errorRule(
    'لا تاريخ للخبر، فيؤرخه القارئ بوقت وصوله أو يضعه في آخر القائمة.',
    'The item has no date: readers date it when they see it, or put it last.',
    'اذكر وقت النشر: pubDate في RSS، وpublished في Atom، وdate_published في JSON Feed.',
    'Give the time of publication: pubDate in RSS, published in Atom, date_published in JSON Feed.',
  ),
  date_iso_in_rss: errorRule(
    'تاريخ بصيغة ISO 8601 أو قاعدة البيانات في RSS، الذي لا يقبل إلا صيغة RFC 822.',
    'A date as of ISO 8601 or of a database in RSS, which takes the form of RFC 822 only.',
    'اكتبه هكذا: Fri, 18 Jul 2025 09:30:00 +0300.',
    'Write it like this: Fri, 18 Jul 2025 09:30:00 +0300.',
  ),
  date_localised: errorRule(
    'في التاريخ أسماء أو أرقام عربية، ولا تقرأ البرامج إلا الإنجليزية.',
    'The date has Arabic names or digits, and programs read English ones only.',
    'اكتب تواريخ الخلاصة بالإنجليزية وبأرقام 0-9 مهما كانت لغة الموقع.',
    'Write dates of the feed in English and with the digits 0-9, whatever the language of the site.',
  ),
  date_weekday: errorRule(
    'يوم الأسبوع في التاريخ لا يوافق اليوم نفسه، فترفضه بعض البرامج.',
    'The weekday of the date is not that of its day, and some programs refuse it.',
    'احسب اسم اليوم من التاريخ، أو احذفه: RFC 822 لا يوجبه.',
    'Compute the name from the day, or leave it out: RFC 822 does not require it.',
  ),
  date_year_short: errorRule(
    'السنة برقمين، فلا يُعرف قرنها.',
    'The year has two digits, and nobody knows its century.',
    'اكتب السنة بأربعة أرقام.',
    'Write the year with four digits.',
  ),
  date_without_zone: errorRule(
    'لا يذكر التاريخ فرق التوقيت، فيقرؤه كل برنامج في منطقة مختلفة.',
    'The date names no time zone, so each program reads it in another.',
    'أضف الفرق: +0300 في RSS، و+03:00 في Atom وJSON Feed.',
    'Add the offset: +0300 in RSS, +03:00 in Atom and JSON Feed.',
  ),
  date_white_space: errorRule(
    'في عنصر التاريخ مسافات أو أسطر حول القيمة.',
    'White space or line breaks surround the date inside of its element.',
    'اكتب القيمة ملاصقة للوسمين.',
    'Write the value right between the tags.',
  ),
  date_not_rfc822: errorRule(
    'ليس التاريخ بصيغة RFC 822 التي توجبها RSS.',
    'The date is not in the form of RFC 822, which RSS requires.',
    'اكتبه هكذا: Fri, 18 Jul 2025 09:30:00 +0300.',
    'Write it like this: Fri, 18 Jul 2025 09:30:00 +0300.',
  ),
  date_not_rfc3339: errorRule(
    'ليس التاريخ بصيغة RFC 3339 الواجبة هنا.',
    'The date is not in the form of RFC 3339, which is required here.',
    'اكتبه هكذا: 2025-07-18T09:30:00+03:00.',
    'Write it like this: 2025-07-18T09:30:00+03:00.',
  ),
  date_impossible: errorRule(
    'تاريخ لا وجود له في التقويم أو وقت لا وجود له في اليوم.',
    'A date that no calendar has, or a time that no day has.',
    'صحّح اليوم أو الشهر أو الساعة.',
    'Correct day, month or hour.',
  ),
  date_in_future: errorRule(
    'تاريخ الخبر لم يأت بعد، وكثير من القرّاء يحجب ما في المستقبل.',
    'The date of the item is yet to come, and many readers hide what is in the future.',
    'لا تنشر الخبر قبل موعده، وتحقق من ساعة الخادم.',
    'Do not publish before the time, and check the clock of the server.',
  ),
  date_local_as_gmt: errorRule(
    'التاريخ بعد الآن بساعات قليلة ومكتوب أنه GMT: هو على الأرجح توقيت محلي.',
    'The date is a few hours ahead of now and labelled GMT: it is likely local time.',
    'حوّل الوقت إلى GMT، أو اكتب الفرق الصحيح مثل +0300.',
    'Convert the time to GMT, or write the true offset, such as +0300.',
  ),
  dates_all_equal: errorRule(
    'لكل الأخبار التاريخ نفسه، كأنه وقت إنشاء الخلاصة لا وقت النشر.',
    'All items have the same date, as if it were the time at which the feed was made.',
    'خذ تاريخ كل خبر من وقت نشره المحفوظ.',
    'Take the date of each item from its stored time of publication.',
  ),
  dates_all_now: errorRule(
    'تواريخ كل الأخبار هي وقت الجلب، فتظهر جديدة في كل مرة.',
    'The dates of all items are the time of fetching, so they look new each time.',
    'خذ تاريخ كل خبر من وقت نشره المحفوظ، لا من الساعة.',
    'Take the date of each item from its stored time of publication, not from the clock.',
  ),
  updated_before_published: errorRule(
    'وقت التحديث أسبق من وقت النشر.',
    'The time of the update is before that of publication.',
    'اجعل وقت التحديث وقت آخر تغيير في الخبر.',
    'Make it the time of the last change to the item.',
  ),
  feed_date_old: warningRule(
    'تاريخ الخلاصة أقدم من أحدث خبر فيها، وبعض القرّاء يكتفي به فلا يقرأ الباقي.',
    'The date of the feed is older than its newest item, and some readers look no further.',
    'اجعله وقت آخر تغيير مرئي في الخلاصة.',
    'Make it the time of the last visible change of the feed.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;
