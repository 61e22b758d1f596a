import type { Channel, Site } from '../../../src/domain/channel.ts';
import type { FeedItem } from '../../../src/domain/item.ts';
import { wholeOf } from '../../../src/domain/selection.ts';
import type { FeedSnapshot } from '../../../src/domain/snapshot.ts';

export const arabicChannel: Channel = {
  id: 'ar',
  title: 'نشرة الأخبار',
  description: 'آخر أخبار السياسة والاقتصاد والمجتمع والثقافة والعلوم والرياضة.',
  language: 'ar',
  direction: 'rtl',
  rights: '© غرفة أخبار نشرة. جميع الحقوق محفوظة.',
  license: 'https://creativecommons.org/licenses/by-nc/4.0/deed.ar',
  sections: [
    { slug: 'environment', label: 'بيئة', aliases: [] },
    { slug: 'economy', label: 'اقتصاد وأعمال', aliases: [] },
    { slug: 'culture', label: 'ثقافة وفنون', aliases: [] },
    { slug: 'science', label: 'علوم وتكنولوجيا', aliases: [] },
    { slug: 'sports', label: 'رياضة', aliases: [] },
  ],
  authors: [],
  rulesOff: [],
  maxItems: 50,
};

export const englishChannel: Channel = {
  id: 'en',
  title: 'Nashra in English',
  description: 'The day in the region, told briefly.',
  language: 'en',
  direction: 'ltr',
  sections: [{ slug: 'culture', label: 'Culture', aliases: [] }],
  authors: [],
  rulesOff: [],
  maxItems: 50,
};

export const site: Site = {
  name: 'غرفة أخبار نشرة',
  description: 'أخبار المنطقة والعالم، محررةً وموثقة، في خلاصات تفتحها في أي قارئ.',
  baseUrl: 'https://nashra.example',
  timeZone: 'Asia/Beirut',
  tagAuthority: 'nashra.example,2026',
  dateStyle: { digits: 'latn', region: 'LB' },
  bidiMarks: 'auto',
  defaultChannelId: 'ar',
  channels: [arabicChannel, englishChannel],
};

const floodHtml = `<p>أغلقت السلطات المحلية في مدينة طرابلس فجر اليوم ثلاثة جسور على نهر أبو علي بعدما بلغ منسوب المياه أعلى مستوى له منذ شتاء عام 2003، ودعت سكان الأحياء المنخفضة إلى إخلاء الطوابق الأرضية مؤقتًا.</p>
<p>وقال مدير الدفاع المدني في الشمال إن فرقه أجلت <strong>214 عائلة</strong> من ضفتي النهر خلال أربع ساعات، من دون تسجيل إصابات خطرة، وإن مراكز الإيواء في المدارس الرسمية جاهزة لاستقبال ضعف هذا العدد إذا استمر الهطل.</p>
<h2>النقاط الرئيسية</h2>
<ul><li>إغلاق ثلاثة جسور وتحويل السير إلى الطريق الساحلي.</li><li>إجلاء 214 عائلة من الأحياء المنخفضة من دون إصابات خطرة.</li><li>توقعات بانحسار الأمطار مساء السبت، مع بقاء خطر السيول في الأودية القريبة من الساحل ومن مجاري الأنهار الصغيرة.</li></ul>
<p>وتُظهر بيانات محطة القياس في موقع <a href="https://hydrology.example/stations/abou-ali/2026/11/21/water-level-hourly-observations.csv">https://hydrology.example/stations/abou-ali/2026/11/21/water-level-hourly-observations.csv</a> أن المنسوب ارتفع 140 سنتيمترًا في ست ساعات.</p>
<blockquote><p>«لم نرَ النهر بهذا اللون منذ عشرين عامًا، لكننا هذه المرة عرفنا قبل ساعات أن علينا أن نغادر».</p></blockquote>
<h2>خلفية</h2>
<p>شُيّد مجرى النهر الإسمنتي بعد فيضان عام 1955 الذي غيّر وجه المدينة القديمة. ومنذ عام 2019 تعمل بلدية طرابلس مع Université Libanaise على نظام إنذار مبكر يعتمد على حساسات رخيصة من طراز LoRaWAN تُنصب على أعمدة الإنارة.</p>
<p>ويرى مهندسون أن السعة التصميمية للمجرى لم تعد تكفي، لأن التوسع العمراني قلّص المساحات التي كانت تمتص مياه الأمطار في المنطقة العليا من الحوض.</p>
<h2>نظرة أعمق</h2>
<p>لا تقيس المدن خسائرها بعدد الجسور المغلقة وحدها. فكل ساعة تأخير في الإنذار تعني سيارات عالقة ومخازن مغمورة ومدارس تتوقف أسبوعًا. التجربة الحالية تقول إن الاستثمار في القياس أرخص كثيرًا من الاستثمار في الإصلاح.</p>`;

