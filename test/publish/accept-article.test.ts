import { expect } from 'chai';
import { findOriginal } from '../../src/store/originals.ts';
import { articleText, headline } from '../support/articles.ts';
import { describeOnBoth } from '../support/database.ts';
import { openTestNewsroom, sha256Of, type TestNewsroom } from '../support/newsroom.ts';

describeOnBoth('acceptArticle', (createDatabase) => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom(await createDatabase());
  });

  afterEach(() => newsroom.close());

  const laterBy = (milliseconds: number) => {
    newsroom.clock.now = new Date(newsroom.clock.now.getTime() + milliseconds);
  };
  const revisions = (channelId = 'ar') =>
    newsroom.store
      .selectFrom('revisions')
      .selectAll()
      .where('channel_id', '=', channelId)
      .orderBy('number')
      .execute();
  const titles = async () =>
    (await newsroom.store.selectFrom('items').select('content').orderBy('first_revision').execute()).map(
      ({ content }) => (JSON.parse(content) as { title: string }).title,
    );

  it('creates an item for a new article, with one revision', async () => {
    const { outcome, item } = await newsroom.drop('ar/جسر.txt', articleText(1));
    expect(outcome).to.equal('created');
    expect(item.title).to.equal(headline(1));
    expect(item.id).to.equal(`tag:news.example,2026:article:${item.key}`);
    const log = await revisions();
    expect(log).to.have.length(1);
    expect(log[0]).to.include({ number: 1, kind: 'publish', item_key: item.key });
  });

  it('takes the same bytes again as unchanged, without a revision', async () => {
    const first = await newsroom.drop('ar/جسر.txt', articleText(1));
    laterBy(60_000);
    const second = await newsroom.take('ar/جسر.txt');
    expect(second.outcome).to.equal('unchanged');
    expect(second.item).to.deep.equal(first.item);
    expect(await revisions()).to.have.length(1);
  });

  it('updates the same item, with the same id and date of publication, when the text changes', async () => {
    const first = await newsroom.drop('ar/جسر.txt', articleText(1));
    laterBy(60_000);
    const second = await newsroom.drop('ar/جسر.txt', articleText(1, 2));
    expect(second.outcome).to.equal('updated');
    expect(second.item.id).to.equal(first.item.id);
    expect(second.item.publishedAt).to.deep.equal(first.item.publishedAt);
    expect(second.item.updatedAt).to.deep.equal(newsroom.clock.now);
    expect((await revisions()).map(({ kind }) => kind)).to.deep.equal(['publish', 'update']);
  });

  it('makes no revision of a change that no reader sees, and keeps the new bytes', async () => {
    const first = await newsroom.drop('ar/جسر.txt', articleText(1));
    laterBy(60_000);
    const text = `${articleText(1)}\n\n`;
    const second = await newsroom.drop('ar/جسر.txt', text);
    expect(second.outcome).to.equal('unchanged');
    expect(second.item).to.deep.equal(first.item);
    expect(await revisions()).to.have.length(1);
    expect((await findOriginal(newsroom.store, sha256Of(text)))?.toString('utf8')).to.equal(text);
  });

  it('changes the slug with the headline, and never the id', async () => {
    const first = await newsroom.drop('ar/جسر.txt', articleText(1));
    const text = articleText(1).replace(headline(1), 'تأجيل افتتاح الجسر إلى الربيع المقبل');
    const second = await newsroom.drop('ar/جسر.txt', text);
    expect(second.item.slug).to.equal('تأجيل-افتتاح-الجسر-إلى-الربيع-المقبل');
    expect(second.item.slug).not.to.equal(first.item.slug);
    expect(second.item).to.include({ id: first.item.id, key: first.item.key });
  });

  it('keeps the original bytes as they came', async () => {
    const text = `\uFEFFخبر  بمسافتين\u00A0وكشيدةـــ طويلة\r\n\r\nقال ناطق إن الأعمال تكتمل قبل نهاية العام الحالي.\r\n`;
    await newsroom.drop('ar/أصل.txt', text);
    const kept = await findOriginal(newsroom.store, sha256Of(text));
    expect(kept?.equals(Buffer.from(text, 'utf8'))).to.equal(true);
  });

  it('changes nothing when it refuses an article', async () => {
    const first = await newsroom.drop('ar/جسر.txt', articleText(1));
    let code: unknown;
    try {
      await newsroom.drop('ar/جسر.txt', ' \n\t\n');
    } catch (error) {
      code = (error as { code: string }).code;
    }
    expect(code).to.equal('empty_article');
    expect(await revisions()).to.have.length(1);
    expect(await newsroom.store.selectFrom('originals').select('sha256').execute()).to.have.length(1);
    const again = await newsroom.drop('ar/جسر.txt', articleText(1));
    expect(again).to.deep.equal({ outcome: 'unchanged', item: first.item, warnings: [] });
  });

  it('does not mix two channels that hold the same text', async () => {
    const arabic = await newsroom.drop('ar/جسر.txt', articleText(1));
    const sport = await newsroom.drop('sport/جسر.txt', articleText(1));
    expect(sport.outcome).to.equal('created');
    expect(sport.item.id).not.to.equal(arabic.item.id);
    await newsroom.drop('sport/جسر.txt', articleText(1, 2));
    expect((await newsroom.take('ar/جسر.txt')).item).to.deep.equal(arabic.item);
    expect(await revisions('ar')).to.have.length(1);
    expect((await revisions('sport')).map(({ number }) => number)).to.deep.equal([1, 2]);
  });

  describe('the date of publication', () => {
    const dated = (date: string) => articleText(3).replace('\n\n', `\n${date}\n\n`);

    it('is the time of first ingestion where the text has none, and says so', async () => {
      const { item } = await newsroom.drop('ar/أ.txt', articleText(3));
      expect(item).to.deep.include({ publishedAt: newsroom.clock.now, dateOrigin: 'ingest' });
    });

    it('becomes that of the text when the text gains one later, on the same item', async () => {
      const first = await newsroom.drop('ar/أ.txt', articleText(3));
      laterBy(60_000);
      const second = await newsroom.drop('ar/أ.txt', dated('20 نوفمبر 2026'));
      expect(second.outcome).to.equal('updated');
      expect(second.item.id).to.equal(first.item.id);
      expect(second.item.dateOrigin).to.equal('text');
      expect(second.item.publishedAt.toISOString()).to.match(/^2026-11-20T10:00:00\./);
    });

    it('stays where the text named it, to the millisecond, through an edit of another line', async () => {
      const first = await newsroom.drop('ar/أ.txt', dated('20 نوفمبر 2026'));
      laterBy(86_400_000);
      const second = await newsroom.drop(
        'ar/أ.txt',
        `${dated('20 نوفمبر 2026')}\nوتستمر الفعالية أسبوعًا آخر.\n`,
      );
      expect(second.outcome).to.equal('updated');
      expect(second.item.publishedAt).to.deep.equal(first.item.publishedAt);
    });
  });

  describe('earlier texts', () => {
    it('come back as an update of the same item when an edit is undone', async () => {
      const first = await newsroom.drop('ar/جسر.txt', articleText(1));
      await newsroom.drop('ar/جسر.txt', articleText(1, 2));
      const third = await newsroom.drop('ar/جسر.txt', articleText(1));
      expect(third.outcome).to.equal('updated');
      expect(third.item).to.include({ id: first.item.id, title: headline(1) });
      expect((await revisions()).map(({ number }) => number)).to.deep.equal([1, 2, 3]);
    });

    it('are no story under another path, however often that file is looked at', async () => {
      await newsroom.drop('ar/جسر.txt', articleText(1));
      const current = await newsroom.drop('ar/جسر.txt', articleText(1, 2));
      for (let look = 0; look < 3; look += 1) {
        const copy = await newsroom.drop('ar/قديم/جسر.txt', articleText(1));
        expect(copy).to.deep.equal({ outcome: 'unchanged', item: current.item, warnings: [] });
        expect((await newsroom.take('ar/جسر.txt')).outcome).to.equal('unchanged');
      }
      expect(await revisions()).to.have.length(2);
    });
  });

  describe('concurrent calls', () => {
    it('take twenty articles on one channel with contiguous revisions and ids of their own', async () => {
      const names = Array.from({ length: 20 }, (_, number) => `ar/خبر ${number}.txt`);
      for (const [number, name] of names.entries()) newsroom.files.set(name, articleText(number));
      const taken = await Promise.all(names.map((name) => newsroom.take(name)));
      expect(taken.map(({ outcome }) => outcome)).to.deep.equal(names.map(() => 'created'));
      expect(new Set(taken.map(({ item }) => item.id)).size).to.equal(20);
      const log = await revisions();
      expect(log.map(({ number }) => number)).to.deep.equal(names.map((_, index) => index + 1));
      expect(new Set(await titles()).size).to.equal(20);
    });

    it('make one item of one article that comes twenty times at once', async () => {
      newsroom.files.set('ar/جسر.txt', articleText(1));
      const taken = await Promise.all(Array.from({ length: 20 }, () => newsroom.take('ar/جسر.txt')));
      expect(taken.filter(({ outcome }) => outcome === 'created')).to.have.length(1);
      expect(new Set(taken.map(({ item }) => item.id)).size).to.equal(1);
      expect(await revisions()).to.have.length(1);
    });
  });
});
