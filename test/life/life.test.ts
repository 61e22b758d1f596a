import { createHash } from 'node:crypto';
import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { addressesOf, follow, listHolding } from '../support/life.ts';
import { pngFile } from '../support/media-files.ts';
import { type Program, runCommand, startProgram } from '../support/program.ts';
import { request } from '../support/request.ts';
import { storyText } from '../support/stories.ts';

const headline = 'افتتاح الجسر الجديد على النهر';
const other = 'موسم الحصاد يبدأ في الوادي';

interface Shown {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly date_published: string;
  readonly date_modified: string;
  readonly content_html: string;
}

describe('the life of a story, over HTTP', function () {
  this.timeout(120_000);
  let program: Program;
  let file: string;
  const picture = pngFile(9, 9, 'life');
  const media = `/media/${createHash('sha256').update(picture).digest('hex')}.png`;

  const put = (name: string, content: string | Uint8Array) =>
    writeFileSync(path.join(program.feedsDir, name), content);
  const command = (...args: readonly string[]) =>
    runCommand(args, {
      env: {
        FEEDS_DIR: program.feedsDir,
        DATABASE_URL: program.databaseUrl,
        BASE_URL: program.url,
      },
    });
  const items = async (): Promise<readonly Shown[]> =>
    JSON.parse((await request(`${program.url}/feed.json`)).text).items;
  const showing = (what: string, isIt: (item: Shown) => boolean) =>
    eventually(what, async () => (await items()).find(isIt));
  const story = (ending: string, ...fields: readonly string[]) => storyText(headline, { ending, fields });

  before(async () => {
    program = await startProgram();
    file = path.join(program.feedsDir, 'جسر.txt');
    put('حصاد.txt', storyText(other));
    await showing('another story', ({ title }) => title === other);
    put('جسر.png', picture);
    put('جسر.txt', story('وبلغت كلفته مليونين.'));
    await showing('the story', ({ title }) => title === headline);
  });

  after(() => program.stop());

  const current = async () => (await items()).find(({ title }) => title === headline)!;

  it('an update is one item with the new text, and moves its time', async () => {
    const was = await current();
    put('جسر.txt', story('وبلغت كلفته ثلاثة ملايين.'));
    const is = await showing('the new text', ({ content_html }) => content_html.includes('ثلاثة ملايين'));
    expect(is).to.include({ id: was.id, date_published: was.date_published });
    expect(is.date_modified > was.date_modified).to.equal(true);
    expect(await items()).to.have.length(2);
  });

  it('a silent fix is shown under another validator, and moves no time', async () => {
    const was = await current();
    const before = await request(`${program.url}/feed.xml`);
    put('جسر.txt', story('وبلغت كلفته أربعة ملايين.', 'تعديل صامت: نعم'));
    const is = await showing('the fix', ({ content_html }) => content_html.includes('أربعة ملايين'));
    expect(is.date_modified).to.equal(was.date_modified);
    const after = await request(`${program.url}/feed.xml`);
    expect(after.headers.etag).not.to.equal(before.headers.etag);
    expect(after.text).to.include('أربعة ملايين').and.not.to.include('تعديل صامت');
  });

  const corrections: readonly (readonly [what: string, note: string, act: (note: string) => unknown])[] = [
    [
      'in the file',
      'بلغت كلفة الجسر خمسة ملايين.',
      (note) => put('جسر.txt', story('وبلغت كلفته خمسة ملايين.', `تصحيح: ${note}`)),
    ],
    ['by the command', 'الجسر في الحي الشرقي.', (note) => command('correct', 'جسر.txt', '--note', note)],
  ];
  for (const [what, note, act] of corrections) {
    it(`a correction ${what} stands below the text in every format and on the page, and moves its time`, async () => {
      const was = await current();
      await act(note);
      const is = await showing('the correction', ({ content_html }) => content_html.includes(note));
      expect(is.id).to.equal(was.id);
      expect(is.date_modified > was.date_modified).to.equal(true);
      expect(is.content_html).to.match(/<p><strong>تصحيح \([^)]+\):<\/strong> [^<]+<\/p>\s*<\/div>$/);
      for (const address of ['/feed.xml', '/atom.xml', new URL(is.url).pathname])
        expect((await request(program.url + address)).text, address).to.include(note);
    });
  }

  it('is told by the commands, by whatever name', async () => {
    const { id, url } = await current();
    const key = id.split(':').at(-1)!;
    for (const name of [url, 'جسر.txt', file]) {
      const { code, stdout } = await command('show', name, '--json');
      expect(code, name).to.equal(0);
      expect(JSON.parse(stdout)).to.include({ key, id, url, state: 'published' });
    }
    const { stdout } = await command('history', key, '--json');
    const { revisions } = JSON.parse(stdout);
    expect(revisions.map(({ kind }: { kind: string }) => kind)).to.deep.equal([
      'publish',
      'update',
      'fix',
      'correct',
      'correct',
    ]);
    expect(revisions[1].changes.lines).to.deep.equal([
      { number: 2, before: 'وبلغت كلفته مليونين.', after: 'وبلغت كلفته ثلاثة ملايين.' },
    ]);
    expect(revisions[4]).to.include({ changes: null, note: 'الجسر في الحي الشرقي.' });
  });

  describe('withdrawn by the command', () => {
    const reason = 'نُشرت الصور بلا إذن أصحابها.';
    let shown: Shown;
    let key: string;
    let receipt: {
      readonly isTakenDown: boolean;
      readonly tombstone: string;
      readonly documents: readonly {
        readonly url: string;
        readonly etagBefore: string;
        readonly urlAfter: string | null;
        readonly etagAfter: string | null;
        readonly lastModifiedBefore?: string;
        readonly lastModifiedAfter?: string;
        readonly isClean: boolean;
      }[];
      readonly media: readonly object[];
      readonly purge: readonly string[];
    };
    const tagsBefore = new Map<string, string | undefined>();

    before(async () => {
      shown = await current();
      key = shown.id.split(':').at(-1)!;
      for (const address of addressesOf(headline))
        tagsBefore.set(address, (await follow(program, address)).headers.etag);
      expect(await listHolding(program, key, headline)).to.deep.equal(addressesOf(headline));
      const { code, stdout } = await command('withdraw', key, '--reason', reason, '--json');
      expect(code).to.equal(0);
      receipt = JSON.parse(stdout);
      // At once: by the receipt caches are told what to drop, and what they fetch then they keep.
      expect(await listHolding(program, key, headline)).to.deep.equal([]);
    });

    it('is gone from every feed, page, search and archive, each under another validator', async () => {
      expect(await listHolding(program, key, headline)).to.deep.equal([]);
      for (const address of addressesOf(headline)) {
        const { headers } = await follow(program, address);
        expect(headers.etag, address).not.to.equal(tagsBefore.get(address));
      }
    });

    it('leaves a tombstone with the reason in Atom, and no trace in the other formats (RFC 6721)', async () => {
      const atom = await request(`${program.url}/atom.xml`);
      expect(atom.text).to.include(`<at:deleted-entry ref="${shown.id}" when="`);
      expect(atom.text).to.include(`<at:comment>${reason}</at:comment>`);
      for (const address of ['/feed.xml', '/feed.json'])
        expect((await request(program.url + address)).text).not.to.include(key);
    });

    it('is 410 at its address, and a browser is told why in Arabic', async () => {
      const { pathname } = new URL(shown.url);
      for (const address of [pathname, `/ar/${key}`]) {
        const { status, headers, text } = await request(program.url + address, {
          headers: { accept: 'text/html' },
        });
        expect(status).to.equal(410);
        expect(headers['cache-control']).to.match(/^public, max-age=60, /);
        expect(text).to.include('dir="rtl"').and.to.include(reason).and.to.include('سُحبت هذه المادة');
      }
      expect((await request(program.url + media)).status).to.equal(404);
    });

    it('is told in a receipt that names what the server served, and what it serves now', async () => {
      expect(receipt.isTakenDown).to.equal(true);
      expect(receipt.tombstone).to.include(`ref="${shown.id}"`);
      expect(receipt.media).to.deep.equal([{ url: program.url + media, isServed: false }]);
      expect(receipt.purge).to.deep.equal([`${program.url}/ar/archive/0/*`, program.url + media]);
      for (const address of [
        '/feed.xml',
        '/atom.xml',
        '/feed.json',
        '/ar/',
        '/ar/sections/economy/feed.xml',
      ]) {
        const document = receipt.documents.find(({ url }) => url === program.url + address);
        expect(document?.etagBefore, address).to.equal(tagsBefore.get(address));
        expect(document?.etagAfter, address).to.equal((await request(program.url + address)).headers.etag);
      }
      const archive = receipt.documents.find(({ url }) => /\/archive\/0\/\d+\/feed\.xml$/.test(url))!;
      expect(archive.urlAfter)
        .to.match(/\/archive\/0\/\d+\/feed\.xml$/)
        .and.not.to.equal(archive.url);
      const moved = await request(archive.url);
      expect([moved.status, moved.headers.location]).to.deep.equal([302, archive.urlAfter]);
      expect((await request(archive.urlAfter!)).headers.etag).to.equal(archive.etagAfter);
      const sitemap = receipt.documents.find(({ url }) => url === `${program.url}/ar/sitemap-0.xml`)!;
      expect(sitemap).to.include({ isClean: true, urlAfter: sitemap.url });
      expect(new Date(sitemap.lastModifiedAfter!)).to.be.above(new Date(sitemap.lastModifiedBefore!));
      const page = receipt.documents.find(({ url }) => url === shown.url)!;
      expect(page.urlAfter).to.equal(null);
    });

    it('stays so whatever comes of its file: the same, an edit, a copy under another name', async () => {
      put('جسر.txt', story('وبلغت كلفته خمسة ملايين.'));
      await delay(600);
      copyFileSync(file, path.join(program.feedsDir, 'نسخة.txt'));
      // It must be known for a copy while there is something that it is one of.
      await delay(1200);
      // Its picture goes with it.
      renameSync(path.join(program.feedsDir, 'جسر.png'), path.join(program.feedsDir, 'جسر آخر.png'));
      renameSync(file, path.join(program.feedsDir, 'جسر آخر.txt'));
      put('شاهد.txt', storyText('خبر يأتي بعد ذلك كله'));
      await showing('what came later', ({ title }) => title === 'خبر يأتي بعد ذلك كله');
      await delay(600);
      expect((await items()).map(({ title }) => title)).to.have.members([other, 'خبر يأتي بعد ذلك كله']);
      expect((await request(`${program.url}/ar/${key}`)).status).to.equal(410);
      expect(program.output()).to.include('item_withdrawn');
    });

    it('is withdrawn once only, and is published again as another item', async () => {
      const again = await command('withdraw', key, '--reason', reason);
      expect(again.code).to.equal(65);
      expect(again.stderr).to.match(/^سُحبت هذه المادة من قبل/);
      const { code } = await command('republish', key);
      expect(code).to.equal(0);
      const is = await showing('the story again', ({ title }) => title === headline);
      expect(is.id).not.to.equal(shown.id);
      expect(is.content_html).to.include('خمسة ملايين');
      expect((await request(`${program.url}/ar/${key}`)).status).to.equal(410);
      expect((await request(is.url)).status).to.equal(200);
      expect((await request(program.url + media)).status).to.equal(200);
    });
  });
});
