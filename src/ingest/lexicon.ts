import type { SectionKind } from '../domain/article.ts';
import { matchKey } from '../text/match-key.ts';

/** What a labelled line can name. `unused` is understood and has no place in an article. */
export type FieldName =
  | 'title'
  | 'subtitle'
  | 'summary'
  | 'section'
  | 'author'
  | 'date'
  | 'source'
  | 'tags'
  | 'picture'
  | 'unused';

/** `summary` headings lead to the article's summary; their text stays in the body under an `other` heading. */
export type HeadingKind = Exclude<SectionKind, 'list'> | 'summary';

const headingNames: Readonly<Record<Exclude<HeadingKind, 'other'>, string>> = {
  keyPoints:
    'النقاط الرئيسية|أبرز النقاط|أهم النقاط|نقاط رئيسية|أبرز ما ورد|أبرز ما جاء|أبرز ما ورد في الخبر|أبرز ما جاء في الخبر|أهم ما ورد|أهم ما جاء في الخبر|أهم ما جاء|في نقاط|الخبر في نقاط|باختصار|الخبر باختصار|الخلاصة|خلاصة|المحاور الرئيسية|أبرز العناوين|أهم العناوين|key points|highlights|main points|key takeaways|in brief',
  body: 'تفاصيل الخبر|التفاصيل|وفي التفاصيل|في التفاصيل|تفاصيل|نص الخبر|النص|متن الخبر|الخبر|full story|details',
  analysis:
    'نظرة أعمق|نظرة معمقة|تحليل|التحليل|تحليل الخبر|قراءة في الخبر|ما وراء الخبر|الأبعاد والدلالات|أبعاد ودلالات|تعليق|رأي المحرر|analysis',
  background: 'خلفية|خلفيات|خلفية الخبر|الخلفية|السياق|سياق الخبر|للتذكير|لمحة تاريخية|background|context',
  quotes: 'تصريحات|أبرز التصريحات|ردود الفعل|ردود فعل|reactions',
  numbers: 'بالأرقام|أرقام|الخبر بالأرقام|by the numbers',
  related:
    'اقرأ أيضا|اقرأ أيضاً|إقرأ أيضا|اقرأ المزيد|إقرأ المزيد|للمزيد|مواضيع ذات صلة|موضوعات ذات صلة|أخبار ذات صلة|مواضيع متعلقة|أخبار متعلقة|طالع|طالع أيضا|شاهد|شاهد أيضا|قد يهمك|قد يهمك أيضا|قد يعجبك أيضا|اقرأ كذلك|read also|read more|related|related stories',
  summary: 'ملخص|الملخص|موجز|الموجز|ملخص الخبر|موجز الخبر|summary',
};

const fieldNames: Readonly<Record<FieldName, string>> = {
  title: 'العنوان|عنوان|عنوان الخبر|العنوان الرئيسي|title|headline',
  subtitle: 'العنوان الفرعي|عنوان فرعي|subtitle',
  summary: 'ملخص|الملخص|موجز|الموجز|المقدمة|summary',
  section: 'القسم|قسم|التصنيف|تصنيف|الباب|باب|الفئة|section|category',
  author: 'الكاتب|الكاتبة|المؤلف|المؤلفة|المحرر|المحررة|الصحفي|الصحافي|author|byline',
  date: 'التاريخ|تاريخ|تاريخ النشر|نشر في|نشر بتاريخ|تاريخ الخبر|date|published',
  source: 'المصدر|مصدر|المصادر|الوكالة|مصدر الخبر|source',
  tags: 'الوسوم|وسوم|الكلمات المفتاحية|كلمات مفتاحية|الكلمات الدلالية|كلمات دلالية|الوسم|tags|keywords',
  picture: 'الصورة|صورة|الصور|صور|صورة الخبر|الصورة الرئيسية|image|images|photo|photos|picture',
  unused:
    'مصدر الصورة|الرابط|رابط|رابط الخبر|آخر تحديث|تاريخ التحديث|التحديث|تصوير|تصوير فوتوغرافي|عدسة|link|url|updated',
};

