import { expect } from 'chai';
import { findItem } from '../../src/store/items.ts';
import { seededRandom } from '../crash/random.ts';
import { describeOnBoth } from '../support/database.ts';
import { openTestNewsroom, type TestNewsroom } from '../support/newsroom.ts';

/** An article in Markdown with an id of the newsroom's system. */
const withId = (id: string, title: string) =>
  [
    '---',
    `id: ${id}`,
    '---',
    `# ${title}`,
    '',
    `قالت البلدية إن «${title}» سيكون في الأسبوع المقبل، وإن الدعوة عامة.`,
    '',
  ].join('\n');

describeOnBoth('an outside id', (createDatabase) => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom(await createDatabase());
  });

  afterEach(() => newsroom.close());

  const titleOf = async (key: string) => (await findItem(newsroom.store, key))?.item.title;
  const itemCount = async () => (await newsroom.store.selectFrom('items').select('key').execute()).length;

  it('makes a new text of the item, wherever the file lies and whatever it is called', async () => {
    const first = await newsroom.drop('ar/جسر.md', withId('cms-17', 'افتتاح الجسر'));
    newsroom.files.delete('ar/جسر.md');
    const second = await newsroom.drop('ar/أرشيف/2026/خبر.md', withId('cms-17', 'تأجيل افتتاح الجسر'));
    expect(second.outcome).to.equal('updated');
    expect(second.item).to.include({ id: first.item.id, title: 'تأجيل افتتاح الجسر' });
    expect(second.warnings).to.deep.equal([]);
    expect((await newsroom.take('ar/أرشيف/2026/خبر.md')).outcome).to.equal('unchanged');
    expect(await itemCount()).to.equal(1);
  });

  it('may hold what no database keeps in a text', async () => {
    const article = (headline: string) =>
      JSON.stringify({
        id: 'cms\u0000\ud800-17',
        title: headline,
        content_text: 'قالت البلدية إن الجسر يفتح غدا.',
      });
    const first = await newsroom.drop('ar/جسر.json', article('افتتاح الجسر'));
    newsroom.files.delete('ar/جسر.json');
    const second = await newsroom.drop('ar/خبر.json', article('تأجيل افتتاح الجسر'));
    expect([second.outcome, second.item.id]).to.deep.equal(['updated', first.item.id]);
  });

  it('is another item in another channel', async () => {
    const arabic = await newsroom.drop('ar/جسر.md', withId('cms-17', 'افتتاح الجسر'));
    const sport = await newsroom.drop('sport/جسر.md', withId('cms-17', 'سباق على الجسر'));
    expect(sport.outcome).to.equal('created');
    expect(sport.item.id).not.to.equal(arabic.item.id);
    expect(await titleOf(arabic.item.key)).to.equal('افتتاح الجسر');
  });

  it('that changes in a file makes another article of it, and the item keeps its id', async () => {
    const first = await newsroom.drop('ar/اليوم.md', withId('cms-17', 'افتتاح الجسر'));
    const other = await newsroom.drop('ar/اليوم.md', withId('cms-18', 'قطاف الورد'));
    expect(other.outcome).to.equal('created');
    expect(await titleOf(first.item.key)).to.equal('افتتاح الجسر');
    const again = await newsroom.drop('ar/أمس.md', withId('cms-17', 'إغلاق الجسر'));
    expect(again.outcome).to.equal('updated');
    expect(again.item.id).to.equal(first.item.id);
    expect((await newsroom.take('ar/اليوم.md')).outcome).to.equal('unchanged');
  });

  it('that an article gains or loses is no other article', async () => {
    const plain = withId('cms-17', 'افتتاح الجسر').replace(/^---[\s\S]*?---\n/, '');
    const first = await newsroom.drop('ar/جسر.md', plain);
    const named = await newsroom.drop('ar/جسر.md', withId('cms-17', 'افتتاح الجسر القديم'));
    expect(named.item.id).to.equal(first.item.id);
    const bare = await newsroom.drop('ar/جسر.md', plain);
    expect(bare.item.id).to.equal(first.item.id);
    const moved = await newsroom.drop('ar/نسخة.md', withId('cms-17', 'افتتاح الجسر الجديد'));
    expect(moved.item.id).to.equal(first.item.id);
  });

  it('in two files has the later text win, and names both files', async () => {
    const first = await newsroom.drop('ar/أول.md', withId('cms-17', 'افتتاح الجسر'));
    const second = await newsroom.drop('ar/ثان.md', withId('cms-17', 'تأجيل افتتاح الجسر'));
    expect(second.outcome).to.equal('updated');
    expect(second.item.id).to.equal(first.item.id);
    expect(second.warnings.map(({ code }) => code)).to.deep.equal(['same_id_elsewhere']);
    expect(second.warnings[0]?.message)
      .to.match(/^\p{Script=Arabic}/u)
      .and.to.include('«ar/أول.md»');
    for (const name of ['ar/أول.md', 'ar/ثان.md', 'ar/أول.md'])
      expect((await newsroom.take(name)).outcome).to.equal('unchanged');
    expect(await titleOf(first.item.key)).to.equal('تأجيل افتتاح الجسر');
    const third = await newsroom.drop('ar/أول.md', withId('cms-17', 'افتتاح الجسر بعد تأجيله'));
    expect(third.warnings[0]?.message).to.include('«ar/ثان.md»');
    expect(await titleOf(first.item.key)).to.equal('افتتاح الجسر بعد تأجيله');
  });

  it('of a copy that is edited makes it the text of the item', async () => {
    const first = await newsroom.drop('ar/أصل.md', withId('cms-17', 'افتتاح الجسر'));
    expect((await newsroom.drop('ar/نسخة.md', withId('cms-17', 'افتتاح الجسر'))).outcome).to.equal(
      'unchanged',
    );
    const edited = await newsroom.drop('ar/نسخة.md', withId('cms-17', 'إغلاق الجسر'));
    expect(edited.item.id).to.equal(first.item.id);
    expect((await newsroom.take('ar/أصل.md')).outcome).to.equal('unchanged');
    expect(await titleOf(first.item.key)).to.equal('إغلاق الجسر');
  });

  it('longer than any id is known all the same', async () => {
    const id = `https://cms.example/${'ا'.repeat(5000)}`;
    const first = await newsroom.drop('ar/أول.md', withId(id, 'افتتاح الجسر'));
    const second = await newsroom.drop('ar/ثان.md', withId(id, 'إغلاق الجسر'));
    expect(second.item.id).to.equal(first.item.id);
  });

  for (const seed of [1, 2, 3, 4, 5, 6]) {
    it(`means one item with its latest text, whatever is done to files (seed ${seed})`, async () => {
      await editAtRandom(newsroom, seed);
    });
  }
});

