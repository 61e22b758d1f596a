import { expect } from 'chai';
import { type FeedState, readFeedState } from '../publish/followers/feed-state.ts';
import { request } from '../support/request.ts';
import { type ServedNewsroom, serveTestNewsroom } from '../support/served-newsroom.ts';
import { getChild, parseStrictXml } from '../support/strict-xml.ts';

interface Written {
  readonly section?: string;
  readonly author?: string;
  readonly source?: string;
  readonly tags?: string;
}

const story = (title: string, { section, author, source, tags }: Written, body = 'نص الخبر هنا كاملا.') =>
  [
    `العنوان: ${title}`,
    ...(section === undefined ? [] : [`القسم: ${section}`]),
    ...(author === undefined ? [] : [`الكاتب: ${author}`]),
    ...(source === undefined ? [] : [`المصدر: ${source}`]),
    ...(tags === undefined ? [] : [`الوسوم: ${tags}`]),
    '',
    body,
  ].join('\n');

describe('feeds of parts of a channel', () => {
  let served: ServedNewsroom;

  before(async () => {
    served = await serveTestNewsroom(4);
    const { drop } = served;
    await drop(
      'ar/1.txt',
      story('معرض الكتاب', { section: 'علوم', author: 'ليلى حداد', tags: 'كتب، معارض' }),
    );
    await drop(
      'ar/2.txt',
      story('مباراة القمة', { section: 'رياضة', author: 'سامر عون', source: 'وكالة نوارس' }),
    );
    await drop('ar/3.txt', story('ترميم المسرح', { section: 'علوم', author: 'سامر عون', tags: 'معارض' }));
    await drop('ar/4.txt', story('أسعار القمح', { section: 'أحياء المدينة' }, 'أسعار القمح في غزة وعمان.'));
    await served.look();
  });

  after(() => served.close());

  const get = (path: string) => request(served.url + path);
  const titles = async (path: string) => [...(await stateOf(path)).items.values()];
  const stateOf = async (path: string): Promise<FeedState> => {
    const answer = await get(encodeURI(path));
    expect(answer.status, path).to.equal(200);
    const format = path.includes('.json') ? 'json' : path.includes('atom') ? 'atom' : 'rss';
    return readFeedState(format, answer.text);
  };

  const parts: readonly (readonly [path: string, titles: readonly string[]])[] = [
    ['/ar/sections/science/feed.xml', ['ترميم المسرح', 'معرض الكتاب']],
    ['/ar/sections/أحياء-المدينة/atom.xml', ['أسعار القمح']],
    ['/ar/authors/سامر-عون/feed.json', ['ترميم المسرح', 'مباراة القمة']],
    ['/ar/tags/معارض/feed.xml', ['ترميم المسرح', 'معرض الكتاب']],
    ['/ar/sources/وكالة-نوارس/atom.xml', ['مباراة القمة']],
    ['/ar/feed.xml?author=سامر-عون&section=science', ['ترميم المسرح']],
    ['/ar/feed.xml?limit=1', ['أسعار القمح']],
    ['/ar/feed.xml?q=القمح', ['أسعار القمح']],
    ['/ar/feed.xml?q=قمح%20غزه', ['أسعار القمح']],
    ['/ar/feed.xml?q=حداد&section=science', ['معرض الكتاب']],
    ['/ar/feed.xml?q=لا%20أحد', []],
    ['/ar/headlines/feed.xml', ['أسعار القمح', 'ترميم المسرح', 'مباراة القمة', 'معرض الكتاب']],
  ];
  for (const [path, expected] of parts) {
    it(`${path} holds just what it names`, async () => {
      expect(await titles(path.replaceAll('%20', ' '))).to.deep.equal(expected);
    });
  }

  const others: readonly (readonly [path: string, canonical: string])[] = [
    ['/ar/feed.xml?section=science', '/ar/sections/science/feed.xml'],
    ['/ar/feed.xml?section=علوم', '/ar/sections/science/feed.xml'],
    ['/ar/sections/علوم/feed.xml', '/ar/sections/science/feed.xml'],
    ['/ar/sections/علوم-الأرض/feed.xml', ''],
    ['/ar/authors/سامر%20عون/feed.xml', '/ar/authors/سامر-عون/feed.xml'],
    ['/ar/authors/ليلي-حداد/feed.xml', '/ar/authors/ليلى-حداد/feed.xml'],
    ['/feed.xml?section=science&author=سامر%20عون', '/ar/feed.xml?author=سامر-عون&section=science'],
    ['/ar/feed.xml?section=science&author=سامر-عون', '/ar/feed.xml?author=سامر-عون&section=science'],
    ['/ar/feed.xml?limit=4', '/ar/feed.xml'],
    ['/ar/feed.xml?limit=99999', '/ar/feed.xml?limit=200'],
    ['/ar/feed.xml?q=%20%20قمح%20', '/ar/feed.xml?q=قمح'],
    ['/ar/feed.xml?q=؟', '/ar/feed.xml'],
    ['/ar/feed.xml?view=headlines', '/ar/headlines/feed.xml'],
    ['/ar/sections/علوم/', '/ar/sections/science/'],
  ];
  for (const [path, canonical] of others) {
    it(`${path} ${canonical === '' ? 'is nothing' : `leads to ${canonical}`}`, async () => {
      const answer = await get(encodeURI(path.replaceAll('%20', ' ')));
      if (canonical === '') expect(answer.status).to.equal(404);
      else {
        expect(answer.status).to.equal(308);
        expect(decodeURIComponent(answer.headers.location ?? '')).to.equal(
          `https://news.example${canonical}`,
        );
      }
    });
  }

  it('have one document for addresses that aggregators have added to', async () => {
    const plain = await get('/ar/sections/science/feed.xml');
    const tagged = await get('/ar/sections/science/feed.xml?utm_source=nabdapp.com&ocid=Nabd_App');
    expect([tagged.status, tagged.headers.etag]).to.deep.equal([200, plain.headers.etag]);
    expect(plain.text).to.include('href="https://news.example/ar/sections/science/feed.xml" rel="self"');
  });

  it('are nothing for names that the channel never had, and refuse what is no number', async () => {
    for (const path of [
      '/ar/authors/%D9%84%D8%A7/feed.xml',
      '/ar/tags/x/',
      '/ar/feed.xml?author=x',
      '/ar/sections/-/feed.xml',
    ])
      expect((await get(path)).status, path).to.equal(404);
    for (const path of [
      '/ar/feed.xml?limit=abc',
      '/ar/feed.xml?limit=0',
      `/ar/feed.xml?q=${'x'.repeat(101)}`,
    ])
      expect((await get(path)).status, path).to.equal(400);
  });

  it('have a feed for a desk of the configuration before its first story', async () => {
    expect(await titles('/ar/sections/economy/feed.xml')).to.deep.equal([]);
  });

  it('have titles and ids of their own, and the pages of their parts', async () => {
    const channel = getChild(parseStrictXml((await get('/ar/sections/science/feed.xml')).text), 'channel');
    expect(getChild(channel, 'title').text).to.match(/ – علوم/);
    const feed = parseStrictXml((await get('/ar/sections/science/atom.xml')).text);
    expect(getChild(feed, 'id').text).to.equal('tag:news.example,2026:channel:ar:section:science');
    const page = await get('/ar/sections/science/');
    expect(page.status).to.equal(200);
    expect(page.text).to.include('ترميم المسرح').and.not.to.include('مباراة القمة');
    expect(page.text).to.include('href="https://news.example/ar/sections/science/feed.xml"');
  });

  it('stay as they are when something is published elsewhere', async () => {
    const { headers } = await get('/ar/sections/science/feed.xml');
    await served.drop('ar/9.txt', story('سباق الخيل', { section: 'رياضة' }));
    await served.look();
    const again = await request(`${served.url}/ar/sections/science/feed.xml`, {
      headers: { 'If-None-Match': headers.etag },
    });
    expect(again.status).to.equal(304);
    expect(await titles('/ar/sections/sports/feed.xml')).to.deep.equal(['سباق الخيل', 'مباراة القمة']);
  });
});

