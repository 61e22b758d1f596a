import { expect } from 'chai';
import { type ServedDocument, serveDocuments } from './documents-server.ts';
import type { Reader, ReadItem } from './reader.ts';
import { findReaders, readersHere } from './readers.ts';

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>نشرة الصباح &amp; المساء</title><link>https://nashra.example/ar/</link>
<description>أخبار اليوم</description><language>ar</language>
<item><title>الناتج &lt; 3% في «الربع» الأول &amp; توقعات بتحسن</title>
<link>https://nashra.example/ar/1/%D8%A3</link><guid isPermaLink="false">tag:nashra.example,2026:1</guid>
<pubDate>Wed, 18 Nov 2026 10:00:07 +0200</pubDate><dcterms:modified>2026-11-19T10:00:00Z</dcterms:modified>
<dc:creator>سلمى عبد الرحمن</dc:creator>
<category domain="https://nashra.example/ar/sections">اقتصاد وأعمال</category><category>مياه</category>
<description>ملخص لا يُقرأ حين يوجد النص.</description>
<content:encoded><![CDATA[<div dir="rtl" lang="ar"><p>نما الناتج &lt; 3%<br>وقالت «سوق<strong>نا</strong>» إن C:\\new\\text باقٍ.</p>
<ul><li>نقطة أولى</li><li>نقطة ثانية</li></ul></div>]]></content:encoded></item>
<item><title>خبر عاجل بلا كاتب</title><link>https://nashra.example/ar/2</link>
<guid isPermaLink="false">tag:nashra.example,2026:2</guid><pubDate>Tue, 17 Nov 2026 22:30:00 GMT</pubDate>
<description>&lt;p&gt;هزة أرضية &amp;amp; لا أضرار.&lt;/p&gt;</description></item>
</channel></rss>`;

const atom = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><id>tag:nashra.example,2026:ar</id>
<title>نشرة الصباح &amp; المساء</title><updated>2026-11-19T10:00:00Z</updated>
<author><name>غرفة أخبار نشرة</name></author><link rel="self" href="https://nashra.example/atom.xml"/>
<link rel="alternate" href="https://nashra.example/ar/"/>
<entry><id>tag:nashra.example,2026:1</id><title>الناتج &lt; 3% في «الربع» الأول &amp; توقعات بتحسن</title>
<link rel="alternate" href="https://nashra.example/ar/1/%D8%A3"/>
<updated>2026-11-19T10:00:00Z</updated><published>2026-11-18T10:00:07+02:00</published>
<author><name>سلمى عبد الرحمن</name></author>
<category term="economy" scheme="https://nashra.example/ar/sections" label="اقتصاد وأعمال"/><category term="مياه"/>
<summary>ملخص لا يُقرأ حين يوجد النص.</summary>
<content type="html">&lt;div dir="rtl" lang="ar"&gt;&lt;p&gt;نما الناتج &amp;lt; 3%&lt;br&gt;وقالت «سوق&lt;strong&gt;نا&lt;/strong&gt;» إن C:\\new\\text باقٍ.&lt;/p&gt;
&lt;ul&gt;&lt;li&gt;نقطة أولى&lt;/li&gt;&lt;li&gt;نقطة ثانية&lt;/li&gt;&lt;/ul&gt;&lt;/div&gt;</content></entry>
<entry><id>tag:nashra.example,2026:2</id><title>خبر عاجل بلا كاتب</title>
<link href="https://nashra.example/ar/2"/><updated>2026-11-17T22:30:00Z</updated>
<summary type="html">&lt;p&gt;هزة أرضية &amp;amp; لا أضرار.&lt;/p&gt;</summary></entry>
</feed>`;

const json = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'نشرة الصباح & المساء',
  language: 'ar',
  items: [
    {
      id: 'tag:nashra.example,2026:1',
      url: 'https://nashra.example/ar/1/%D8%A3',
      title: 'الناتج < 3% في «الربع» الأول & توقعات بتحسن',
      date_published: '2026-11-18T10:00:07+02:00',
      date_modified: '2026-11-19T10:00:00Z',
      authors: [{ name: 'سلمى عبد الرحمن' }],
      tags: ['اقتصاد وأعمال', 'مياه'],
      summary: 'ملخص لا يُقرأ حين يوجد النص.',
      content_html:
        '<div dir="rtl"><p>نما الناتج &lt; 3%<br>وقالت «سوق<strong>نا</strong>» إن C:\\new\\text باقٍ.</p>' +
        '<ul><li>نقطة أولى</li><li>نقطة ثانية</li></ul></div>',
    },
    {
      id: 'tag:nashra.example,2026:2',
      url: 'https://nashra.example/ar/2',
      title: 'خبر عاجل بلا كاتب',
      date_published: '2026-11-17T22:30:00Z',
      content_text: 'هزة أرضية & لا أضرار.',
    },
  ],
});

