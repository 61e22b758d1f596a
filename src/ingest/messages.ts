import type { Warning } from '../domain/article.ts';
import { type ErrorCode, type ErrorDetails, NashraError } from '../domain/errors.ts';

type Text = readonly [arabic: string, english: string];

const refusals: Readonly<Partial<Record<ErrorCode, Text>>> = {
  empty_article: ['الملف فارغ، فلا خبر فيه.', 'The file is empty: there is no article in it.'],
  article_too_large: [
    'حجم الملف يتجاوز الحد الأقصى للخبر، وهو ميغابايتان.',
    'The file is larger than an article may be, which is 2 MiB.',
  ],
  encoding_unknown: [
    'ترميز النص غير معروف؛ احفظ الملف بترميز UTF-8 ثم أعد المحاولة.',
    'The encoding of the text is unknown; save the file as UTF-8 and try again.',
  ],
  text_garbled: [
    'حروف النص تالفة لا تُقرأ (رموز أو علامات استفهام في مكانها)، ولا سبيل إلى إصلاحها؛ خذ النص من مصدره واحفظه بترميز UTF-8.',
    'The letters of the text are damaged beyond repair (signs or question marks stand for them); take the text from its source again and save it as UTF-8.',
  ],
  text_reversed: [
    'حروف الكلمات معكوسة الترتيب (مثل «ةرازولا» مكان «الوزارة»)، كما يحدث عند النسخ من ملف PDF؛ خذ النص من أصله، أو افتح الملف في برنامج آخر وانسخه منه.',
    'The letters of each word are in reverse order (“ةرازولا” for “الوزارة”), as happens in text copied from a PDF; take the text from its origin, or copy it in another program.',
  ],
  format_unsupported: [
    'صيغة الملف غير مدعومة؛ المقبول نص عادي أو Markdown أو HTML أو docx أو JSON.',
    'The format of the file is not supported; plain text, Markdown, HTML, .docx and JSON are.',
  ],
  document_damaged: [
    'مستند Word تالف أو ناقص؛ افتحه في Word واحفظه من جديد بصيغة docx ثم أعد المحاولة.',
    'The Word document is damaged or incomplete; open it in Word, save it as docx again and try again.',
  ],
  document_too_large: [
    'مستند Word أكبر من أن يكون خبرًا؛ صغّر صوره أو احفظ نص الخبر وحده في مستند جديد.',
    'The Word document is larger than an article may be; compress its pictures, or save the article alone as a new document.',
  ],
  document_locked: [
    'المستند محمي بكلمة مرور؛ أزل الحماية في Word واحفظه من جديد بصيغة docx.',
    'The document is protected by a password; remove it in Word and save the document as docx again.',
  ],
  document_unsupported: [
    'لا تُقرأ مستندات doc القديمة ولا odt ولا rtf ولا pdf؛ افتح المستند في Word أو LibreOffice واحفظه بصيغة docx.',
    'Old doc files, odt, rtf and pdf are not read; open the document in Word or LibreOffice and save it as docx.',
  ],
  article_draft: [
    'الملف معلَّم مسودة (draft)، فلم يُنشر؛ احذف هذا السطر من الترويسة حين يكتمل الخبر.',
    'The file is marked as a draft and was not published; remove that line when the article is complete.',
  ],
  file_unreadable: [
    'لا يمكن قراءة الملف؛ راجع صلاحياته، وضع الملف نفسه لا اختصارًا إليه.',
    'The file cannot be read; look at its permissions, and put the file itself there, not a link to it.',
  ],
  no_article_in_page: [
    'لا خبر في هذه الصفحة: هي روابط أو عناوين بلا نص يُقرأ؛ احفظ صفحة الخبر نفسه أو انسخ نصه.',
    'There is no article in this page: it is links or headings without a text to read; save the page of the article itself, or copy its text.',
  ],
  no_text: ['ليس في الملف كلمة واحدة تُقرأ.', 'There is not one readable word in the file.'],
  json_malformed: [
    'ملف JSON غير سليم؛ موضع الخلل في السطر المذكور.',
    'The file is not well-formed JSON; the fault stands on the line named.',
  ],
  article_malformed: [
    'لا يُقرأ الخبر من ملف JSON بسبب المفتاح «{}»: إما أنه غائب وإما أن قيمته من غير النوع المطلوب.',
    'The article cannot be read from the JSON because of the key “{}”: it is missing, or its value is of a wrong type.',
  ],
  article_withheld: [
    'سحبت الجهة المرسلة هذه المادة أو حجبتها عن النشر: «{}».',
    'Who sent this article has cancelled it or withholds it from publication: “{}”.',
  ],
  article_embargoed: [
    'لا تُنشر هذه المادة قبل {}، ولا يُعرف أي موعد هذا أو أنها منشورة من قبل؛ اكتب الموعد مثل 2026-05-01 14:30.',
    'This article must not be published before {}, and that is no time that can be read, or an earlier text of it stands in the feeds already; write a time such as 2026-05-01 14:30.',
  ],
  article_expired: [
    'انتهت مدة نشر هذه المادة في {}؛ غيّر تاريخ الانتهاء إن أردت نشرها.',
    'The time for publishing this article ended at {}; change its expiry if it is to be published.',
  ],
  expiry_invalid: [
    'تعذّرت قراءة تاريخ الانتهاء «{}»؛ اكتبه مثل 2026-05-01 14:30.',
    'The expiry “{}” is no time that can be read; write it like 2026-05-01 14:30.',
  ],
  feed_malformed: [
    'الخلاصة غير سليمة أو مبتورة، فلم يُؤخذ منها شيء.',
    'The feed is malformed or cut off, so nothing was taken from it.',
  ],
  feed_empty: ['ليس في الخلاصة خبر منشور.', 'There is no published article in the feed.'],
  feed_too_large: [
    'الخلاصة أكبر مما يُقرأ، وهو 8 ميغابايت و5 آلاف خبر؛ قسّمها ملفات.',
    'The feed is larger than is read, which is 8 MiB and 5,000 articles; divide it into files.',
  ],
  text_malformed: [
    'ليس هذا نص خبر: في الملف مئات آلاف الحروف أو عشرات آلاف الأسطر أو الأقواس، أو حرف تتراكم عليه عشرات الحركات.',
    'This is not the text of an article: it has hundreds of thousands of letters, tens of thousands of lines or parentheses, or a letter with dozens of marks on it.',
  ],
};

