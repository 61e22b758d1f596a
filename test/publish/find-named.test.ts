import { expect } from 'chai';
import type { NashraError } from '../../src/domain/errors.ts';
import { findNamed, getNamed } from '../../src/publish/find-named.ts';
import { describeOnBoth } from '../support/database.ts';
import { jsonFeed } from '../support/feeds.ts';
import { openTestNewsroom, type TestNewsroom, twoChannelSite } from '../support/newsroom.ts';
import { storyText } from '../support/stories.ts';

describeOnBoth('the name of a story', (createDatabase) => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom(await createDatabase());
  });

  afterEach(() => newsroom.close());

  const context = () => ({ store: newsroom.store, site: twoChannelSite });
  const find = async (typed: string, inboxPath?: string) =>
    (await findNamed(context(), { typed, ...(inboxPath === undefined ? {} : { inboxPath }) }))?.item.key;
  const refusalOf = (typed: string) =>
    getNamed(context(), { typed }).then(
      () => expect.fail(`${typed} is found`),
      (error: NashraError) => error,
    );

  it('is its key, its id, its path, that of a copy, or the address of its page', async () => {
    const { item } = await newsroom.drop('ar/جسر.txt', storyText('افتتاح الجسر'));
    await newsroom.drop('ar/نسخة.txt', storyText('افتتاح الجسر'));
    const names = [
      item.key,
      item.key.toUpperCase(),
      item.id,
      'ar/جسر.txt',
      'ar/نسخة.txt',
      `https://news.example/ar/${item.key}/slug`,
      `https://elsewhere.example/news/ar/${item.key}?utm_source=x`,
    ];
    for (const name of names) expect(await find(name), name).to.equal(item.key);
    expect(await find('/srv/feeds/ar/جسر.txt', 'ar/جسر.txt')).to.equal(item.key);
  });

  it('of nothing is told in the language of the default channel', async () => {
    for (const typed of ['', 'ar/%.txt', 'https://news.example/ar/', 'x'.repeat(26)]) {
      const { code, message } = await refusalOf(typed);
      expect(code).to.equal('not_found');
      expect(message).to.match(/^لا مادة بهذا الاسم/);
    }
  });

  it('of a whole feed names the entries to choose from', async () => {
    const ids = ['17', '18'];
    newsroom.files.set(
      'ar/وكالة.json',
      jsonFeed(
        ids.map((id, index) => ({ id, title: `خبر الوكالة ${index}`, text: `نص خبر الوكالة رقم ${index}.` })),
      ),
    );
    await newsroom.takeFile('ar/وكالة.json');
    const { message } = await refusalOf('ar/وكالة.json');
    for (const id of ids) expect(message).to.include(`ar/وكالة.json#${id}`);
    expect(await find(`ar/وكالة.json#${ids[0]}`)).to.be.a('string');
  });
});
