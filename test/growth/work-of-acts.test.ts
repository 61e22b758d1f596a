import path from 'node:path';
import { expect } from 'chai';
import { historyOf } from '../../bench/made/history.ts';
import { openStories, textOf } from '../../bench/made/stories.ts';
import { writeHistory } from '../../bench/made/write-history.ts';
import { loadConfig } from '../../src/config.ts';
import type { Site } from '../../src/domain/channel.ts';
import { type Facet, facetsOf, selectionOf, wholeOf } from '../../src/domain/selection.ts';
import { headerPolicy } from '../../src/http/headers.ts';
import { acceptArticle } from '../../src/publish/accept-article.ts';
import { withdrawItem } from '../../src/publish/change-item.ts';
import { openDocuments } from '../../src/publish/documents.ts';
import { getNamed } from '../../src/publish/find-named.ts';
import { mintFeedId } from '../../src/publish/identity.ts';
import { listHistory } from '../../src/publish/item-history.ts';
import { releaseDue } from '../../src/publish/release-due.ts';
import { createResourceRenderer } from '../../src/publish/render-resource.ts';
import type { Resource } from '../../src/publish/resource.ts';
import { takeDown } from '../../src/publish/take-down.ts';
import { listTakedownDocuments } from '../../src/publish/takedown-documents.ts';
import { findArchive } from '../../src/store/archives.ts';
import { noteFingerprint, registerChannel } from '../../src/store/channels.ts';
import { listChannelCounts } from '../../src/store/counts.ts';
import { findItem } from '../../src/store/items.ts';
import { listItems } from '../../src/store/list-items.ts';
import { closeStore, openStore } from '../../src/store/open-store.ts';
import { itemStates } from '../../src/store/schema.ts';
import { projectRoot, temporaryFolder } from '../support/program.ts';
import { findFault, openRecorded } from './recorded-store.ts';

const until = new Date('2026-11-01T00:00:00Z');
const dayMs = 86_400_000;
const seed = 1;

const config = loadConfig(path.join(projectRoot, 'config'));
// Feeds that are full in the short history too: what they hold is bounded by this, and not by the history.
const channels = config.channels.map((channel) => ({ ...channel, maxItems: 3 }));
const site: Site = { ...config, channels, baseUrl: 'http://localhost' };
const [channel] = channels;
if (channel === undefined) throw new Error('the configuration has no channel');

async function makeDatabase(items: number): Promise<string> {
  const file = path.join(temporaryFolder(), `${items}.sqlite`);
  const store = await openStore(`sqlite:${file}`);
  await registerChannel(store, { id: 'ar', feedId: mintFeedId(site, 'ar') });
  await writeHistory(store, 'ar', historyOf({ site, channel: channel!, items, seed, until }));
  await closeStore(store);
  return file;
}