describe('views of a channel', () => {
  let served: ServedNewsroom;

  before(async () => {
    served = await serveTestNewsroom(50);
    const text = [
      'وكالة نوارس - ثقافة: تفاصيل الخبر) افتتحت مكتبة الميناء القديم قاعة للخرائط البحرية رسمها ربابنة المنطقة.',
      'النقاط الرئيسية)',
      'مكتبة الميناء القديم تفتتح قاعة للخرائط البحرية.',
      'القاعة تضم 400 خريطة رسمها ربابنة المنطقة.',
    ].join('\n');
    await served.drop('ar/1.txt', text);
    await served.drop('ar/2.txt', 'خبر\n\nنص قصير هنا.');
    await served.look();
  });

  after(() => served.close());

  const items = async (view: string) => {
    const feed = JSON.parse((await request(`${served.url}/ar/${view}/feed.json`)).text);
    return feed.items as readonly {
      title: string;
      content_html?: string;
      content_text?: string;
      summary?: string;
    }[];
  };

  it('tell the key points alone, or the summary of a story without any', async () => {
    const [short, long] = await items('points');
    expect(long?.content_html).to.match(/<ul><li>مكتبة[^<]*<\/li><li>القاعة[^<]*<\/li><\/ul>/);
    expect(long?.content_html).not.to.include('افتتحت');
    expect(short?.content_html).to.include('<p>نص قصير هنا.</p>');
  });

  it('tell the headlines alone', async () => {
    for (const item of await items('headlines')) {
      expect(item).to.not.have.any.keys('content_html', 'summary');
      expect(item.content_text).to.equal(item.title);
    }
  });

  it('leave out for MSN what it refuses', async () => {
    expect((await items('msn')).map(({ title }) => title)).to.have.length(1);
  });

  it('give Flipboard more of a short summary', async () => {
    const [, long] = await items('flipboard');
    expect(long?.summary).to.include('400 خريطة');
  });
});
