import { cp } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type FeedFormat, feedPath } from '../../src/domain/addresses.ts';
import { checkJsonFeed } from '../support/json-feed.ts';
import { startProgram } from '../support/program.ts';
import type { ReadFeed, ReadItem } from '../support/reader.ts';
import { feedsmith } from '../support/reader-feedsmith.ts';
import { findReaders, readersHere } from '../support/readers.ts';
import { parseStrictXml } from '../support/strict-xml.ts';

/** What an editor expects of each sample that ships, with a sentence that every reader must show. */
interface Expected {
  readonly title: string;
  readonly authors: readonly string[];
  readonly section?: { readonly slug: string; readonly label: string };
  readonly tags?: readonly string[];
  /** The day in the newsroom's zone, or the instant where the text names one; without it the time of ingestion. */
  readonly published?: string;
  readonly words: string;
}

const samples: readonly Expected[] = [
  {
    title: 'سبع دول جزرية تنشئ شبكة مشتركة للإنذار المبكر من الأعاصير',
    authors: ['rana haddad'],
    section: { slug: 'asia-pacific', label: 'آسيا والباسيفيك' },
    words: 'الذي تعثر مرارًا بسبب الخلاف على التمويل ـ شرطًا لعمله',
  },
  {
    title: 'محطة تحلية تعمل بالطاقة الشمسية تبدأ ضخ إنتاجها في الشبكة العامة',
    authors: ['karim alsaadi'],
    section: { slug: 'economy', label: 'اقتصاد وأعمال' },
    words: 'تراجعت بنسبة 31% مقارنة بالمحطة القديمة',
  },
  {
    title: 'معرض للمخطوطات العلمية يعرض نسخًا رُممت للمرة الأولى',
    authors: ['سلمى عبد الرحمن'],
    words: 'وتنتهي بجداول فلكية كان الملاحون يستعينون بها في أسفارهم',
  },
  {
    title: 'مجسّات صغيرة تنذر المزارعين بعطش أشجار الزيتون',
    authors: ['ليث النعيمي'],
    published: '2026-11-18',
    words: 'وإنه صار يسقيها حين تطلب هي ذلك.',
  },
  {
    title: 'مسح بحري يرصد تعافي الشعاب المرجانية في ثلاثة خلجان',
    authors: ['هند البلوشي'],
    published: '2026-11-12',
    words: 'يغطي الآن ٥٨٪ من قاع المواقع المرصودة',
  },
  {
    title: 'عيادات متنقلة تفحص نظر 60 ألف تلميذ في القرى',
    authors: ['نادين خوري'],
    section: { slug: 'health', label: 'صحة' },
    published: '2026-11-15T07:30:00Z',
    words: 'على أن تصل العيادات إلى القرى الجبلية قبل تساقط الثلوج.',
  },
  {
    title: 'عدّاءة في التاسعة عشرة تفوز بماراثون المدينة القديمة',
    authors: ['سامر الحلبي'],
    section: { slug: 'sports', label: 'رياضة' },
    published: '2026-10-20',
    words: 'في ساعتين و34 دقيقة و12 ثانية',
  },
  {
    title: 'هزة أرضية بقوة 4.6 درجات قبالة الساحل ولا أنباء عن أضرار',
    authors: [],
    words: 'ولم ترد حتى الآن أنباء عن إصابات أو أضرار.',
  },
  {
    title: 'أسواق الحرفيين الليلية تعيد الحياة إلى وسط المدينة',
    authors: ['أنيس بن عمر'],
    published: '2026-11-21',
    words: 'النسيج اليدوي والسجاد الصوفي. الحلي الفضية والنقش على النحاس.',
  },
  {
    title: 'أرشيف صوتي يحفظ حكايات صيادي اللؤلؤ',
    authors: ['نجلاء البحري'],
    section: { slug: 'culture', label: 'ثقافة وفنون' },
    tags: ['تراث', 'ذاكرة', 'بحر'],
    published: '2026-11-18',
    words: 'كنا نعدّ الموج لا الأيام.',
  },
];

