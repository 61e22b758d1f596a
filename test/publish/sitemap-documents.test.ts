import { expect } from 'chai';
import { sql } from 'kysely';
import { headerPolicy } from '../../src/http/headers.ts';
import { scheduleStored, withdrawItem } from '../../src/publish/change-item.ts';
import { releaseDue } from '../../src/publish/release-due.ts';
import { createResourceRenderer } from '../../src/publish/render-resource.ts';
import type { Document } from '../../src/publish/representation.ts';
import { pathOf, type Resource } from '../../src/publish/resource.ts';
import { noteFingerprint } from '../../src/store/channels.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { articleText } from '../support/articles.ts';
import { openTestNewsroom, type TestNewsroom, twoChannelSite } from '../support/newsroom.ts';
import { getChild, listChildren, parseStrictXml } from '../support/strict-xml.ts';

const hourMs = 3_600_000;
const sitemap = (number: number): Resource => ({ kind: 'sitemap', channel: arabicChannel, number });
const news: Resource = { kind: 'newsSitemap', channel: arabicChannel };

let newsroom: TestNewsroom;

/** Called in each `describe`: outside of them it would be done for every test of every file. */
function openNewsroomForEach(): void {
  beforeEach(async () => {
    newsroom = await openTestNewsroom();
    for (const { id } of twoChannelSite.channels)
      await noteFingerprint(newsroom.store, { id, fingerprint: 'x' }, newsroom.clock.now);
  });
  afterEach(() => newsroom.close());
}

const acceptor = () => ({ store: newsroom.store, site: twoChannelSite, now: () => newsroom.clock.now });

function render(resource: Resource): Promise<Document | undefined> {
  const onItemFault = (_item: unknown, error: unknown) => {
    throw error;
  };
  return createResourceRenderer({ ...acceptor(), headers: headerPolicy(), onItemFault }).render(resource);
}

/** What each entry says, by the name of its element; checked against the rules of sitemaps.org. */
async function entriesOf(resource: Resource): Promise<readonly Readonly<Record<string, string>>[]> {
  const { body } = (await render(resource))!;
  expect(Buffer.byteLength(body)).to.be.at.most(50 * 1024 * 1024);
  const root = parseStrictXml(String(body));
  expect(root.uri).to.equal('http://www.sitemaps.org/schemas/sitemap/0.9');
  const folder = twoChannelSite.baseUrl + pathOf(resource).replace(/[^/]*$/, '');
  const name = root.name === 'sitemapindex' ? 'sitemap' : 'url';
  expect(listChildren(root, name, root.uri)).to.have.length(root.children.length);
  return root.children.map((entry) => {
    const fields = Object.fromEntries(entry.children.map((child) => [child.name, child.text]));
    if (!fields.loc?.startsWith(folder) || !/^[\x21-\x7e]{1,2047}$/.test(fields.loc)) expect.fail(fields.loc);
    if (fields.lastmod !== undefined) expect(new Date(fields.lastmod).toISOString()).to.equal(fields.lastmod);
    return fields;
  });
}

const pathsOf = async (resource: Resource) =>
  (await entriesOf(resource)).map(({ loc }) => loc!.slice(twoChannelSite.baseUrl.length));

/** More of the item, with the arrivals up to `last`, each a minute older than the one before. */
async function fill(key: string, last: number): Promise<void> {
  await sql`
    with recursive numbers(n) as (select cast(2 as bigint) union all select n + 1 from numbers where n < ${last})
    insert into items
      (key, id, channel_id, state, first_revision, arrival, revision, modified_at, published_at, updated_at, slug,
       original_sha256, content)
    select substr(key, 1, 20) || substr(cast(1000000 + n as text), 2), 'tag:' || n, channel_id, state, 100000 + n, n, 1, modified_at,
      published_at - n * 60000, updated_at, slug, original_sha256, content
    from items cross join numbers where key = ${key}`.execute(newsroom.store);
  await newsroom.store.updateTable('channels').set({ arrivals: last }).where('id', '=', 'ar').execute();
}

