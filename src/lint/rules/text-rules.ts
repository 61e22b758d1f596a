import { errorRule, type Rule, warningRule } from './rule.ts';

/** Texts, and categories. */
export const textRules = {
  mojibake: errorRule(
    'النص مشوّه: UTF-8 قُرئ بترميز آخر ثم حُفظ (Ø§Ù„ أو ط§ظ„).',
    'The text is garbled: UTF-8 that was read in another encoding and saved (Ø§Ù„ or ط§ظ„).',
    'صحّح ترميز الاتصال بقاعدة البيانات أو الاستيراد، وأعد حفظ الأخبار.',
    'Correct the encoding of the database connection or import, and save the articles again.',
  ),
  letters_lost: errorRule(
    'ضاعت الحروف العربية وبقي مكانها ??????.',
    'The Arabic letters are lost, and ?????? stands in their place.',
    'اجعل قاعدة البيانات والاتصال بها utf8mb4، فما ضاع لا يعود إلا من الأصل.',
    'Make database and connection utf8mb4; what is lost comes back from the original only.',
  ),
  replacement_character: errorRule(
    'في النص محرف الاستبدال U+FFFD: حرف لم يُقرأ.',
    'The text holds U+FFFD: a letter that could not be read.',
    'اقرأ الأصل بترميزه الصحيح، ولا تقطع النص في وسط حرف.',
    'Read the original in its own encoding, and do not cut text within a character.',
  ),
  presentation_forms: warningRule(
    'حروف عربية مكتوبة بأشكالها المطبعية، فلا يجدها البحث ولا تُعرف عربية.',
    'Arabic letters stand as printed shapes: no search finds them, and few programs know them as Arabic.',
    'أعدها إلى حروفها: NFKC على U+FB50–FDFF وU+FE70–FEFC وحدها.',
    'Turn them back into letters: NFKC on U+FB50–FDFF and U+FE70–FEFC alone.',
  ),
  text_double_escaped: errorRule(
    'النص مهرّب مرتين، فيرى القارئ وسوم HTML مكتوبة.',
    'The text is escaped twice: readers see the tags of HTML.',
    'هرّب HTML مرة واحدة، أو ضعه في CDATA بلا تهريب.',
    'Escape the HTML once, or put it into CDATA without.',
  ),
  html_bare_angle: errorRule(
    'العلامة < مكتوبة وحدها في نص هو HTML، فتبتلع ما بعدها.',
    'A bare < stands in a text that is HTML, and swallows what follows.',
    'اكتب &lt; في HTML، وهي في XML: &amp;lt;.',
    'Write &lt; in the HTML, which is &amp;lt; in XML.',
  ),
  text_with_tags: errorRule(
    'في نص صرف وسوم HTML، فتظهر كما هي: Atom من غير type="html"، أو summary أو content_text في JSON Feed.',
    'A plain text has HTML tags, which are shown as they are: Atom without type="html", or summary or content_text of JSON Feed.',
    'اكتب type="html"، أو content_html، أو احذف الوسوم.',
    'Write type="html", or content_html, or remove the tags.',
  ),
  text_missing: warningRule(
    'لا نص للخبر ولا ملخص، ولغيره في الخلاصة نص.',
    'The item has neither text nor summary, and others of the feed have.',
    'أضف description أو content:encoded، أو summary أو content.',
    'Add description or content:encoded, or summary or content.',
  ),
  summary_is_title: warningRule(
    'الملخص هو العنوان نفسه.',
    'The summary only repeats the title.',
    'اكتب ملخصًا من الفقرة الأولى، أو احذفه.',
    'Write a summary of the first paragraph, or none.',
  ),
  content_script: errorRule(
    'في HTML الخبر شيفرة: script أو سمة مثل onclick.',
    'The HTML of the item has scripts: script, or an attribute such as onclick.',
    'احذف الشيفرة؛ لا يشغّلها قارئ، وبعضهم يرفض الخبر.',
    'Remove them: no reader runs them, and some refuse the item.',
  ),
  content_relative: errorRule(
    'في HTML الخبر رابط أو صورة بعنوان نسبي.',
    'The HTML of the item has a link or picture with a relative address.',
    'اكتب العناوين كاملة من https://.',
    'Write whole addresses from https:// on.',
  ),
  category_placeholder: warningRule(
    'تصنيف لا يدل على شيء (أخبار، عام، منوعات…)، وتسقطه المجمّعات.',
    'A category that says nothing (أخبار, عام, منوعات…), which aggregators discard.',
    'اكتب القسم أو الموضوع الحقيقي، أو لا تكتب شيئًا.',
    'Write the real section or topic, or none.',
  ),
  category_code: warningRule(
    'رمز من رموز IPTC في موضع يراه القارئ.',
    'A code of IPTC stands where readers see it.',
    'اكتب اسم الموضوع بالعربية، والرمز في term من Atom.',
    'Write the name of the topic in Arabic, and the code in term of Atom.',
  ),
  category_with_subject: warningRule(
    'في الخبر category وdc:subject معًا.',
    'The item has both category and dc:subject.',
    'أبقِ category وحده.',
    'Keep category alone.',
  ),
  category_without_term: errorRule(
    'تصنيف Atom بلا term، وهو واجب (RFC 4287 §4.2.2).',
    'A category of Atom without term, which is required (RFC 4287 §4.2.2).',
    'أضف term بقيمة لاتينية ثابتة، والاسم العربي في label.',
    'Add term with a lasting Latin value, and the Arabic name in label.',
  ),
  category_without_label: warningRule(
    'تصنيف Atom بلا label، فيرى القارئ العربي الرمز اللاتيني.',
    'A category of Atom without label: Arabic readers see the Latin term.',
    'أضف label بالاسم العربي.',
    'Add label with the Arabic name.',
  ),
  category_empty: warningRule('تصنيف فارغ.', 'An empty category.', 'احذفه.', 'Remove it.'),
} as const satisfies Readonly<Record<string, Rule>>;
