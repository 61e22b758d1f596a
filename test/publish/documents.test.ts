import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { wholeOf } from '../../src/domain/selection.ts';
import { headerPolicy } from '../../src/http/headers.ts';
import { scheduleStored, withdrawItem } from '../../src/publish/change-item.ts';
import { openDocuments } from '../../src/publish/documents.ts';
import { createResourceRenderer } from '../../src/publish/render-resource.ts';
import type { Representation } from '../../src/publish/representation.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { articleText, headline } from '../support/articles.ts';
import { eventually } from '../support/eventually.ts';
import { openTestNewsroom, type TestNewsroom, twoChannelSite } from '../support/newsroom.ts';

describe('the prepared documents', () => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom();
    await newsroom.drop('ar/1.txt', articleText(1));
  });
  afterEach(() => newsroom.close());

  const page = { kind: 'listing', channel: arabicChannel, selection: wholeOf(arabicChannel) } as const;

  /** Documents of the program, whose rendering can be held up. */
  function openHeld() {
    const renderer = createResourceRenderer({
      store: newsroom.store,
      site: twoChannelSite,
      headers: headerPolicy(),
      now: () => newsroom.clock.now,
      onItemFault: (_item: unknown, error: unknown) => expect.fail(String(error)),
    });
    let gate = Promise.resolve();
    let release: () => void = () => undefined;
    const begun: string[] = [];
    const documents = openDocuments({
      store: newsroom.store,
      site: twoChannelSite,
      now: () => newsroom.clock.now,
      renderer: {
        render: async (resource) => {
          begun.push(resource.kind);
          await gate;
          return renderer.render(resource);
        },
        renderFeeds: async (channel, make) => {
          begun.push('feeds');
          await gate;
          return renderer.renderFeeds(channel, make);
        },
      },
    });
    const hold = () => {
      gate = new Promise((resolve) => {
        release = resolve;
      });
      begun.length = 0;
    };
    return { documents, begun, hold, release: () => release() };
  }

  const textOf = (found: Representation | undefined) => found?.codings.identity.bytes.toString('utf8') ?? '';

  it('are there at once while a newer state is rendered, and never older once that is there', async () => {
    const { documents, begun, hold, release } = openHeld();
    await documents.renew('ar');
    await newsroom.drop('ar/2.txt', articleText(2));
    hold();
    const renewal = documents.renew('ar');
    expect(begun).to.deep.equal(['feeds']);
    for (const path of ['/feed.xml', '/ar/feed.xml', '/atom.xml', '/feed.json'])
      expect(textOf(documents.warm(path)), path)
        .to.include(headline(1))
        .and.not.include(headline(2));
    release();
    await renewal;
    for (const path of ['/feed.xml', '/ar/feed.xml', '/atom.xml', '/feed.json'])
      expect(textOf(documents.warm(path)), path).to.include(headline(2));
    documents.close();
  });

  it('are rendered once for all who ask at once for what is not ready', async () => {
    const { documents, begun, hold, release } = openHeld();
    await documents.renew('ar');
    hold();
    const asked = Array.from({ length: 50 }, () => documents.get(page));
    release();
    expect(new Set(await Promise.all(asked)).size).to.equal(1);
    expect(begun).to.deep.equal(['listing']);
    documents.close();
  });

  it('let nobody who asks after a publication wait for, or have, what was begun before it', async () => {
    const { documents, begun, hold, release } = openHeld();
    await documents.renew('ar');
    hold();
    const before = documents.get(page);
    await newsroom.drop('ar/2.txt', articleText(2));
    const renewal = documents.renew('ar');
    release();
    await renewal;
    const after = documents.get(page);
    expect(begun).to.deep.equal(['listing', 'feeds', 'listing']);
    expect(textOf(await after)).to.include(headline(2));
    await before;
    expect(textOf(documents.warm('/ar/'))).to.include(headline(2));
    documents.close();
  });

  describe('of items', () => {
    const changes: readonly (readonly [string, string[], () => Promise<unknown>])[] = [
      ['another item is published', [], () => newsroom.drop('ar/2.txt', articleText(2))],
      ['an item of another channel is', [], () => newsroom.drop('sport/3.txt', articleText(3))],
      ['it is changed', ['item'], () => newsroom.drop('ar/1.txt', `${articleText(1)}\nوجملة أخرى.`)],
      [
        'the channel will change by itself, which no cache may miss',
        ['item'],
        async () => {
          const { key } = (await newsroom.drop('ar/2.txt', articleText(2))).item;
          await setEnd(key);
        },
      ],
      [
        'it is withdrawn',
        ['item'],
        async () => withdrawItem(acceptor(), (await findPage()).key, 'طلب من المصدر'),
      ],
      [
        'more has changed than is followed',
        ['item'],
        async () => {
          for (let number = 2; number <= 102; number += 1)
            await newsroom.drop(`ar/${number}.txt`, articleText(number));
        },
      ],
      [
        'the clock was set back',
        ['item'],
        async () => {
          newsroom.clock.now = new Date(0);
        },
      ],
    ];
    const acceptor = () => ({ store: newsroom.store, site: twoChannelSite, now: () => newsroom.clock.now });
    const setEnd = (key: string) =>
      scheduleStored(acceptor(), key, { expiresAt: new Date(newsroom.clock.now.getTime() + 60_000) });
    const findPage = async () => {
      const { key } = (await newsroom.take('ar/1.txt')).item;
      return { kind: 'item', channel: arabicChannel, key, path: `/ar/${key}` } as const;
    };

    for (const [what, expected, change] of changes)
      it(`are ${expected.length === 0 ? 'kept' : 'rendered anew'} when ${what}`, async () => {
        const { documents, begun } = openHeld();
        const ofItem = await findPage();
        newsroom.clock.now = new Date(newsroom.clock.now.getTime() + 5000);
        await documents.catchUp();
        const before = await documents.get(ofItem);
        expect(textOf(before)).to.include(headline(1));
        await change();
        newsroom.clock.now = new Date(newsroom.clock.now.getTime() + 5000);
        begun.length = 0;
        await documents.catchUp();
        expect(begun).to.include('feeds');
        const after = await documents.get(ofItem);
        expect(begun.filter((kind) => kind === 'item')).to.deep.equal(expected);
        if (expected.length === 0) expect(after).to.equal(before);
        if (what === 'it is withdrawn') expect(after).to.equal(undefined);
        documents.close();
      });

    it('are rendered anew to tell their date as soon as they may', async () => {
      const { documents } = openHeld();
      const ofItem = await findPage();
      await newsroom.drop('ar/1.txt', `${articleText(1)}\nوجملة أخرى.`);
      await documents.catchUp();
      expect((await documents.get(ofItem))?.lastModified).to.equal(undefined);
      newsroom.clock.now = new Date(newsroom.clock.now.getTime() + 5000);
      await documents.catchUp();
      expect((await documents.get(ofItem))?.lastModified).to.be.an.instanceOf(Date);
      documents.close();
    });
  });

  describe('compressed', () => {
    const betterThan = (quick: Representation, find: () => Representation | undefined) =>
      eventually('better bytes', async () => {
        const found = find();
        return found === quick ? undefined : found;
      });

    it('are quickly made, and afterwards as small as they can be, under other tags (RFC 9110 §8.8.3)', async () => {
      const { documents } = openHeld();
      await documents.renew('ar');
      const quick = documents.warm('/feed.xml')!;
      const best = await betterThan(quick, () => documents.warm('/feed.xml'));
      for (const [was, is] of [
        [quick, best],
        [quick.own!, best.own!],
      ] as const) {
        const decoders = { gzip: gunzipSync, br: brotliDecompressSync };
        for (const [coding, suffix] of [
          ['gzip', '-gzip9'],
          ['br', '-br11'],
        ] as const) {
          const { bytes, entityTag, okHeaders, notModifiedHeaders } = is.codings[coding];
          expect(was.codings[coding].entityTag).to.equal(`"${was.stateTag}-${coding}"`);
          expect(bytes.length).to.be.below(was.codings[coding].bytes.length);
          expect(decoders[coding](bytes).equals(was.codings.identity.bytes)).to.equal(true);
          expect(entityTag).to.equal(`"${was.stateTag}${suffix}"`);
          const fields = {
            'Content-Encoding': coding,
            'Content-Length': String(bytes.length),
            ETag: entityTag,
          };
          for (const [name, value] of Object.entries(fields))
            expect(okHeaders[okHeaders.indexOf(name) + 1]).to.equal(value);
          expect(okHeaders).to.have.length(was.codings[coding].okHeaders.length);
          expect(notModifiedHeaders[notModifiedHeaders.indexOf('ETag') + 1]).to.equal(entityTag);
        }
        expect(is.codings.identity).to.deep.equal(was.codings.identity);
      }
      documents.close();
    });

    it('have the same bytes under the same tag, whoever made them', async () => {
      const made = [];
      for (const { documents } of [openHeld(), openHeld()]) {
        await documents.renew('ar');
        const quick = documents.warm('/feed.xml')!;
        made.push([quick, await betterThan(quick, () => documents.warm('/feed.xml'))]);
        documents.close();
      }
      expect(made[0]).to.deep.equal(made[1]);
    });

    it('stay quickly made where few will ask: a page, an archive, whatever is asked for by query', async () => {
      const { documents } = openHeld();
      await documents.renew('ar');
      const whole = wholeOf(arabicChannel);
      const feed = { kind: 'feed', format: 'rss', channel: arabicChannel, isRoot: false } as const;
      const archive = { number: 0, version: 1 };
      const few = [
        page,
        { kind: 'archive', format: 'rss', channel: arabicChannel, name: archive },
        { ...feed, selection: { ...whole, words: 'الحديقة' } },
        { ...feed, selection: { ...whole, limit: 7 } },
      ] as const;
      const getAll = () => Promise.all(few.map((resource) => documents.get(resource)));
      const quick = await getAll();
      expect(quick).to.not.include(undefined);
      const kept = (await documents.get({ ...feed, selection: { ...whole, view: 'headlines' } }))!;
      await betterThan(kept, () => documents.warm('/ar/headlines/feed.xml'));
      expect((await getAll()).map((found, at) => found === quick[at])).to.deep.equal(few.map(() => true));
      documents.close();
    });
  });
});