/** Marks of people who made the text; what follows the mark is names. */
const bylineNames =
  'بقلم|كتب|كتبت|كتبه|كتبها|إعداد|أعده|أعدته|تحرير|إعداد وتحرير|تحرير وإعداد|تقرير|ترجمة|ترجمة وتحرير|ترجمة وإعداد|مراسل|مراسلة|مراسلنا|مراسلتنا|حوار|أجرى الحوار|حاوره|حاورته|تغطية|متابعة|by|written by|reported by|edited by';

const agencyNames =
  'رويترز|وكالة رويترز|أ ف ب|ا ف ب|أف ب|أ.ف.ب|فرانس برس|وكالة فرانس برس|أ ب|أسوشيتد برس|أسوشييتد برس|الأسوشيتد برس|د ب أ|د.ب.أ|الألمانية|وكالة الأنباء الألمانية|أ ش أ|أ.ش.أ|وكالة أنباء الشرق الأوسط|قنا|وكالة الأنباء القطرية|واس|وكالة الأنباء السعودية|وفا|سانا|بترا|كونا|وام|بنا|العمانية|سبأ|سونا|وات|واج|وأج|ومع|و م ع|وأل|لانا|الوكالة الوطنية للإعلام|الوطنية للإعلام|واع|نينا|صنا|الأناضول|وكالة الأناضول|سبوتنيك|نوفوستي|تاس|شينخوا|وكالة شينخوا|إيران برس|إرنا|ارنا|تسنيم|فارس|مهر|إسنا|إيسنا|يونيوز|معا|صفا|شهاب|قدس برس|آكي|أنسا|إفي|يونهاب|كيودو|بلومبرغ|بلومبرج|سي إن إن|بي بي سي|الجزيرة|الجزيرة نت|العربية|العربية نت|العربي الجديد|الشرق الأوسط|سكاي نيوز عربية|روسيا اليوم|آر تي|الحرة|فرانس 24|فرانس24|الميادين|المنار|دويتشه فيله|وكالات|الوكالات|وكالات الأنباء|وكالات أنباء|reuters|afp|ap|associated press|dpa|anadolu|anadolu agency|aa|xinhua|tass|bbc|cnn|bloomberg|al jazeera|agencies|iran press|irna|wafa|sana|spa|qna|petra|kuna|wam|mena';

/** Capitals and large cities, for datelines that name no agency. */
const placeNames =
  'القاهرة|الإسكندرية|الجيزة|أسوان|بيروت|طرابلس|صيدا|صور|دمشق|حلب|حمص|إدلب|اللاذقية|درعا|بغداد|البصرة|أربيل|الموصل|كركوك|النجف|كربلاء|عمان|إربد|الزرقاء|القدس|القدس المحتلة|رام الله|غزة|نابلس|الخليل|جنين|بيت لحم|خان يونس|رفح|تل أبيب|حيفا|الناصرة|الرياض|جدة|مكة المكرمة|المدينة المنورة|الدمام|الكويت|مدينة الكويت|المنامة|الدوحة|أبوظبي|أبو ظبي|دبي|الشارقة|مسقط|صلالة|صنعاء|عدن|تعز|الحديدة|الخرطوم|بورتسودان|أم درمان|بنغازي|مصراتة|تونس|صفاقس|الجزائر|وهران|قسنطينة|الرباط|الدار البيضاء|مراكش|فاس|طنجة|أغادير|نواكشوط|مقديشو|جيبوتي|موروني|طهران|أصفهان|مشهد|أنقرة|إسطنبول|اسطنبول|كابول|كابل|إسلام آباد|إسلام اباد|نيودلهي|دكا|بكين|شنغهاي|هونغ كونغ|طوكيو|سيول|بيونغ يانغ|هانوي|بانكوك|جاكرتا|مانيلا|كوالالمبور|سنغافورة|كانبيرا|سيدني|موسكو|سان بطرسبرغ|كييف|كييڤ|مينسك|وارسو|برلين|ميونيخ|باريس|لندن|روما|ميلانو|مدريد|برشلونة|لشبونة|أثينا|نيقوسيا|فيينا|جنيف|برن|بروكسل|لاهاي|أمستردام|ستوكهولم|أوسلو|كوبنهاغن|هلسنكي|دبلن|بودابست|براغ|بوخارست|صوفيا|بلغراد|باكو|يريفان|تبليسي|طشقند|عشق آباد|عشق اباد|أستانا|دوشنبه|بيشكيك|واشنطن|نيويورك|الأمم المتحدة|لوس أنجليس|أوتاوا|تورنتو|مكسيكو|هافانا|كراكاس|بوغوتا|برازيليا|ريو دي جانيرو|بوينس آيرس|سانتياغو|ليما|أديس أبابا|أديس ابابا|نيروبي|أسمرة|أبوجا|لاغوس|أكرا|دكار|باماكو|نيامي|نجامينا|جوهانسبرغ|كيب تاون|بريتوريا|كمبالا|جوبا|دافوس|شرم الشيخ|العلمين|نيوم';

