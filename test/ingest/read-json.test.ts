import { expect } from 'chai';
import type { Article } from '../../src/domain/article.ts';
import { NashraError } from '../../src/domain/errors.ts';
import { parseArticle } from '../../src/ingest/parse-article.ts';
import { checkReport } from '../../src/ingest/report.ts';
import { arabicChannel } from '../support/arabic-channel.ts';

const options = { channel: arabicChannel, timeZone: 'Asia/Beirut', fileName: 'خبر.json' };

const read = (value: unknown): Promise<Article> =>
  parseArticle(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), options);

async function facts(value: unknown): Promise<Record<string, unknown>> {
  const article = await read(value);
  return { ...checkReport({ status: 'accepted', article }), media: article.media };
}

async function refusalOf(value: unknown): Promise<NashraError> {
  try {
    await read(value);
  } catch (error) {
    if (error instanceof NashraError) return error;
    throw error;
  }
  throw new Error('accepted');
}

const body = 'بدأت مكتبة متنقلة رحلتها بين قرى الجبل صباح اليوم.';
const item = {
  id: 'https://nawras.example/news/1',
  url: 'https://nawras.example/news/مكتبة',
  title: 'مكتبة متنقلة تصل إلى عشرين قرية جبلية',
  content_html: `<p>${body}</p>`,
  date_published: '2026-11-20T09:30:00+03:00',
};
const story = {
  uri: 'urn:newsml:nawras.example:20261120:77',
  type: 'text',
  pubstatus: 'usable',
  versioncreated: '2026-11-20T06:30:00Z',
  headline: item.title,
  body_text: `${body}\nوتتوقف الحافلة في كل قرية يومًا.`,
};
const news = {
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline: item.title,
  articleBody: body,
  datePublished: '2026-11-20T09:30:00+03:00',
};

describe('an item of JSON Feed', () => {
  it('is an article with all its facts', async () => {
    const found = await facts({
      ...item,
      summary: 'حافلة كتب بين القرى.',
      authors: [{ name: 'سلمى عبد الرحمن' }, { name: 'كريم حداد' }],
      tags: ['مكتبات', 'قرى'],
      language: 'ar',
    });
    expect(found).to.include({
      format: 'json-feed-item',
      title: item.title,
      titleOrigin: 'explicit',
      externalId: item.id,
      summary: 'حافلة كتب بين القرى.',
      publishedAt: '2026-11-20T08:30:00+02:00',
      text: body,
      direction: 'rtl',
    });
    expect(found.authors).to.deep.equal(['سلمى عبد الرحمن', 'كريم حداد']);
    expect(found.tags).to.deep.equal(['مكتبات', 'قرى']);
  });

  const people: readonly (readonly [what: string, keys: object, authors: readonly string[]])[] = [
    ['the authors of 1.1', { authors: [{ name: 'سلمى نجار' }] }, ['سلمى نجار']],
    ['the author of 1.0', { author: { name: 'سلمى نجار' } }, ['سلمى نجار']],
    ['a list in the place of the author', { author: [{ name: 'سلمى نجار' }] }, ['سلمى نجار']],
    ['1.1 before 1.0', { authors: [{ name: 'سلمى نجار' }], author: { name: 'ديانا' } }, ['سلمى نجار']],
    ['1.0 where 1.1 names nobody', { authors: [{ url: 'x' }], author: { name: 'سلمى نجار' } }, ['سلمى نجار']],
    ['nobody for null', { authors: null }, []],
    ['nobody for a blank name', { authors: [{ name: ' ' }] }, []],
  ];
  for (const [what, keys, authors] of people)
    it(`has ${what}`, async () => expect((await read({ ...item, ...keys })).authors).to.deep.equal(authors));

  it('is plain text where it has only that: its tags are characters, its lines paragraphs', async () => {
    const { content_html: _, ...rest } = item;
    const { html, text } = await facts({ ...rest, content_text: `${body}\n\n<b>س</b> & <script>` });
    expect(text).to.equal(`${body}\n<b>س</b> & <script>`);
    expect(html)
      .to.include('&lt;b&gt;')
      .and.not.match(/<(?:b|script)\b/);
  });

  it('has its addresses resolved against its own', async () => {
    const { media, sections } = await read({
      ...item,
      content_html: `<p>${body} <a href="/more">المزيد</a></p><img src="../img/a.jpg" alt="حافلة">`,
      image: '/img/b.jpg',
      attachments: [{ url: 'audio.mp3', mime_type: 'audio/mpeg', size_in_bytes: 12_345, title: 'تقرير' }],
    });
    expect(JSON.stringify(sections)).to.include('"href":"https://nawras.example/more"');
    expect(media.map((one) => ('address' in one ? one.address : ''))).to.deep.equal([
      'https://nawras.example/img/a.jpg',
      'https://nawras.example/img/b.jpg',
      'https://nawras.example/news/audio.mp3',
    ]);
    expect(media[2]).to.include({ type: 'audio/mpeg', lengthBytes: 12_345 });
  });

  it('is breaking by its title or by what Nashra writes of itself', async () => {
    expect(await facts({ ...item, title: `عاجل | ${item.title}` })).to.include({
      title: item.title,
      breaking: true,
    });
    const own = {
      section: { label: 'اقتصاد وأعمال' },
      source: 'وكالة نوارس',
      dateline: 'بيروت',
      breaking: true,
    };
    expect(await facts({ ...item, tags: ['اقتصاد وأعمال', 'كتب'], _nashra: own })).to.deep.include({
      breaking: true,
      section: 'اقتصاد وأعمال',
      source: 'وكالة نوارس',
      dateline: 'بيروت',
      tags: ['كتب'],
    });
  });

  it('may be English in an Arabic channel', async () => {
    expect(
      await facts({
        ...item,
        language: 'en',
        title: 'A mobile library reaches twenty villages',
        content_html: '<p>A mobile library set out between the villages of the mountain this morning.</p>',
      }),
    ).to.include({ language: 'en', direction: 'ltr' });
  });
});

