import { expect } from 'chai';
import { deleteLikeness, listMostAlike, putLikeness } from '../../src/store/likenesses.ts';
import { describeOnBoth } from '../support/database.ts';
import { openTestNewsroom, type TestNewsroom } from '../support/newsroom.ts';

const limits = { perMark: 8, items: 3 };

describeOnBoth('listMostAlike', (createDatabase) => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom(await createDatabase());
  });

  afterEach(() => newsroom.close());

  const put = (firstRevision: number, marks: readonly number[], channelId = 'ar') =>
    putLikeness(newsroom.store, { channelId, firstRevision }, marks);
  const list = (marks: readonly number[]) => listMostAlike(newsroom.store, 'ar', marks, limits);

  it('gives the items that share most marks first, then the latest', async () => {
    await put(1, [10, 20, 30]);
    await put(2, [10, 21, 31]);
    await put(3, [10, 22, 32]);
    await put(4, [10, 20, 30], 'sport');
    expect(await list([10, 20, 30])).to.deep.equal([1, 3, 2]);
    expect(await list([99])).to.deep.equal([]);
    expect(await list([])).to.deep.equal([]);
  });

  it('looks only at the latest of a mark that hundreds have', async () => {
    for (let revision = 1; revision <= 300; revision += 1) await put(revision, [10]);
    await put(301, [20]);
    expect(await list([10, 20])).to.deep.equal([301, 300, 299]);
  });

  it('no longer finds an item by a mark that it had', async () => {
    await put(1, [10, 20]);
    await deleteLikeness(newsroom.store, { channelId: 'ar', firstRevision: 1 }, [10]);
    expect(await list([10])).to.deep.equal([]);
    expect(await list([20])).to.deep.equal([1]);
  });
});