const rssWith = (channel: string, item: string) =>
  `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>نشرة</title>${channel}
  <item><title>خبر</title><guid isPermaLink="false">tag:nashra.example,2026:3</guid>
  <link>https://nashra.example/ar/3</link><pubDate>Tue, 17 Nov 2026 22:30:00 GMT</pubDate>${item}</item></channel></rss>`;

const xmlType = 'application/xml; charset=utf-8';

const documents: Record<string, ServedDocument> = {
  '/feed.xml': { mediaType: 'application/rss+xml; charset=utf-8', body: rss },
  '/atom.xml': { mediaType: 'application/atom+xml; charset=utf-8', body: atom },
  '/feed.json': { mediaType: 'application/feed+json', body: json },
  '/regional.xml': { mediaType: xmlType, body: rssWith('<language>ar-SA</language>', '') },
  '/two-authors.xml': {
    mediaType: xmlType,
    body: rssWith('', '<dc:creator>سلمى</dc:creator><dc:creator>ليث</dc:creator>'),
  },
  '/two-authors-atom.xml': {
    mediaType: xmlType,
    body: `<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:nashra.example,2026:ar</id><title>نشرة</title>
    <updated>2026-11-19T10:00:00Z</updated><entry><id>tag:nashra.example,2026:3</id><title>خبر</title>
    <link href="https://nashra.example/ar/3"/><updated>2026-11-17T22:30:00Z</updated>
    <author><name>سلمى</name></author><author><name>ليث</name></author></entry></feed>`,
  },
  '/source-first.xml': {
    mediaType: xmlType,
    body: `<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:nashra.example,2026:ar</id><title>نشرة</title>
    <updated>2026-11-19T10:00:00Z</updated><entry><source><title>وكالة نوارس</title></source><title>خبر</title>
    <id>tag:nashra.example,2026:3</id><link href="https://nashra.example/ar/3"/>
    <published>2026-11-17T22:30:00.903Z</published><updated>2026-11-17T22:30:00.903Z</updated></entry></feed>`,
  },
  '/cut.xml': { mediaType: xmlType, body: rss.slice(0, rss.indexOf('</item>')) },
  '/undated.xml': {
    mediaType: xmlType,
    body: '<rss version="2.0"><channel><title>نشرة</title><item><title>بلا تاريخ</title></item></channel></rss>',
  },
};

const firstItem = {
  id: 'tag:nashra.example,2026:1',
  title: 'الناتج < 3% في «الربع» الأول & توقعات بتحسن',
  link: 'https://nashra.example/ar/1/%D8%A3',
  publishedAt: new Date('2026-11-18T08:00:07Z'),
  authors: ['سلمى عبد الرحمن'],
  text: 'نما الناتج < 3% وقالت «سوقنا» إن C:\\new\\text باقٍ. نقطة أولى نقطة ثانية',
};
const secondItem = {
  id: 'tag:nashra.example,2026:2',
  title: 'خبر عاجل بلا كاتب',
  link: 'https://nashra.example/ar/2',
  publishedAt: new Date('2026-11-17T22:30:00Z'),
  authors: [],
  text: 'هزة أرضية & لا أضرار.',
};

const paths = { rss: '/feed.xml', atom: '/atom.xml', json: '/feed.json' } as const;

const title = 'نشرة الصباح & المساء';
const keptOfTheFeed: Readonly<Record<string, object>> = {
  feedsmith: { title, language: 'ar' },
  feedparser: { title, language: 'ar' },
  newsboat: { title, rightToLeft: true },
  sfeed: {},
};
const keepsCategories = (reader: string, format: string) =>
  reader !== 'newsboat' && !(reader === 'sfeed' && format === 'atom');

/** Everything but what some readers don't keep. */
function common({ id, title, link, publishedAt, authors, text }: ReadItem) {
  return { id, title, link, publishedAt, authors, text };
}

async function refusal(reading: Promise<unknown>): Promise<string> {
  return reading.then(
    () => 'read',
    (error: Error) => error.message,
  );
}

describe('the readers that feeds are tested with', () => {
  let server: Awaited<ReturnType<typeof serveDocuments>>;
  before(async () => {
    server = await serveDocuments(documents);
  });
  after(() => server.close());
  const readFrom = (reader: Reader, path: string) => reader.read(server.url + path);

  for (const reason of findReaders().leftOut) it(reason);

  for (const reader of readersHere()) {
    describe(reader.name, () => {
      for (const format of reader.formats) {
        it(`reads the items of an Arabic ${format} document`, async () => {
          const feed = await readFrom(reader, paths[format]);
          expect(feed.reader).to.equal(reader.name);
          expect(feed.items.map(common)).to.deep.equal([firstItem, secondItem]);
        });

        it(`reads from ${format} what it keeps of the feed itself`, async () => {
          const { items: _, ...feed } = await readFrom(reader, paths[format]);
          expect(feed).to.deep.equal({ reader: reader.name, ...keptOfTheFeed[reader.name] });
        });

        it(`reads from ${format} the Arabic categories that it keeps`, async () => {
          const [first, second] = (await readFrom(reader, paths[format])).items;
          const isKept = keepsCategories(reader.name, format);
          expect(first?.categories).to.deep.equal(isKept ? ['اقتصاد وأعمال', 'مياه'] : undefined);
          expect(second?.categories).to.deep.equal(isKept ? [] : undefined);
        });
      }

      it('rejects when the address has no feed', async () => {
        expect(await refusal(readFrom(reader, '/absent.xml'))).to.include('404');
      });
    });
  }
});