describe('ninjs', () => {
  it('of version 1 is an article', async () => {
    expect(
      await facts({
        ...story,
        byline: 'بقلم: سلمى عبد الرحمن وكريم حداد',
        located: 'بيروت',
        urgency: 1,
        service: [{ name: 'علوم' }],
        subject: [{ name: 'كتب' }],
        renditions: {
          small: { href: 'https://nawras.example/s.jpg', width: 100, mimetype: 'image/jpeg' },
          large: { href: 'https://nawras.example/l.jpg', width: 1200, mimetype: 'image/jpeg' },
        },
      }),
    ).to.deep.include({
      format: 'ninjs',
      externalId: story.uri,
      title: item.title,
      authors: ['سلمى عبد الرحمن', 'كريم حداد'],
      dateline: 'بيروت',
      breaking: true,
      section: 'علوم',
      tags: ['كتب'],
      text: story.body_text,
      publishedAt: '2026-11-20T08:30:00+02:00',
    });
  });

  it('of versions 2 and 3 has its texts by role', async () => {
    const { headline: _, body_text: __, ...rest } = story;
    const { media, ...found } = await facts({
      ...rest,
      headlines: [
        { role: 'subtitle', value: 'رحلة بين القرى' },
        { role: 'main', value: item.title },
      ],
      descriptions: [{ role: 'summary', value: 'حافلة كتب بين القرى.' }],
      bodies: [
        { role: 'text', contentType: 'text/plain', value: 'نص آخر' },
        { role: 'main', contentType: 'text/html', value: `<p>${body}</p><p>ثم <b>عادت</b>.</p>` },
      ],
      people: [
        { rel: 'author', name: 'سلمى عبد الرحمن' },
        { rel: 'about', name: 'وزير' },
      ],
      infoSources: [{ name: 'وكالة نوارس' }],
      associations: [
        {
          type: 'picture',
          headlines: [{ value: 'صورة' }],
          descriptions: [{ role: 'caption', value: 'الحافلة في القرية' }],
          by: 'رنا خليل',
          renditions: [
            {
              name: 'web',
              href: 'https://nawras.example/w.jpg',
              contentType: 'image/jpeg',
              width: 800,
              height: 600,
            },
          ],
        },
      ],
    });
    expect(found).to.deep.include({
      title: item.title,
      summary: 'حافلة كتب بين القرى.',
      authors: ['سلمى عبد الرحمن'],
      source: 'وكالة نوارس',
      text: `رحلة بين القرى\n${body}\nثم عادت.`,
    });
    expect(media).to.deep.include({
      address: 'https://nawras.example/w.jpg',
      type: 'image/jpeg',
      width: 800,
      height: 600,
      caption: 'الحافلة في القرية',
      credit: 'رنا خليل',
    });
  });

  it('that is withheld or cancelled is a notice of that, with or without its text', async () => {
    for (const pubstatus of ['withheld', 'canceled', 'Cancelled']) {
      const whole = await read({ ...story, pubstatus });
      expect(whole).to.include({ externalId: story.uri, withdrawal: 'سحبتها الجهة التي أرسلتها.' });
      const bare = await read({ uri: story.uri, type: 'text', pubstatus });
      expect(bare).to.include({ externalId: story.uri, withdrawal: 'سحبتها الجهة التي أرسلتها.' });
    }
  });

  it('of another status that is not usable is refused', async () => {
    const { code, message } = await refusalOf({ ...story, pubstatus: 'Template' });
    expect(code).to.equal('article_withheld');
    expect(message).to.include('«template»');
  });

  it('under embargo is dated to its end', async () => {
    const found = await facts({ ...story, embargoed: '2026-12-01T06:00:00+02:00' });
    expect(found.publishedAt).to.equal('2026-12-01T06:00:00+02:00');
  });
});