/** Writes, edits, renames, copies and deletes, each seen at once or at the next start, and compares with a ledger of its own. */
async function editAtRandom(newsroom: TestNewsroom, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const { files } = newsroom;
  const latest = new Map<string, string>();
  let numbers = 0;
  const nextNumber = () => {
    numbers += 1;
    return numbers;
  };
  const fresh = () => `ar/ملف ${nextNumber()}.md`;
  const write = async (file: string) => {
    const id = `cms-${random.between(1, 4)}`;
    const title = `عنوان الخبر رقم ${nextNumber()}`;
    latest.set(id, title);
    await newsroom.drop(file, withId(id, title));
  };
  const acts = [
    () => write(fresh()),
    async (file: string) => write(file),
    async (file: string) => {
      const name = fresh();
      files.set(name, files.get(file) ?? '');
      files.delete(file);
      if (random.next() < 0.5) await newsroom.take(name);
    },
    async (file: string) => {
      const name = fresh();
      files.set(name, files.get(file) ?? '');
      await newsroom.take(name);
    },
    async (file: string) => void files.delete(file),
  ];
  await write(fresh());
  for (let act = 0; act < 60; act += 1) {
    const known = [...files.keys()];
    if (known.length === 0) await write(fresh());
    else await random.pick(acts)(random.pick(known));
    if (act % 7 === 0) for (const file of [...files.keys()]) await newsroom.take(file);
    const rows = await newsroom.store.selectFrom('items').select('content').execute();
    const titles = rows.map(({ content }) => (JSON.parse(content) as { title: string }).title);
    expect(titles.toSorted(), `after act ${act}`).to.deep.equal([...latest.values()].toSorted());
  }
  for (const file of files.keys()) expect((await newsroom.take(file)).outcome).to.equal('unchanged');
}
