import { expect } from 'chai';
import { NashraError } from '../../src/domain/errors.ts';
import { views, wholeOf } from '../../src/domain/selection.ts';
import { acceptArticle } from '../../src/publish/accept-article.ts';
import { scheduleStored } from '../../src/publish/change-item.ts';
import { releaseDue } from '../../src/publish/release-due.ts';
import { itemsInView } from '../../src/render/views.ts';
import { findItem } from '../../src/store/items.ts';
import { loadFeed } from '../../src/store/snapshot.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { openTestNewsroom, type TestNewsroom, twoChannelSite } from '../support/newsroom.ts';

const story = (embargoed: string) =>
  JSON.stringify({
    uri: 'urn:nawras:2026:114',
    type: 'text',
    language: 'ar',
    headline: 'تقرير سنوي عن حال الشواطئ يصدر غدا',
    body_text: 'أصدر مرصد الشواطئ تقريره السنوي، وفيه أرقام عن عشرين شاطئا في المنطقة.',
    embargoed,
  });

describe('a story under embargo', () => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom();
  });

  afterEach(() => newsroom.close());

  const release = () =>
    releaseDue({ store: newsroom.store, now: () => newsroom.clock.now }, (_item, error) => {
      throw error;
    });
  const stateOf = async (key: string) => (await findItem(newsroom.store, key))?.state;

  it('is kept, and published when its time has come', async () => {
    const { outcome, item } = await newsroom.drop('ar/شواطئ.json', story('2026-11-23T08:00:01Z'));
    expect(outcome).to.equal('scheduled');
    expect(await release()).to.deep.equal([]);
    expect(await stateOf(item.key)).to.equal('scheduled');
    newsroom.clock.now = new Date('2026-11-23T08:00:01Z');
    expect((await release()).map((released) => [released.item.id, released.outcome])).to.deep.equal([
      [item.id, 'published'],
    ]);
    const stored = await findItem(newsroom.store, item.key);
    expect(stored?.state).to.equal('published');
    expect(stored?.arrival).to.equal(1);
    expect(stored?.item.publishedAt.toISOString().slice(0, 19)).to.equal('2026-11-23T08:00:01');
    expect(await release()).to.deep.equal([]);
  });

  it('waits behind no others that cannot be read, each of which is told', async () => {
    const keys: string[] = [];
    for (let number = 0; number < 26; number += 1) {
      const text = story('2026-11-23T08:00:01Z')
        .replace(':114', `:${number}`)
        .replace('تقرير', `تقرير ${number}`);
      keys.push((await newsroom.drop(`ar/${number}.json`, text)).item.key);
    }
    const broken = keys.slice(0, 25);
    await newsroom.store.updateTable('items').set({ content: '{' }).where('key', 'in', broken).execute();
    newsroom.clock.now = new Date('2026-11-23T08:00:01Z');
    const failed: string[] = [];
    const releaseOthers = () =>
      releaseDue(
        { store: newsroom.store, now: () => newsroom.clock.now },
        ({ key }) => void failed.push(key),
        failed.slice(),
      );
    expect(await releaseOthers()).to.deep.equal([]);
    expect(failed.slice().sort()).to.deep.equal(broken.slice().sort());
    expect((await releaseOthers()).map(({ item }) => item.key)).to.deep.equal(keys.slice(25));
  });

  it('stands in every view from its second on, whatever its place among the stories of that second', async () => {
    const time = '2026-11-23T09:00:00Z';
    await newsroom.drop('ar/شواطئ.json', story(time));
    newsroom.clock.now = new Date(time);
    await release();
    for (const view of views) {
      const selection = { ...wholeOf(arabicChannel), view };
      const at = { site: twoChannelSite, channel: arabicChannel };
      const { snapshot } = await loadFeed(newsroom.store, at, selection, () => newsroom.clock.now);
      expect(itemsInView(snapshot.items, view, snapshot.updatedAt, 'غرفة الأخبار'), view).to.have.length(1);
    }
  });

  it('is kept so as plain text and as a page too, by the day or the hour', async () => {
    const body = 'أصدر مرصد الشواطئ تقريره السنوي، وفيه أرقام عن عشرين شاطئا في المنطقة.';
    const lines = [
      'محظور حتى: 24 نوفمبر 2026',
      'محظور النشر حتى: 2026-11-23 10:30',
      'EMBARGO: 2026-11-23T09:00:00Z',
    ];
    for (const [number, line] of lines.entries()) {
      const text = `${line}\nتقرير ${number} عن حال الشواطئ\n\n${body}`;
      expect((await newsroom.drop(`ar/تقرير-${number}.txt`, text)).outcome, line).to.equal('scheduled');
      const page = `<p>${line}</p><h1>تقرير ${number} عن حال الشواطئ</h1><p>${body}</p>`;
      expect((await newsroom.drop(`ar/تقرير-${number}.html`, page)).outcome, line).to.equal('scheduled');
    }
    newsroom.clock.now = new Date('2026-11-24T00:00:00+02:00');
    expect(await release()).to.have.length(6);
  });

  it('is refused where the time cannot be read', async () => {
    const unread = await newsroom.drop('ar/شواطئ.json', story('tomorrow')).catch((error) => error);
    expect(unread).to.be.instanceOf(NashraError).with.property('code', 'article_embargoed');
    expect(unread.message).to.match(/^\p{Script=Arabic}/u);
  });

  it('keeps its hour when an edit takes the line away, and says so', async () => {
    const first = await newsroom.drop(
      'ar/شواطئ.txt',
      'موعد النشر: 2026-11-24 09:00\nشواطئ نظيفة\n\nنص الخبر هنا.',
    );
    const { outcome, item, warnings } = await newsroom.drop(
      'ar/شواطئ.txt',
      'شواطئ نظيفة جدا\n\nنص الخبر هنا.',
    );
    expect([outcome, item.key]).to.deep.equal(['scheduled', first.item.key]);
    expect(warnings.map(({ code }) => code)).to.include('still_scheduled');
    expect(await stateOf(item.key)).to.equal('scheduled');
  });

  it('keeps the hour that a command gave it when a file beside it comes', async () => {
    const text = 'موعد النشر: 2026-11-23 11:00\nشواطئ نظيفة\n\nنص الخبر هنا.';
    const { item } = await newsroom.drop('ar/شواطئ.txt', text);
    const acceptor = { store: newsroom.store, site: twoChannelSite, now: () => newsroom.clock.now };
    const later = new Date('2026-11-23T12:00:00Z');
    await scheduleStored(acceptor, item.key, { publishAt: later });
    await acceptArticle(acceptor, {
      channel: arabicChannel,
      bytes: Buffer.from(text),
      path: 'ar/شواطئ.txt',
      findSha256: async () => undefined,
      isRefresh: true,
    });
    expect((await findItem(newsroom.store, item.key))?.publishAt).to.deep.equal(later);
  });

  it('keeps the hour that was set since when only words are mended, and takes another that the text then names', async () => {
    const acceptor = { store: newsroom.store, site: twoChannelSite, now: () => newsroom.clock.now };
    const text = (hour: string, word: string) =>
      `موعد النشر: 2026-11-24 ${hour}\nشواطئ ${word}\n\nنص الخبر هنا.`;
    const dueAt = async (key: string) => (await findItem(newsroom.store, key))?.publishAt?.toISOString();
    const { item } = await newsroom.drop('ar/شواطئ.txt', text('11:00', 'نظيفة'));
    await scheduleStored(acceptor, item.key, { publishAt: new Date('2026-11-24T12:00:00Z') });
    await newsroom.drop('ar/شواطئ.txt', text('11:00', 'نظيفة جدا'));
    expect(await dueAt(item.key)).to.equal('2026-11-24T12:00:00.000Z');
    await newsroom.drop('ar/شواطئ.txt', text('13:00', 'نظيفة جدا'));
    expect(await dueAt(item.key)).to.equal('2026-11-24T11:00:00.000Z');
  });

  it('cannot be laid on what readers have already', async () => {
    await newsroom.drop('ar/شواطئ.txt', 'شواطئ نظيفة\n\nنص الخبر هنا.');
    const late = await newsroom
      .drop('ar/شواطئ.txt', 'موعد النشر: 2026-11-24 09:00\nشواطئ نظيفة\n\nنص آخر هنا.')
      .catch((error) => error);
    expect(late).to.be.instanceOf(NashraError).with.property('code', 'article_embargoed');
  });

  it('moves no date and no number that a reader sees', async () => {
    const channelRow = () =>
      newsroom.store
        .selectFrom('channels')
        .select(['visible_revision', 'updated_at', 'modified_at', 'arrivals'])
        .where('id', '=', twoChannelSite.defaultChannelId)
        .executeTakeFirstOrThrow();
    await newsroom.drop('ar/أولى.txt', 'خبر أول\n\nنص الخبر الأول هنا.');
    const before = await channelRow();
    await newsroom.drop('ar/شواطئ.json', story('2026-11-23T09:00:00Z'));
    expect(await channelRow()).to.deep.equal(before);
  });
});
