import path from 'node:path';
import { expect } from 'chai';
import { type FeedFormat, feedPath } from '../../src/domain/addresses.ts';
import { lintFeed } from '../../src/lint/lint-feed.ts';
import { correctItem, withdrawItem } from '../../src/publish/change-item.ts';
import { readFeedState } from '../publish/followers/feed-state.ts';
import { twoChannelSite } from '../support/newsroom.ts';
import { type Program, projectRoot, startProgram } from '../support/program.ts';
import { request } from '../support/request.ts';
import { type ServedNewsroom, serveTestNewsroom } from '../support/served-newsroom.ts';

const formats: readonly FeedFormat[] = ['rss', 'atom', 'json'];

describe('the linter and the documents of the sample newsroom', () => {
  let program: Program;
  before(async function () {
    this.timeout(60_000);
    program = await startProgram({ samples: path.join(projectRoot, 'feeds') });
  });
  after(() => program.stop());

  for (const format of formats)
    for (const where of [feedPath(format), feedPath(format, 'ar')])
      it(`finds nothing in ${where}, neither in the document nor in its headers`, async () => {
        const { status, headers, bytes } = await request(program.url + where);
        const report = lintFeed(bytes, {
          now: new Date(),
          response: {
            url: program.url + where,
            status,
            contentType: headers['content-type'],
            hasValidator: headers.etag !== undefined,
          },
        });
        expect(report.format).to.equal(format);
        expect(report.itemCount).to.equal(10);
        expect(report.findings).to.deep.equal([]);
      });
});

/** The first lines of stories that look unlike each other to a reader and to the linter. */
const stories = [
  'العنوان: معرض للكتاب يستقبل زواره في المدينة القديمة\nالقسم: علوم\nالكاتب: ليلى حداد\nالوسوم: كتب، معارض',
  'العنوان: NovaSat تطلق قمرًا صناعيًا يرصد غابات الساحل\nالقسم: علوم\nالكاتب: سامر عون',
  'العنوان: 20 قرية جبلية تستقبل مكتبة متنقلة هذا الشتاء\nالمصدر: وكالة نوارس\nالقسم: رياضة',
  'العنوان: «الناتج < 3%» و«R&D» في تقرير اقتصادي جديد\nالقسم: اقتصاد',
  'العنوان: ترميم المسرح القديم يكتمل قبل موعده بأسبوع\nالقسم: أحياء المدينة\nالوسوم: معارض',
  'العنوان: أسعار القمح تستقر في أسواق الساحل بعد الحصاد\nالقسم: اقتصاد\nالكاتب: سامر عون',
];
const body = (number: number) =>
  `شهد اليوم رقم ${number} من الموسم إقبالًا كبيرًا، وقال المنظمون إن الزوار جاؤوا من قرى الجبل والساحل معًا.\n\n` +
  'وأضافوا أن البرنامج يستمر أسبوعًا كاملًا، وأن الدخول مجاني للتلاميذ ومعلميهم في كل الأيام.';

describe('the linter and feeds of every kind', () => {
  let served: ServedNewsroom;
  let keys: readonly string[];

  before(async () => {
    served = await serveTestNewsroom(2);
    const { clock, drop, store } = served;
    const accepted = [];
    for (const [index, head] of stories.entries()) {
      clock.now = new Date(clock.now.getTime() + 600_000);
      accepted.push(await drop(`ar/${index}.txt`, `${head}\n\n${body(index)}`));
    }
    keys = accepted.map(({ item }) => item.key);
    const acceptor = { store, site: twoChannelSite, now: () => clock.now };
    clock.now = new Date(clock.now.getTime() + 600_000);
    await correctItem(acceptor, keys[5]!, 'ورد اسم السوق خطأ في نسخة سابقة.');
    await withdrawItem(acceptor, keys[4]!, 'تبيّن أن الخبر غير صحيح.');
    await served.look();
  });
  after(() => served.close());

  const findingsAt = async (address: string) => {
    const url = encodeURI(address);
    const { status, headers, bytes } = await request(served.url + url);
    const response = {
      url: twoChannelSite.baseUrl + url,
      status,
      contentType: headers['content-type'],
      hasValidator: headers.etag !== undefined,
    };
    const { findings, format } = lintFeed(bytes, { now: served.clock.now, response });
    return { format, bytes, findings: findings.map(({ code, quoted }) => [code, quoted]) };
  };

  for (const folder of [
    'sections/science',
    'sections/أحياء-المدينة',
    'authors/سامر-عون',
    'tags/معارض',
    'headlines',
  ])
    for (const format of formats)
      it(`finds nothing in ${folder}, ${format}`, async () => {
        expect((await findingsAt(`/ar/${folder}${feedPath(format)}`)).findings).to.deep.equal([]);
      });

  for (const format of formats)
    it(`finds nothing in what is searched for, nor in an empty feed, ${format}`, async () => {
      for (const path of [`/ar${feedPath(format)}?q=القمح`, `/sport${feedPath(format)}`])
        expect((await findingsAt(path)).findings, path).to.deep.equal([]);
    });

  for (const format of formats)
    it(`finds nothing in any archive from the newest to the oldest, ${format}`, async () => {
      let path: string | undefined = `/ar${feedPath(format)}`;
      let count = 0;
      for (; path !== undefined; count += 1) {
        const { findings, bytes } = await findingsAt(path);
        expect(findings, path).to.deep.equal([]);
        path = readFeedState(format, bytes.toString()).previous?.slice(twoChannelSite.baseUrl.length);
      }
      expect(count).to.be.above(1);
    });
});
