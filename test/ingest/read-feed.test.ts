import { expect } from 'chai';
import { NashraError } from '../../src/domain/errors.ts';
import { detectTextFormat } from '../../src/ingest/detect-format.ts';
import { readFeed } from '../../src/ingest/read-feed.ts';
import { splitFeed } from '../../src/ingest/split-feed.ts';
import { arabicChannel } from '../support/arabic-channel.ts';

const options = { language: 'ar', timeZone: 'Asia/Beirut' };

const rss = (items: string, channel = '') =>
  `<?xml version="1.0"?>\n<rss version="2.0"><channel><title>أخبار</title><link>https://a.example/</link>${channel}${items}</channel></rss>`;
const item = (id: string, title: string, more = '') =>
  `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><description>نص الخبر.</description>${more}</item>`;

const documents = (text: string) =>
  readFeed(text, options).map(
    ({ bytes }) => JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>,
  );
const titles = (text: string) => documents(text).map(({ title }) => title);

function refusalOf(text: string): Partial<NashraError> {
  try {
    readFeed(text, options);
  } catch (error) {
    if (error instanceof NashraError) return { code: error.code, line: error.line };
    throw error;
  }
  throw new Error('accepted');
}

describe('the articles of a feed', () => {
  it('come in the order in which they were published', () => {
    const date = (day: number) => `<pubDate>${day} Nov 2026 08:00:00 GMT</pubDate>`;
    const feed = rss(item('3', 'ثالث', date(20)) + item('2', 'ثانٍ', date(19)) + item('1', 'أول', date(18)));
    expect(titles(feed)).to.deep.equal(['أول', 'ثانٍ', 'ثالث']);
    expect(titles(rss(item('2', 'بعده') + item('1', 'قبله')))).to.deep.equal(['قبله', 'بعده']);
  });

  it('of one id are one, the one that was changed last', () => {
    const modified = (hour: number) => `<pubDate>20 Nov 2026 0${hour}:00:00 GMT</pubDate>`;
    expect(titles(rss(item('1', 'جديد', modified(9)) + item('1', 'قديم', modified(8))))).to.deep.equal([
      'جديد',
    ]);
    expect(titles(rss(item('1', 'قديم', modified(8)) + item('1', 'جديد', modified(9))))).to.deep.equal([
      'جديد',
    ]);
    expect(titles(rss(item('1', 'أول', modified(8)) + item('1', 'آخر', modified(8))))).to.deep.equal(['آخر']);
  });

  const names: readonly (readonly [what: string, id: string, name: RegExp])[] = [
    ['its id', 'post-77', /^post-77$/],
    ['its id in Arabic', 'خبر-٧', /^خبر-٧$/],
    [
      'an address without what means something in a path',
      'https://a.example/?p=1#x',
      /^https-a\.example-p-1-x-[0-9a-f]{12}$/,
    ],
    ['no way out of a folder', '../../etc/passwd', /^etc-passwd-[0-9a-f]{12}$/],
    ['no hidden file', '.خفي', /^خفي-[0-9a-f]{12}$/],
    ['a long id cut', 'ب'.repeat(500), /^ب{80}-[0-9a-f]{12}$/],
    ['signs alone by their hash', '///', /^-[0-9a-f]{12}$/],
  ];
  for (const [what, id, name] of names)
    it(`are named by ${what}`, () => expect(readFeed(rss(item(id, 'خبر')), options)[0]?.name).to.match(name));

  it('without an id keep their name when the text is corrected', () => {
    const feed = (text: string) =>
      rss(`<item><title>خبر بلا معرف</title><description>${text}</description></item>`);
    const [one] = readFeed(feed('نص فيه خطء.'), options);
    const [other] = readFeed(feed('نص فيه خطأ.'), options);
    expect(one?.name).to.equal(other?.name);
    expect(one?.bytes).to.not.deep.equal(other?.bytes);
  });

  it('have the same bytes whatever stands round them', () => {
    const [one] = readFeed(rss(item('1', 'خبر')), options);
    const [, other] = readFeed(rss(item('1', 'خبر') + item('2', 'آخر'), '<ttl>5</ttl>'), options);
    expect(Buffer.from(one!.bytes).toString()).to.equal(Buffer.from(other!.bytes).toString());
    const json = (keys: object) =>
      JSON.stringify({ version: 'https://jsonfeed.org/version/1', items: [keys] });
    const [first] = readFeed(json({ id: '1', title: 'خبر', authors: [] }), options);
    const [second] = readFeed(json({ title: 'خبر', id: '1' }), options);
    expect(first).to.deep.equal(second);
  });

  it('inherit language and people of a JSON Feed, but not the name of the feed', () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'دفتر',
      language: 'ar',
      items: [{ id: '1' }],
    };
    expect(documents(JSON.stringify({ ...feed, author: { name: 'سلمى نجار' } }))[0]).to.deep.include({
      language: 'ar',
      authors: [{ name: 'سلمى نجار' }],
    });
    expect(documents(JSON.stringify({ ...feed, authors: [{ name: 'دفتر' }] }))[0]).to.not.have.property(
      'authors',
    );
  });

  it('of a wrong shape stop no other', () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      items: [7, null, { id: '1', title: 7 }, { id: '2' }],
    };
    expect(readFeed(JSON.stringify(feed), options)).to.have.length(4);
  });
});

