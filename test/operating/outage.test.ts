import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { articleText, headline } from '../support/articles.ts';
import { columnOf } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { type FrontedSite, openFrontedSite, skipWithoutFront } from '../support/fronted-site.ts';
import { pngFile } from '../support/media-files.ts';
import { request } from '../support/request.ts';
import { storyText } from '../support/running-nashra.ts';

const dayInSeconds = 86_400;

describe('docs/operating/nginx.conf while Nashra is down, and before', function () {
  this.timeout(60_000);
  let site: FrontedSite;
  let page: string;
  let picture: string;
  let archive: string;

  before(async function () {
    skipWithoutFront(this);
    site = await openFrontedSite();
    await site.publish('باق.txt', articleText(1), headline(1));
    writeFileSync(path.join(site.program().feedsDir, 'مسحوب.png'), pngFile(20, 10));
    await site.publish('مسحوب.txt', articleText(2), headline(2));
    const feed = await eventually('the picture', async () => {
      const { text } = await site.get(`/feed.json?${performance.now()}`);
      return text.includes('/media/') ? (JSON.parse(text) as Feed) : undefined;
    });
    const item = feed.items[0]!;
    page = new URL(item.url).pathname;
    picture = new URL(item.attachments[0]!.url).pathname;
    archive = new URL((await site.get('/ar/archive/0/feed.xml')).headers.location!).pathname;
  });
  after(() => site?.close());

  const shows = async (where: string, headers: Record<string, string> = {}) => {
    const { status, headers: fields, text } = await site.get(where, headers);
    return { status, cache: fields['x-cache'], holds: text.includes(headline(2)) };
  };

  it('keeps pictures and archives, and asks Nashra each minute whether they are still there', async () => {
    for (const where of [picture, archive]) {
      expect(await shows(where)).to.include({ status: 200, cache: 'MISS' });
      expect(await shows(where)).to.include({ status: 200, cache: 'HIT' });
    }
    await site.front.later(61);
    expect(await shows(picture)).to.include({ status: 200, cache: 'REVALIDATED' });
    expect(await shows(archive)).to.include({ status: 200, cache: 'EXPIRED', holds: true });
  });

  it('shows nothing of a withdrawn story after two minutes', async () => {
    for (const coding of ['gzip', 'identity']) {
      for (const where of ['/feed.xml', '/', archive, page])
        expect(await shows(where, { 'accept-encoding': coding }), where).to.include({ holds: true });
    }
    await site.withdraw('مسحوب.txt');
    await site.front.later(121);
    for (const coding of ['gzip', 'identity']) {
      for (const [where, status] of [
        ['/feed.xml', 200],
        ['/', 200],
        [archive, 302],
        [page, 410],
        [picture, 404],
      ] as const) {
        const shown = await shows(where, { 'accept-encoding': coding });
        expect(shown, `${where} ${coding}`).to.include({ status, holds: false });
      }
    }
    expect(await shows(page, { 'accept-encoding': 'br' })).to.include({ status: 410, cache: 'HIT' });
  });

  describe('and its database does not answer', () => {
    const change = (query: string) => columnOf(site.program().databaseUrl, query);
    const search = `/ar/feed.xml?q=${encodeURIComponent('الحي')}`;

    before(async () => {
      expect((await site.get(search)).status).to.equal(200);
      // What was found is to be looked for again.
      await site.publish('جديد.txt', articleText(9), headline(9));
      await change('ALTER TABLE items RENAME TO elsewhere');
    });
    after(() => change('ALTER TABLE elsewhere RENAME TO items'));

    it('shows what Nashra has ready, and the rest as it was, for as long as that is allowed', async () => {
      await site.front.later(121);
      expect((await request(site.url + search)).status).to.be.oneOf([500, 503]);
      const { status, headers } = await site.get(search);
      expect([status, headers['x-cache']]).to.deep.equal([200, 'STALE']);
      expect((await site.get('/feed.xml')).text).to.include(headline(9));
      await site.front.later(86_400);
      expect((await site.get(search)).status).to.equal(502);
    });
  });

  it('keeps feeds up for a day, with their validators, and is as new as Nashra when that is back', async () => {
    const { headers } = await site.get('/feed.xml');
    await site.stopProgram();
    for (const seconds of [70, dayInSeconds / 2, dayInSeconds / 2 - 200]) {
      await site.front.later(seconds);
      const stale = await site.get('/feed.xml');
      expect([stale.status, stale.headers['x-cache'], stale.headers.etag]).to.deep.equal([
        200,
        'STALE',
        headers.etag,
      ]);
      const { status } = await site.get('/feed.xml', { 'if-none-match': headers.etag! });
      expect(status).to.equal(304);
    }
    // Not even then is what was taken back there again.
    expect(await shows(page)).to.include({ status: 410, holds: false });
    expect(await shows(picture)).to.include({ status: 404, holds: false });
    expect(await shows(archive)).to.include({ status: 502, holds: false });
    await site.front.later(400);
    expect((await site.get('/feed.xml')).status).to.equal(502);
    await site.startProgram();
    expect((await site.get('/feed.xml')).headers['x-cache']).to.equal('EXPIRED');
  });

  it('shows no story past its end, although Nashra is down', async () => {
    const end = new Date(Date.now() + 400_000).toISOString();
    await site.publish('موقوت.md', storyText(7, [`expiresAt: ${end}`]), 'الحديقة رقم 7');
    await site.front.later(121);
    const before = await site.get('/feed.xml');
    expect(before.text).to.include('الحديقة رقم 7');
    expect(before.headers['cache-control']).to.match(/stale-if-error=3\d\d$/);
    await site.stopProgram();
    await site.front.later(300);
    expect((await site.get('/feed.xml')).text).to.include('الحديقة رقم 7');
    await site.front.later(110);
    expect((await site.get('/feed.xml')).status).to.equal(502);
    await site.startProgram();
  });
});

interface Feed {
  readonly items: readonly {
    readonly url: string;
    readonly attachments: readonly { readonly url: string }[];
  }[];
}
