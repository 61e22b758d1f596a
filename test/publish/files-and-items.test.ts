import { expect } from 'chai';
import { findItem } from '../../src/store/items.ts';
import { articleText, headline } from '../support/articles.ts';
import { describeOnBoth } from '../support/database.ts';
import { openTestNewsroom, type TestNewsroom } from '../support/newsroom.ts';

describeOnBoth('which item a file means', (createDatabase) => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom(await createDatabase());
  });

  afterEach(() => newsroom.close());

  const titleOf = async (key: string) => (await findItem(newsroom.store, key))?.item.title;
  const itemCount = async () => (await newsroom.store.selectFrom('items').select('key').execute()).length;
  const rename = (from: string, to: string) => {
    newsroom.files.set(to, newsroom.files.get(from) ?? '');
    newsroom.files.delete(from);
  };

  describe('a renamed file', () => {
    it('is the same item', async () => {
      const first = await newsroom.drop('ar/مسودة.txt', articleText(1));
      rename('ar/مسودة.txt', 'ar/منشور/جسر.txt');
      expect(await newsroom.take('ar/منشور/جسر.txt')).to.deep.equal({
        outcome: 'unchanged',
        item: first.item,
        warnings: [],
      });
      const edited = await newsroom.drop('ar/منشور/جسر.txt', articleText(1, 2));
      expect(edited.outcome).to.equal('updated');
      expect(edited.item.id).to.equal(first.item.id);
    });

    it('leaves its old path free for another story', async () => {
      const first = await newsroom.drop('ar/اليوم.txt', articleText(1));
      rename('ar/اليوم.txt', 'ar/أمس.txt');
      await newsroom.take('ar/أمس.txt');
      const other = await newsroom.drop('ar/اليوم.txt', articleText(2));
      expect(other.outcome).to.equal('created');
      expect(other.item.id).not.to.equal(first.item.id);
      expect(await titleOf(first.item.key)).to.equal(headline(1));
    });

    it('leaves its old path free even when the other story stands there before the rename is seen', async () => {
      const first = await newsroom.drop('ar/اليوم.txt', articleText(1));
      rename('ar/اليوم.txt', 'ar/أمس.txt');
      newsroom.files.set('ar/اليوم.txt', articleText(2));
      expect((await newsroom.take('ar/أمس.txt')).item.id).to.equal(first.item.id);
      expect((await newsroom.take('ar/اليوم.txt')).outcome).to.equal('created');
      expect(await titleOf(first.item.key)).to.equal(headline(1));
      expect((await newsroom.take('ar/أمس.txt')).outcome).to.equal('unchanged');
    });
  });

  describe('two files whose names were swapped', () => {
    it('keep their items, and later edits reach the right one', async () => {
      const one = await newsroom.drop('ar/أول.txt', articleText(1));
      const two = await newsroom.drop('ar/ثان.txt', articleText(2));
      newsroom.files.set('ar/أول.txt', articleText(2));
      newsroom.files.set('ar/ثان.txt', articleText(1));
      expect((await newsroom.take('ar/أول.txt')).item).to.deep.equal(two.item);
      expect((await newsroom.take('ar/ثان.txt')).item).to.deep.equal(one.item);
      const edited = await newsroom.drop('ar/أول.txt', articleText(2, 2));
      expect(edited.item.id).to.equal(two.item.id);
      expect(await titleOf(one.item.key)).to.equal(headline(1));
      expect(await itemCount()).to.equal(2);
    });
  });

  describe('a copied file', () => {
    it('is the same item as long as it is equal', async () => {
      const first = await newsroom.drop('ar/أصل.txt', articleText(1));
      for (let look = 0; look < 2; look += 1) {
        const copy = await newsroom.drop('ar/نسخة من أصل.txt', articleText(1));
        expect(copy).to.deep.equal({ outcome: 'unchanged', item: first.item, warnings: [] });
        expect((await newsroom.take('ar/أصل.txt')).outcome).to.equal('unchanged');
      }
      expect(await itemCount()).to.equal(1);
    });

    it('becomes a story of its own when it is given another text', async () => {
      const first = await newsroom.drop('ar/أصل.txt', articleText(1));
      await newsroom.drop('ar/نسخة.txt', articleText(1));
      const other = await newsroom.drop('ar/نسخة.txt', articleText(2));
      expect(other.outcome).to.equal('created');
      expect(await titleOf(first.item.key)).to.equal(headline(1));
      expect((await newsroom.take('ar/أصل.txt')).outcome).to.equal('unchanged');
      expect((await newsroom.take('ar/نسخة.txt')).outcome).to.equal('unchanged');
    });

    it('does not hold the item when the original is edited', async () => {
      const first = await newsroom.drop('ar/أصل.txt', articleText(1));
      await newsroom.drop('ar/نسخة.txt', articleText(1));
      const edited = await newsroom.drop('ar/أصل.txt', articleText(1, 2));
      expect(edited.outcome).to.equal('updated');
      expect(edited.item.id).to.equal(first.item.id);
      expect((await newsroom.take('ar/نسخة.txt')).outcome).to.equal('unchanged');
      expect((await newsroom.take('ar/أصل.txt')).outcome).to.equal('unchanged');
      expect(await itemCount()).to.equal(1);
    });

    it('stays a copy when it is looked at before the edit of the original', async () => {
      const first = await newsroom.drop('ar/أصل.txt', articleText(1));
      await newsroom.drop('ar/نسخة.txt', articleText(1));
      newsroom.files.set('ar/أصل.txt', articleText(1, 2));
      expect((await newsroom.take('ar/نسخة.txt')).outcome).to.equal('unchanged');
      const edited = await newsroom.take('ar/أصل.txt');
      expect(edited.outcome).to.equal('updated');
      expect(edited.item.id).to.equal(first.item.id);
    });

    it('is the article itself once the original is gone', async () => {
      const first = await newsroom.drop('ar/أصل.txt', articleText(1));
      await newsroom.drop('ar/نسخة.txt', articleText(1));
      newsroom.files.delete('ar/أصل.txt');
      const edited = await newsroom.drop('ar/نسخة.txt', articleText(1, 2));
      expect(edited.outcome).to.equal('updated');
      expect(edited.item.id).to.equal(first.item.id);
      const other = await newsroom.drop('ar/أصل.txt', articleText(2));
      expect(other.outcome).to.equal('created');
    });
  });

  describe('a deleted file', () => {
    it('withdraws nothing, and is the same item when it comes back', async () => {
      const first = await newsroom.drop('ar/جسر.txt', articleText(1));
      newsroom.files.delete('ar/جسر.txt');
      await newsroom.drop('ar/آخر.txt', articleText(2));
      expect(await titleOf(first.item.key)).to.equal(headline(1));
      const back = await newsroom.drop('ar/جسر.txt', articleText(1));
      expect(back).to.deep.equal({ outcome: 'unchanged', item: first.item, warnings: [] });
    });
  });
});
