import { errorRule, type Rule, warningRule } from './rule.ts';

export const identityRules = {
  id_missing: errorRule(
    'لا معرّف للخبر، فيظهر مكررًا كلما تغيّر عنوانه أو رابطه.',
    'The item has no id, so it appears again whenever its title or link changes.',
    'أعط كل خبر معرّفًا ثابتًا: <guid isPermaLink="false">tag:…</guid>، أو id في JSON Feed.',
    'Give each item a lasting id: <guid isPermaLink="false">tag:…</guid>, or id in JSON Feed.',
  ),
  id_repeated: errorRule(
    'لخبرين المعرّف نفسه، فلا يرى القارئ إلا واحدًا منهما.',
    'Two items have the same id, and readers show only one of them.',
    'لكل خبر معرّف لا يشاركه فيه غيره ولا يُعاد استعماله.',
    'Give each item an id of its own that is never used again.',
  ),
  id_not_url: errorRule(
    'ليس guid رابطًا، ولم يُكتب معه isPermaLink="false"، فيفتحه القارئ كأنه صفحة.',
    'The guid is no URL and lacks isPermaLink="false", so readers open it as a page.',
    'اكتب <guid isPermaLink="false">.',
    'Write <guid isPermaLink="false">.',
  ),
  id_permalink_differs: warningRule(
    'المعرّف رابط دائم كما يقول، وهو غير رابط الخبر.',
    'The guid calls itself a permalink and is another address than the link of the item.',
    'اكتب isPermaLink="false"، ولا تغيّر المعرّف نفسه.',
    'Write isPermaLink="false", and leave the id itself as it is.',
  ),
  id_is_title: errorRule(
    'المعرّف هو العنوان نفسه، فكل تصحيح للعنوان خبر جديد عند القارئ.',
    'The id is the title, so each correction of the title is a new item to readers.',
    'استعمل رقم الخبر في نظام التحرير أو معرّف tag: يُمنح مرة واحدة.',
    'Use the number of the article in your system, or a tag: URI that is minted once.',
  ),
  id_not_ascii: warningRule(
    'في المعرّف حروف غير ASCII، فيعيد بعض البرامج كتابته ولا يعرفه ثانية.',
    'The id has letters beyond ASCII, which some programs rewrite and then no longer recognise.',
    'اجعله ASCII: معرّف tag: أو رابطًا مرمّزًا بالنسبة المئوية.',
    'Make it ASCII: a tag: URI, or an address with percent-encoding.',
  ),
  id_not_uri: errorRule(
    'معرّف Atom ليس URI مطلقًا (RFC 4287 §4.2.6).',
    'The id of Atom is no absolute URI (RFC 4287 §4.2.6).',
    'اكتب معرّفًا مثل tag:example.org,2026:article:1042.',
    'Write one such as tag:example.org,2026:article:1042.',
  ),
  id_white_space: errorRule(
    'في المعرّف مسافات أو أسطر أو محارف خفية، وهو يُقارن حرفًا بحرف.',
    'The id holds white space or invisible characters, and ids are compared character by character.',
    'اكتب المعرّف ملاصقًا للوسمين بلا محارف زائدة.',
    'Write the id right between the tags, without anything else.',
  ),
  link_missing: errorRule(
    'لا رابط للخبر.',
    'The item has no link.',
    'اذكر عنوان صفحة الخبر: <link>، أو <link rel="alternate">، أو url.',
    'Give the address of its page: <link>, <link rel="alternate">, or url.',
  ),
  link_empty: errorRule(
    'عنصر الرابط فارغ.',
    'The link is empty.',
    'اكتب العنوان كاملًا، أو احذف العنصر.',
    'Write the whole address, or drop the element.',
  ),
  link_relative: errorRule(
    'عنوان نسبي، ولا يعرف القارئ إلى أي موقع يُنسب.',
    'A relative address: readers do not know of which site.',
    'اكتب العنوان كاملًا من https://.',
    'Write the whole address from https:// on.',
  ),
  link_not_ascii: errorRule(
    'في العنوان حروف عربية غير مرمّزة، فترفضه بعض البرامج.',
    'The address has letters that are not percent-encoded, and some programs refuse it.',
    'رمّز المسار بالنسبة المئوية (%D8%…) واسم النطاق بصيغة xn--؛ تفعلهما new URL(…).href معًا.',
    'Percent-encode the path (%D8%…) and write the host as xn--; new URL(…).href does both.',
  ),
  link_script: errorRule(
    'عنوان يشغّل شيفرة أو ليس من عناوين الويب، فيحذفه القارئ أو يرفض الخبر.',
    'The address runs a script or is none of the web: readers drop it or refuse the item.',
    'لا تضع في الخلاصة إلا عناوين https وhttp وmailto.',
    'Have only addresses of https, http and mailto in a feed.',
  ),
  link_white_space: errorRule(
    'في العنوان مسافات أو أسطر.',
    'The address has spaces or line breaks.',
    'اكتبه ملاصقًا للوسمين، ورمّز المسافة داخله %20.',
    'Write it right between the tags, and a space within as %20.',
  ),
  link_malformed: errorRule(
    'ليس هذا عنوان ويب سليمًا.',
    'This is no well-formed web address.',
    'صحّح العنوان حتى يفتحه المتصفح.',
    'Correct it until a browser opens it.',
  ),
  link_repeated: warningRule(
    'لأكثر من خبر الرابط نفسه، فيعدّها بعض القرّاء خبرًا واحدًا.',
    'Several items have the same link, and some readers take them for one.',
    'لكل خبر صفحة برابطها.',
    'Give each item a page and link of its own.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;
