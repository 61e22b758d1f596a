import { expect } from 'chai';
import { wholeOf } from '../../src/domain/selection.ts';
import { headerPolicy } from '../../src/http/headers.ts';
import { openPreparedPages } from '../../src/publish/prepared-pages.ts';
import { createResourceRenderer } from '../../src/publish/render-resource.ts';
import { stateOfTag } from '../../src/publish/representation.ts';
import { arabicChannel } from '../support/arabic-channel.ts';
import { articleText } from '../support/articles.ts';
import { openTestNewsroom, type TestNewsroom, twoChannelSite } from '../support/newsroom.ts';

describe('what is rendered when it is asked for', () => {
  let newsroom: TestNewsroom;

  beforeEach(async () => {
    newsroom = await openTestNewsroom();
  });
  afterEach(() => newsroom.close());

  const feed = {
    kind: 'feed',
    format: 'rss',
    channel: arabicChannel,
    selection: wholeOf(arabicChannel),
    isRoot: true,
  } as const;

  const everything = { firstArchive: 0, items: undefined, changesAt: undefined };

  /** The renderer of the program, and what it was asked for. */
  function openCounted() {
    const now = () => newsroom.clock.now;
    const onItemFault = (_item: unknown, error: unknown) => expect.fail(String(error));
    const renderer = createResourceRenderer({
      store: newsroom.store,
      site: twoChannelSite,
      headers: headerPolicy(),
      now,
      onItemFault,
    });
    const rendered: string[] = [];
    const render: typeof renderer.render = (resource) => {
      rendered.push('since' in resource ? 'changes' : resource.kind);
      return renderer.render(resource);
    };
    const pages = openPreparedPages({ ...renderer, render }, () => undefined, now, { make: () => undefined });
    return { pages, rendered };
  }

  it('is rendered once for all pollers who ask at once what has changed since one state', async () => {
    await newsroom.drop('ar/1.txt', articleText(1));
    const { pages, rendered } = openCounted();
    const since = stateOfTag((await pages.get(feed))!.stateTag)!;
    pages.clear('ar', everything);
    await newsroom.drop('ar/2.txt', articleText(2));
    rendered.length = 0;
    const answers = await Promise.all(Array.from({ length: 50 }, () => pages.get({ ...feed, since })));
    expect(new Set(answers).size).to.equal(1);
    expect(answers[0]?.status).to.equal(226);
    expect(rendered.toSorted()).to.deep.equal(['changes', 'feed']);
    await pages.get({ ...feed, since });
    expect(rendered).to.have.length(2);
  });

  it('is looked for once where only the whole can tell what has changed', async () => {
    await newsroom.drop('ar/1.txt', articleText(1));
    const { pages, rendered } = openCounted();
    const { revision } = stateOfTag((await pages.get(feed))!.stateTag)!;
    await newsroom.drop('ar/2.txt', articleText(2));
    pages.clear('ar', everything);
    rendered.length = 0;
    const since = { revision, mark: 'foreign' };
    const first = await pages.get({ ...feed, since });
    const second = await pages.get({ ...feed, since });
    expect([first?.status, second?.status]).to.deep.equal([200, 200]);
    expect(first?.codings.gzip.okHeaders).to.include('private, no-cache');
    expect(rendered.toSorted()).to.deep.equal(['changes', 'feed']);
  });
});
