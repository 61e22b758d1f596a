import { errorRule, type Rule, warningRule } from './rule.ts';

/** Bytes to text, and text to a document that can be read at all. */
export const encodingRules = {
  utf16_undeclared: errorRule(
    'الملف بترميز UTF-16 ولا يقول ذلك: لا علامة ترتيب في أوله ولا اسم للترميز، فلا يقرؤه معظم القرّاء.',
    'The file is UTF-16 and does not say so: no byte order mark, no name of the encoding. Most readers cannot read it.',
    'احفظ الخلاصة بترميز UTF-8 وأعلنه: <?xml version="1.0" encoding="utf-8"?>.',
    'Save the feed as UTF-8 and say so: <?xml version="1.0" encoding="utf-8"?>.',
  ),
  encoding_not_utf8: warningRule(
    'الخلاصة بترميز غير UTF-8، وقرّاء كثيرون لا يعرفون سواه.',
    'The feed is in an encoding other than UTF-8, and many readers know no other.',
    'انشر الخلاصة بترميز UTF-8، وغيّر الاسم في إعلان XML وفي Content-Type معًا.',
    'Publish the feed as UTF-8, and change its name both in the XML declaration and in Content-Type.',
  ),
  encoding_mismatch: errorRule(
    'بايتات الملف ليست بالترميز الذي يعلنه، فتظهر الحروف العربية مشوّهة أو تُرفض الخلاصة.',
    'The bytes are not in the encoding that the document declares: Arabic letters come out garbled, or the feed is refused.',
    'احفظ الملف بالترميز المعلن فعلًا، والأسلم UTF-8 في الموضعين.',
    'Save the file in the encoding that it declares; UTF-8 in both places is safest.',
  ),
  encoding_unknown: errorRule(
    'لا يمكن قراءة نص الملف: ليس UTF-8 ولا ترميزًا عربيًا معروفًا.',
    'The text cannot be read: it is neither UTF-8 nor a known Arabic encoding.',
    'احفظ الخلاصة بترميز UTF-8.',
    'Save the feed as UTF-8.',
  ),
  charset_conflict: errorRule(
    'يذكر رأس HTTP ترميزًا ويذكر المستند غيره، والأول هو الغالب (RFC 7303).',
    'The HTTP header names one encoding and the document another, and the header wins (RFC 7303).',
    'اجعل charset في Content-Type مطابقًا لترميز الملف: charset=utf-8.',
    'Make charset in Content-Type the encoding of the file: charset=utf-8.',
  ),
  json_byte_order_mark: warningRule(
    'في أول ملف JSON علامة ترتيب البايتات، وهي ممنوعة فيه (RFC 8259 §8.1).',
    'The JSON begins with a byte order mark, which it must not (RFC 8259 §8.1).',
    'احفظ الملف بترميز UTF-8 من غير BOM.',
    'Save the file as UTF-8 without a BOM.',
  ),
  space_before_declaration: errorRule(
    'قبل <?xml سطر فارغ أو مسافة، وبذلك لا يكون المستند XML سليمًا (XML 1.0 §2.8).',
    'A line break or space stands before <?xml, so the document is no well-formed XML (XML 1.0 §2.8).',
    'احذف كل ما قبل <?xml؛ كثيرًا ما يكون سطرًا فارغًا بعد وسم PHP في أحد الملفات.',
    'Take away all that stands before <?xml; often it is a blank line behind a PHP tag of some file.',
  ),
  control_character: errorRule(
    'في النص محرف تحكّم لا يجيزه XML، فيرفض القرّاء الخلاصة كلها (XML 1.0 §2.2).',
    'The text holds a control character that XML forbids, so readers refuse the whole feed (XML 1.0 §2.2).',
    'احذف محارف التحكم عند الكتابة: U+0000 إلى U+001F سوى الجدولة وفاصل السطر، وU+FFFE وU+FFFF.',
    'Drop control characters when writing: U+0000 to U+001F but tab and line breaks, U+FFFE and U+FFFF.',
  ),
  xml_malformed: errorRule(
    'المستند ليس XML سليمًا، فلا يقرؤه القارئ بعد هذا الموضع.',
    'The document is no well-formed XML: from here on readers read nothing.',
    'أغلق كل وسم بترتيب فتحه، واكتب القيم عبر مكتبة XML لا بضم النصوص.',
    'Close each tag in the order of opening, and write values by an XML library, not by joining strings.',
  ),
  ampersand_unescaped: errorRule(
    'العلامة & مكتوبة كما هي، أو كيان لا يعرفه XML مثل &nbsp;، فالمستند غير سليم.',
    'An & stands as it is, or an entity that XML does not know, such as &nbsp;: the document is malformed.',
    'اكتب &amp; بدل &، والمحرف نفسه أو رقمه (&#160;) بدل كيانات HTML.',
    'Write &amp; for &, and the character itself or its number (&#160;) for entities of HTML.',
  ),
  cdata_end_in_text: errorRule(
    'في النص «]]>» خارج CDATA أو بعد إغلاقه، فالمستند غير سليم (XML 1.0 §2.4).',
    '“]]>” stands in text outside of CDATA or after its end: the document is malformed (XML 1.0 §2.4).',
    'اكتب ]]&gt; في النص، وداخل CDATA اقسمها: ]]]]><![CDATA[>.',
    'Write ]]&gt; in text, and split it inside CDATA: ]]]]><![CDATA[>.',
  ),
  prefix_undeclared: errorRule(
    'بادئة مستعملة من غير إعلان فضاء أسمائها xmlns، فيرفض محلل XML المستند.',
    'A prefix is used without a declaration xmlns of its namespace, so XML parsers refuse the document.',
    'أعلن البادئة في العنصر الجذر، مثل xmlns:content="http://purl.org/rss/1.0/modules/content/".',
    'Declare the prefix on the root element, such as xmlns:content="http://purl.org/rss/1.0/modules/content/".',
  ),
  doctype: warningRule(
    'في المستند DOCTYPE، وقرّاء كثيرون يرفضونه خشية الكيانات المتفجرة.',
    'The document has a DOCTYPE, which many readers refuse for fear of entity bombs.',
    'احذفه: لا تحتاج إليه أي صيغة من صيغ الخلاصات.',
    'Remove it: no feed format needs one.',
  ),
  not_a_feed: errorRule(
    'ليس هذا خلاصة: لا RSS 2.0 ولا Atom 1.0 ولا JSON Feed.',
    'This is no feed: neither RSS 2.0 nor Atom 1.0 nor JSON Feed.',
    'تحقق من العنوان؛ لعله عنوان صفحة، ورابط الخلاصة في <link rel="alternate"> داخلها.',
    'Check the address: it may be a page, with the feed in its <link rel="alternate">.',
  ),
  format_outdated: errorRule(
    'الصيغة قديمة (RSS 1.0 أو 0.9 أو Atom 0.3) ولم يعد يدعمها كل قارئ.',
    'The format is outdated (RSS 1.0 or 0.9, Atom 0.3) and no longer read by every reader.',
    'انشر RSS 2.0 أو Atom 1.0.',
    'Publish RSS 2.0 or Atom 1.0.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;
