import { verifyStore } from '../../src/store/verify-store.ts';
import { faultsOfKept, type Kept, readKept } from '../crash/faults.ts';
import type { Ground } from '../crash/ground.ts';
import { checkAtom, checkXml, missingCheckers } from '../support/check-documents.ts';
import type { Figures } from './figures.ts';
import { isTaken, type Newsroom } from './newsroom.ts';
import { readFeed } from './read-feed.ts';
import { ask, type Site } from './readers.ts';
import { isOver, type Story, stateOf, versionOf } from './story.ts';
import { askOn, walkArchives } from './walks.ts';

/** The day is over, the server has been started once more, and nothing is under way: everything must be exact. */
export async function judge({
  site,
  ground,
  newsroom,
  before,
  figures,
}: {
  readonly site: Site;
  readonly ground: Ground;
  readonly newsroom: Newsroom;
  readonly before: Kept | undefined;
  readonly figures: Figures;
}): Promise<void> {
  const kept = await ground.read((store) => readKept(store, true));
  if (kept === undefined) throw new Error('the program has run, and its database has no tables');
  const { fault } = site;
  const stories = [...newsroom.stories.values()];
  for (const text of [
    ...faultsOfKept(kept, before, new Map()),
    ...stories.flatMap((one) => faultsOfStory(one, kept)),
  ])
    fault(text);
  const known = new Set(newsroom.stories.keys());
  for (const { id, story } of kept.items) if (!known.has(story)) fault(`${id} is a story that nobody wrote`);
  for (const name of newsroom.badFiles) if (kept.paths.has(name)) fault(`${name} was published`);
  const verified = await ground.read((store) => verifyStore(store));
  for (const { code, message } of verified?.findings ?? []) fault(`verify: ${code}: ${message}`);
  figures.counts = {
    ...countsOf(kept),
    ...verified?.counts,
    'bad files': newsroom.badFiles.size,
    'stories that the machine blurred': stories.filter(({ isBlurred }) => isBlurred).length,
  };
  for (const channel of ['ar', 'sport']) await judgeChannel(site, channel, stories);
  await judgeDocuments(
    site,
    stories.some((story) => story.channel === 'ar' && stateOf(story) === 'published'),
  );
}

function faultsOfStory(story: Story, kept: Kept): readonly string[] {
  const item = kept.items.find((one) => one.story === story.number);
  const name = `story ${story.number} (${story.file})`;
  if (item === undefined) return [`${name} is nowhere`];
  const kinds = kept.revisions.filter(({ itemKey }) => itemKey === item.key).map(({ kind }) => kind);
  const wanted = {
    state: stateOf(story),
    channel: story.channel,
    version: story.newest,
    sha256: versionOf(story).sha256,
    pictures: story.picture ?? '',
  };
  const found = {
    state: item.state,
    channel: item.channel,
    version: item.version,
    sha256: item.sha256,
    pictures: item.pictures.join(),
  };
  // What is over shows nothing.
  if (isOver(story)) Object.assign(wanted, { pictures: found.pictures });
  return [
    ...(JSON.stringify(wanted) === JSON.stringify(found)
      ? []
      : [`${name} should be ${JSON.stringify(wanted)} and is ${JSON.stringify(found)}`]),
    ...(isTaken(story, kept) ? [] : [`${name} is not taken as it lies there`]),
    ...(story.isBlurred || kinds.join() === story.kinds.join()
      ? []
      : [`${name} should have the log ${story.kinds.join()} and has ${kinds.join()}`]),
  ];
}

function countsOf(kept: Kept): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of kept.items) counts[state] = (counts[state] ?? 0) + 1;
  for (const { kind } of kept.revisions)
    counts[`${kind} in the log`] = (counts[`${kind} in the log`] ?? 0) + 1;
  return counts;
}

/** The archives hold each published story exactly once, and the way back from the feed leads to all. */
async function judgeChannel(site: Site, channel: string, stories: readonly Story[]): Promise<void> {
  const published = stories.filter((story) => story.channel === channel && stateOf(story) === 'published');
  const walked = await walkArchives(site, `/${channel}/feed.xml`);
  const feed = await ask(site, `/${channel}/feed.xml`);
  if (feed === undefined || walked === undefined) return;
  const latest = readFeed(feed.answer.text).items;
  const reached = new Set([...latest, ...walked.flatMap(([, items]) => items)].map(({ id }) => id));
  if (reached.size !== published.length)
    site.fault(`${channel}: from the feed back are ${reached.size} stories, of ${published.length}`);
  const held: string[] = [];
  for (let number = 0; ; number += 1) {
    const asked = await askOn(site, `/${channel}/archive/${number}/feed.json`);
    if (asked === undefined || asked.answer.status !== 200) break;
    held.push(...readFeed(asked.answer.text).items.map(({ id }) => id));
  }
  if (held.length !== published.length || new Set(held).size !== held.length)
    site.fault(`${channel}: the archives hold ${held.length} stories, of ${published.length}`);
}

const folders = [
  '/',
  '/ar/',
  '/sport/',
  '/ar/points/',
  '/ar/headlines/',
  '/ar/msn/',
  '/ar/flipboard/',
  '/ar/fulltext/',
  '/ar/sections/economy/',
];

/** @param hasStories without which there is neither an archive nor a list of them */
async function judgeDocuments(site: Site, hasStories: boolean): Promise<void> {
  const texts = { rss: [] as string[], atom: [] as string[] };
  const read = async (address: string): Promise<string> => {
    const asked = await askOn(site, address);
    if (asked?.answer.status !== 200) site.fault(`${address} is answered with ${asked?.answer.status}`);
    return asked?.answer.text ?? '';
  };
  for (const folder of [...folders, ...(hasStories ? ['/ar/archive/0/'] : [])]) {
    for (const file of ['feed.xml', 'atom.xml', 'feed.json']) {
      const text = await read(folder + file);
      try {
        readFeed(text);
      } catch (error) {
        site.fault(`${folder}${file} is not valid: ${String(error)}`);
      }
      if (file === 'feed.xml') texts.rss.push(text);
      if (file === 'atom.xml') texts.atom.push(text);
    }
  }
  const sitemaps = await Promise.all(
    ['/sitemap.xml', '/opml.xml', ...(hasStories ? ['/ar/sitemap-0.xml'] : [])].map(read),
  );
  if (missingCheckers().length > 0) return;
  for (const said of [checkXml([...texts.rss, ...sitemaps]), checkAtom(texts.atom)])
    if (said !== '') site.fault(said);
}
