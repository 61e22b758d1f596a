import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { articleText, headline } from '../support/articles.ts';
import { eventually } from '../support/eventually.ts';
import { mp3File, pngFile } from '../support/media-files.ts';
import { type Program, startProgram } from '../support/program.ts';
import { request } from '../support/request.ts';

describe('media over HTTP', () => {
  const picture = pngFile(20, 10);
  const sound = mp3File(1_000_000);
  let program: Program;
  let pictureUrl: string;
  let soundUrl: string;

  before(async () => {
    program = await startProgram();
    writeFileSync(path.join(program.feedsDir, 'خبر.png'), picture);
    writeFileSync(path.join(program.feedsDir, 'خبر.mp3'), sound);
    writeFileSync(path.join(program.feedsDir, 'خبر.txt'), articleText(1));
    const attachments = await eventually('both files', async () => {
      const feed = JSON.parse((await request(`${program.url}/feed.json`)).text);
      const found = feed.items[0]?.attachments as { url: string }[] | undefined;
      return found?.length === 2 ? found : undefined;
    });
    [soundUrl, pictureUrl] = attachments.map(({ url }) => url) as [string, string];
  });
  after(() => program.stop());

  it('are at an address that follows from their bytes, and may be kept for ever (RFC 8246)', async () => {
    const { status, headers, bytes } = await request(pictureUrl);
    expect(status).to.equal(200);
    expect(bytes.equals(picture)).to.equal(true);
    expect(new URL(pictureUrl).pathname).to.match(/^\/media\/[0-9a-f]{64}\.png$/);
    expect(headers['cache-control']).to.equal('public, max-age=31536000, immutable');
    expect(headers['content-type']).to.equal('image/png');
    expect(headers['content-length']).to.equal(String(picture.length));
    expect(headers['accept-ranges']).to.equal('bytes');
    expect(headers.etag).to.equal(`"${/[0-9a-f]{64}/.exec(pictureUrl)![0]}"`);
    expect(headers).not.to.have.any.keys('content-encoding', 'vary', 'set-cookie');
  });

  it('run nothing, are taken for nothing else, and may stand on any page', async () => {
    const { headers } = await request(pictureUrl);
    expect(headers['x-content-type-options']).to.equal('nosniff');
    expect(headers['content-security-policy']).to.match(/^default-src 'none';.*; sandbox$/);
    expect(headers['cross-origin-resource-policy']).to.equal('cross-origin');
    expect(headers['access-control-allow-origin']).to.equal('*');
  });

  it('answer HEAD as GET, without the bytes (RFC 9110 §9.3.2)', async () => {
    const [get, head] = [await request(soundUrl), await request(soundUrl, { method: 'HEAD' })];
    const { date: _, ...expected } = get.headers;
    const { date: __, ...received } = head.headers;
    expect(received).to.deep.equal(expected);
    expect(head.bytes).to.have.length(0);
  });

  const ranges: readonly [field: string, start: number, end: number][] = [
    ['bytes=0-', 0, 1_000_000],
    ['bytes=0-0', 0, 1],
    ['bytes=262143-262144', 262_143, 262_145],
    ['bytes=100-700000', 100, 700_001],
    ['bytes=999999-5000000', 999_999, 1_000_000],
    ['bytes=-5', 999_995, 1_000_000],
    ['bytes=-5000000', 0, 1_000_000],
  ];
  for (const [field, start, end] of ranges) {
    it(`send the part ${field} (RFC 9110 §14.2)`, async () => {
      const { status, headers, bytes } = await request(soundUrl, { headers: { Range: field } });
      expect(status).to.equal(206);
      expect(headers['content-range']).to.equal(`bytes ${start}-${end - 1}/1000000`);
      expect(headers['content-length']).to.equal(String(end - start));
      expect(bytes.equals(sound.subarray(start, end))).to.equal(true);
    });
  }

  for (const field of ['bytes=1000000-', 'bytes=-0']) {
    it(`answer 416 to ${field}, which is beyond the end (RFC 9110 §15.5.17)`, async () => {
      const { status, headers } = await request(soundUrl, { headers: { Range: field } });
      expect(status).to.equal(416);
      expect(headers['content-range']).to.equal('bytes */1000000');
      expect(headers['cache-control']).to.equal('no-store');
    });
  }

  for (const field of ['bytes=5-2', 'bytes=', 'bytes=-', 'lines=0-3', 'bytes=0-1,4-5', 'bytes=a-b']) {
    it(`send the whole to ${field}`, async () => {
      const { status, bytes } = await request(pictureUrl, { headers: { Range: field } });
      expect(status).to.equal(200);
      expect(bytes).to.have.length(picture.length);
    });
  }

  it('send a part only to who has the same bytes (RFC 9110 §13.1.5)', async () => {
    const { headers } = await request(soundUrl, { method: 'HEAD' });
    const ask = async (validator: string) =>
      (await request(soundUrl, { headers: { Range: 'bytes=0-9', 'If-Range': validator } })).status;
    expect(await ask(headers.etag!)).to.equal(206);
    expect(await ask('"other"')).to.equal(200);
    expect(await ask('Sun, 22 Nov 2026 10:00:00 GMT')).to.equal(200);
  });

  it('answer 304 to who has them, and 412 to who wants others', async () => {
    const { headers } = await request(pictureUrl);
    const ask = async (fields: Record<string, string>) =>
      (await request(pictureUrl, { headers: fields })).status;
    expect(await ask({ 'If-None-Match': `W/${headers.etag}, "x"` })).to.equal(304);
    expect(await ask({ 'If-None-Match': '*' })).to.equal(304);
    expect(await ask({ 'If-None-Match': '"x"' })).to.equal(200);
    expect(await ask({ 'If-Match': '"x"' })).to.equal(412);
    expect(await ask({ 'If-Match': headers.etag! })).to.equal(200);
  });

  it('are nowhere else', async () => {
    const names = [
      pictureUrl.replace('.png', '.jpg'),
      pictureUrl.replace('.png', ''),
      pictureUrl.replace('.png', '.html'),
      pictureUrl.replace(/[0-9a-f]{64}/, '0'.repeat(64)),
      `${program.url}/media/`,
      `${program.url}/media/..%2F..%2Fetc%2Fpasswd.png`,
      `${pictureUrl}/`,
    ];
    for (const name of names) expect((await request(name)).status, name).to.equal(404);
    const { status, headers } = await request(pictureUrl, { method: 'POST' });
    expect(status).to.equal(405);
    expect(headers.allow).to.equal('GET, HEAD');
  });

  it('stand on the page of the article, below the address of the site', async () => {
    const feed = JSON.parse((await request(`${program.url}/feed.json`)).text);
    const { text } = await request(feed.items[0].url);
    const src = /<figure><img src="([^"]+)" alt="" width="20" height="10">/.exec(text)?.[1];
    expect(new URL(src!, feed.items[0].url).href).to.equal(pictureUrl);
    expect(text).to.include(`<meta property="og:image" content="${pictureUrl}">`);
    expect(text).to.include('<meta property="og:image:width" content="20">');
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(text)![1]!);
    expect(data.image).to.deep.equal([{ '@type': 'ImageObject', url: pictureUrl, width: 20, height: 10 }]);
    expect(text).to.include(headline(1));
  });

  it('cost a slow client and its server little memory', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => request(soundUrl).then(({ bytes }) => bytes.equals(sound))),
    );
    expect(answers.every((isWhole) => isWhole)).to.equal(true);
  });

  it('leave nothing behind for each pause in which a client has not read on', async () => {
    const long = mp3File(4_000_000);
    writeFileSync(path.join(program.feedsDir, 'طويل.mp3'), long);
    writeFileSync(path.join(program.feedsDir, 'طويل.txt'), articleText(2));
    const url = await eventually('the long sound', async () => {
      const { items } = JSON.parse((await request(`${program.url}/feed.json`)).text) as {
        items: { attachments?: { url: string; size_in_bytes: number }[] }[];
      };
      const files = items.flatMap(({ attachments = [] }) => attachments);
      return files.find((file) => file.size_in_bytes === long.length)?.url;
    });
    expect((await request(url)).bytes.equals(long)).to.equal(true);
    // Node warns of the eleventh listener on one response.
    expect(program.output()).not.to.include('MaxListenersExceededWarning');
  });
});
