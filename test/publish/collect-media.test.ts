import { expect } from 'chai';
import { acceptArticle } from '../../src/publish/accept-article.ts';
import { type Companions, fileKey } from '../../src/publish/companions.ts';
import { mintFeedId } from '../../src/publish/identity.ts';
import type { IncomingArticle } from '../../src/publish/incoming-article.ts';
import { registerChannel } from '../../src/store/channels.ts';
import { findPublishedMedia, readMedia } from '../../src/store/media.ts';
import { closeStore, openStore, type Store } from '../../src/store/open-store.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { articleText } from '../support/articles.ts';
import { createDatabase } from '../support/database.ts';
import { mp3File, pngFile } from '../support/media-files.ts';
import { twoChannelSite } from '../support/newsroom.ts';

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
});
