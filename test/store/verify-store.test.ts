import { expect } from 'chai';
import { verifyStore } from '../../src/store/verify-store.ts';
import { openTestNewsroom, type TestNewsroom } from '../support/newsroom.ts';
import { storyText } from '../support/stories.ts';

describe('verifyStore', () => {
  let newsroom: TestNewsroom;

  before(async () => {
    newsroom = await openTestNewsroom();
    for (const name of ['أول', 'ثان', 'ثالث'])
      await newsroom.drop(`ar/${name}.txt`, storyText(`القطار ال${name}`));
    await newsroom.drop('ar/ثان.txt', storyText('القطار الثاني متأخر'));
  });

  after(() => newsroom.close());

  it('finds nothing in a store as it was written, and counts what is there', async () => {
    const rows: number[] = [];
    const { counts, findings } = await verifyStore(newsroom.store, (done) => rows.push(done));
    expect(findings).to.deep.equal([]);
    expect(counts).to.deep.equal({ channels: 2, items: 3, revisions: 4, originals: 4, media: 0 });
    expect(rows).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
  });

  it('finds a hole in the log, and the story that has no revision any more', async () => {
    await newsroom.store.deleteFrom('revisions').where('number', '=', 3).execute();
    const { findings } = await verifyStore(newsroom.store);
    expect(findings.map(({ code }) => code)).to.deep.equal(['revision_missing', 'item_without_revision']);
    expect(findings[0]!.message).to.equal(
      'channel ar: the log has revisions 3 from 1 to 4, where there should be 4 from 1 to 4',
    );
  });
});
