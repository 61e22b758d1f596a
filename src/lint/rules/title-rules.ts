import { errorRule, type Rule, warningRule } from './rule.ts';

/** Titles and directions. */
export const titleRules = {
  title_missing: warningRule(
    'لا عنوان للخبر أو عنوانه فارغ.',
    'The item has no title, or an empty one.',
    'اكتب عنوانًا من نص صرف.',
    'Write a title in plain text.',
  ),
  title_html: errorRule(
    'في العنوان وسوم HTML، فتظهر للقارئ كما هي أو تضيع.',
    'The title has HTML tags, which readers show as they are or lose.',
    'اكتب العنوان نصًا صرفًا.',
    'Write the title as plain text.',
  ),
  title_double_escaped: errorRule(
    'العنوان مهرّب مرتين، فيرى القارئ &quot; أو &amp; بدل المحرف.',
    'The title is escaped twice: readers see &quot; or &amp; instead of the character.',
    'هرّب القيمة مرة واحدة عند كتابة XML، وفي JSON لا تهرّب HTML.',
    'Escape the value once when writing XML, and not at all as HTML in JSON.',
  ),
  title_white_space: warningRule(
    'في أول العنوان أو آخره مسافة، أو فيه فاصل أسطر.',
    'White space surrounds the title, or a line break stands in it.',
    'اكتبه في سطر واحد ملاصقًا للوسمين.',
    'Write it in one line right between the tags.',
  ),
  title_site_name: warningRule(
    'اسم الموقع ملحق بعناوين الأخبار، فيتكرر في كل سطر من القائمة.',
    'The name of the site is appended to titles, and stands in each line of the list.',
    'اكتب عنوان الخبر وحده؛ اسم الموقع عنوان الخلاصة.',
    'Write the headline alone; the name of the site is the title of the feed.',
  ),
  title_latin_first: warningRule(
    'العنوان العربي يبدأ بحرف لاتيني، فيعرضه كثير من القرّاء من اليسار.',
    'The Arabic title opens with a Latin letter, and many readers set it from the left.',
    'ضع قبله U+200F (RLM) في RSS وAtom.',
    'Put U+200F (RLM) before it in RSS and Atom.',
  ),
  content_without_direction: warningRule(
    'لا يذكر HTML الخبر العربي اتجاهه، فيعرضه بعض القرّاء من اليسار وتقفز النقطة إلى الجهة الأخرى.',
    'The HTML of the Arabic item names no direction: some readers set it from the left, the full stop on the wrong side.',
    'ضع النص كله في <div dir="rtl" lang="ar">…</div>.',
    'Put the whole text into <div dir="rtl" lang="ar">…</div>.',
  ),
  content_latin_first: errorRule(
    'نص الخبر العربي يبدأ بكلام لاتيني (مصدر صورة أو توقيع) وبلا اتجاه، فيُعرض كله من اليسار.',
    'The Arabic text opens in Latin letters (a credit or byline) without a direction, and is set from the left as a whole.',
    'ضعه في <div dir="rtl" lang="ar">، وانقل مصدر الصورة إلى ما بعد أول فقرة.',
    'Put it into <div dir="rtl" lang="ar">, and move the credit behind the first paragraph.',
  ),
  arabic_minority: warningRule(
    'أقل من نصف محارف نص الخبر العربي حروف عربية، فيحسبه بعض القرّاء من اليسار.',
    'Less than half of the characters of the Arabic text are Arabic letters, and some readers take it for left to right.',
    'أخرج الترجمات والروابط الطويلة من نص الخبر.',
    'Keep translations and long addresses out of the text.',
  ),
  bidi_override: errorRule(
    'في النص محرف يقلب اتجاه الحروف (U+202D أو U+202E)، ويُستعمل في الخداع.',
    'The text holds a character that overrides direction (U+202D, U+202E), used for spoofing.',
    'احذفه.',
    'Remove it.',
  ),
  bidi_unbalanced: warningRule(
    'محرف اتجاه مفتوح بلا إغلاق (U+202A أو U+202B أو U+2066 إلى U+2068)، فيؤثر فيما بعده.',
    'A character of direction is opened and not closed (U+202A, U+202B, U+2066 to U+2068), and acts on what follows.',
    'أغلقه بـU+202C أو U+2069، أو احذفه.',
    'Close it by U+202C or U+2069, or remove it.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;
