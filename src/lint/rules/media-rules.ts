import { errorRule, type Rule, warningRule } from './rule.ts';

/** People, and what is attached to an item. */
export const mediaRules = {
  author_without_email: errorRule(
    'عنصر author (أو managingEditor أو webMaster) في RSS عنوان بريد، وليس فيه بريد.',
    'The element author (managingEditor, webMaster) of RSS is an e-mail address, and there is none in it.',
    'اكتب الاسم في <dc:creator>، أو: editor@example.org (الاسم).',
    'Write the name in <dc:creator>, or: editor@example.org (name).',
  ),
  author_fake_email: warningRule(
    'بريد مختلق لا يصل إلى أحد، مثل noreply@.',
    'An invented e-mail address that reaches nobody, such as noreply@.',
    'اكتب الاسم وحده في <dc:creator>.',
    'Write the name alone in <dc:creator>.',
  ),
  author_missing: errorRule(
    'لا كاتب في Atom: لا في المدخل ولا في الخلاصة (RFC 4287 §4.1.1).',
    'No author in Atom, neither of the entry nor of the feed (RFC 4287 §4.1.1).',
    'أضف <author><name>…</name></author> باسم غرفة الأخبار إلى الخلاصة.',
    'Add <author><name>…</name></author> with the name of the newsroom to the feed.',
  ),
  author_nameless: errorRule(
    'كاتب بلا اسم.',
    'A person without a name.',
    'اكتب الاسم: <name> في Atom، و"name" في JSON Feed، أو احذف العنصر.',
    'Write the name, <name> in Atom and "name" in JSON Feed, or drop the element.',
  ),
  enclosure_incomplete: errorRule(
    'في المرفق ينقص url أو length أو type، وهي واجبة في RSS؛ وفي Atom ينقص href.',
    'The enclosure lacks url, length or type, all required in RSS; or href in Atom.',
    'اذكر العنوان، والحجم بالبايت، ونوع MIME.',
    'Give address, length in bytes and MIME type.',
  ),
  enclosure_repeated: warningRule(
    'في الخبر أكثر من enclosure، ومعظم القرّاء لا يأخذ إلا واحدًا (RSS Profile).',
    'The item has more than one enclosure, and most readers take only one (RSS Profile).',
    'أبقِ الصوت أو الفيديو في enclosure، وضع الصور في media:content.',
    'Keep the sound or film in enclosure, and have pictures in media:content.',
  ),
  media_type_invalid: errorRule(
    'نوع الوسيط ليس نوع MIME، مثل image/jpeg.',
    'The type is no MIME type such as image/jpeg.',
    'اكتب النوع كاملًا.',
    'Write the whole type.',
  ),
  media_without_url: errorRule(
    'عنصر media:content بلا عنوان ملف ولا مشغّل.',
    'A media:content without address of a file or player.',
    'أضف سمة url.',
    'Add the attribute url.',
  ),
  attachment_incomplete: errorRule(
    'مرفق في JSON Feed بلا url أو mime_type، وكلاهما واجب.',
    'An attachment of JSON Feed lacks url or mime_type, both required.',
    'أضف المفتاحين.',
    'Add both.',
  ),
  image_only_in_html: warningRule(
    'صورة الخبر داخل HTML وحده، فلا تراها التطبيقات التي تعرض الصورة مع العنوان.',
    'The picture of the item is in its HTML only, so applications that show one beside the title have none.',
    'أضف <media:content> أو enclosure بعنوان الصورة ومقاسها، أو "image" في JSON Feed.',
    'Add <media:content> or an enclosure with address and size, or "image" in JSON Feed.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;
