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
  format_unsupported: [
    'صيغة الملف غير مدعومة؛ المقبول نص عادي بترميز UTF-8.',
    'The format of the file is not supported; plain text in UTF-8 is.',
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
  text_malformed: [
    'ليس هذا نص خبر: في الملف عشرات آلاف الأسطر أو الأقواس، أو حرف تتراكم عليه عشرات الحركات.',
    'This is not the text of an article: it has tens of thousands of lines or parentheses, or a letter with dozens of marks on it.',
  ],
};

const warnings = {
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
    'التاريخ «{}» يحتمل قراءتين في اليوم والشهر، فلم يؤخذ به.',
    'In the date “{}” day and month can be read two ways, so it was not used.',
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
  left_out: [
    'هذا ليس من الخبر فيما يبدو، فلم يُنشر معه: «{}».',
    'This does not seem to belong to the article and is not published with it: “{}”.',
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
} as const satisfies Readonly<Record<string, Text>>;

export type WarningCode = keyof typeof warnings;

const maxQuotedLength = 80;

/** `language` is the channel's: its editors read the message. */
export function refusal(code: ErrorCode, language: string, details: ErrorDetails = {}): NashraError {
  return new NashraError(code, inLanguage(refusals[code] ?? [code, code], language), details);
}

/** `quoted` are the article's words that the warning is about. */
export function warning(code: WarningCode, language: string, line?: number, quoted = ''): Warning {
  const short = quoted.length > maxQuotedLength ? `${quoted.slice(0, maxQuotedLength)}…` : quoted;
  const message = inLanguage(warnings[code], language).replace('{}', () => short);
  return line === undefined ? { code, message } : { code, message, line };
}

function inLanguage([arabic, english]: Text, language: string): string {
  return language.startsWith('ar') ? arabic : english;
}