/** A line that opens with one of these is a sentence, and what follows a dash or a colon isn't an agency. */
const verbs =
  'قال|قالت|وقال|وقالت|أعلن|أعلنت|وأعلن|وأعلنت|أكد|أكدت|وأكد|وأكدت|أفاد|أفادت|وأفاد|كشف|كشفت|وكشف|ذكر|ذكرت|وذكر|أوضح|أوضحت|وأوضح|أضاف|أضافت|وأضاف|صرح|صرحت|شدد|شددت|وشدد|أشار|أشارت|وأشار|دعا|دعت|طالب|طالبت|بحث|بحثت|شهد|شهدت|يشهد|تشهد|يعقد|تعقد|عقد|عقدت|كان|كانت|بدأ|بدأت|وصل|وصلت|قتل|قتلت|أصيب|أصيبت|توفي|رفض|رفضت|يرى|ترى|يقول|تقول|نفى|نفت|وقع|وقعت|استقبل|التقى|اتهم|اتهمت|حذر|حذرت|فاز|فازت|خسر|خسرت|أطلق|أطلقت|قرر|قررت|وافق|وافقت|نقل|نقلت';

export const headings: ReadonlyMap<string, HeadingKind> = lexicon(headingNames);
export const fields: ReadonlyMap<string, FieldName> = lexicon(fieldNames);
export const bylineMarks: ReadonlySet<string> = keys(bylineNames);
export const agencies: ReadonlySet<string> = keys(agencyNames);
export const places: ReadonlySet<string> = keys(placeNames);
export const newsVerbs: ReadonlySet<string> = keys(verbs);

/** First and last words of agencies that the list doesn't know: `وكالة …`, `… برس`. */
export const agencyShape =
  /^(?:وكاله|وكالات|شبكه|قناه|صحيفه|موقع|اذاعه|مركز|مؤسسه) \S|\S (?:برس|نيوز|للانباء|للاعلام|الاخباريه|الاخباري|اونلاين|اليوم|تي في|press|news|agency)$/;

/** A given name may begin with waw, which then joins nothing: matchKeys. */
export const namesInWaw: ReadonlySet<string> = keys(
  'وليد|وائل|وسام|وفاء|وجدي|وجيه|ودود|وردة|وسيم|وضاح|وداد|ولاء|وحيد|وديع|وئام|وصال|وهيب|وهبي|وفيق|وجد|وعد|ورود|وهاب|واصف|واثق|ودي|وجدان|وسن|وصفي|وهبة|وادي',
);

function lexicon<Value extends string>(names: Readonly<Record<Value, string>>): ReadonlyMap<string, Value> {
  const entries = Object.entries<string>(names) as [Value, string][];
  return new Map(
    entries.flatMap(([value, list]) => list.split('|').map((name) => [matchKey(name), value] as const)),
  );
}

function keys(list: string): ReadonlySet<string> {
  return new Set(list.split('|').map(matchKey));
}