export const flood: FeedItem = {
  key: '01kd3v7q2m8x4t9c5r6w1y0abc',
  id: 'tag:nashra.example,2026:01kd3v7q2m8x4t9c5r6w1y0abc',
  channelId: 'ar',
  slug: 'إغلاق-ثلاثة-جسور-في-طرابلس',
  title: 'إغلاق ثلاثة جسور في طرابلس وإجلاء مئتي عائلة مع ارتفاع منسوب نهر أبو علي',
  summary:
    'أغلقت السلطات المحلية في مدينة طرابلس فجر اليوم ثلاثة جسور على نهر أبو علي بعدما بلغ منسوب المياه أعلى مستوى له منذ شتاء عام 2003، ودعت سكان الأحياء المنخفضة إلى إخلاء الطوابق الأرضية مؤقتًا.',
  html: floodHtml,
  language: 'ar',
  direction: 'rtl',
  authors: [{ name: 'ليلى حداد', uri: 'https://nashra.example/people/layla' }, { name: 'Karim Nassar' }],
  section: 'environment',
  tags: ['فيضانات', 'طرابلس', 'الدفاع المدني', 'LoRaWAN'],
  source: 'وكالة الشمال',
  dateline: 'طرابلس',
  keyPoints: [],
  breaking: true,
  corrections: [],
  publishedAt: new Date('2026-11-21T05:40:00Z'),
  datePrecision: 'instant',
  dateOrigin: 'text',
  updatedAt: new Date('2026-11-21T09:15:00Z'),
  revision: 14,
  media: [],
};

/** Everything that a sanitized article may hold. */
export const richHtml = `<p>أولًا فقرة فيها <em>توكيد</em> و<strong>تشديد</strong> ورمز <code dir="ltr">npm run build -- --output=/var/lib/nashra</code> في وسطها.</p>
<h2>الأرقام</h2>
<ol><li>نسبة الإنجاز 62% في المرحلة الأولى.</li><li>المرحلة الثانية تبدأ في شباط المقبل، وتمتد على ثمانية عشر شهرًا في أربع محافظات.</li></ol>
<h3>جدول المحطات</h3>
<table><thead><tr><th>المحطة</th><th>المنسوب صباحًا</th><th>المنسوب مساءً</th><th>الفارق</th><th>ملاحظات المراقبين</th></tr></thead><tbody><tr><td>السد</td><td>3.20 م</td><td>4.60 م</td><td>+1.40</td><td>قراءة-آلية-بلا-مراجعة-بشرية</td></tr><tr><td>المصب</td><td>1.10 م</td><td>1.90 م</td><td>+0.80</td><td>—</td></tr></tbody></table>
<figure><img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1600' height='700'%3E%3Crect width='1600' height='700' fill='%23788'/%3E%3C/svg%3E" alt="مجرى النهر عند الجسر القديم"><figcaption>مجرى النهر عند الجسر القديم صباح السبت (REUTERS)</figcaption></figure>
<p>يا ليلُ الصبُّ متى غدُهُ<br>أقيامُ الساعةِ موعدُهُ</p>
<hr>
<pre dir="ltr">GET /feed.xml HTTP/1.1\nIf-None-Match: "7f3a0c55d1f64e0c9d6d1b0c2f5a8e9b7f3a0c55d1f64e0c9d6d1b0c2f5a8e9b"</pre>
<ul><li>قائمة بلا عنوان <ul><li>وفي داخلها قائمة</li></ul></li><li dir="ltr" lang="en">An English line in an Arabic list.</li></ul>`;

