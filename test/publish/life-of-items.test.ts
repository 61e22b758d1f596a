import { expect } from 'chai';
import { NashraError } from '../../src/domain/errors.ts';
import type { FeedItem } from '../../src/domain/item.ts';
import { correctItem, scheduleStored, withdrawItem } from '../../src/publish/change-item.ts';
import { releaseDue } from '../../src/publish/release-due.ts';
import { republishItem } from '../../src/publish/republish-item.ts';
import { findArchive } from '../../src/store/archives.ts';
import { findItem, listLatestItems } from '../../src/store/items.ts';
import { listRevisionsOfItem } from '../../src/store/revisions.ts';
import { describeOnBoth } from '../support/database.ts';
import { openTestNewsroom, type TestNewsroom, twoChannelSite } from '../support/newsroom.ts';
import { storyText } from '../support/stories.ts';

const headline = 'افتتاح الجسر الجديد على النهر';

describeOnBoth('an item', (createDatabase) => {
  let newsroom: TestNewsroom;
  const acceptor = () => ({
    store: newsroom.store,
    site: twoChannelSite,
    now: () => newsroom.clock.now,
  });
  const release = () =>
    releaseDue(acceptor(), (_item, error) => {
      throw error;
    });
  const stored = (key: string) => findItem(newsroom.store, key);
  const at = (time: string) => {
    newsroom.clock.now = new Date(time);
  };
  const latest = async () => (await listLatestItems(newsroom.store, 'ar', 50)).map(({ item }) => item);
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      (error: unknown) => (error instanceof NashraError ? error.code : String(error)),
    );
  const kindsOf = async ({ key }: FeedItem) =>
    (await listRevisionsOfItem(newsroom.store, key)).map(({ kind }) => kind);
  const drop = async (fields: readonly string[] = [], file = 'ar/جسر.txt', title = headline) =>
    newsroom.drop(file, storyText(title, { fields }));

  beforeEach(async () => {
    newsroom = await openTestNewsroom(await createDatabase());
  });

  afterEach(() => newsroom.close());

  describe('that waits', () => {
    it('and whose end has passed too while nothing ran is never published, and leaves no tombstone', async () => {
      const { item } = await drop(['موعد النشر: 2026-11-24 09:00', 'تاريخ الانتهاء: 2026-11-25 09:00']);
      at('2026-11-26T00:00:00Z');
      expect((await release()).map(({ outcome }) => outcome)).to.deep.equal(['expired']);
      const is = await stored(item.key);
      expect(is).to.include({ state: 'expired' }).and.not.to.have.property('arrival');
      expect(await latest()).to.deep.equal([]);
      expect(await kindsOf(item)).to.deep.equal(['schedule', 'schedule']);
      expect(await release()).to.deep.equal([]);
    });

    it('is published with the text that it was given meanwhile', async () => {
      const first = await drop(['موعد النشر: 2026-11-24 09:00']);
      const title = 'افتتاح الجسر الجديد بعد تأجيل';
      const second = await drop(['موعد النشر: 2026-11-24 10:00'], 'ar/جسر.txt', title);
      expect([second.outcome, second.item.key]).to.deep.equal(['scheduled', first.item.key]);
      at('2026-11-24T07:30:00Z');
      expect(await release()).to.deep.equal([]);
      at('2026-11-24T08:00:00Z');
      expect((await release()).map(({ item }) => item.title)).to.deep.equal([title]);
      expect((await latest())[0]?.publishedAt.toISOString().slice(0, 19)).to.equal('2026-11-24T08:00:00');
    });

    it('is published at once by a text whose hour has come', async () => {
      await drop(['موعد النشر: 2026-11-24 09:00']);
      const { outcome } = await drop(['موعد النشر: 2026-11-23 09:00']);
      expect(outcome).to.equal('created');
      expect(await latest()).to.have.length(1);
    });

    it('for the second of another comes in the order in which they were filed, each with a time of its own', async () => {
      const fields = ['موعد النشر: 2026-11-24 09:00'];
      const titles = ['أول أخبار الصباح كله', 'ثاني أخبار الصباح كله', 'ثالث أخبار الصباح كله'];
      for (const [index, title] of titles.entries()) await drop(fields, `ar/${index}.txt`, title);
      at('2026-11-24T07:00:00Z');
      expect((await release()).map(({ item }) => item.title)).to.deep.equal(titles);
      const published = await latest();
      expect(published.map(({ title }) => title)).to.deep.equal(titles.toReversed());
      expect(new Set(published.map(({ updatedAt }) => updatedAt.getTime()))).to.have.property('size', 3);
    });

    it('is withdrawn without anybody seeing it', async () => {
      const { item } = await drop(['موعد النشر: 2026-11-24 09:00']);
      await withdrawItem(acceptor(), item.key, 'خطأ في الإرسال');
      at('2026-11-25T00:00:00Z');
      expect(await release()).to.deep.equal([]);
      expect(await kindsOf(item)).to.deep.equal(['schedule', 'schedule']);
    });

    it('is released once, by however many at a time', async () => {
      await drop(['موعد النشر: 2026-11-24 09:00']);
      at('2026-11-24T07:00:00Z');
      const released = await Promise.all([release(), release(), release()]);
      expect(released.flat()).to.have.length(1);
      expect((await latest())[0]).to.have.property('revision', 2);
    });

    it('takes another hour and another end, but no end before its hour', async () => {
      const { item } = await drop(['موعد النشر: 2026-11-24 09:00']);
      const publishAt = new Date('2026-11-30T00:00:00Z');
      const expiresAt = new Date('2026-12-01T00:00:00Z');
      const given = await scheduleStored(acceptor(), item.key, { publishAt, expiresAt });
      expect(given.publishedAt.toISOString()).to.match(/^2026-11-30T00:00:00/);
      expect(await stored(item.key)).to.deep.include({ publishAt, expiresAt, state: 'scheduled' });
      const [, last] = await listRevisionsOfItem(newsroom.store, item.key);
      expect(last).to.include({
        kind: 'schedule',
        note: 'publish 2026-11-30T00:00:00.000Z, expires 2026-12-01T00:00:00.000Z',
      });
      const late = { publishAt: new Date('2026-12-02T00:00:00Z') };
      expect(await codeOf(scheduleStored(acceptor(), item.key, late))).to.equal('article_expired');
      await scheduleStored(acceptor(), item.key, { expiresAt: 'never' });
      expect(await stored(item.key)).not.to.have.property('expiresAt');
    });
  });

  describe('that is published', () => {
    it('ends when its end is set, and no other hour can be laid on it', async () => {
      const { item } = await drop();
      const publishAt = new Date('2026-11-30T00:00:00Z');
      expect(await codeOf(scheduleStored(acceptor(), item.key, { publishAt }))).to.equal('article_embargoed');
      await scheduleStored(acceptor(), item.key, { expiresAt: publishAt });
      at('2026-11-29T23:59:59.999Z');
      expect(await release()).to.deep.equal([]);
      at('2026-11-30T00:00:00Z');
      expect((await release()).map(({ outcome }) => outcome)).to.deep.equal(['expired']);
      expect(await kindsOf(item)).to.deep.equal(['publish', 'schedule', 'expire']);
    });

    it('ends at once when its text says that its time is over', async () => {
      const { item } = await drop();
      const { outcome } = await drop(['تاريخ الانتهاء: 2026-11-20']);
      expect(outcome).to.equal('withdrawn');
      expect(await stored(item.key)).to.include({ state: 'expired' });
    });

    it('keeps a correction when the line is taken out, and tells each once', async () => {
      const { item } = await drop();
      at('2026-11-23T09:00:00Z');
      const told = await drop(['تصحيح: الجسر في الحي الشرقي.']);
      expect(told.outcome).to.equal('corrected');
      at('2026-11-23T10:00:00Z');
      await correctItem(acceptor(), item.key, ' وكلفته\nخمسة ملايين. ');
      at('2026-11-23T11:00:00Z');
      expect((await drop(['تصحيح: الجسر في الحي الشرقي.', 'الوسوم: نهر'])).outcome).to.equal('updated');
      const { outcome, item: last } = await drop();
      expect(outcome).to.equal('updated');
      expect(last.corrections.map(({ note, at: told }) => [note, told.toISOString()])).to.deep.equal([
        ['الجسر في الحي الشرقي.', '2026-11-23T09:00:00.000Z'],
        ['وكلفته خمسة ملايين.', '2026-11-23T10:00:00.000Z'],
      ]);
      expect(await kindsOf(item)).to.deep.equal(['publish', 'correct', 'correct', 'update', 'update']);
    });

    it('takes no note of nothing, of too much, or without what XML can hold', async () => {
      const { item } = await drop();
      for (const note of ['', ' \n ', '\u0001', 'أ'.repeat(1201)])
        expect(await codeOf(correctItem(acceptor(), item.key, note))).to.equal('bad_request');
      expect(await codeOf(withdrawItem(acceptor(), item.key, ' '))).to.equal('bad_request');
      await correctItem(acceptor(), item.key, 'صواب\u0000 الاسم\u202E هالة');
      expect((await stored(item.key))?.item.corrections[0]?.note).to.equal('صواب الاسم هالة');
    });

    it('keeps its time of updating through a silent fix, and moves the validators', async () => {
      const { item } = await drop();
      at('2026-11-23T09:00:00Z');
      const fixed = await drop(['تعديل صامت: نعم'], 'ar/جسر.txt', `${headline} غدا`);
      expect(fixed.item.updatedAt).to.deep.equal(item.updatedAt);
      expect(fixed.item.revision).to.equal(2);
      expect(await kindsOf(item)).to.deep.equal(['publish', 'fix']);
      const told = await drop(['تعديل صامت: نعم', 'تصحيح: الموعد غدا.']);
      expect(told.outcome).to.equal('corrected');
      expect(told.item.updatedAt > item.updatedAt).to.equal(true);
    });
  });

  describe('that was withdrawn', () => {
    const reason = 'طلب من المصدر';

    it('stays so against its own file, an edit, a copy, and its outside id', async () => {
      const withId = (ending: string) =>
        `---\nid: cms-1\ntitle: ${headline}\n---\nافتتحت البلدية الجسر على النهر. ${ending}\n`;
      const { item } = await newsroom.drop('ar/جسر.md', withId('أ'));
      await withdrawItem(acceptor(), item.key, reason);
      const texts: readonly (readonly [string, string])[] = [
        ['ar/جسر.md', withId('أ')],
        ['ar/جسر.md', withId('ب')],
        ['ar/نسخة.md', withId('ب')],
        ['ar/نسخة.md', withId('أ')],
        ['ar/بمعرفه.md', withId('ج')],
      ];
      for (const [file, text] of texts) {
        const { outcome, item: same } = await newsroom.drop(file, text);
        expect([outcome, same.key], file).to.deep.equal(['unchanged', item.key]);
      }
      expect(await latest()).to.deep.equal([]);
      expect(await kindsOf(item)).to.deep.equal(['publish', 'withdraw']);
      const { warnings } = await newsroom.drop('ar/جسر.md', withId('د'));
      expect(warnings.map(({ code }) => code)).to.deep.equal(['item_withdrawn']);
    });

    it('is withdrawn by its text too, for the reason that stands there', async () => {
      const { item } = await drop();
      const { outcome, purge } = await drop([`سحب الخبر: ${reason}`]);
      expect(outcome).to.equal('withdrawn');
      expect(purge).to.deep.equal(['/ar/archive/0/*']);
      expect(await stored(item.key)).to.include({ state: 'withdrawn', endedReason: reason });
      const unknown = drop([`سحب الخبر: ${reason}`], 'ar/آخر.txt', 'خبر آخر لم ينشر من قبل');
      expect(await codeOf(unknown)).to.equal('article_withheld');
    });

    it('is withdrawn by the kill of an agency, whatever file that comes in', async () => {
      const news = {
        uri: 'urn:nawras:1',
        type: 'text',
        headline,
        body_text: 'افتتحت البلدية الجسر على النهر.',
      };
      const { item } = await newsroom.drop('ar/1.json', JSON.stringify(news));
      const kill = JSON.stringify({ uri: news.uri, type: 'text', pubstatus: 'canceled', ednote: 'KILL' });
      expect((await newsroom.drop('ar/kill.json', kill)).outcome).to.equal('withdrawn');
      expect(await stored(item.key)).to.include({
        state: 'withdrawn',
        endedReason: 'سحبتها الجهة التي أرسلتها.',
      });
      const other = JSON.stringify({ uri: 'urn:nawras:2', type: 'text', pubstatus: 'withheld' });
      expect(await codeOf(newsroom.drop('ar/kill-2.json', other))).to.equal('article_withheld');
    });

    it('gives its archive another version', async () => {
      const { item } = await drop();
      const before = await findArchive(newsroom.store, 'ar', 0);
      await withdrawItem(acceptor(), item.key, reason);
      const after = await findArchive(newsroom.store, 'ar', 0);
      expect([before?.version, after?.version]).to.deep.equal([1, 2]);
    });

    it('can be nothing but published as another item, which its file then means', async () => {
      const { item } = await drop();
      expect(await codeOf(republishItem(acceptor(), item.key))).to.equal('bad_request');
      await withdrawItem(acceptor(), item.key, reason);
      expect(await codeOf(withdrawItem(acceptor(), item.key, reason))).to.equal('item_withdrawn');
      expect(await codeOf(correctItem(acceptor(), item.key, reason))).to.equal('item_withdrawn');
      const never = { expiresAt: 'never' } as const;
      expect(await codeOf(scheduleStored(acceptor(), item.key, never))).to.equal('item_withdrawn');
      at('2026-11-24T00:00:00Z');
      const again = await republishItem(acceptor(), item.key);
      expect(again.key).not.to.equal(item.key);
      expect(again.publishedAt.toISOString()).to.equal('2026-11-24T00:00:00.000Z');
      const edited = await drop(['الوسوم: نهر'], 'ar/جسر.txt', `${headline} غدا`);
      expect([edited.outcome, edited.item.key]).to.deep.equal(['updated', again.key]);
      expect(await stored(item.key)).to.include({ state: 'withdrawn' });
      expect(await codeOf(republishItem(acceptor(), item.key))).to.equal('bad_request');
    });

    it('is published again with the text that was mended meanwhile, and never the old one', async () => {
      const { item } = await drop(['تصحيح: الجسر في الحي الشرقي.']);
      await withdrawItem(acceptor(), item.key, reason);
      const mended = `${headline} بلا خطأ`;
      expect((await drop([], 'ar/جسر.txt', mended)).outcome).to.equal('unchanged');
      const again = await republishItem(acceptor(), item.key);
      expect(again.title).to.equal(mended);
      expect(again.corrections).to.have.length(1);
      expect((await newsroom.take('ar/جسر.txt')).outcome).to.equal('unchanged');
      expect((await latest()).map(({ title }) => title)).to.deep.equal([mended]);
    });

    it('is published again as it was where its file only says that it is withdrawn', async () => {
      const { item } = await drop();
      await drop([`سحب الخبر: ${reason}`], 'ar/جسر.txt', 'سُحب');
      expect((await republishItem(acceptor(), item.key)).title).to.equal(headline);
    });

    it('is not published again before the hour that its text names now', async () => {
      const { item } = await drop();
      await withdrawItem(acceptor(), item.key, reason);
      await drop(['موعد النشر: 2099-01-01 09:00']);
      expect(await codeOf(republishItem(acceptor(), item.key))).to.equal('article_embargoed');
      await drop(['تاريخ الانتهاء: 2020-01-01']);
      expect(await codeOf(republishItem(acceptor(), item.key))).to.equal('article_expired');
    });
  });
});