describe('a feed', () => {
  const feed = '{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1", "items": [{"id": "1"}]}';
  const formats: readonly (readonly [what: string, text: string, format: string])[] = [
    ['RSS', rss(item('1', 'خبر')), 'feed'],
    ['a JSON Feed', feed, 'feed'],
    ['a JSON Feed without its version', '{"title": "أخبار", "items": [{"id": "1", "title": "خبر"}]}', 'feed'],
    ['a JSON Feed cut off', feed.slice(0, -5), 'feed'],
    ['an item with items of its own', '{"id": "1", "content_text": "نص", "items": [{}]}', 'json'],
    ['an item that tells of feeds', JSON.stringify({ id: '1', content_text: `نص ${feed}` }), 'json'],
    ['a list deep inside', '{"uri": "urn:1", "headline": "خبر", "x": {"items": [{}]}}', 'json'],
    ['a page that tells of RSS', '<!DOCTYPE html><html><body><p>&lt;rss&gt;</p></body></html>', 'html'],
  ];
  for (const [what, text, format] of formats)
    it(`is told by its shape: ${what} is ${format}`, () =>
      expect(detectTextFormat(text, { fileName: 'a.json' })).to.equal(format));

  it('is no plain text, no page and no article in JSON', () => {
    for (const text of ['خبر قصير.', '<p>خبر قصير.</p>', '{"id": "1", "content_text": "نص"}'])
      expect(splitFeed(Buffer.from(text), { channel: arabicChannel, timeZone: 'Asia/Beirut' })).to.equal(
        undefined,
      );
  });

  it('in UTF-16 is read', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(rss(item('1', 'خبر')), 'utf16le')]);
    expect(splitFeed(bytes, { channel: arabicChannel, timeZone: 'Asia/Beirut' })).to.have.length(1);
  });

  it('keeps entries that are drafts to itself', () => {
    const entry = (id: string, more: string) =>
      `<entry><id>${id}</id><title>خبر ${id}</title><updated>2026-11-20T08:00:00Z</updated>${more}</entry>`;
    const draft = '<app:control><app:draft>yes</app:draft></app:control>';
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app"><title>د</title>${entry('1', draft)}${entry('2', '')}</feed>`;
    expect(titles(atom)).to.deep.equal(['خبر 2']);
  });

  const refused: readonly (readonly [what: string, text: string, code: string, line: number | undefined])[] =
    [
      ['cut off', rss(item('1', 'خبر')).slice(0, -20), 'feed_malformed', 2],
      ['tags that cross', rss('<item><title>خبر</item></title>'), 'feed_malformed', 2],
      [
        'entities of its own',
        `<!DOCTYPE rss [<!ENTITY a "ب">]>${rss(item('1', '&a;'))}`,
        'feed_malformed',
        1,
      ],
      ['100,000 elements in one another', `<rss>${'<a>'.repeat(100_000)}`, 'feed_malformed', 1],
      ['two documents', rss('') + rss(''), 'feed_malformed', 2],
      ['no article', rss(''), 'feed_empty', undefined],
      [
        'no article in Atom',
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>د</title></feed>',
        'feed_empty',
        undefined,
      ],
      [
        'no article in JSON',
        '{"version":"https://jsonfeed.org/version/1.1","items":[]}',
        'feed_empty',
        undefined,
      ],
      ['more than 5,000 articles', rss(item('1', 'خ').repeat(5001)), 'feed_too_large', undefined],
      ['JSON cut off', '{"version":\n"https://jsonfeed.org/version/1.1","items":[', 'json_malformed', 2],
    ];
  for (const [what, text, code, line] of refused)
    it(`is refused for ${what}`, () => expect(refusalOf(text)).to.deep.equal({ code, line }));

  const hostile: readonly (readonly [what: string, text: string])[] = [
    [
      '100,000 lists in one another in an item',
      `{"items":[{"id":"1","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`,
    ],
    ['2 MB of ampersands', rss(item('1', '&'.repeat(2_000_000)))],
    ['2 MB of CDATA that never ends', rss(`<item><title>${'<![CDATA['.repeat(200_000)}`)],
    ['2 MB of comments that never end', rss('<!--'.repeat(500_000))],
    ['2 MB of open brackets', rss('<'.repeat(2_000_000))],
    [
      '100,000 attributes',
      rss(`<item ${Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`),
    ],
    ['2 MB of one text', rss(item('1', 'كلمة '.repeat(200_000)))],
    [
      '2 MB of links of a foot',
      rss(item('1', 'خبر', `<content>${'&lt;p&gt;The post &lt;a&gt;'.repeat(80_000)}</content>`)),
    ],
    ['3,000 articles', rss(Array.from({ length: 3000 }, (_, index) => item(String(index), 'خبر')).join(''))],
    [
      '100,000 namespaces',
      `<rss ${Array.from({ length: 50_000 }, (_, index) => `xmlns:a${index}="u"`).join(' ')}>${item('1', 'خبر')}</rss>`,
    ],
    ['a prototype', '{"__proto__":{"x":1},"items":[{"__proto__":{"y":1},"id":"1"}]}'],
  ];
  for (const [what, text] of hostile)
    it(`is answered within two seconds: ${what}`, () => {
      // Of this process, not of the clock: other work on the machine must not make a feed slow.
      const start = process.cpuUsage();
      try {
        readFeed(text, options);
      } catch (error) {
        if (!(error instanceof NashraError)) throw error;
      }
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1000).to.be.below(2000);
      expect(Object.keys(Object.prototype)).to.deep.equal([]);
    });
});
