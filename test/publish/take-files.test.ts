import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { type Newsroom, openNewsroom } from '../../src/newsroom.ts';
import { channelOfPath } from '../../src/publish/inbox-files.ts';
import type { IncomingArticle } from '../../src/publish/incoming-article.ts';
import type { Intake } from '../../src/publish/recognise-files.ts';
import { takeFiles } from '../../src/publish/take-files.ts';
import { articleText, headline } from '../support/articles.ts';
import { createDatabase } from '../support/database.ts';
import { projectRoot, temporaryFolder } from '../support/program.ts';

describe('takeFiles', () => {
  let newsroom: Newsroom;
  let directory: string;

  beforeEach(async () => {
    const folder = temporaryFolder();
    directory = path.join(folder, 'feeds');
    mkdirSync(path.join(directory, 'ar'), { recursive: true });
    newsroom = await openNewsroom({
      baseUrl: 'https://news.example',
      configDir: path.join(projectRoot, 'config'),
      databaseUrl: await createDatabase(),
    });
  });

  afterEach(() => newsroom.close());

  const place = (name: string) => path.join(directory, name);
  const put = (name: string, text: string) => writeFileSync(place(name), text);
  const open = (intake: Intake = newsroom) => {
    const told: string[] = [];
    const taking = takeFiles({ directory, channelOf: (name) => channelOfPath(newsroom.site, name) }, intake, {
      onAccepted: (article, { outcome }) => void told.push(`${article} ${outcome}`),
      onRefused: (article, { code }) => void told.push(`${article} ${code}`),
      onMedia: () => undefined,
      onFailed: (article, error) => void told.push(`${article} ${String(error)}`),
    });
    return { taking, told };
  };
  /** As one process would that has not seen the inbox before. */
  const take = (names: readonly string[], intake: Intake = newsroom) => {
    const { taking, told } = open(intake);
    return taking
      .add(names.map(place))
      .then(() => taking.close())
      .then(() => told);
  };
  it('takes a file whose folder went away before it was read, and came back with it as it was', async () => {
    const { taking, told } = open();
    put('ar/خبر.txt', articleText(1));
    const added = taking.add([place('ar/خبر.txt')]);
    await delay(60);
    renameSync(directory, `${directory}.aside`);
    await added;
    expect(told).to.deep.equal([]);
    renameSync(`${directory}.aside`, directory);
    await taking.sweep(directory);
    await taking.close();
    expect(told).to.deep.equal(['ar/خبر.txt created']);
  });

  /** Does something else, once, when the article has been read and the store has not been asked yet. */
  const whenRead = (act: () => Promise<unknown>): Intake => {
    let isDone = false;
    async function* acceptFile(incoming: IncomingArticle) {
      const isFirst = !isDone;
      isDone = true;
      if (isFirst) await act();
      yield* newsroom.acceptFile(incoming);
    }
    return { ...newsroom, acceptFile };
  };
  const stories = async () => {
    const rows = await newsroom.store
      .selectFrom('items')
      .select(['key', 'content'])
      .orderBy('first_revision')
      .execute();
    return rows.map(({ content }) => (JSON.parse(content) as { title: string }).title);
  };

  it('does not put an older text over the one that another process has taken meanwhile', async () => {
    put('ar/خبر.txt', articleText(1));
    await take(['ar/خبر.txt']);
    put('ar/خبر.txt', articleText(1, 2));
    const told = await take(
      ['ar/خبر.txt'],
      whenRead(async () => {
        put('ar/خبر.txt', articleText(1, 3));
        await take(['ar/خبر.txt']);
      }),
    );
    expect(await stories()).to.deep.equal([`${headline(1)} للمرة 3`]);
    expect(told).to.deep.equal(['ar/خبر.txt unchanged']);
  });

  it('leaves a name to the story that another process has found under it meanwhile', async () => {
    put('ar/اليوم.txt', articleText(1));
    await take(['ar/اليوم.txt']);
    await take(
      ['ar/اليوم.txt'],
      whenRead(async () => {
        renameSync(place('ar/اليوم.txt'), place('ar/أرشيف.txt'));
        put('ar/اليوم.txt', articleText(2));
        await take(['ar/أرشيف.txt', 'ar/اليوم.txt']);
      }),
    );
    put('ar/اليوم.txt', articleText(2, 2));
    expect(await take(['ar/اليوم.txt'])).to.deep.equal(['ar/اليوم.txt updated']);
    expect(await stories()).to.deep.equal([headline(1), `${headline(2)} للمرة 2`]);
  });

  it('makes no copy of a file that was renamed while it was taken', async () => {
    put('ar/مسودة.txt', articleText(1));
    const told = await take(
      ['ar/مسودة.txt'],
      whenRead(async () => {
        renameSync(place('ar/مسودة.txt'), place('ar/منشور.txt'));
        await take(['ar/منشور.txt']);
      }),
    );
    expect(told).to.deep.equal([]);
    const [channel] = newsroom.site.channels;
    expect(await newsroom.findMeant({ channel: channel!, path: 'ar/مسودة.txt' })).to.equal(undefined);
    expect((await newsroom.findMeant({ channel: channel!, path: 'ar/منشور.txt' }))?.by).to.equal('path');
  });

  it('follows a rename to a name that another story had, whichever of the files is told of first', async () => {
    put('ar/أمس.txt', articleText(1));
    put('ar/اليوم.txt', articleText(2));
    await take(['ar/أمس.txt', 'ar/اليوم.txt']);
    for (const [day, first] of ['ar/اليوم.txt', 'ar/أمس.txt', 'ar/اليوم.txt'].entries()) {
      renameSync(place('ar/اليوم.txt'), place('ar/أمس.txt'));
      put('ar/اليوم.txt', articleText(day + 3));
      await take([first]);
      await take(['ar/أمس.txt', 'ar/اليوم.txt']);
    }
    expect(await stories()).to.deep.equal([1, 2, 3, 4, 5].map(headline));
  });
});