describe('what a reader makes of a feed in its own way', () => {
  let server: Awaited<ReturnType<typeof serveDocuments>>;
  before(async () => {
    server = await serveDocuments(documents);
  });
  after(() => server.close());

  const here = readersHere();
  const readBy = (name: string, path: string) => {
    const reader = here.find((candidate) => candidate.name === name);
    return reader?.read(server.url + path);
  };

  it('feedsmith and newsboat read a broken document as far as it goes, feedparser refuses it', async () => {
    for (const name of ['feedsmith', 'newsboat']) {
      expect((await readBy(name, '/cut.xml'))?.items ?? [firstItem]).to.have.lengthOf(1);
    }
    const feedparser = here.find((reader) => reader.name === 'feedparser');
    if (feedparser !== undefined) {
      expect(await refusal(feedparser.read(`${server.url}/cut.xml`))).not.to.equal('read');
    }
  });

  it('newsboat sets a feed from right to left for ar but not for ar-SA', async () => {
    const feed = await readBy('newsboat', '/regional.xml');
    if (feed !== undefined) expect(feed.rightToLeft).to.equal(false);
  });

  it('newsboat keeps the last of several dc:creator and sfeed the first', async () => {
    const authors = async (name: string) => (await readBy(name, '/two-authors.xml'))?.items[0]?.authors;
    expect(await authors('feedsmith')).to.deep.equal(['سلمى', 'ليث']);
    expect((await authors('feedparser')) ?? ['سلمى', 'ليث']).to.deep.equal(['سلمى', 'ليث']);
    expect((await authors('newsboat')) ?? ['ليث']).to.deep.equal(['ليث']);
    expect((await authors('sfeed')) ?? ['سلمى']).to.deep.equal(['سلمى']);
  });

  it('newsboat keeps every author of an Atom entry', async () => {
    const feed = await readBy('newsboat', '/two-authors-atom.xml');
    if (feed !== undefined) expect(feed.items[0]?.authors).to.deep.equal(['سلمى', 'ليث']);
  });

  it('Atom terms are kept beside the labels, and by sfeed in their place', async () => {
    for (const name of ['feedsmith', 'feedparser', 'sfeed']) {
      const feed = await readBy(name, '/atom.xml');
      if (feed !== undefined) expect(feed.items[0]?.terms).to.deep.equal(['economy', 'مياه']);
    }
    expect((await readBy('sfeed', '/atom.xml'))?.items[0]?.categories).to.equal(undefined);
  });

  it('sfeed takes the title of an Atom source that stands before the entry’s own', async () => {
    for (const reader of here) {
      const [item] = (await reader.read(`${server.url}/source-first.xml`)).items;
      expect(item?.title, reader.name).to.equal(reader.name === 'sfeed' ? 'وكالة نوارس' : 'خبر');
    }
  });

  it('a fraction of a second is left out, but feedsmith keeps it', async () => {
    for (const reader of here) {
      const [item] = (await reader.read(`${server.url}/source-first.xml`)).items;
      const fraction = reader.name === 'feedsmith' ? '.903Z' : '.000Z';
      expect(item?.publishedAt.toISOString(), reader.name).to.equal(`2026-11-17T22:30:00${fraction}`);
    }
  });

  it('an item without a date is refused, but newsboat takes the present for it', async () => {
    for (const reader of here.filter(({ name }) => name !== 'newsboat')) {
      expect(await refusal(reader.read(`${server.url}/undated.xml`))).to.include('no date');
    }
    const feed = await readBy('newsboat', '/undated.xml');
    if (feed !== undefined) expect(Number(feed.items[0]?.publishedAt)).to.be.closeTo(Date.now(), 60_000);
  });
});

describe('leaving a reader out', () => {
  const missing: Reader = {
    name: 'missing',
    formats: ['rss'],
    findFault: () => 'missing is left out: the Debian package missing is not installed',
    read: () => Promise.reject(new Error('missing')),
  };

  it('is said with the Debian package to install', () => {
    expect(findReaders([missing])).to.deep.equal({ readers: [], leftOut: [missing.findFault()] });
  });

  it('is allowed on a developer’s machine', () => {
    expect(readersHere({}, [missing])).to.deep.equal([]);
  });

  it('is an error in CI', () => {
    expect(() => readersHere({ CI: 'true' }, [missing])).to.throw('Debian package missing');
  });
});
