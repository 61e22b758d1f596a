import { expect } from 'chai';
import { listTakedownDocuments } from '../../src/publish/takedown-documents.ts';
import { findItem } from '../../src/store/items.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { openTestNewsroom, type TestNewsroom, twoChannelSite } from '../support/newsroom.ts';

describe('the documents in which a story may stand', () => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom();
  });

  afterEach(() => newsroom.close());

  it('are listed where the bound of a search cuts a sign of the headline in two', async () => {
    const title = `${'أ'.repeat(49)} ${'ب'.repeat(49)}🌊 بحر`;
    const { item } = await newsroom.drop('ar/موج.txt', `${title}\n\nنص الخبر هنا كاملا.`);
    const stored = await findItem(newsroom.store, item.key);
    const documents = await listTakedownDocuments(
      newsroom.store,
      { site: twoChannelSite, channel: arabicChannel },
      stored!,
    );
    expect(item.title).to.equal(title);
    expect(documents.map(({ name }) => name).filter((name) => name.includes('?q='))).to.have.length(3);
  });
});
