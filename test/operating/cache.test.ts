import { expect } from 'chai';
import { articleText, headline } from '../support/articles.ts';
import { eventually } from '../support/eventually.ts';
import { type FrontedSite, openFrontedSite, skipWithoutFront } from '../support/fronted-site.ts';
import { request } from '../support/request.ts';

const kept = ['etag', 'last-modified', 'cache-control', 'vary', 'content-encoding', 'content-type', 'link'];

describe('the cache of docs/operating/nginx.conf', function () {
  this.timeout(60_000);
  let site: FrontedSite;

  before(async function () {
    skipWithoutFront(this);
    site = await openFrontedSite();
    await site.publish('أول.txt', articleText(1), headline(1));
    await site.publish('ثان.txt', articleText(2), headline(2));
    // Until its second is over a feed has no date, and the cache would keep it without one.
    await eventually('the date of the feed', async () => {
      return (await request(`${site.url}/feed.xml`)).headers['last-modified'];
    });
  });
  after(() => site?.close());

  const items = (text: string) => text.match(/<item>/g)?.length ?? 0;

  for (const coding of ['br', 'gzip', undefined]) {
    it(`hands on what is ${coding ?? 'not coded'} as Nashra sent it, and keeps it apart`, async () => {
      const headers = coding === undefined ? {} : { 'accept-encoding': coding };
      const direct = [await request(`${site.url}/feed.xml`, { headers })];
      for (const outcome of ['MISS', 'HIT']) {
        const answer = await site.get('/feed.xml', headers);
        direct.push(await request(`${site.url}/feed.xml`, { headers }));
        expect(answer.headers['x-cache']).to.equal(outcome);
        expect(answer.headers['content-encoding']).to.equal(coding);
        // The same state may be coded better a second later, under another tag.
        const same = direct.find((one) => one.headers.etag === answer.headers.etag);
        expect(same?.bytes.equals(answer.bytes)).to.equal(true);
        for (const name of kept) expect(answer.headers[name], name).to.equal(same?.headers[name]);
      }
    });
  }

  it('answers 304 to both conditions, HEAD among them, and goes by the tag where both are there', async () => {
    const { etag = '', 'last-modified': modified = '' } = (await site.get('/feed.xml')).headers;
    const dayLater = new Date(Date.parse(modified) + 86_400_000).toUTCString();
    const conditions: readonly (readonly [Record<string, string>, number])[] = [
      [{ 'if-none-match': etag }, 304],
      [{ 'if-none-match': `"other", W/${etag}` }, 304],
      [{ 'if-modified-since': modified }, 304],
      [{ 'if-modified-since': dayLater }, 304],
      [{ 'if-none-match': '"other"' }, 200],
      [{ 'if-none-match': '"other"', 'if-modified-since': modified }, 200],
    ];
    for (const [headers, expected] of conditions) {
      for (const method of ['GET', 'HEAD']) {
        const { status, bytes, headers: fields } = await site.get('/feed.xml', headers, { method });
        expect(status, `${method} ${JSON.stringify(headers)}`).to.equal(expected);
        expect(fields['x-cache']).to.equal('HIT');
        expect(fields.etag).to.equal(etag);
        expect(bytes.length > 0).to.equal(method === 'GET' && expected === 200);
      }
    }
  });

  it('answers 304 for what it does not have yet', async () => {
    const { etag = '' } = (await request(`${site.url}/ar/atom.xml`)).headers;
    const { status, headers } = await site.get('/ar/atom.xml', { 'if-none-match': etag });
    expect([status, headers['x-cache']]).to.deep.equal([304, 'MISS']);
  });

  it('tells a poller with A-IM what is new to it, and nobody else', async () => {
    const asked = { 'a-im': 'feed' };
    const first = await site.get('/feed.xml', asked);
    expect([first.status, items(first.text)]).to.deep.equal([200, 2]);
    await site.publish('ثالث.txt', articleText(3), headline(3));
    // Tags that a cache can have are not taken for the poller's own: he has the whole once more.
    const whole = await site.get('/feed.xml', { ...asked, 'if-none-match': first.headers.etag! });
    expect([whole.status, items(whole.text)]).to.deep.equal([200, 3]);
    await site.publish('رابع.txt', articleText(4), headline(4));
    const held = { 'if-none-match': whole.headers.etag! };
    const part = await site.get('/feed.xml', { ...asked, ...held });
    expect([part.status, items(part.text), part.headers['x-cache']]).to.deep.equal([226, 1, undefined]);
    const again = await site.get('/feed.xml', { ...asked, 'if-none-match': part.headers.etag! });
    expect(again.status).to.equal(304);
    await site.front.later(121);
    for (const headers of [{}, held, { ...asked }]) {
      const { status, text } = await site.get('/feed.xml', headers);
      expect([status, items(text)], JSON.stringify(headers)).to.deep.equal([200, 4]);
    }
  });

  it('shows a browser at a feed the page that Nashra has there, and everybody else the feed', async () => {
    const browser = { 'sec-fetch-dest': 'document' };
    for (const headers of [browser, {}, browser]) {
      const { headers: fields } = await site.get('/ar/feed.xml', headers);
      const expected = headers === browser ? 'text/html' : 'application/rss+xml';
      expect(fields['content-type']).to.equal(`${expected}; charset=utf-8`);
    }
    expect((await site.get('/', browser)).headers['x-cache']).to.equal('MISS');
    expect((await site.get('/', browser)).headers['x-cache']).to.equal('HIT');
  });

  for (const [when, seconds, name] of [
    ['of what it does not have', 0, 'atom'],
    ['of what is no longer fresh', 61, 'json'],
  ] as const) {
    it(`asks Nashra once for a crowd ${when}`, async () => {
      const where = { atom: '/ar/points/atom.xml', json: '/feed.json' }[name];
      if (seconds > 0) await site.get(where);
      await site.front.later(seconds);
      const answers = `nashra_http_responses_total{kind="${name}",status="200"}`;
      const before = await site.metric(answers);
      const crowd = await Promise.all(
        Array.from({ length: 200 }, (_, number) => site.get(where, {}, { from: `127.0.1.${number + 1}` })),
      );
      expect(new Set(crowd.map(({ status }) => status))).to.deep.equal(new Set([200]));
      expect(new Set(crowd.map(({ headers }) => headers.etag)).size).to.equal(1);
      expect((await site.metric(answers)) - before).to.equal(1);
    });
  }

  it('keeps nothing of errors, redirects and health, and never shows what is for the operator', async () => {
    for (const [where, expected] of [
      ['/nowhere.xml', 404],
      ['/ar/%', 400],
      ['/ar/feed.xml?limit=none', 400],
      ['/ar', 308],
      ['/health', 200],
      ['/metrics', 404],
      ['/pollers', 404],
    ] as const) {
      for (const _time of ['first', 'second']) {
        const { status, headers } = await site.get(where);
        expect(status, where).to.equal(expected);
        expect(headers['x-cache'], where).to.be.oneOf([undefined, 'MISS']);
      }
    }
    expect((await site.get('/feed.xml', {}, { method: 'POST' })).status).to.equal(405);
  });
});
