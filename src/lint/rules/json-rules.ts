import { errorRule, type Rule, warningRule } from './rule.ts';

/** JSON Feed 1.0 and 1.1. */
export const jsonRules = {
  json_malformed: errorRule(
    'الملف ليس JSON سليمًا.',
    'The file is no well-formed JSON.',
    'اكتبه بمكتبة JSON، لا بضم النصوص.',
    'Write it by a JSON library, not by joining strings.',
  ),
  json_version: errorRule(
    'version غائب أو ليس عنوان إصدار من JSON Feed.',
    'version is missing or names no version of JSON Feed.',
    'اكتب "version": "https://jsonfeed.org/version/1.1".',
    'Write "version": "https://jsonfeed.org/version/1.1".',
  ),
  json_missing: errorRule(
    'مفتاح واجب غائب: title وitems للخلاصة، وcontent_html أو content_text للخبر.',
    'A required key is missing: title and items of the feed, content_html or content_text of an item.',
    'أضفه.',
    'Add it.',
  ),
  json_type: errorRule(
    'قيمة من نوع غير الذي توجبه المواصفة.',
    'A value of another type than the specification says.',
    'اكتب النوع الصحيح: نصًا أو عددًا أو مصفوفة أو كائنًا.',
    'Write the right type: string, number, array or object.',
  ),
  json_key_unknown: warningRule(
    'مفتاح ليس في المواصفة ولا يبدأ بشرطة سفلية.',
    'A key that is not in the specification and does not begin with an underscore.',
    'ضع ما هو لك في كائن يبدأ اسمه بشرطة سفلية، مثل _example.',
    'Put what is yours into an object whose name begins with an underscore, such as _example.',
  ),
  json_author_alone: warningRule(
    'author وحده في الإصدار 1.1، الذي يعرف authors.',
    'author stands alone in version 1.1, which knows authors.',
    'أضف authors، وهو مصفوفة؛ ولك أن تبقي author للقرّاء القدامى.',
    'Add authors, an array; author may stay for old readers.',
  ),
  json_id_type: errorRule(
    'معرّف الخبر عدد لا نص، فيكتبه كل برنامج على نحو.',
    'The id of the item is a number and no string, and each program writes it another way.',
    'اكتبه بين علامتي اقتباس.',
    'Write it between quotation marks.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;