const warnings = {
  still_scheduled: [
    'لم يعد في النص موعد للنشر، فبقي الموعد السابق {}؛ لتغييره استعمل الأمر schedule أو اكتب موعدًا آخر.',
    'The text names no time of publication any longer, so the one from before stays: {}; change it with the command schedule, or write another.',
  ],
  item_withdrawn: [
    'سُحبت هذه المادة من قبل، فلا تعود بملف؛ لإعادة نشرها مادةً جديدة استعمل الأمر republish: «{}».',
    'This story was withdrawn, and no file brings it back; to publish it anew as another item use the command republish: “{}”.',
  ],
  title_derived: [
    'لا عنوان في النص، فاشتُقّ عنوان منه؛ راجعه أو اكتب عنوانًا.',
    'The text has no headline, so one was derived from it; check it or write one.',
  ],
  unknown_section: ['القسم «{}» ليس من أقسام القناة.', 'The section “{}” is not one of the channel’s.'],
  date_no_year: [
    'في التاريخ «{}» لا تُذكر السنة، فلم يؤخذ به.',
    'The date “{}” has no year, so it was not used.',
  ],
  date_ambiguous: [
    'التاريخ «{}» يحتمل أكثر من قراءة، فلم يؤخذ به.',
    'The date “{}” can be read in more than one way, so it was not used.',
  ],
  date_invalid: ['تعذّرت قراءة التاريخ «{}».', 'The date “{}” could not be read.'],
  weekday_mismatch: [
    'اسم اليوم في «{}» لا يوافق التاريخ، فأُخذ بالتاريخ.',
    'The weekday in “{}” does not fit the date; the date was believed.',
  ],
  field_unused: [
    'لا مكان في الخبر لما في السطر «{}»، فتُرك.',
    'The line “{}” has no place in an article and was left out.',
  ],
  site_name_left_out: [
    'أُزيل اسم الموقع الملحق بالعنوان: «{}».',
    'The site’s name beside the headline was left out: “{}”.',
  ],
  forwarding_left_out: [
    'هذا مما تضيفه برامج المراسلة إلى ما يُعاد توجيهه، فلم يُنشر: «{}».',
    'A messenger or mail program adds this to what is forwarded; it is not published: “{}”.',
  ],
  left_out: [
    'هذا ليس من الخبر فيما يبدو، فلم يُنشر معه: «{}».',
    'This does not seem to belong to the article and is not published with it: “{}”.',
  ],
  signs_left_out: [
    'أُزيلت علامات التنسيق المكتوبة حول «{}»، فهي ليست من كلماته.',
    'Signs of formatting typed round “{}” were left out; they are not among its words.',
  ],
  repeated_fact: [
    'في النص قولان في الأمر نفسه، فأُخذ بـ«{}» وتُرك «{}».',
    'The text says the same thing in two ways; “{}” was used and “{}” left out.',
  ],
  tracked_changes: [
    'في المستند تعديلات متعقبة لم تُقبل ولم تُرفض؛ قُرئ كأنها قُبلت كلها.',
    'The document has tracked changes that were neither accepted nor rejected; it was read as if all were accepted.',
  ],
  struck_text: [
    'في المستند كلمات مشطوبة، وهي تُنشر بلا شطب: «{}».',
    'Words of the document are struck through, and are published without the stroke: “{}”.',
  ],
  formula_left_out: [
    'في المستند معادلة لا تُكتب نصًا، فتُركت: «{}».',
    'The document has a formula that cannot be written as text; it was left out: “{}”.',
  ],
  picture_unreadable: [
    'في المستند صورة مفقودة أو بصيغة لا تعرضها المتصفحات، فتُركت؛ أدرجها بصيغة JPEG أو PNG.',
    'A picture of the document is missing or of a kind that browsers do not show, and was left out; insert it as JPEG or PNG.',
  ],
  symbol_unreadable: [
    'في المستند رمز من خط خاص لا يُعرف معناه، فتُرك؛ اكتبه حرفًا.',
    'A symbol of a special font, whose meaning is unknown, was left out; type it as a character.',
  ],
  front_matter_key_unknown: [
    'الاسم «{}» في ترويسة الملف غير معروف، فتُرك.',
    'The name “{}” in the front matter is unknown and was left out.',
  ],
  bidi_override: [
    'في النص محارف تقلب اتجاه القراءة وقد تُستعمل للتضليل، فأزيلت.',
    'The text held characters that override its direction and can deceive; they were removed.',
  ],
  latin_punctuation: [
    'في النص علامات ترقيم لاتينية بين كلمات عربية: «{}».',
    'Latin punctuation stands between Arabic words: “{}”.',
  ],
  media_missing: [
    'الملف «{}» المذكور في الخبر ليس في مجلده، فنُشر الخبر من دونه؛ ضعه بجانب الخبر ليُضاف.',
    'The file “{}” that the article names is not in its folder, so the article is published without it; put it there and it is added.',
  ],
  media_unsupported: [
    'الملف «{}» ليس صورة ولا صوتًا ولا فيديو مما يُعرض في المتصفحات، فنُشر الخبر من دونه.',
    'The file “{}” is no picture, sound or film that browsers show, so the article is published without it.',
  ],
  media_too_large: [
    'الملف «{}» أكبر مما يُنشر (10 ميغابايت للصورة، و64 للصوت والفيديو)، فنُشر الخبر من دونه.',
    'The file “{}” is larger than is published (10 MiB a picture, 64 MiB sound and film); the article goes without it.',
  ],
  photo_has_location: [
    'في الملف «{}» موقع التقاطه كما سجّله الهاتف، فحُذف من النسخة المنشورة.',
    'The file “{}” says where it was taken; the published copy does not.',
  ],
  repeated_breaking: [
    'تتكرر علامة «عاجل» في «{}»؛ تكفي واحدة قبل العنوان.',
    'The mark of breaking news is repeated in “{}”; one before the headline is enough.',
  ],
  site_name_in_title: [
    'في العنوان اسم الموقع أو القناة فيما يبدو: «{}»؛ يعرضه قارئ الخلاصات من دونه.',
    'The headline seems to hold the name of the site or channel, “{}”; feed readers show that anyway.',
  ],
  title_length: [
    'طول العنوان بالأحرف {}، وهو خارج حدود: {}.',
    'The headline has {} characters, which is outside of what these take: {}.',
  ],
  mixed_digits: [
    'في الخبر أكثر من صنف من الأرقام: «{}».',
    'The article mixes different sets of digits: “{}”.',
  ],
  unbalanced_quotes: ['علامة اقتباس لا نظير لها: «{}».', 'A quotation mark has no counterpart: “{}”.'],
  unbalanced_brackets: ['قوس لا نظير له: «{}».', 'A bracket has no counterpart: “{}”.'],
  persian_letters_left: [
    'بقيت حروف فارسية أو أردية في «{}»؛ صحّحها إن لم تكن مقصودة.',
    'Persian or Urdu letters remain in “{}”; correct them unless they are meant.',
  ],
  glued_number: [
    'رقم ملتصق بالكلمة قبله: «{}»؛ لعل الصواب «{}».',
    'A number is glued to the word before it: “{}”; perhaps “{}” is meant.',
  ],
  doubled_word: ['كلمة مكررة: «{}».', 'A word stands twice: “{}”.'],
  space_inside_quotes: [
    'مسافة بعد علامة الفتح أو قبل علامة الإغلاق: «{}».',
    'A space stands inside quotation marks or brackets: “{}”.',
  ],
  placeholder_section: [
    'القسم «{}» اسم عام لا يدل القارئ على شيء؛ اختر قسمًا بعينه.',
    'The section “{}” is a name that tells readers nothing; choose a real one.',
  ],
  summary_is_title: [
    'الملخص هو العنوان نفسه؛ اكتب ملخصًا يزيد عليه.',
    'The summary only repeats the headline; write one that says more.',
  ],
  no_paragraph: [
    'ليس في الخبر فقرة واحدة، بل عناوين أو نقاط فقط.',
    'The article has no paragraph, only headings or lists.',
  ],
  likely_update: [
    'يشبه هذا الخبر خبرًا نُشر من قبل بعنوان «{}»، وقد نُشر خبرًا مستقلًا؛ إن كان تحديثًا له فضع نصه في ملف ذلك الخبر. معرّف الخبر السابق:',
    'This article is much like one that is published as “{}”, and was published as one of its own; if it is an update, put its text into the file of the other. Its id:',
  ],
  same_id_elsewhere: [
    'معرّف هذا الخبر هو نفسه معرّف الخبر في الملف «{}»، فحلّ هذا النص محل ذاك؛ غيّر أحد المعرّفين إن كانا خبرين.',
    'This article has the same id as the one in the file “{}”, and its text replaces that one; change one of the ids if they are two articles.',
  ],
} as const satisfies Readonly<Record<string, Text>>;

