import { errorRule, type Rule, warningRule } from './rule.ts';

/** Elements and members: what is there, how often, and whose. */
export const structureRules = {
  rss_version: errorRule(
    'سمة version في <rss> غائبة أو ليست 2.0.',
    'The attribute version of <rss> is missing or not 2.0.',
    'اكتب <rss version="2.0">.',
    'Write <rss version="2.0">.',
  ),
  namespace_wrong: errorRule(
    'البادئة مربوطة بفضاء أسماء خاطئ، فلا يفهم القارئ ما كُتب بها.',
    'The prefix is bound to a wrong namespace, so readers do not understand what is written with it.',
    'صحّح عنوان xmlns حرفًا بحرف؛ فضاء Atom هو http://www.w3.org/2005/Atom.',
    'Correct the address of xmlns to the letter; the one of Atom is http://www.w3.org/2005/Atom.',
  ),
  element_missing: errorRule(
    'عنصر واجب غائب أو فارغ.',
    'A required element is missing or empty.',
    'أضفه بقيمته: في RSS لكل قناة title وlink وdescription، وفي Atom لكل خلاصة ومدخل id وtitle وupdated.',
    'Add it with its value: title, link and description of an RSS channel; id, title and updated of an Atom feed and entry.',
  ),
  element_repeated: errorRule(
    'عنصر لا يجوز إلا مرة واحدة تكرر، وكل قارئ يختار منه ما يشاء.',
    'An element that may stand once stands more often, and each reader picks another.',
    'أبقِ واحدًا واحذف الباقي.',
    'Keep one of them.',
  ),
  element_unknown: warningRule(
    'عنصر ليس في RSS 2.0 وبلا فضاء أسماء، فلا يدري قارئ ما هو.',
    'An element that is not of RSS 2.0 and has no namespace: no reader knows what it is.',
    'استعمل عنصرًا من المواصفة أو من وحدة معروفة ببادئتها (dc:، content:، media:)، أو احذفه.',
    'Use an element of the specification or of a known module with its prefix (dc:, content:, media:), or drop it.',
  ),
  dir_attribute: errorRule(
    'سمة dir على عنصر من عناصر RSS أو Atom لا تجيزها الصيغتان ولا يقرؤها قارئ.',
    'A dir attribute on an element of RSS or Atom: neither format allows it and no reader heeds it.',
    'ضع الاتجاه داخل HTML الخبر: <div dir="rtl" lang="ar">…</div>.',
    'Put the direction into the HTML of the item: <div dir="rtl" lang="ar">…</div>.',
  ),
  self_link_missing: warningRule(
    'لا تذكر الخلاصة عنوانها هي، فلا يعرف القارئ إن نُقلت ولا يعمل معها WebSub.',
    'The feed does not name its own address, so readers cannot follow a move and WebSub does not work.',
    'أضف <atom:link rel="self" href="…" type="application/rss+xml"/>، وفي JSON Feed المفتاح feed_url.',
    'Add <atom:link rel="self" href="…" type="application/rss+xml"/>, or feed_url in JSON Feed.',
  ),
  self_link_repeated: errorRule(
    'في الخلاصة أكثر من رابط rel="self".',
    'The feed has more than one link rel="self".',
    'أبقِ واحدًا: العنوان الذي يُشترك به.',
    'Keep one: the address to subscribe to.',
  ),
  self_link_other: warningRule(
    'رابط rel="self" غير العنوان الذي جُلبت منه الخلاصة.',
    'The link rel="self" is not the address that the feed was fetched from.',
    'اجعلهما واحدًا، أو حوّل العنوان القديم إلى الجديد بالرمز 301.',
    'Make them one, or redirect the old address to the new by 301.',
  ),
  description_after_content: warningRule(
    'جاء content:encoded قبل description، وبعض القرّاء يأخذ آخرهما فيضيع النص الكامل.',
    'content:encoded stands before description, and some readers take the last of the two and lose the full text.',
    'اكتب description أولًا ثم content:encoded.',
    'Write description first, then content:encoded.',
  ),
  channel_image_incomplete: errorRule(
    'في صورة القناة <image> ينقص url أو title أو link.',
    'The <image> of the channel lacks url, title or link.',
    'أكمل العناصر الثلاثة.',
    'Give all three.',
  ),
  channel_image_differs: warningRule(
    'عنوان صورة القناة أو رابطها غير عنوان القناة ورابطها (RSS Profile).',
    'Title or link of the channel image differ from those of the channel (RSS Profile).',
    'كرر فيها عنوان القناة ورابطها حرفًا بحرف.',
    'Repeat title and link of the channel to the letter.',
  ),
  channel_image_size: warningRule(
    'صورة القناة أكبر مما تجيزه RSS 2.0: العرض 144 والارتفاع 400 على الأكثر.',
    'The channel image is larger than RSS 2.0 allows: 144 wide and 400 high at most.',
    'اذكر صورة أصغر في <image>، والكبيرة في وحدة أخرى.',
    'Name a smaller picture in <image>, and the large one by another module.',
  ),
  number_not_ascii: errorRule(
    'عدد مكتوب بأرقام عربية أو فارسية في حقل تقرؤه البرامج.',
    'A number in Arabic or Persian digits in a field that programs read.',
    'اكتب الأعداد في حقول الخلاصة بأرقام 0-9.',
    'Write numbers in fields of the feed with the digits 0-9.',
  ),
  number_invalid: errorRule(
    'ليست القيمة عددًا صحيحًا كما يجب هنا.',
    'The value is no whole number, as it must be here.',
    'اكتب عددًا بلا وحدات ولا فواصل، أو احذف الحقل.',
    'Write a number without units or separators, or drop the field.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;