describe('a schema.org article', () => {
  const written: readonly (readonly [what: string, value: unknown])[] = [
    ['alone', news],
    ['in an array', [news]],
    [
      'in a graph',
      { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite', name: 'موقع' }, news] },
    ],
    ['of a page', { '@type': 'WebPage', mainEntity: news }],
    ['of a type with an address', { ...news, '@type': 'https://schema.org/ReportageNewsArticle' }],
    ['of several types', { ...news, '@type': ['Thing', 'NewsArticle'] }],
    [
      'with values in lists',
      { ...news, headline: [news.headline], articleBody: [{ '@value': body, '@language': 'ar' }] },
    ],
  ];
  for (const [what, value] of written)
    it(`is read ${what}`, async () =>
      expect(await facts(value)).to.include({ format: 'news-article', title: item.title, text: body }));

  const authors: readonly (readonly [what: string, author: unknown, names: readonly string[]])[] = [
    ['a name', 'سلمى عبد الرحمن', ['سلمى عبد الرحمن']],
    ['an object', { '@type': 'Person', name: 'سلمى عبد الرحمن' }, ['سلمى عبد الرحمن']],
    ['a list of both', ['كريم حداد', { name: 'سلمى عبد الرحمن' }], ['كريم حداد', 'سلمى عبد الرحمن']],
    ['an organization, which is the source', { '@type': 'NewsMediaOrganization', name: 'وكالة نوارس' }, []],
    ['an agency by its name alone', 'وكالة الأنباء', []],
    ['a byline of two', 'كتب: كريم حداد وسلمى نجار', ['كريم حداد', 'سلمى نجار']],
    ['a number', 7, ['7']],
  ];
  for (const [what, author, names] of authors)
    it(`has for author ${what}`, async () =>
      expect((await read({ ...news, author })).authors).to.deep.equal(names));

  it('follows what it names by id', async () => {
    const { media, ...found } = await facts({
      '@graph': [
        { ...news, author: { '@id': '#salma' }, image: { '@id': '#p' }, url: 'https://nawras.example/a/' },
        { '@id': '#salma', '@type': 'Person', name: 'سلمى نجار' },
        { '@id': '#p', '@type': 'ImageObject', url: 'p.jpg', width: '1200', height: 630, caption: 'حافلة' },
      ],
    });
    expect(found.authors).to.deep.equal(['سلمى نجار']);
    expect(media).to.deep.equal([
      { address: 'https://nawras.example/a/p.jpg', width: 1200, height: 630, caption: 'حافلة' },
    ]);
  });

  it('parts keywords at Arabic commas as well', async () => {
    expect((await read({ ...news, keywords: 'كتب، قرى,جبل' })).tags).to.deep.equal(['كتب', 'قرى', 'جبل']);
    expect((await read({ ...news, keywords: ['كتب', 'قرى'] })).tags).to.deep.equal(['كتب', 'قرى']);
  });

  it('has a body of plain text, unless tags of HTML stand in it', async () => {
    expect((await facts({ ...news, articleBody: `${body}\nخمسة < ستة و<اسم>.` })).text).to.equal(
      `${body}\nخمسة < ستة و<اسم>.`,
    );
    const { text, html } = await facts({ ...news, articleBody: `<p>${body}</p><script>alert(1)</script>` });
    expect(text).to.equal(body);
    expect(html).to.not.include('alert');
  });
});

describe('JSON that is no article', () => {
  const malformed: readonly (readonly [what: string, text: string, line: number])[] = [
    ['a comma too many', '{\n"title": "خبر",\n}', 3],
    ['a text that never ends', '{\n"title": "خبر', 2],
    ['a line break in a text', '{"title": "خبر\nثانٍ"}', 1],
    ['a file cut off', `${JSON.stringify(item, null, 1).slice(0, -40)}`, 6],
    ['two documents', '{"id": "1"}\n{"id": "2"}', 2],
    ['100,000 brackets that never close', `{"a":\n${'['.repeat(100_000)}`, 2],
    ['a single quotation mark', "{\n'title': 'خبر'}", 2],
  ];
  for (const [what, text, line] of malformed)
    it(`is refused with the line of the fault: ${what}`, async () => {
      const error = await refusalOf(text);
      expect([error.code, error.line]).to.deep.equal(['json_malformed', line]);
    });

  const wrong: readonly (readonly [what: string, value: unknown, key: string])[] = [
    ['a title that is a number', { ...item, title: 7 }, 'title'],
    ['a body that is a list', { ...item, content_html: [body] }, 'content_html'],
    ['authors that are texts', { ...item, authors: ['سلمى'] }, 'authors.0'],
    ['tags that are one text', { ...item, tags: 'كتب' }, 'tags'],
    ['a number that lost its digits', { ...item, id: 2 ** 60 }, 'id'],
    ['a headline that is an object', { ...story, headline: {} }, 'headline'],
    ['bodies that are a text', { ...story, bodies: body }, 'bodies'],
    ['an article with another headline', { ...news, headline: true }, 'headline'],
    ['keys of nobody', { خبر: body }, 'content_html'],
    ['a number', 7, 'content_html'],
    ['an empty list', [], 'content_html'],
    ['two articles in a list', [item, item], 'content_html'],
    ['an organization', { '@type': 'Organization', name: 'وكالة' }, 'articleBody'],
  ];
  for (const [what, value, key] of wrong)
    it(`is refused with the key at fault: ${what}`, async () => {
      const { code, message } = await refusalOf(value);
      expect(code).to.equal('article_malformed');
      expect(message).to.include(key);
    });

  it('is refused without a word in it', async () => {
    expect((await refusalOf({ id: '1', content_html: '<p>&nbsp;</p>' })).code).to.equal('no_text');
  });
});

describe('hostile JSON', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const objects = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  const hostile: readonly (readonly [what: string, text: string])[] = [
    ['100,000 lists in one another beside the article', `${JSON.stringify(item).slice(0, -1)},"x":${deep}}`],
    ['100,000 lists where a text should be', `{"id":"1","content_html":${deep}}`],
    ['100,000 objects in a ninjs', `{"uri":"urn:1","headline":"خبر","associations":${objects}}`],
    ['100,000 objects in a graph', `{"@type":"NewsArticle","headline":"خبر","@graph":${deep}}`],
    ['a text of 2 MB', JSON.stringify({ id: '1', content_text: 'كلمة من الخبر '.repeat(80_000) })],
    ['a text of 2 MB in ninjs', JSON.stringify({ ...story, body_html: `<p>${'<b>'.repeat(500_000)}` })],
    ['100,000 nodes', JSON.stringify([...Array.from({ length: 50_000 }, () => ({ '@id': 'a' })), news])],
    [
      '100,000 authors',
      JSON.stringify({ ...item, authors: Array.from({ length: 50_000 }, () => ({ name: 'ن' })) }),
    ],
    ['100,000 keywords', JSON.stringify({ ...news, keywords: 'ك،'.repeat(100_000) })],
    ['a million keywords in a list', JSON.stringify({ ...news, keywords: Array(1_000_000).fill(1) })],
  ];
  for (const [what, text] of hostile)
    it(`is answered within two seconds: ${what}`, async () => {
      const start = performance.now();
      try {
        await read(text);
      } catch (error) {
        if (!(error instanceof NashraError)) throw error;
      }
      expect(performance.now() - start).to.be.below(2000);
    });

  it('changes no prototype', async () => {
    const text = `{"__proto__": {"title": "ز"}, "constructor": {"prototype": {"x": 1}}, ${JSON.stringify(item).slice(1)}`;
    expect((await read(text)).title).to.equal(item.title);
    const own = `{"__proto__": {"headline": "ز"}, ${JSON.stringify(story).slice(1)}`;
    expect((await read(own)).title).to.equal(item.title);
    expect(({} as Record<string, unknown>).headline).to.equal(undefined);
  });
});
