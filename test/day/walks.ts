import { setTimeout as delay } from 'node:timers/promises';
import { storyOf } from '../crash/faults.ts';
import type { Random } from '../crash/random.ts';
import { headline } from '../support/articles.ts';
import { sha256Of } from '../support/newsroom.ts';
import { parseStrictXml } from '../support/strict-xml.ts';
import { promisedMs } from './examine.ts';
import { readFeed, type ShownItem } from './read-feed.ts';
import { ask, type Exchange, type Site } from './readers.ts';
import { type Story, versionOf } from './story.ts';

/** As anybody has it who follows redirects. */
export async function askOn(site: Site, address: string): Promise<Exchange | undefined> {
  const asked = await ask(site, address);
  const { location } = asked?.answer.headers ?? {};
  return location === undefined ? asked : ask(site, new URL(location, 'https://news.example').pathname);
}

/** From the subscription back to the beginning; each archive with what it shows. Undefined where something was broken. */
export async function walkArchives(
  site: Site,
  begin: string,
): Promise<readonly (readonly [address: string, items: readonly ShownItem[]])[] | undefined> {
  const archives: (readonly [string, readonly ShownItem[]])[] = [];
  for (let address: string | undefined = begin; address !== undefined; ) {
    const asked = await askOn(site, address);
    if (asked === undefined) return undefined;
    if (asked.answer.status !== 200) {
      site.fault(`${address} is answered with ${asked.answer.status}`);
      return undefined;
    }
    const { items, archive } = readFeed(asked.answer.text);
    site.examiner.items(address, items, asked);
    if (address !== begin) archives.push([address, items]);
    address = archive;
  }
  return archives;
}

const others = [
  '/',
  '/ar/',
  '/sport/',
  '/ar/sections/economy/',
  '/opml.xml',
  '/robots.txt',
  '/sitemap.xml',
  '/ar/news-sitemap.xml',
  '/ar/sitemap-0.xml',
  '/health',
];

/** People and search engines, who ask for this and that. */
export async function wander(
  site: Site,
  {
    random,
    stories,
    pages,
    signal,
  }: {
    readonly random: Random;
    readonly stories: ReadonlyMap<number, Story>;
    /** Of stories that have stood in a feed. */
    readonly pages: ReadonlyMap<string, number>;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  while (!signal.aborted) {
    await delay(random.between(50, 400));
    const kind = random.next();
    if (kind < 0.05)
      await walkArchives(site, random.pick(['/ar/feed.xml', '/ar/feed.json', '/sport/atom.xml']));
    else if (kind < 0.3 || pages.size === 0) await lookAtOther(site, random.pick(others), stories);
    else {
      const [page, number] = random.pick([...pages]);
      const story = stories.get(number);
      if (story !== undefined) await lookAtPage(site, page, story);
    }
  }
}

async function lookAtOther(site: Site, address: string, stories: ReadonlyMap<number, Story>): Promise<void> {
  const asked = await ask(site, address);
  if (asked === undefined) return;
  const { status, text } = asked.answer;
  // There is no sitemap before the first story, and none of which nothing is left.
  if (status !== 200 && !(status === 404 && address.includes('sitemap')))
    site.fault(`${address} is answered with ${status}`);
  if (address.endsWith('.xml') && status === 200) parseStrictXml(text);
  for (const story of stories.values())
    if (site.examiner.isShown(story, asked) === false && text.includes(headline(story.number)))
      site.fault(`${address} shows story ${story.number}, which is gone`);
}

async function lookAtPage(site: Site, page: string, story: Story): Promise<void> {
  const asked = await askOn(site, page);
  if (asked === undefined) return;
  const { status, text } = asked.answer;
  const isShown = site.examiner.isShown(story, asked);
  if (isShown !== false && status === 200 && storyOf(text).story !== story.number)
    site.fault(`${page} does not show story ${story.number}`);
  const wanted = isShown === undefined ? status : isShown ? 200 : 410;
  if (status !== wanted)
    site.fault(`${page} of story ${story.number} is answered with ${status}, not ${wanted}`);
  const isPictured = story.picture !== undefined && asked.calmMs - versionOf(story).calmMs > promisedMs;
  if (isPictured && isShown !== undefined) await lookAtPicture(site, story.picture ?? '', isShown);
}

async function lookAtPicture(site: Site, sha256: string, isShown: boolean): Promise<void> {
  const asked = await ask(site, `/media/${sha256}.png`);
  if (asked === undefined) return;
  const { status, bytes } = asked.answer;
  if (status === 200 && sha256Of(bytes) !== sha256) site.fault(`/media/${sha256}.png has other bytes`);
  if (!isShown && status !== 404)
    site.fault(`/media/${sha256}.png of a story that is gone is answered with ${status}`);
}
