import { articleText, headline } from '../../support/articles.ts';
import { item, paragraph, picture, run, styled, wordDocument } from '../../support/word-document.ts';

/** A well-formed file of one format, as a newsroom hands it in; what is done to it comes after. */
export interface Sample {
  readonly kind: string;
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly mediaType?: string;
}

const link = 'https://example.org/%D8%AE%D8%A8%D8%B1';
const fragment = `<h1>${headline(3)}</h1><p>قال <b>المدير</b> إن <a href="${link}">التقرير</a> جاهز.</p><ul><li>أولًا</li><li>ثانيًا</li></ul><figure><img src="https://example.org/a.jpg" alt="صورة"><figcaption>الجسر</figcaption></figure><table><tr><th>المدينة</th><td>12</td></tr></table><blockquote>بيتٌ من الشعر<br>وبيتٌ آخر</blockquote><p dir="ltr" lang="en">NovaSat said so.</p>`;
const paragraphs = [4, 5, 6].map((number) => `<p>${articleText(number).replaceAll('\n', ' ')}</p>`).join('');
const newsArticle = { '@context': 'https://schema.org', '@type': 'NewsArticle', headline: headline(7), articleBody: articleText(7), datePublished: '2026-11-20T08:00:00+02:00', author: [{ '@type': 'Person', name: 'هالة السروجي' }], image: ['https://example.org/a.jpg'], inLanguage: 'ar', keywords: 'مدينة,نقل' }; // biome-ignore format: data
const jsonFeedItem = { id: 'https://example.org/7', url: link, title: headline(8), content_html: fragment, summary: 'ملخص قصير للخبر', date_published: '2026-11-20T08:00:00+02:00', tags: ['مدينة'], authors: [{ name: 'نادين خوري' }], language: 'ar', attachments: [{ url: 'https://example.org/a.mp3', mime_type: 'audio/mpeg', size_in_bytes: 12 }] }; // biome-ignore format: data
const ninjs2 = { uri: 'tag:example.org,2026:9', standard: { name: 'ninjs', version: '2.1' }, type: 'text', language: 'ar', versioncreated: '2026-11-20T08:00:00Z', headlines: [{ role: 'main', value: headline(9) }], bodies: [{ role: 'main', contenttype: 'text/html', value: fragment }], by: 'نادين خوري', subject: [{ name: 'رياضة' }], associations: [{ name: 'main', type: 'picture', renditions: [{ name: 'web', href: 'https://example.org/a.jpg', contenttype: 'image/jpeg' }] }] }; // biome-ignore format: data
const ninjs3 = { ...ninjs2, standard: { name: 'ninjs', version: '3.0' } };

const page = `<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${headline(5)} - موقع الساحل</title><meta property="og:title" content="${headline(5)}"><meta property="og:image" content="https://example.org/b.jpg"><script type="application/ld+json">${JSON.stringify(newsArticle)}</script><style>p{color:red}</style></head><body><nav><a href="/">الرئيسية</a></nav><main><article><h1>${headline(5)}</h1>${paragraphs}</article></main><footer>جميع الحقوق محفوظة</footer><script>alert(1)</script></body></html>`;
const wordHtml = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta charset="utf-8"><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body lang=AR-SA><div class=WordSection1><p class=MsoTitle dir=RTL style='mso-bidi:1'><span lang=AR-SA>${headline(6)}<o:p></o:p></span></p>${paragraphs}</div></body></html>`;
const markdown = `---\ntitle: ${headline(2)}\nالكاتب: نادين خوري\ntags: [مدينة, نقل]\ndate: 2026-11-20\n---\n\n# ${headline(2)}\n\nقال **المدير** إن [التقرير](${link}) جاهز.\n\n> اقتباس\n\n1. أولًا\n2. ثانيًا\n\n- بند\n\n| أ | ب |\n|---|---|\n| 1 | 2 |\n\n![صورة](photo.jpg)\n\n${articleText(2)}`;
const entry = `<item><title>${headline(1)}</title><link>${link}</link><guid isPermaLink="false">tag:example.org,2026:1</guid><pubDate>Fri, 20 Nov 2026 08:00:00 +0200</pubDate><dc:creator>نادين خوري</dc:creator><description>ملخص الخبر</description><content:encoded><![CDATA[${fragment}]]></content:encoded><enclosure url="https://example.org/a.jpg" length="12" type="image/jpeg"/></item>`;
const rss = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>نشرة</title><link>https://example.org/</link><description>أخبار</description><language>ar</language>${entry.repeat(3)}</channel></rss>`;
const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>نشرة</title><id>tag:example.org,2026:f</id><updated>2026-11-20T08:00:00Z</updated><entry><title>${headline(1)}</title><id>tag:example.org,2026:2</id><updated>2026-11-20T08:00:00Z</updated><content type="html">${fragment.replaceAll('<', '&lt;')}</content></entry></feed>`;
const jsonFeed = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'نشرة',
  items: [jsonFeedItem, jsonFeedItem],
});
const layouts = `وكالة نبض - اقتصاد: تفاصيل الخبر) ${articleText(1)}\nالنقاط الرئيسية)\nنقطة أولى.\nنقطة ثانية.\nنظرة أعمق) تحليل الخبر كما ورد.\nاقرأ أيضا:\nخبر آخر من المدينة القديمة\nبقلم: نادين خوري\n(وكالة نبض)\n#مدينة #نقل\n`;
const fields = `العنوان: ${headline(4)}\nالقسم: رياضة\nالكاتب: نادين خوري\nالتاريخ: 21 جمادى الآخرة 1447 هـ\nالمصدر: رويترز\nالصورة: a.jpg\n\nبيروت، 20 تشرين الثاني/نوفمبر 2026 (رويترز) - ${articleText(4)}`;

/** The body of a document with every part that the reader of documents looks at. */
export const wordBody = [
  styled('a3', headline(1)),
  styled('1', 'التفاصيل'),
  paragraph(run(articleText(1).replaceAll('\n', ' '))),
  item('أولًا', 1),
  item('ثانيًا', 2),
  `<w:tbl><w:tr><w:tc>${paragraph(run('المدينة'))}</w:tc><w:tc>${paragraph(run('12'))}</w:tc></w:tr></w:tbl>`,
  paragraph(picture('rId3', 'صورة الجسر')),
  paragraph(
    `<w:hyperlink r:id="rId4">${run('التقرير')}</w:hyperlink><w:ins w:id="1">${run('زيادة')}</w:ins><w:del w:id="2"><w:r><w:delText>محذوف</w:delText></w:r></w:del>`,
  ),
].join('');

const text = (kind: string, fileName: string, content: string): Sample => ({
  kind,
  fileName,
  bytes: Buffer.from(content),
});

export const samples: readonly Sample[] = [
  text('text', 'خبر.txt', layouts),
  text('text', 'fields.txt', fields),
  text('text', 'بلا-نهاية', articleText(9)),
  text('html', 'a.html', fragment),
  text('page', 'page.html', page),
  text('word html', 'word.htm', wordHtml),
  text('markdown', 'a.md', markdown),
  text('ninjs', 'a.json', JSON.stringify(ninjs2)),
  text('ninjs', 'b.json', JSON.stringify(ninjs3, null, 2)),
  text('json feed item', 'c.json', JSON.stringify(jsonFeedItem)),
  text('news article', 'd.json', JSON.stringify(newsArticle)),
  text('rss', 'feed.xml', rss),
  text('atom', 'atom.xml', atom),
  text('json feed', 'feed.json', jsonFeed),
  { kind: 'docx', fileName: 'خبر.docx', bytes: wordDocument(wordBody) },
];