describe('the sitemaps of a channel', () => {
  openNewsroomForEach();

  it('hold fifty thousand items each, and are those of the index', async function () {
    this.timeout(120_000);
    const { item } = await newsroom.drop('ar/1.txt', articleText(1));
    await fill(item.key, 50_000);
    expect(await pathsOf({ kind: 'sitemapIndex' })).to.deep.equal([
      '/sitemap-pages.xml',
      '/ar/sitemap-0.xml',
    ]);
    const locs = await pathsOf(sitemap(0));
    expect(locs).to.have.length(50_000);
    expect(new Set(locs).size).to.equal(50_000);
    expect(await render(sitemap(1))).to.equal(undefined);

    const last = await newsroom.drop('ar/2.txt', articleText(2));
    expect(await pathsOf({ kind: 'sitemapIndex' })).to.deep.equal([
      '/sitemap-pages.xml',
      '/ar/sitemap-0.xml',
      '/ar/sitemap-1.xml',
    ]);
    const [only, ...others] = await pathsOf(sitemap(1));
    expect(only?.split('/').slice(0, 3)).to.deep.equal(['', 'ar', last.item.key]);
    expect(others).to.deep.equal([]);

    await withdrawItem(acceptor(), last.item.key, 'سُحب');
    expect(await render(sitemap(1))).to.equal(undefined);
    expect(await pathsOf({ kind: 'sitemapIndex' })).to.deep.equal([
      '/sitemap-pages.xml',
      '/ar/sitemap-0.xml',
    ]);
    await withdrawItem(acceptor(), item.key, 'سُحب');
    expect(await pathsOf(sitemap(0))).to.deep.equal(locs.slice(1));
  });

  it('are dated by the last change of what they hold, a withdrawal among that', async () => {
    const datesOf = async () => (await entriesOf({ kind: 'sitemapIndex' })).map(({ lastmod }) => lastmod);
    const { item } = await newsroom.drop('ar/1.txt', articleText(1));
    await newsroom.drop('ar/2.txt', articleText(2));
    const before = await datesOf();
    expect(before[1]).to.match(/^2026-11-23T08:00:00/);
    newsroom.clock.now = new Date('2026-11-23T09:00:00Z');
    await withdrawItem(acceptor(), item.key, 'سُحب');
    expect(await datesOf()).to.deep.equal([undefined, '2026-11-23T09:00:00.000Z']);
    newsroom.clock.now = new Date('2026-11-23T09:00:05Z');
    const { lastModified } = (await render(sitemap(0)))!;
    expect(lastModified?.toISOString()).to.equal('2026-11-23T09:00:00.000Z');
  });

  it('hold nothing that is not published', async () => {
    const first = await newsroom.drop('ar/1.txt', articleText(1));
    await newsroom.drop('ar/2.txt', `موعد النشر: 2026-11-24 09:00\n${articleText(2)}`);
    expect(await pathsOf(sitemap(0))).to.have.length(1);
    const { changesAt } = (await render(sitemap(0)))!;
    expect(changesAt?.toISOString()).to.equal('2026-11-24T07:00:00.000Z');
    await scheduleStored(acceptor(), first.item.key, { expiresAt: new Date('2026-11-23T10:00:00Z') });
    newsroom.clock.now = new Date('2026-11-23T10:00:00Z');
    await releaseDue(acceptor(), (_item, error) => {
      throw error;
    });
    expect(await render(sitemap(0))).to.equal(undefined);
  });

  it('are followed by one of the pages: the site’s, the channels’ and those of desks that have had a story', async () => {
    await newsroom.drop('ar/1.txt', `القسم: رياضة\n${articleText(1)}`);
    expect(await pathsOf({ kind: 'pagesSitemap' })).to.deep.equal([
      '/',
      '/ar/',
      '/ar/sections/sports/',
      '/sport/',
    ]);
  });
});

describe('the news sitemap of a channel', () => {
  openNewsroomForEach();

  const titles = async () => {
    const { body } = (await render(news))!;
    return parseStrictXml(String(body)).children.map((url) => getChild(getChild(url, 'news'), 'title').text);
  };

  it('holds what is dated within the last 48 hours, and becomes another when its oldest is older', async () => {
    const first = await newsroom.drop('ar/1.txt', articleText(1));
    newsroom.clock.now = new Date('2026-11-24T08:00:00Z');
    const second = await newsroom.drop('ar/2.txt', articleText(2));
    await newsroom.drop('ar/3.txt', articleText(3).replace('\n\n', '\n20 نوفمبر 2026\n\n'));
    expect(await titles()).to.deep.equal([second.item.title, first.item.title]);
    const changesAt = new Date(first.item.publishedAt.getTime() + 48 * hourMs);
    expect((await render(news))!.changesAt).to.deep.equal(changesAt);
    newsroom.clock.now = new Date(changesAt.getTime() - 1);
    expect(await titles()).to.have.length(2);
    newsroom.clock.now = changesAt;
    expect(await titles()).to.deep.equal([second.item.title]);
    newsroom.clock.now = new Date('2026-11-27T08:00:00Z');
    expect(await titles()).to.deep.equal([]);
    expect((await render(news))!.changesAt).to.equal(undefined);
  });

  it('holds nothing that is withdrawn, waits or has dated itself ahead', async () => {
    const first = await newsroom.drop('ar/1.txt', articleText(1));
    await newsroom.drop('ar/2.txt', `موعد النشر: 2026-11-23 12:00\n${articleText(2)}`);
    const ahead = await newsroom.drop('ar/3.txt', articleText(3).replace('\n\n', '\n2026-11-23 11:00\n\n'));
    expect(ahead.outcome).to.equal('created');
    newsroom.clock.now = new Date('2026-11-23T08:01:00Z');
    expect(await titles()).to.deep.equal([first.item.title]);
    expect((await render(news))!.changesAt).to.deep.equal(ahead.item.publishedAt);
    await withdrawItem(acceptor(), first.item.key, 'سُحب');
    expect(await titles()).to.deep.equal([]);
  });

  it('holds the latest thousand', async () => {
    const { item } = await newsroom.drop('ar/1.txt', articleText(1));
    await fill(item.key, 1200);
    newsroom.clock.now = new Date('2026-11-23T08:01:00Z');
    const entries = await entriesOf(news);
    expect(entries).to.have.length(1000);
    expect(entries[0]?.loc).to.include(item.key);
    const oldest = item.publishedAt.getTime() - 1000 * 60_000;
    expect((await render(news))!.changesAt?.getTime()).to.equal(oldest + 48 * hourMs);
  });
});
