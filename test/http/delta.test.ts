import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { createDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { projectRoot, temporaryFolder } from '../support/program.ts';
import { type Answer, request } from '../support/request.ts';
import { type RunningNashra, startNashra, storyText } from '../support/running-nashra.ts';
import { getChild, listChildren, parseStrictXml } from '../support/strict-xml.ts';

const asked = { 'A-IM': 'feed' };
const feeds = ['/feed.xml', '/atom.xml', '/feed.json', '/ar/feed.xml'];
const sports = ['section: رياضة'];
const economy = ['section: اقتصاد'];

describe('RFC 3229, instance manipulation feed', () => {
  let nashra: RunningNashra;

  before(async () => {
    nashra = await startNashra();
    for (let number = 1; number <= 6; number += 1) await publish(number);
  });
  after(() => nashra.close());

  const publish = (number: number, fields: readonly string[] = [], version = 1) =>
    nashra.publish(`خبر-${number}.md`, storyText(number, fields, version));
  const get = (where: string, headers = {}, method = 'GET') =>
    request(nashra.url + where, { method, headers });
  const tagOf = async (where: string, headers = {}) => String((await get(where, headers)).headers.etag);

  describe('answered to a poller that holds an earlier state', () => {
    const held = new Map<string, string>();

    before(async () => {
      for (const where of feeds) held.set(where, await tagOf(where));
      await publish(6, [], 2);
      await publish(7);
    });
    after(() => nashra.publish('خبر-7.md', withdrawn(7)));

    for (const where of feeds) {
      it(`tells in ${where} what is new and what is other than it was, and nothing else`, async () => {
        const answer = await get(where, { ...asked, 'If-None-Match': held.get(where) });
        expect(answer.status).to.equal(226);
        expect(titlesIn(answer)).to.have.members([headline(6), headline(7)]);
      });

      it(`gives IM, Vary, the tag of the whole ${where}, and what no shared cache may store`, async () => {
        const coded = { ...asked, 'Accept-Encoding': 'gzip' };
        const { headers, bytes } = await get(where, { ...coded, 'If-None-Match': held.get(where) });
        expect(headers.im).to.equal('feed');
        expect(headers.vary).to.equal('Accept-Encoding, A-IM, If-None-Match');
        expect(headers['cache-control']).to.equal('private, no-cache');
        expect(headers['content-encoding']).to.equal('gzip');
        expect(headers['content-length']).to.equal(String(bytes.length));
        const tag = String(headers.etag);
        expect(tag.replace('.own', '')).to.equal(await tagOf(where, { 'Accept-Encoding': 'gzip' }));
        const again = await get(where, { ...coded, 'If-None-Match': tag });
        expect([again.status, again.headers.etag]).to.deep.equal([304, tag]);
      });

      it(`answers HEAD of ${where} as GET`, async () => {
        const headers = { ...asked, 'If-None-Match': held.get(where) };
        const full = await get(where, headers);
        const head = await get(where, headers, 'HEAD');
        expect([head.status, head.bytes.length]).to.deep.equal([226, 0]);
        const { date: _date, ...fields } = full.headers;
        expect(head.headers).to.include(fields);
      });
    }
  });

  it('is a manipulation among others, with a weight, in any case', async () => {
    const held = { 'If-None-Match': await tagOf('/feed.xml') };
    await publish(5, [], 2);
    const statusOf = async (aIm: string) => (await get('/feed.xml', { ...held, 'A-IM': aIm })).status;
    for (const aIm of ['gzip, feed;q=0.5', 'Feed', 'vcdiff , feed', 'feed; q=1.0'])
      expect(await statusOf(aIm), aIm).to.equal(226);
    for (const aIm of ['', 'vcdiff', 'feeds', 'feed;q=0', 'feed; q=0.000', 'x-feed, gzip'])
      expect(await statusOf(aIm), aIm).to.equal(200);
  });

  it('is never answered to a request without A-IM', async () => {
    const held = await tagOf('/feed.xml', asked);
    await publish(5, [], 3);
    const answer = await get('/feed.xml', { 'If-None-Match': held });
    expect([answer.status, answer.headers.im]).to.deep.equal([200, undefined]);
    expect(titlesIn(answer)).to.have.length(6);
  });

  it('knows the tag in a list, weak, and in the shapes that proxies give it', async () => {
    const plain = (await tagOf('/feed.xml')).slice(1, -1);
    await publish(5, [], 4);
    const shapes = [
      `W/"${plain}"`,
      `"${plain}-gzip"`,
      `W/"${plain}-gzip"`,
      `"${plain}-br"`,
      `"${plain}.own-gzip"`,
      `W/"${plain}.own"`,
      `"${plain};gzip"`,
      `"other", W/"${plain}"`,
      `"other","${plain}-gzip-gzip"`,
    ];
    for (const shape of shapes) {
      const answer = await get('/feed.xml', { ...asked, 'If-None-Match': shape });
      expect(answer.status, shape).to.equal(226);
      expect(titlesIn(answer)).to.deep.equal([headline(5)]);
    }
  });

  it('knows a state by the tags of its quick bytes and of its best, and tells each holder his own', async () => {
    const brotli = { ...asked, 'Accept-Encoding': 'br' };
    await publish(2, [], 5);
    const quick = await tagOf('/feed.xml', { 'Accept-Encoding': 'br' });
    // HEAD, which has no budget: the clock stands, so a GET for each look would spend it for the tests that follow.
    const best = await eventually('the best bytes', async () => {
      const { headers } = await get('/feed.xml', { 'Accept-Encoding': 'br' }, 'HEAD');
      return headers.etag === quick ? undefined : String(headers.etag);
    });
    expect([quick.slice(-4), best.slice(-6)]).to.deep.equal(['-br"', '-br11"']);
    const whole = await get('/feed.xml', { 'Accept-Encoding': 'br' });
    expect([whole.headers.etag, whole.text]).to.deep.equal([best, (await get('/feed.xml')).text]);
    for (const held of [quick, best]) {
      const { status, headers } = await get('/feed.xml', { ...brotli, 'If-None-Match': held });
      expect([status, headers.etag]).to.deep.equal([304, held]);
    }
    await publish(2, [], 6);
    for (const held of [quick, best]) {
      const answer = await get('/feed.xml', { ...brotli, 'If-None-Match': held });
      expect([answer.status, ...titlesIn(answer)]).to.deep.equal([226, headline(2)]);
    }
  });

  it('takes the latest of several states that a client holds', async () => {
    const first = await tagOf('/feed.xml');
    await publish(4, [], 2);
    const second = await tagOf('/feed.xml');
    await publish(3, [], 2);
    const answer = await get('/feed.xml', { ...asked, 'If-None-Match': `${first}, ${second}` });
    expect([answer.status, ...titlesIn(answer)]).to.deep.equal([226, headline(3)]);
  });

  it('gives the whole where the tag is unknown, of another address or log, malformed or from the future', async () => {
    const own = await tagOf('/feed.xml');
    const elsewhere = await tagOf('/atom.xml');
    await publish(3, [], 3);
    const [, hash, revision] = /^"([\w-]{22})-([0-9a-z]+)"$/.exec(own)!;
    const other = hash!.slice(0, 16) + (hash!.endsWith('AAAAAA') ? 'BBBBBB' : 'AAAAAA');
    const tags = [
      '"unknown"',
      '"',
      own.slice(1, -1),
      elsewhere,
      `"${other}-${revision}"`,
      `"${hash}-zzzzzz"`,
      `"${hash}-0"`,
      `"${hash}-"`,
      `"${hash}-${revision}xyzxyzxyzxyz"`,
      'W/"678-1763884800"',
      '"5f3-64a:0"',
    ];
    for (const tag of tags) {
      const answer = await get('/feed.xml', { ...asked, 'If-None-Match': tag });
      expect([answer.status, answer.headers.im], tag).to.deep.equal([200, undefined]);
      expect(titlesIn(answer), tag).to.have.length(6);
    }
  });

  it('gives the whole without a condition, 304 to *, and 412 before anything else', async () => {
    expect((await get('/feed.xml', asked)).status).to.equal(200);
    expect((await get('/feed.xml', { ...asked, 'If-None-Match': '*' })).status).to.equal(304);
    const old = await tagOf('/feed.xml');
    await publish(3, [], 4);
    expect((await get('/feed.xml', { ...asked, 'If-None-Match': old, 'If-Match': '"x"' })).status).to.equal(
      412,
    );
  });

  it('tells of a withdrawal by a tombstone in Atom, and by the whole elsewhere', async () => {
    const wheres = ['/feed.xml', '/feed.json', '/atom.xml'];
    await publish(8);
    const held = await Promise.all(wheres.map((where) => tagOf(where)));
    await nashra.publish('خبر-8.md', withdrawn(8));
    const [rss, json, atom] = await Promise.all(
      wheres.map((where, index) => get(where, { ...asked, 'If-None-Match': held[index] })),
    );
    for (const whole of [rss!, json!]) {
      expect([whole.status, whole.headers['cache-control']]).to.deep.equal([200, 'private, no-cache']);
      expect(titlesIn(whole)).to.have.length(6).and.not.include(headline(8));
    }
    expect(atom!.status).to.equal(226);
    const feed = parseStrictXml(atom!.text);
    expect(listChildren(feed, 'entry')).to.have.length(0);
    const [tombstone] = feed.children.filter(({ name }) => name.endsWith('deleted-entry'));
    expect(tombstone?.attributes.ref).to.match(/^tag:/);
  });

  it('names in a part of a full feed what has moved up since a withdrawal', async () => {
    const where = '/ar/atom.xml?limit=3';
    await publish(9);
    const held = await tagOf(where);
    expect(titlesIn(await get(where))).to.deep.equal([9, 6, 5].map(headline));
    await nashra.publish('خبر-9.md', withdrawn(9));
    const answer = await get(where, { ...asked, 'If-None-Match': held });
    expect([answer.status, ...titlesIn(answer)]).to.deep.equal([226, headline(4)]);
  });

  it('gives the whole of a view that is cut short after a withdrawal, with what has moved up', async () => {
    const other = await startNashra();
    for (let number = 1; number <= 31; number += 1)
      await other.publish(`خبر-${number}.md`, storyText(number));
    const where = `${other.url}/ar/flipboard/atom.xml`;
    const held = String((await request(where)).headers.etag);
    await other.publish('خبر-31.md', withdrawn(31));
    const answer = await request(where, { headers: { ...asked, 'If-None-Match': held } });
    await other.close();
    expect(answer.status).to.equal(200);
    expect(titlesIn(answer)).to.have.length(30).and.include(headline(1));
  });

  it('tells of a section what is new in it, and gives the whole when an item has left it', async () => {
    await publish(10, sports);
    await publish(11, sports);
    const where = '/ar/sections/sports/feed.xml';
    const held = await tagOf(where);
    await publish(12, sports);
    await publish(13, economy);
    const part = await get(where, { ...asked, 'If-None-Match': held });
    expect([part.status, ...titlesIn(part)]).to.deep.equal([226, headline(12)]);
    await publish(11, economy, 2);
    const whole = await get(where, { ...asked, 'If-None-Match': String(part.headers.etag) });
    expect(whole.status).to.equal(200);
    expect(titlesIn(whole)).to.have.members([headline(10), headline(12)]);
  });

  it('gives whoever comes by a proxy with a tag that a cache may store the whole, with one of his own', async () => {
    const stored = await tagOf('/feed.xml');
    await publish(3, [], 5);
    const proxied = { ...asked, 'X-Forwarded-For': '192.0.2.1' };
    const whole = await get('/feed.xml', { ...proxied, 'If-None-Match': stored });
    expect([whole.status, whole.headers['cache-control']]).to.deep.equal([200, 'private, no-cache']);
    const own = String(whole.headers.etag);
    expect(own).to.match(/^"[\w-]+\.own"$/);
    await publish(3, [], 6);
    const part = await get('/feed.xml', { ...proxied, 'If-None-Match': own });
    expect([part.status, ...titlesIn(part)]).to.deep.equal([226, headline(3)]);
    const plain = await get('/feed.xml', { 'If-None-Match': String(part.headers.etag) });
    expect(plain.status).to.equal(304);
  });

  it('answers by Express as by the front door', async () => {
    const held = await tagOf('/ar/feed.xml');
    await publish(3, [], 7);
    const headers = { ...asked, 'If-None-Match': held };
    const [long, short] = [
      await get('/ar/feed.xml?utm_source=x', headers),
      await get('/ar/feed.xml', headers),
    ];
    expect([long.status, short.status]).to.deep.equal([226, 226]);
    expect(long.text).to.equal(short.text);
  });
});

describe('a channel whose configuration has changed', () => {
  it('gives the whole to whoever holds a state of before', async () => {
    const folder = temporaryFolder();
    const configDir = path.join(folder, 'config');
    cpSync(path.join(projectRoot, 'config'), configDir, { recursive: true });
    const options = { configDir, databaseUrl: await createDatabase() };
    const first = await startNashra(options);
    await first.publish('أول.md', storyText(1, economy));
    await first.publish('ثان.md', storyText(2, sports));
    const held = String((await request(`${first.url}/feed.xml`)).headers.etag);
    await first.close();

    const same = await startNashra(options);
    await same.publish('ثالث.md', storyText(3, sports));
    const headers = { ...asked, 'If-None-Match': held };
    const part = await request(`${same.url}/feed.xml`, { headers });
    await same.close();
    expect([part.status, ...titlesIn(part)], 'after a restart').to.deep.equal([226, headline(3)]);

    const file = path.join(configDir, 'channels/ar.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('label: رياضة', 'label: ملاعب'));
    const other = await startNashra(options);
    const whole = await request(`${other.url}/feed.xml`, { headers });
    await other.close();
    expect(whole.status, 'with another label').to.equal(200);
    expect(whole.text).to.include('>ملاعب</category>');
  });
});

function headline(number: number): string {
  return `افتتاح الحديقة رقم ${number} في الحي`;
}

function withdrawn(number: number): string {
  return storyText(number, ['withdrawn: خبر غير صحيح']);
}

/** In the document's order, of any of the formats. */
function titlesIn({ text }: Answer): readonly string[] {
  if (text.startsWith('{')) return JSON.parse(text).items.map((item: { title: string }) => item.title);
  const root = parseStrictXml(text);
  const items =
    root.name === 'rss' ? listChildren(getChild(root, 'channel'), 'item') : listChildren(root, 'entry');
  return items.map((item) => getChild(item, 'title').text);
}
