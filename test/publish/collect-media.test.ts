import { expect } from 'chai';
import { sql } from 'kysely';
import { acceptArticle } from '../../src/publish/accept-article.ts';
import { type Companions, fileKey } from '../../src/publish/companions.ts';
import { mintFeedId } from '../../src/publish/identity.ts';
import type { IncomingArticle } from '../../src/publish/incoming-article.ts';
import { registerChannel } from '../../src/store/channels.ts';
import { findPublishedMedia, putMedia, readMedia } from '../../src/store/media.ts';
import { closeStore, openStore, type Store } from '../../src/store/open-store.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { articleText } from '../support/articles.ts';
import { createDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { mp3File, mp4File, pngFile } from '../support/media-files.ts';
import { openTestNewsroom, sha256Of, twoChannelSite } from '../support/newsroom.ts';
import { findPostgresFault } from '../support/postgres.ts';
import { storyText } from '../support/stories.ts';

describe('the media of an item', () => {
  let store: Store;
  const files = new Map<string, Uint8Array>();

  beforeEach(async () => {
    files.clear();
    store = await openStore(await createDatabase());
    await registerChannel(store, { id: 'ar', feedId: mintFeedId(twoChannelSite, 'ar') });
  });
  afterEach(() => closeStore(store));

  /** The files that the map holds, as if they lay in the article's folder. */
  const companions: Companions = {
    list: async () => [...files.keys()].filter((name) => name.startsWith('خبر')),
    owns: (name) => name.startsWith('خبر'),
    find: async (name) => {
      const bytes = files.get(name);
      return {
        path: fileKey(`ar/${name}`),
        state: bytes && `${bytes.length}`,
        lengthBytes: bytes?.length ?? 0,
        read: async () => bytes,
      };
    },
  };
  const accept = (text: string, changes: Partial<IncomingArticle> = {}) =>
    acceptArticle(
      { store, site: twoChannelSite, now: () => new Date('2026-11-23T08:00:00Z') },
      {
        channel: arabicChannel,
        bytes: Buffer.from(text),
        path: 'ar/خبر.txt',
        findSha256: async () => undefined,
        companions,
        ...changes,
      },
    );
  const revisions = async () => (await store.selectFrom('revisions').select('number').execute()).length;
  const sha256 = (address: string) => /[0-9a-f]{64}/.exec(address)![0];

  it('are kept with it in one transaction, in pieces', async () => {
    const sound = mp3File(700_000);
    files.set('خبر.mp3', sound);
    const { item } = await accept(articleText(1));
    const pieces: Buffer[] = [];
    for await (const piece of readMedia(store, sha256(item.media[0]!.address), 0, sound.length))
      pieces.push(piece);
    expect(pieces.map(({ length }) => length)).to.deep.equal([262_144, 262_144, 175_712]);
    expect(Buffer.concat(pieces).equals(sound)).to.equal(true);
  });

  it('are not kept for an article that is refused', async () => {
    files.set('خبر.png', pngFile(2, 2));
    await accept('()').then(
      () => expect.fail('accepted'),
      (error: { code: string }) => expect(error.code).to.equal('no_text'),
    );
    expect(await store.selectFrom('media').selectAll().execute()).to.deep.equal([]);
  });

  it('make a revision when they change, and none when they do not', async () => {
    await accept(articleText(1));
    files.set('خبر.png', pngFile(2, 2));
    expect((await accept(articleText(1))).outcome).to.equal('unchanged');
    expect((await accept(articleText(1), { isRefresh: true })).outcome).to.equal('updated');
    expect((await accept(articleText(1), { isRefresh: true })).outcome).to.equal('unchanged');
    expect(await revisions()).to.equal(2);
  });

  it('are served only as long as it shows them', async () => {
    files.set('خبر.png', pngFile(2, 2));
    const first = (await accept(articleText(1))).item.media[0]!;
    expect(await findPublishedMedia(store, sha256(first.address))).to.include({ type: 'image/png' });
    files.set('خبر.png', pngFile(3, 3));
    const second = (await accept(articleText(1), { isRefresh: true })).item.media[0]!;
    expect(await findPublishedMedia(store, sha256(first.address))).to.equal(undefined);
    expect(await findPublishedMedia(store, sha256(second.address))).to.include({ width: 3 });
  });

  it('stay when their file is gone and the text is edited', async () => {
    files.set('خبر.png', pngFile(2, 2));
    const { item } = await accept(articleText(1));
    files.clear();
    const edited = await accept(articleText(1, 2));
    expect(edited.outcome).to.equal('updated');
    expect(edited.item.media).to.deep.equal(item.media);
    expect(edited.warnings).to.deep.equal([]);
  });

  it('are not taken again for a copy of the article elsewhere', async () => {
    files.set('خبر.png', pngFile(2, 2));
    await accept(articleText(1), { findSha256: async () => undefined });
    files.clear();
    const copy = await accept(articleText(1), {
      path: 'ar/نسخة.txt',
      isRefresh: true,
      findSha256: async () => '',
    });
    expect(copy.item.media).to.have.length(1);
  });

  it('are none of an item from before there were any', async () => {
    const { item } = await accept(articleText(1));
    await store
      .updateTable('items')
      .set({ content: JSON.stringify({ ...item, media: undefined }) })
      .execute();
    expect((await accept(articleText(1), { isRefresh: true })).outcome).to.equal('unchanged');
  });

  it('are kept before the item where they are long, so that its refusal is no loss of time', async () => {
    files.set('خبر.mp3', mp3File(1_500_000));
    const withheld = storyText('فيلم عن الميناء', { fields: ['سحب الخبر: نُشر خطأ'] });
    const { code } = await accept(withheld).then(
      () => expect.fail('accepted'),
      (error: { code: string }) => error,
    );
    expect(code).to.equal('article_withheld');
    const [kept] = await store.selectFrom('media').select(['sha256', 'length']).execute();
    expect(kept!.length).to.equal(1_500_000);
    expect(await findPublishedMedia(store, kept!.sha256)).to.equal(undefined);
    expect(await revisions()).to.equal(0);
    await accept(storyText('فيلم عن الميناء'));
    expect(await findPublishedMedia(store, kept!.sha256)).to.not.equal(undefined);
  });
});

const fault = findPostgresFault();

(fault === undefined ? describe : describe.skip)(fault ?? 'a film that is written to PostgreSQL', () => {
  it('keeps no other story of its channel waiting', async () => {
    const { store, drop, close } = await openTestNewsroom(await createDatabase('PostgreSQL'));
    const film = mp4File('isom', Buffer.alloc(2_000_000));
    // Whoever writes the same bytes waits for this, as long as a film may take.
    let end: () => void = () => undefined;
    const other = store.transaction().execute(async (session) => {
      await putMedia(session, { sha256: sha256Of(film), type: 'video/mp4', bytes: film }, new Date());
      await new Promise<void>((resolve) => {
        end = resolve;
      });
    });
    const accepting = acceptArticle(
      { store, site: twoChannelSite, now: () => new Date('2026-11-23T08:00:00Z') },
      {
        channel: arabicChannel,
        bytes: Buffer.from(articleText(1)),
        path: 'ar/فيلم.txt',
        findSha256: async () => undefined,
        companions: besideIt(film),
      },
    );
    const waiting =
      "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
    await eventually('a film that waits', async () => {
      const { rows } = await sql<{ count: number }>`${sql.raw(waiting)}`.execute(store);
      return rows[0]?.count === 1 || undefined;
    });
    const { outcome } = await drop('ar/خبر.txt', articleText(2));
    expect(outcome).to.equal('created');
    end();
    await other;
    expect((await accepting).item.media[0]!.type).to.equal('video/mp4');
    await close();
  });
});

function besideIt(bytes: Uint8Array): Companions {
  return {
    list: async () => ['فيلم.mp4'],
    owns: () => true,
    find: async (name) => ({
      path: `ar/${name}`,
      state: '1',
      lengthBytes: bytes.length,
      read: async () => bytes,
    }),
  };
}
