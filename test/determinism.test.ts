import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { fakeClock } from './support/fake-clock.ts';
import { projectRoot, startProgram, temporaryFolder } from './support/program.ts';
import { request } from './support/request.ts';

const BASE_URL = 'https://news.example';

/** Every kind of document but the items' pages, whose addresses are in the feed. */
const paths = [
  '/feed.xml',
  '/atom.xml',
  '/feed.json',
  '/ar/feed.xml',
  '/',
  '/ar/',
  '/opml.xml',
  '/robots.txt',
];

interface Served {
  readonly text: string;
  readonly etag: unknown;
  readonly lastModified: unknown;
}

describe('the same store under another locale, time zone and clock', () => {
  it('gives the same bytes, tags and dates', async function () {
    this.timeout(60_000);
    const folder = temporaryFolder();
    const samples = path.join(projectRoot, 'feeds');
    const first = await startProgram({
      samples,
      env: { BASE_URL, TZ: 'America/New_York', LC_ALL: 'en_US' },
    });
    const written = await documentsOf(first.url);
    expect(await first.stop()).to.equal(0);

    const inbox = path.join(folder, 'inbox');
    mkdirSync(inbox);
    const env = {
      BASE_URL,
      TZ: 'Asia/Riyadh',
      LC_ALL: 'ar_SA.UTF-8',
      LANG: 'ar_SA.UTF-8',
      ...laterBy('+400d'),
    };
    const second = await startProgram({ feedsDir: inbox, databaseUrl: first.databaseUrl, env });
    const read = await documentsOf(second.url);
    expect(await second.stop()).to.equal(0);

    expect([...written.keys()]).to.deep.equal([...read.keys()]);
    for (const [where, served] of written) expect(read.get(where), where).to.deep.equal(served);
  });
});

/** The clock is left as it is where faketime is missing. */
function laterBy(offset: string): Record<string, string> {
  return fakeClock === undefined ? {} : { ...fakeClock, FAKETIME: offset };
}

async function documentsOf(url: string): Promise<ReadonlyMap<string, Served>> {
  // Last-Modified is left out while the state is younger than its second.
  while ((await request(`${url}/feed.xml`)).headers['last-modified'] === undefined) await delay(100);
  const feed = JSON.parse((await request(`${url}/feed.json`)).text) as { items: { url: string }[] };
  expect(feed.items.length).to.be.greaterThan(5);
  const items = feed.items.map((item) => item.url.slice(BASE_URL.length));
  const served = new Map<string, Served>();
  for (const where of [...paths, ...items]) {
    const { status, headers, text } = await request(url + where);
    expect(status, where).to.equal(200);
    served.set(where, { text, etag: headers.etag, lastModified: headers['last-modified'] });
  }
  return served;
}