export type WarningCode = keyof typeof warnings;

const maxQuotedLength = 80;
/** What readers don't get is named in full as far as that can be read. */
const maxLeftOutLength = 600;
const leftOut: ReadonlySet<WarningCode> = new Set(['left_out', 'forwarding_left_out', 'repeated_fact']);

/**
 * `language` is the channel's: its editors read the message. `quoted` is what of the file the message is about, such
 * as the name of a key.
 */
export function refusal(
  code: ErrorCode,
  language: string,
  details: ErrorDetails = {},
  quoted = '',
): NashraError {
  const message = inLanguage(refusals[code] ?? [code, code], language).replace('{}', () => quoted);
  return new NashraError(code, message, details);
}

/** `quoted` are the article's words that the warning is about, one for each gap in its sentence. */
export function warning(
  code: WarningCode,
  language: string,
  line?: number,
  ...quoted: readonly string[]
): Warning {
  const maxLength = leftOut.has(code) ? maxLeftOutLength : maxQuotedLength;
  const rest = quoted.map((words) => shorten(words, maxLength));
  const message = inLanguage(warnings[code], language).replaceAll('{}', () => rest.shift() ?? '');
  return line === undefined ? { code, message } : { code, message, line };
}

function shorten(quoted: string, maxLength: number): string {
  return quoted.length > maxLength ? `${quoted.slice(0, maxLength)}…` : quoted;
}

function inLanguage([arabic, english]: Text, language: string): string {
  return language.startsWith('ar') ? arabic : english;
}
