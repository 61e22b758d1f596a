import { expect } from 'chai';
import { listHistory } from '../../src/publish/item-history.ts';
import { findItem } from '../../src/store/items.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { describeOnBoth } from '../support/database.ts';
import { openTestNewsroom, type TestNewsroom, twoChannelSite } from '../support/newsroom.ts';
import { storyText } from '../support/stories.ts';

describeOnBoth('the history of an item', (createDatabase) => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom(await createDatabase());
  });

  afterEach(() => newsroom.close());

  const historyOf = async (key: string) => {
    const stored = await findItem(newsroom.store, key);
    return listHistory({ store: newsroom.store, site: twoChannelSite }, arabicChannel, stored!);
  };

  it('says of each text what is other than in the one before', async () => {
    const { item } = await newsroom.drop('ar/جسر.txt', storyText('افتتاح الجسر', { ending: 'حضره مئة.' }));
    await newsroom.drop(
      'ar/جسر.txt',
      storyText('افتتاح الجسر الجديد', { fields: ['الصورة: جسر.jpg'], ending: 'حضره مئتان.\nوغنوا.' }),
    );
    const [first, second, ...more] = await historyOf(item.key);
    expect(more).to.deep.equal([]);
    expect(first!.changes).to.equal(undefined);
    const { fields, lines, mediaAdded, mediaRemoved } = second!.changes!;
    expect(fields.map(({ name }) => name)).to.deep.equal(['title', 'summary']);
    expect(fields[0]).to.include({ before: 'افتتاح الجسر', after: 'افتتاح الجسر الجديد' });
    expect(lines.map(({ number }) => number)).to.deep.equal([1, 2, 3]);
    expect([mediaAdded, mediaRemoved]).to.deep.equal([['جسر.jpg'], []]);
  });

  it('compares what came as Markdown, whatever the file is called now', async () => {
    const text = (price: string) => `---\nid: 7\ntitle: الجسر\n---\nكلفته ${price} ملايين من المال العام.\n`;
    const { item } = await newsroom.drop('ar/جسر.md', text('ثلاثة'));
    newsroom.files.delete('ar/جسر.md');
    await newsroom.drop('ar/آخر.md', text('أربعة'));
    const [, second] = await historyOf(item.key);
    expect(second!.changes!.lines).to.have.length(1);
  });
});
