import { expect } from 'chai';
import type { ArticleOutcome } from '../../src/publish/accept-file.ts';
import { findItem } from '../../src/store/items.ts';
import { findOriginal } from '../../src/store/originals.ts';
import { type FeedItemJson, jsonFeed } from '../support/feeds.ts';
import { openTestNewsroom, sha256Of, type TestNewsroom } from '../support/newsroom.ts';

const places = ['الميناء', 'الوادي', 'السوق', 'المنارة', 'الجسر', 'البستان'];

/** An entry with an address as id; the higher its number the later it is. */
const entry = (number: number, version = 1): FeedItemJson => ({
  id: `https://agency.example/${number}`,
  title: `خبر ${places[number % places.length]} رقم ${number} في صيغته ${version}`,
  text: `تبدأ أعمال ${places[number % places.length]} يوم الأحد، ويشارك فيها ${number * 7} عاملًا.`,
  published: new Date(Date.UTC(2026, 10, 1, number)).toISOString(),
});

const summary = (outcomes: readonly ArticleOutcome[]) =>
  outcomes.map((one) => ('error' in one ? one.error.code : one.acceptance.outcome));
const pathsOf = (outcomes: readonly ArticleOutcome[]) => outcomes.map(({ path }) => path);

describe('a whole feed in the inbox', () => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom();
  });

  afterEach(() => newsroom.close());

  const put = (name: string, items: readonly FeedItemJson[]) => {
    newsroom.files.set(name, jsonFeed(items));
    return newsroom.takeFile(name);
  };
  const titles = async () =>
    (await newsroom.store.selectFrom('items').select('content').orderBy('first_revision').execute()).map(
      ({ content }) => (JSON.parse(content) as { title: string }).title,
    );
  const revisionCount = async () =>
    (await newsroom.store.selectFrom('revisions').select('number').execute()).length;

  it('is as many articles, the oldest first, each called by the file and its id', async () => {
    const outcomes = await put('ar/وكالة.json', [entry(3), entry(1), entry(2)]);
    expect(summary(outcomes)).to.deep.equal(['created', 'created', 'created']);
    expect(pathsOf(outcomes)[0]).to.match(/^ar\/وكالة\.json#https-agency\.example-1-/);
    expect(await titles()).to.deep.equal([1, 2, 3].map((number) => entry(number).title));
  });

  it('that names no dates is taken from its end, since feeds stand newest first', async () => {
    const items = [3, 2, 1].map((number) => {
      const { published: _published, ...undated } = entry(number);
      return undated;
    });
    await put('ar/وكالة.json', items);
    expect(await titles()).to.deep.equal([1, 2, 3].map((number) => entry(number).title));
  });

  it('is kept as it came, and each article too', async () => {
    await put('ar/وكالة.json', [entry(1)]);
    const text = newsroom.files.get('ar/وكالة.json') ?? '';
    expect((await findOriginal(newsroom.store, sha256Of(text)))?.toString('utf8')).to.equal(text);
    expect(await newsroom.store.selectFrom('originals').select('sha256').execute()).to.have.length(2);
  });

  it('has refused entries that stop no other, each with its reason', async () => {
    const outcomes = await put('ar/وكالة.json', [entry(3), { ...entry(2), title: '', text: '…' }, entry(1)]);
    expect(summary(outcomes)).to.deep.equal(['created', 'no_text', 'created']);
    expect(pathsOf(outcomes)[1]).to.match(/^ar\/وكالة\.json#https-agency\.example-2-/);
  });

  it('is unchanged at the next start, without a revision', async () => {
    await put('ar/وكالة.json', [entry(2), entry(1)]);
    expect(summary(await newsroom.takeFile('ar/وكالة.json'))).to.deep.equal(['unchanged', 'unchanged']);
    expect(await revisionCount()).to.equal(2);
  });

  it('that is edited changes only what is another text, adds what is new and withdraws nothing', async () => {
    const first = await put('ar/وكالة.json', [entry(3), entry(2), entry(1)]);
    const second = await put('ar/وكالة.json', [entry(4), entry(3, 2), entry(2)]);
    expect(summary(second)).to.deep.equal(['unchanged', 'updated', 'created']);
    expect(await titles()).to.deep.equal(
      [entry(1), entry(2), entry(3, 2), entry(4)].map(({ title }) => title),
    );
    const keyOf = (outcome: ArticleOutcome | undefined) =>
      outcome && 'acceptance' in outcome ? outcome.acceptance.item.key : '';
    expect(keyOf(second[1])).to.equal(keyOf(first[2]));
    expect((await findItem(newsroom.store, keyOf(first[0])))?.item.title).to.equal(entry(1).title);
  });

  it('that comes again in another file, with what is new, doubles nothing, and neither file is held for the other', async () => {
    await put('ar/1.json', [entry(2), entry(1)]);
    expect(summary(await put('ar/2.json', [entry(3), entry(2, 2), entry(1)]))).to.deep.equal([
      'unchanged',
      'updated',
      'created',
    ]);
    for (const file of ['ar/1.json', 'ar/2.json', 'ar/1.json'])
      expect(new Set(summary(await newsroom.takeFile(file)))).to.deep.equal(new Set(['unchanged']));
    expect(await titles()).to.deep.equal([entry(1), entry(2, 2), entry(3)].map(({ title }) => title));
    const warnings = (await newsroom.takeFile('ar/2.json')).flatMap((one) =>
      'acceptance' in one ? one.acceptance.warnings : [],
    );
    expect(warnings).to.deep.equal([]);
  });

  it('does not take the entries of two feeds for one another by ids that are mere numbers', async () => {
    await put('ar/1.json', [{ ...entry(1), id: '17' }]);
    const other = await put('ar/2.json', [{ ...entry(2), id: '17' }]);
    expect(summary(other)).to.deep.equal(['created']);
    const edited = await put('ar/1.json', [{ ...entry(1, 2), id: '17' }]);
    expect(summary(edited)).to.deep.equal(['updated']);
    expect(await titles()).to.deep.equal([entry(1, 2).title, entry(2).title]);
  });

  it('without an article is refused, and so is one that breaks off', async () => {
    expect(summary(await put('ar/وكالة.json', []))).to.deep.equal(['feed_empty']);
    newsroom.files.set('ar/وكالة.json', jsonFeed([entry(1)]).slice(0, -20));
    const [outcome] = await newsroom.takeFile('ar/وكالة.json');
    expect(outcome).to.include({ path: 'ar/وكالة.json' });
    expect(outcome).to.have.property('error');
    expect(await titles()).to.deep.equal([]);
  });

  it('with an entry as deep as no article is read as far as it is one', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    newsroom.files.set('ar/وكالة.json', jsonFeed([entry(1)]).replace('"id":', `"_x":${deep},"id":`));
    expect(summary(await newsroom.takeFile('ar/وكالة.json'))).to.deep.equal(['created']);
  });

  it('costs little when it is unchanged: a third at most of what it cost before', async function () {
    this.timeout(60_000);
    const items = Array.from({ length: 500 }, (_, number) => entry(500 - number));
    const first = performance.now();
    await put('ar/وكالة.json', items);
    const begun = performance.now();
    expect(new Set(summary(await newsroom.takeFile('ar/وكالة.json')))).to.deep.equal(new Set(['unchanged']));
    expect(performance.now() - begun).to.be.below((begun - first) / 3);
  });

  it('in RSS is as many articles too, and an edited one is the same item', async () => {
    const rss = (titles: readonly string[]) =>
      [
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>وكالة أنباء الساحل</title>',
        '<link>https://agency.example/</link><description>أخبار</description>',
        ...titles.map(
          (title, index) =>
            `<item><guid>https://agency.example/?p=${index}</guid><title>${title}</title>` +
            `<description>قالت الوكالة إن «${title}» يجري كما خُطط له منذ شهور.</description></item>`,
        ),
        '</channel></rss>',
      ].join('\n');
    newsroom.files.set('ar/وكالة.xml', rss(['توسعة الميناء', 'قطاف الورد']));
    expect(summary(await newsroom.takeFile('ar/وكالة.xml'))).to.deep.equal(['created', 'created']);
    expect(await titles()).to.deep.equal(['قطاف الورد', 'توسعة الميناء']);
    newsroom.files.set('ar/وكالة.xml', rss(['توسعة الميناء القديم', 'قطاف الورد']));
    expect(summary(await newsroom.takeFile('ar/وكالة.xml'))).to.deep.equal(['unchanged', 'updated']);
    expect(await titles()).to.deep.equal(['قطاف الورد', 'توسعة الميناء القديم']);
  });

  it('leaves an article that is no feed a single one', async () => {
    newsroom.files.set('ar/خبر.txt', 'افتتاح الجسر\n\nقالت البلدية إن الجسر يفتتح يوم الأحد.\n');
    const outcomes = await newsroom.takeFile('ar/خبر.txt');
    expect(summary(outcomes)).to.deep.equal(['created']);
    expect(pathsOf(outcomes)).to.deep.equal(['ar/خبر.txt']);
  });
});
