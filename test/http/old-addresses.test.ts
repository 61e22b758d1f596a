import { appendFileSync, cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { type Program, projectRoot, startProgram, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';

const configured = `
oldAddresses:
  systems: [wordpress, blogger, hugo, joomla]
  moved:
    /أخبار/محلية/rss.php: /ar/sections/culture/feed.xml
    /story.php?id=7: /ar/قديم
    /story.php: /ar/
    /?p=12: /en/
    /feed.xml: /opml.xml
`;

function configFolder(addition: string): string {
  const folder = temporaryFolder();
  cpSync(path.join(projectRoot, 'config'), folder, { recursive: true });
  appendFileSync(path.join(folder, 'site.yaml'), addition);
  writeFileSync(
    path.join(folder, 'channels/en.yaml'),
    'title: Nashra\ndescription: The day\nlanguage: en\nsections: [{slug: world, label: World}]\n',
  );
  return folder;
}

const story = `العنوان: مرصد جديد للمياه في الوادي
القسم: ثقافة
الكاتب: سلمى عبد الرحمن
الوسوم: مياه الوادي

افتتح الأهالي مرصدا صغيرا للمياه في الوادي، وقالوا إنه سيعمل طوال العام.
`;

async function startWith(addition: string): Promise<Program> {
  const feedsDir = temporaryFolder();
  cpSync(path.join(projectRoot, 'feeds'), feedsDir, { recursive: true });
  writeFileSync(path.join(feedsDir, 'ar/story.txt'), story);
  const program = await startProgram({ feedsDir, env: { CONFIG_DIR: configFolder(addition) } });
  await eventually('story', async () =>
    (await request(`${program.url}/feed.xml`)).text.includes('مرصد جديد') ? true : undefined,
  );
  return program;
}

describe('addresses of the site before', () => {
  let program: Program;
  const get = (where: string, method = 'GET') => request(program.url + encodeURI(where), { method });

  before(async () => {
    program = await startWith(configured);
  });
  after(() => program.stop());

  const leading: Readonly<Record<string, string>> = {
    '/feed/': '/feed.xml',
    '/feed': '/feed.xml',
    '/feed/atom/': '/atom.xml',
    '/?feed=rss2': '/feed.xml',
    '/feed/?utm_source=x': '/feed.xml',
    '/index.xml': '/feed.xml',
    '/feeds/posts/default': '/atom.xml',
    '/feeds/posts/default?alt=rss': '/feed.xml',
    '/?format=feed&type=atom': '/atom.xml',
    '/category/culture/feed/': '/ar/sections/culture/feed.xml',
    '/category/ثقافة/feed/': '/ar/sections/culture/feed.xml',
    '/category/مياه-الوادي/feed/atom/': '/ar/tags/مياه-الوادي/atom.xml',
    '/tag/مياه-الوادي/feed/': '/ar/tags/مياه-الوادي/feed.xml',
    '/author/سلمى-عبد-الرحمن/feed/': '/ar/authors/سلمى-عبد-الرحمن/feed.xml',
    '/culture/index.xml': '/ar/sections/culture/feed.xml',
    '/ar/feed/': '/ar/feed.xml',
    '/en/feed/atom/': '/en/atom.xml',
    '/en/index.xml': '/en/feed.xml',
    '/en/category/world/feed/': '/en/sections/world/feed.xml',
    '/أخبار/محلية/rss.php': '/ar/sections/culture/feed.xml',
    '/story.php?id=7&from=mail': '/ar/قديم',
    '/story.php?id=8': '/ar/',
    '/?p=12': '/en/',
  };

  for (const [from, to] of Object.entries(leading)) {
    it(`lead on by 308: ${from} to ${to}`, async () => {
      const { status, headers } = await get(from);
      expect([status, headers.location]).to.deep.equal([308, program.url + encodeURI(to)]);
      expect(headers['cache-control']).to.equal('no-cache');
      expect(headers['x-content-type-options']).to.equal('nosniff');
      expect((await get(from, 'HEAD')).status).to.equal(308);
    });
  }

  it('lead to feeds that are there', async () => {
    for (const to of new Set(Object.values(leading).filter((one) => one.endsWith('.xml'))))
      expect((await get(to)).status, to).to.equal(200);
  });

  it('of what we have nothing of are 404', async () => {
    for (const from of [
      '/category/unknown/feed/',
      '/tag/unknown/feed/',
      '/en/category/culture/feed/',
      '/comments/feed/',
      '/taxonomy/term/7/feed',
      '/feeds/posts/default?alt=json',
      '/fa/feed/',
    ])
      expect((await get(from)).status, from).to.equal(404);
  });

  it('are 404 where a name is no UTF-8, and 400 where it is no percent-encoding at all', async () => {
    const raw = (where: string) => request(program.url + where);
    expect((await raw('/category/%C7%E1/feed/')).status).to.equal(404);
    expect((await raw('//')).status).to.equal(404);
    expect((await raw('/story.php/%ZZ')).status).to.be.oneOf([400, 404]);
  });

  it('never stand before one of ours', async () => {
    const { status, headers } = await get('/feed.xml');
    expect([status, headers['content-type']]).to.deep.equal([200, 'application/rss+xml; charset=utf-8']);
    expect((await get('/')).status).to.equal(200);
    expect((await get('/?utm_source=x')).status).to.equal(200);
    expect((await get('/ar/')).status).to.equal(200);
  });

  it('are for reading only', async () => {
    expect((await get('/feed/', 'POST')).status).to.equal(404);
  });
});

describe('without a word about the site before', () => {
  it('none of its addresses is answered', async () => {
    const program = await startWith('');
    for (const where of ['/feed/', '/index.xml', '/category/culture/feed/', '/feeds/posts/default'])
      expect((await request(program.url + where)).status, where).to.equal(404);
    expect((await request(`${program.url}/?feed=rss2`)).status).to.equal(200);
    await program.stop();
  });
});