const others: readonly Partial<FeedItem>[] = [
  {
    title: 'NovaSat تطلق من كورو قمرًا لمراقبة مياه الأودية في شبه الجزيرة العربية',
    summary: 'يلتقط القمر صورًا رادارية كل ست ساعات، وتتيح الشركة بياناته مجانًا لمصالح الأرصاد والجامعات.',
    section: 'science',
  },
  {
    title: 'مصرف مركزي يختبر تسويةً فورية للتحويلات بين ثلاث دول',
    summary: 'المرحلة التجريبية تشمل 12 مصرفًا، وتستهدف خفض كلفة التحويل إلى أقل من 1% من قيمته.',
    section: 'economy',
  },
  {
    title: '«دفاتر البحر» لكاتبة عُمانية تفوز بجائزة الرواية القصيرة',
    summary: 'قالت لجنة التحكيم إن الرواية تكتب تاريخ الصيادين من داخل القارب لا من الشاطئ.',
    section: 'culture',
  },
  {
    title: 'منتخب الناشئات لكرة اليد يبلغ نصف النهائي للمرة الأولى',
    summary: 'حسم المنتخب اللقاء في الدقائق الخمس الأخيرة بعدما كان متأخرًا بثلاثة أهداف.',
    section: 'sports',
  },
  {
    title: '40% من مزارعي الزيتون يؤخرون القطاف أسبوعين بسبب الحرارة',
    summary: 'مسح ميداني في سبع محافظات يربط تأخر القطاف بتراجع نسبة الزيت في الثمار.',
    section: 'environment',
  },
  {
    title: 'مكتبة عامة في الموصل تستعيد ستة آلاف كتاب من بيوت القراء',
    summary: 'خبأ السكان الكتب سنوات، وأعادوها ومعها قوائم مكتوبة بخط اليد بأسماء من حفظوها.',
    section: 'شؤون محلية',
  },
  { title: 'قطار ليلي جديد بين الدار البيضاء ووجدة', summary: '', section: 'economy' },
  {
    title: 'باحثون: أسماك المرجان في خليج العقبة تتحمل حرارة أعلى مما كان يُظن',
    summary: 'نتائج الدراسة نُشرت مع بياناتها كاملةً، ودعا أصحابها إلى التريث قبل تعميمها على بحار أخرى.',
    section: 'science',
  },
];

export const items: readonly FeedItem[] = [
  flood,
  ...others.map((other, index): FeedItem => {
    const { source: _source, dateline: _dateline, ...bare } = flood;
    const publishedAt = new Date(flood.publishedAt.getTime() - (index + 1) * 5.3 * 3_600_000);
    const key = `01kd3v7q2m8x4t9c5r6w1y0ab${index}`;
    return {
      ...bare,
      authors: [],
      tags: [],
      breaking: false,
      publishedAt,
      updatedAt: publishedAt,
      ...other,
      key,
      slug: `khabar-${index}`,
    };
  }),
];

const englishItem: FeedItem = {
  ...flood,
  key: '01kd3v7q2m8x4t9c5r6w1y0zzz',
  channelId: 'en',
  slug: 'three-bridges-closed',
  title: 'Three bridges closed in Tripoli as the Abou Ali river rises',
  summary: 'Crews moved 214 families from the low quarters before dawn. No serious injuries were reported.',
  html: '<p>Local authorities closed three bridges before dawn.</p>\n<h2>Key points</h2>\n<ul><li>Traffic moves along the coast road.</li><li>214 families are in shelters.</li></ul>\n<p>Rain should ease on <em>Saturday</em> evening, said طرابلس officials.</p>',
  language: 'en',
  direction: 'ltr',
  section: 'culture',
  tags: ['floods'],
  dateline: 'TRIPOLI',
  source: 'North Agency',
};

export function snapshotOf(channel: Channel, channelItems: readonly FeedItem[]): FeedSnapshot {
  const snapshot = {
    site,
    channel,
    feedId: `tag:nashra.example,2026:${channel.id}`,
    selection: wholeOf(channel),
    items: channelItems,
    tombstones: [],
    revision: 14,
    media: [],
    updatedAt: new Date('2026-11-21T09:15:00Z'),
  };
  return snapshot;
}

export const arabic = snapshotOf(arabicChannel, items);
export const english = snapshotOf(englishChannel, [englishItem]);
