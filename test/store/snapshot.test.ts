import { expect } from 'chai';
import { wholeOf } from '../../src/domain/selection.ts';
import { withdrawItem } from '../../src/publish/change-item.ts';
import { loadFeed } from '../../src/store/snapshot.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { articleText, headline } from '../support/articles.ts';
import { describeOnBoth } from '../support/database.ts';
import { openTestNewsroom, type TestNewsroom, twoChannelSite } from '../support/newsroom.ts';

describeOnBoth('loadFeed', (createDatabase) => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom(await createDatabase());
  });

  afterEach(() => newsroom.close());

  const dated = (number: number, date: string) => articleText(number).replace('\n\n', `\n${date}\n\n`);
  const load = (maxItems = 50) => {
    const channel = { ...arabicChannel, maxItems };
    const at = { site: twoChannelSite, channel };
    return loadFeed(newsroom.store, at, wholeOf(channel), () => newsroom.clock.now);
  };
  const snapshot = async (maxItems?: number) => (await load(maxItems)).snapshot;
  const titles = async (maxItems?: number) => (await snapshot(maxItems)).items.map(({ title }) => title);

  it('lists the newest first, by the date of publication', async () => {
    await newsroom.drop('ar/أ.txt', dated(1, '18 نوفمبر 2026'));
    await newsroom.drop('ar/ب.txt', dated(2, '20 نوفمبر 2026'));
    await newsroom.drop('ar/ج.txt', dated(3, '19 نوفمبر 2026'));
    expect(await titles()).to.deep.equal([headline(2), headline(3), headline(1)]);
  });

  it('keeps stories of one day in the order in which they came, the last first', async () => {
    for (let number = 1; number <= 5; number += 1) {
      await newsroom.drop(`ar/${number}.txt`, dated(number, '20 نوفمبر 2026'));
    }
    expect(await titles()).to.deep.equal([5, 4, 3, 2, 1].map(headline));
  });

  it('holds the last that arrived, a story filed late with an old date among them', async () => {
    await newsroom.drop('ar/أ.txt', dated(1, '20 نوفمبر 2026'));
    await newsroom.drop('ar/ب.txt', dated(2, '21 نوفمبر 2026'));
    await newsroom.drop('ar/ج.txt', dated(3, '1 نوفمبر 2026'));
    expect(await titles(2)).to.deep.equal([headline(2), headline(3)]);
  });

  it('does not move a story up because it was edited', async () => {
    for (const number of [1, 2, 3]) {
      newsroom.clock.now = new Date(newsroom.clock.now.getTime() + 60_000);
      await newsroom.drop(`ar/${number}.txt`, articleText(number));
    }
    await newsroom.drop('ar/1.txt', articleText(1, 2));
    expect(await titles()).to.deep.equal([headline(3), headline(2), `${headline(1)} للمرة 2`]);
    expect(await titles(2)).to.deep.equal([headline(3), headline(2)]);
  });

  it('carries number and times of the last revision', async () => {
    await newsroom.drop('ar/أ.txt', articleText(1));
    await newsroom.drop('ar/ب.txt', articleText(2));
    const { snapshot, modifiedAt } = await load();
    const { revision, updatedAt, feedId } = snapshot;
    expect(revision).to.equal(2);
    expect(updatedAt.getTime()).to.equal(newsroom.clock.now.getTime() + 1);
    expect(modifiedAt.getTime() % 1000).to.equal(0);
    expect(feedId).to.equal('tag:news.example,2026:channel:ar');
  });

  it('tells Last-Modified only when no later state can share it', async () => {
    await newsroom.drop('ar/أ.txt', articleText(1));
    await newsroom.drop('ar/ب.txt', articleText(2));
    const early = await load();
    expect(early.lastModified).to.equal(undefined);
    expect(early.modifiedAt.getTime()).to.be.greaterThan(newsroom.clock.now.getTime());
    newsroom.clock.now = early.modifiedAt;
    const settled = await load();
    expect(settled.lastModified?.getTime()).to.equal(early.modifiedAt.getTime());
    await newsroom.drop('ar/ج.txt', articleText(3));
    expect((await load()).modifiedAt.getTime()).to.be.greaterThan(early.modifiedAt.getTime());
  });

  it('keeps its tombstones when a story is taken back that nobody saw', async () => {
    const { item } = await newsroom.drop('ar/أ.txt', articleText(1));
    const waiting = await newsroom.drop('ar/ب.txt', `موعد النشر: 2026-11-24 09:00\n${articleText(2)}`);
    expect(waiting.outcome).to.equal('scheduled');
    const acceptor = { store: newsroom.store, site: twoChannelSite, now: () => newsroom.clock.now };
    await withdrawItem(acceptor, item.key, 'خطأ في الخبر');
    const before = await snapshot(1);
    await withdrawItem(acceptor, waiting.item.key, 'لن يُنشر');
    expect(before.tombstones.map(({ id }) => id)).to.deep.equal([item.id]);
    expect(await snapshot(1)).to.deep.equal(before);
  });

  it('never tells a date of a search, which may find less than before', async () => {
    await newsroom.drop('ar/أ.txt', articleText(1));
    newsroom.clock.now = new Date(newsroom.clock.now.getTime() + 60_000);
    const selection = { ...wholeOf(arabicChannel), words: headline(1) };
    const at = { site: twoChannelSite, channel: arabicChannel };
    const found = await loadFeed(newsroom.store, at, selection, () => newsroom.clock.now);
    expect(found.snapshot.items).to.have.length(1);
    expect(found.lastModified).to.equal(undefined);
  });

  it('is empty for a channel without articles', async () => {
    expect((await snapshot()).items).to.deep.equal([]);
  });
});