const shippedFeeds = fileURLToPath(new URL('../../feeds/', import.meta.url));
const timeoutMs = 15_000;
const newsroomDay = new Intl.DateTimeFormat('en-CA-u-nu-latn', {
  timeZone: 'Asia/Beirut',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** RSS has whole seconds, and most readers keep no more of any format. */
function inSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** What every reader keeps of an item. */
function common({ id, title, link, publishedAt, authors, text }: ReadItem) {
  return { id, title, link, publishedSeconds: inSeconds(publishedAt), authors, text };
}

async function readWhenIngested(url: string): Promise<ReadFeed> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const feed = await feedsmith.read(url + feedPath('json'));
    if (feed.items.length === samples.length || Date.now() > deadline) return feed;
    await wait(100);
  }
}

describe('the shipped samples in readers', () => {
  let program: Awaited<ReturnType<typeof startProgram>>;
  let startedAt: Date;
  let reference: ReadFeed;

  before(async function () {
    this.timeout(2 * timeoutMs);
    startedAt = new Date();
    program = await startProgram();
    await cp(shippedFeeds, program.feedsDir, { recursive: true });
    reference = await readWhenIngested(program.url);
  });
  after(() => program?.stop());

  const readText = async (format: FeedFormat) => {
    const response = await fetch(program.url + feedPath(format));
    return response.text();
  };
  const findItem = (title: string) => reference.items.find((item) => item.title === title);

  it('are all published, under the titles that stand in them or follow from them', () => {
    const titles = (items: readonly { title: string }[]) => items.map(({ title }) => title).sort();
    expect(titles(reference.items)).to.deep.equal(titles(samples));
  });

  it('are valid XML in RSS and Atom, and valid JSON Feed', async () => {
    expect(parseStrictXml(await readText('rss')).name).to.equal('rss');
    expect(parseStrictXml(await readText('atom')).name).to.equal('feed');
    expect(checkJsonFeed(JSON.parse(await readText('json')))).to.deep.equal([]);
  });

  for (const sample of samples) {
    describe(sample.title, () => {
      it('has its authors, its section and its words', () => {
        const item = findItem(sample.title);
        expect(item?.authors).to.deep.equal(sample.authors);
        const sections = sample.section === undefined ? [] : [sample.section.label];
        expect(item?.categories).to.deep.equal([...sections, ...(sample.tags ?? [])]);
        expect(item?.text).to.include(sample.words);
      });

      it(sample.published === undefined ? 'is dated when it came in' : `is dated ${sample.published}`, () => {
        const publishedAt = findItem(sample.title)?.publishedAt ?? new Date(0);
        if (sample.published === undefined) {
          expect(inSeconds(publishedAt)).to.be.within(inSeconds(startedAt), inSeconds(new Date()));
        } else if (sample.published.includes('T')) {
          expect(inSeconds(publishedAt)).to.equal(inSeconds(new Date(sample.published)));
        } else {
          expect(newsroomDay.format(publishedAt)).to.equal(sample.published);
        }
      });
    });
  }

  for (const reason of findReaders().leftOut) it(reason);

  for (const reader of readersHere()) {
    for (const format of reader.formats) {
      describe(`${reader.name}, ${format}`, () => {
        let feed: ReadFeed;
        before(async () => {
          feed = await reader.read(program.url + feedPath(format));
        });

        it('shows the same items in the same order, with ids, titles, links, dates, authors and text', () => {
          expect(feed.items.map(common)).to.deep.equal(reference.items.map(common));
        });

        it('shows the same categories in Arabic, where it keeps them', () => {
          const labels = reference.items.map(({ categories }) => categories);
          const shown = feed.items.map(({ categories }, index) => categories ?? labels[index]);
          expect(shown).to.deep.equal(labels);
        });

        it('knows that the feed is Arabic, where it keeps that', () => {
          expect(feed.title ?? 'نشرة الأخبار').to.equal('نشرة الأخبار');
          expect(feed.language ?? 'ar').to.equal('ar');
          expect(feed.rightToLeft ?? true).to.equal(true);
        });

        if (format === 'atom' && reader.name !== 'newsboat') {
          it('has the slugs of the sections as terms', () => {
            const terms = samples.map(({ title, section, tags = [] }) => [
              title,
              [...(section ? [section.slug] : []), ...tags],
            ]);
            const read = feed.items.map((item) => [item.title, item.terms]);
            expect(Object.fromEntries(read)).to.deep.equal(Object.fromEntries(terms));
          });
        }
      });
    }
  }
});
