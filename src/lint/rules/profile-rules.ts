import { errorRule, type Rule, warningRule } from './rule.ts';

/** What an aggregator asks beyond a good feed: MSN, Flipboard, and those that take the full text. */
export const profileRules = {
  msn_title_length: errorRule(
    'لا تقبل MSN إلا عنوانًا من 20 إلى 150 محرفًا.',
    'MSN takes titles of 20 to 150 characters only.',
    'أطِل العنوان أو قصّره.',
    'Make the title longer or shorter.',
  ),
  msn_not_https: errorRule(
    'توجب MSN عناوين https للروابط والصور.',
    'MSN requires https for links and pictures.',
    'انشر الصفحات والصور عبر https.',
    'Publish pages and pictures by https.',
  ),
  msn_not_utf8: errorRule(
    'لا تقبل MSN إلا UTF-8.',
    'MSN takes UTF-8 only.',
    'انشر الخلاصة بترميز UTF-8.',
    'Publish the feed as UTF-8.',
  ),
  msn_without_body: errorRule(
    'توجب MSN نص الخبر كاملًا.',
    'MSN requires the full text of the item.',
    'أضف content:encoded أو content.',
    'Add content:encoded or content.',
  ),
  msn_too_old: errorRule(
    'لا تقبل MSN خبرًا مضى على نشره أكثر من 365 يومًا.',
    'MSN takes no item that was published more than 365 days ago.',
    'أخرج الأخبار القديمة من هذه الخلاصة.',
    'Leave old items out of this feed.',
  ),
  msn_date_not_utc: warningRule(
    'تطلب MSN الأوقات بتوقيت UTC.',
    'MSN asks for times in UTC.',
    'اكتب الوقت محولًا إلى GMT.',
    'Write the time converted to GMT.',
  ),
  msn_too_many_items: errorRule(
    'تطلب MSN أقل من 30 خبرًا في الخلاصة.',
    'MSN asks for fewer than 30 items in a feed.',
    'أبقِ أحدث 29 خبرًا.',
    'Keep the newest 29.',
  ),
  msn_too_large: errorRule(
    'الخلاصة أكبر من 10 ميغابايت، وهو حد MSN.',
    'The feed is larger than 10 MB, the limit of MSN.',
    'قلّل عدد الأخبار، ولا تضع صورًا داخل النص.',
    'Have fewer items, and no pictures inside of the text.',
  ),
  msn_several_languages: errorRule(
    'توجب MSN لغة واحدة لكل خلاصة.',
    'MSN requires one language for each feed.',
    'اجعل لكل لغة خلاصة بعنوانها.',
    'Make a feed with an address of its own for each language.',
  ),
  msn_image_small: errorRule(
    'أكبر صور الخبر أصغر من 720 بكسل، وهو حد MSN.',
    'The largest picture of the item is smaller than 720 pixels, the limit of MSN.',
    'أرفق صورة عرضها 720 بكسل أو أكثر، والأفضل 1200×624.',
    'Attach a picture of 720 pixels or more, best 1200×624.',
  ),
  msn_without_image: warningRule(
    'لا صورة للخبر، وقلما تعرض MSN خبرًا بلا صورة.',
    'The item has no picture, and MSN rarely shows one without.',
    'أرفق صورة بـmedia:content.',
    'Attach one by media:content.',
  ),
  msn_tag: errorRule(
    'وسم HTML لا تقبله MSN.',
    'An HTML tag that MSN does not take.',
    'لا تستعمل إلا p وh1 إلى h5 وb وi وem وstrong وul وol وli وa وimg وtable وblockquote وdiv وspan.',
    'Use only p, h1 to h5, b, i, em, strong, ul, ol, li, a, img, table, blockquote, div and span.',
  ),
  flipboard_description_short: warningRule(
    'تطلب Flipboard وصفًا من 300 محرف على الأقل.',
    'Flipboard asks for a description of at least 300 characters.',
    'أطِل الملخص، أو ضع فيه أول النص.',
    'Make the summary longer, or put the start of the text into it.',
  ),
  flipboard_without_creator: errorRule(
    'توجب Flipboard كاتبًا لكل خبر.',
    'Flipboard requires an author of each item.',
    'أضف dc:creator باسم الكاتب أو غرفة الأخبار.',
    'Add dc:creator with the name of the author or newsroom.',
  ),
  flipboard_without_image: errorRule(
    'توجب Flipboard صورة مرفقة بكل خبر.',
    'Flipboard requires a picture attached to each item.',
    'أضف enclosure بصورة عرضها 400 بكسل أو أكثر.',
    'Add an enclosure with a picture of 400 pixels or more.',
  ),
  flipboard_image_small: errorRule(
    'أكبر صور الخبر أصغر من 400 بكسل، وهو حد Flipboard.',
    'The largest picture of the item is smaller than 400 pixels, the limit of Flipboard.',
    'أرفق صورة أكبر.',
    'Attach a larger one.',
  ),
  flipboard_without_text: errorRule(
    'توجب Flipboard نص الخبر كاملًا.',
    'Flipboard requires the full text of the item.',
    'أضف content:encoded أو content.',
    'Add content:encoded or content.',
  ),
  flipboard_without_category: warningRule(
    'لا تصنيف للخبر، وبه تختار Flipboard موضعه.',
    'The item has no category, by which Flipboard places it.',
    'أضف category باسم القسم.',
    'Add category with the name of the section.',
  ),
  flipboard_item_count: warningRule(
    'تطلب Flipboard من 20 إلى 30 خبرًا في الخلاصة، وهنا أكثر.',
    'Flipboard asks for 20 to 30 items in a feed, and here are more.',
    'أبقِ أحدث 30 خبرًا.',
    'Keep the newest 30.',
  ),
  flipboard_without_hub: warningRule(
    'لا رابط إلى موزّع WebSub، فتتأخر Flipboard في جلب الجديد.',
    'No link to a WebSub hub, so Flipboard fetches what is new late.',
    'أضف <atom:link rel="hub" href="…"/>.',
    'Add <atom:link rel="hub" href="…"/>.',
  ),
  full_text_missing: errorRule(
    'لا نص كامل للخبر، ومجمّعات النص الكامل (نبض وغيره) لا تأخذ الملخص وحده.',
    'The item has no full text, and aggregators of full text (Nabd and others) take no summary alone.',
    'أضف content:encoded أو content بالنص كله.',
    'Add content:encoded or content with the whole text.',
  ),
  full_text_cut: errorRule(
    'النص الكامل مقطوع: ينتهي بـ«…» أو «اقرأ المزيد».',
    'The full text is cut off: it ends in “…” or “اقرأ المزيد”.',
    'انشر النص إلى آخره.',
    'Publish the text to its end.',
  ),
  full_text_without_image: warningRule(
    'لا صورة للخبر، وتعرض المجمّعات صورة كبيرة مع كل خبر.',
    'The item has no picture, and aggregators show a large one with each.',
    'أرفق صورة بـmedia:content.',
    'Attach one by media:content.',
  ),
  full_text_without_category: warningRule(
    'لا تصنيف عربيًا للخبر.',
    'The item has no Arabic category.',
    'أضف category باسم القسم بالعربية.',
    'Add category with the name of the section in Arabic.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;