/** Steps of the database for each thing that a newsroom and its readers do. */
async function workWith(items: number): Promise<Readonly<Record<string, number>>> {
  const { store, act, countSteps } = openRecorded(await makeDatabase(items));
  // As late after the last story in both, so that as many are news.
  const clock = { now: new Date(until.getTime() + dayMs) };
  const acceptor = { store, site, now: () => clock.now };
  const renderer = createResourceRenderer({
    ...acceptor,
    headers: headerPolicy(),
    onItemFault: (_item, error) => expect.fail(String(error)),
  });
  const documents = openDocuments({ store, site, renderer, now: () => clock.now });
  const release = () => releaseDue(acceptor, (_item, error) => expect.fail(String(error)));
  const stories = openStories(channel!, seed + 1);
  const take = (number: number, publishAt?: Date) =>
    acceptArticle(acceptor, {
      channel: channel!,
      bytes: Buffer.from(textOf(stories.storyOf(number), channel!)),
      path: `ar/new/${number}.txt`,
      findSha256: async () => undefined,
      ...(publishAt === undefined ? {} : { publishAt }),
    });

  await act('start', async () => {
    await registerChannel(store, { id: 'ar', feedId: mintFeedId(site, 'ar') });
    await noteFingerprint(store, { id: 'ar', fingerprint: 'of now' }, clock.now);
    await release();
    await documents.catchUp();
  });
  await act('look for what is new', async () => {
    await release();
    await documents.catchUp();
  });
  const { item } = await act('publish', async () => {
    const accepted = await take(1);
    await documents.renew('ar');
    return accepted;
  });
  await act('take what is published already', () => take(1));
  await act('schedule', () => take(2, new Date(clock.now.getTime() + 60_000)));
  clock.now = new Date(clock.now.getTime() + 120_000);
  await act('release', async () => {
    expect(await release()).to.have.length(1);
    await documents.catchUp();
  });
  await act('count for /metrics', () => listChannelCounts(store));
  await act('list', () => listItems(store, { channelIds: ['ar'], states: itemStates, limit: 3 }));
  await act('show and history', async () => {
    await listHistory(acceptor, channel!, await getNamed(acceptor, { typed: 'ar/0/17.txt' }));
  });
  const facet = (one: Facet) => ({ ...one });
  const [author, section] = facetsOf(item).map(facet);
  const archives = [0, Math.floor(items / 100), Math.floor(items / 50) - 2];
  const resources: Record<string, Resource> = {
    'page of a story': { kind: 'item', channel: channel!, key: item.key, path: '' },
    'page of a desk': { kind: 'listing', channel: channel!, selection: selectionOf(channel!, section!) },
    'feed of a desk': {
      kind: 'feed',
      format: 'atom',
      channel: channel!,
      isRoot: false,
      selection: selectionOf(channel!, section!),
    },
    'feed of an author': {
      kind: 'feed',
      format: 'json',
      channel: channel!,
      isRoot: false,
      selection: selectionOf(channel!, author!),
    },
    'front page': { kind: 'site' },
    'list of sitemaps': { kind: 'sitemapIndex' },
    'sitemap of pages': { kind: 'pagesSitemap' },
    'sitemap of news': { kind: 'newsSitemap', channel: channel! },
    'feed of the channel': {
      kind: 'feed',
      format: 'atom',
      channel: channel!,
      isRoot: false,
      selection: wholeOf(channel!),
    },
  };
  for (const [name, resource] of Object.entries(resources))
    expect(await act(name, () => renderer.render(resource)), name).to.not.equal(undefined);
  for (const number of archives) {
    await act(`archive ${archives.indexOf(number)}`, async () => {
      const name = await findArchive(store, 'ar', number);
      expect(
        await renderer.render({ kind: 'archive', format: 'atom', channel: channel!, name: name! }),
      ).to.not.equal(undefined);
    });
  }
  await act('withdraw', async () => {
    await withdrawItem(acceptor, item.key, 'طلب من المصدر');
    await documents.renew('ar');
  });
  expect((await findItem(store, item.key))?.state).to.equal('withdrawn');
  const [last] = await listItems(store, { channelIds: ['ar'], states: ['published'], limit: 1 });
  const searches = (await listTakedownDocuments(store, { site, channel: channel! }, last!)).filter(
    ({ name }) => name.includes('?q='),
  );
  await act('search', () => renderer.render(searches[0]!.resource));
  const receipt = await act('withdraw with a receipt', () =>
    takeDown(acceptor, renderer, { stored: last!, channel: channel!, reason: 'طلب من المصدر' }),
  );
  expect(receipt.documents.map(({ path: address }) => address)).to.include('/ar/sitemap-0.xml');
  await store.destroy();
  const { search = 0, 'withdraw with a receipt': withReceipt = 0, ...steps } = await countSteps();
  // A search looks through five thousand items, which neither history has; the receipt looks into each before and after.
  return { ...steps, 'withdraw with a receipt': withReceipt - 2 * searches.length * search };
}

describe('the work of the database', () => {
  it('for each thing that newsroom and readers do is the same after a long history as after a short one', async function () {
    const fault = findFault();
    if (fault !== undefined) {
      console.log(`    left out: ${fault}`);
      this.skip();
    }
    this.timeout(120_000);
    const [short, long] = [await workWith(1000), await workWith(4000)];
    const grown = Object.entries(long).filter(([name, steps]) => steps > 1.1 * (short[name] ?? 0) + 50);

    expect(Object.fromEntries(grown)).to.deep.equal({});
  });
});
