import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { closeStore, openStore } from '../../src/store/open-store.ts';
import { verifyStore } from '../../src/store/verify-store.ts';
import type { Database } from '../support/database.ts';
import { sha256Of } from '../support/newsroom.ts';
import { temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';
import { getChild, listChildren, parseStrictXml } from '../support/strict-xml.ts';
import { type Desk, openDesk } from './editors.ts';
import { faultsOfInbox, faultsOfKept, isTaken, type Kept, readKept, storyOf } from './faults.ts';
import { emptyFigures, type Figures } from './figures.ts';
import { type Ground, openGround } from './ground.ts';
import { type Launched, launch } from './launch.ts';
import { type Random, seededRandom } from './random.ts';

interface ShownItem {
  readonly id: string;
  readonly title: string;
  readonly content_html: string;
  readonly attachments?: readonly { readonly url: string }[];
}

interface Campaign {
  readonly random: Random;
  readonly feedsDir: string;
  readonly ground: Ground;
  readonly databaseUrl: string;
  readonly desk: Desk;
  readonly figures: Figures;
  /** Story by id of everything that stood in a feed. */
  readonly seen: Map<string, number>;
  kept: Kept | undefined;
}

const itemsInFeed = 50;

/** Kills the real server, again and again, on one database and one inbox that go on through all rounds. */
export async function runCampaign(
  {
    rounds,
    seed,
    maxFiles,
    database = 'SQLite',
  }: {
    readonly rounds: number;
    readonly seed: number;
    readonly maxFiles: number;
    readonly database?: Database;
  },
  onRound: (round: number, figures: Figures, diary: readonly string[]) => void = () => undefined,
): Promise<Figures> {
  const folder = temporaryFolder();
  const feedsDir = path.join(folder, 'feeds');
  const random = seededRandom(seed);
  const desk = openDesk(feedsDir, random, maxFiles);
  const ground = await openGround(database);
  const campaign: Campaign = {
    random,
    feedsDir,
    ground,
    databaseUrl: ground.url,
    desk,
    figures: emptyFigures(),
    seen: new Map(),
    kept: undefined,
  };
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const before = campaign.figures.faults.length;
      await runRound(campaign, round);
      if (round % 10 === 3) await killOnNewDatabase(campaign);
      noteFaults(campaign, before, `round ${round}`);
      onRound(round, campaign.figures, desk.diary.list());
    }
    await compareAtTheEnd(campaign);
    return campaign.figures;
  } finally {
    await ground.close();
  }
}

/** A fault that lasts is told once. */
function noteFaults({ figures: { faults }, desk }: Campaign, begin: number, when: string): void {
  const known = new Set(faults.slice(0, begin).map((fault) => fault.replace(/^[^:]*: /, '')));
  const fresh = [...new Set(faults.splice(begin))].filter((fault) => !known.has(fault));
  faults.push(...fresh.map((fault) => `${when}: ${fault}`));
  for (const fault of fresh) desk.diary.note(`fault: ${fault}`);
  desk.diary.note(`-- ${when} --`);
}

/** Start, work, SIGKILL at a moment swept from the first instruction to well after the inbox has been read. */
async function runRound(campaign: Campaign, round: number): Promise<void> {
  const { random, figures, desk } = campaign;
  figures.rounds += 1;
  const server = launch(['serve'], campaign);
  const { crash } = campaign.ground;
  // One round in three the database dies under the server, which goes on; in another both die at once.
  const crashed = crash === undefined ? undefined : ([undefined, 'alone', 'with it'] as const)[round % 3];
  const diesStarting = crashed !== 'alone' && random.next() < 0.3;
  // Some die at rest, when everything has been taken and a checkpoint may be under way.
  const diesResting = !diesStarting && random.next() < 0.2;
  let isDying = false;
  const life = diesStarting
    ? delay(random.between(10, 900))
    : server.announced.then(() => delay(diesResting ? 2000 : random.between(0, 1300)));
  const ended = life.then(() => {
    isDying = true;
  });
  const ingest = round % 4 === 0 ? launchLater(random.between(0, 900), campaign) : undefined;
  const work = (async () => {
    // Half of the rounds that die early find new work at their start, which was done while nothing ran.
    if (diesStarting && random.next() < 0.5) for (let act = 0; act < 3; act += 1) await actOnce(campaign);
    const url = await Promise.race([server.announced, ended]);
    if (typeof url !== 'string') return;
    desk.diary.note('the server has announced itself');
    await compare(campaign);
    for (let act = 0; !isDying; act += 1) {
      if (!diesResting || act < 8) await actOnce(campaign);
      await readFeed(campaign, url, () => isDying);
      await delay(random.between(0, 40));
    }
    if (crashed === 'alone') await crashUnder(campaign, url);
  })();
  await (crashed === 'alone' ? work : ended);
  const ending = server.child.exitCode ?? server.child.signalCode;
  // It stops listening long before it is gone.
  if (ending !== null || server.output().includes('"stopping"')) {
    figures.faults.push(`the server ended without us with ${ending}: ${server.output().slice(-1500)}`);
  }
  const isStarting = !/Site {4}/.test(server.output());
  desk.diary.note('SIGKILL');
  const killed = await Promise.all([
    server.kill(),
    killIngest(ingest, figures),
    ...(crashed === 'with it' ? [crash?.()] : []),
  ]);
  if (crashed === 'with it') figures.databaseKills.withServer += 1;
  await work;
  desk.diary.noteOutput('server', server.output());
  if (killed.length > 0) await noteKill(campaign, isStarting);
  desk.files.forEach((_file, name) => {
    if (campaign.kept !== undefined && isTaken(campaign.kept, desk, name)) desk.noteTaken(name);
  });
}

/** The server must go on serving what it has, and take what came meanwhile once the database is there again. */
async function crashUnder(campaign: Campaign, url: string): Promise<void> {
  const { figures, desk, ground } = campaign;
  figures.databaseKills.alone += 1;
  desk.diary.note('SIGKILL to the database');
  const crashing = ground.crash?.();
  await readFeed(campaign, url, () => false);
  await crashing;
  for (let act = 0; act < 3; act += 1) await actOnce(campaign);
  const end = performance.now() + 20_000;
  while (faultsOfInbox(await readNow(campaign), desk).length > 0) {
    if (performance.now() > end) {
      figures.faults.push('the server does not go on after the database was lost');
      return;
    }
    await readFeed(campaign, url, () => false);
    await delay(50);
  }
}

async function launchLater(afterMs: number, campaign: Campaign): Promise<Launched> {
  await delay(afterMs);
  campaign.desk.diary.note('ingest starts');
  return launch(['ingest', campaign.feedsDir], campaign);
}

async function killIngest(ingest: Promise<Launched> | undefined, figures: Figures): Promise<void> {
  const launched = await ingest;
  if (launched === undefined) return;
  if (launched.child.exitCode === null) figures.ingestsKilled += 1;
  else if (![0, 65].includes(launched.child.exitCode)) {
    figures.faults.push(`ingest ended with ${launched.child.exitCode}: ${launched.output()}`);
  }
  await launched.kill();
}

async function actOnce({ desk, ground, figures }: Campaign): Promise<void> {
  const kept =
    figures.restartsCompared > 0 ? await ground.read((store) => readKept(store, false)) : undefined;
  await desk.act({ isTaken: (name) => kept !== undefined && isTaken(kept, desk, name) });
  figures.acts += 1;
}

/** What a reader sees: every id that was ever in a feed must keep its story. */
async function readFeed(
  { desk, seen, figures }: Campaign,
  url: string,
  isDying: () => boolean,
): Promise<void> {
  try {
    const { text } = await request(`${url}/feed.json`);
    const { items } = JSON.parse(text) as { items: ShownItem[] };
    for (const { id, title, content_html, attachments = [] } of items) {
      if (!attachments.every(({ url }) => desk.pictures.has(sha256InAddress(url))))
        figures.faults.push(`half a picture was shown: ${title}`);
      const { story, version } = storyOf(title);
      if (!content_html.includes(`الصيغة ${version} من البرنامج تمتد أسبوعين`)) {
        // Of what this machine held up in its headline nobody can tell the story.
        if ([...desk.halves].some((half) => half.split('\n')[0]?.trim() === title)) continue;
        figures.faults.push(`half an article was shown: ${title}`);
      }
      if (seen.has(id) && seen.get(id) !== story)
        figures.faults.push(`${id} showed story ${seen.get(id)}, now ${story}`);
      seen.set(id, story);
    }
  } catch (error) {
    if (!isDying()) figures.faults.push(`the server did not answer: ${String(error)}`);
  }
}

async function noteKill(campaign: Campaign, isStarting: boolean): Promise<void> {
  const { figures, desk, ground, seen } = campaign;
  const kept = await ground.readLeft((store) => readKept(store, true));
  if (kept === undefined || figures.restartsCompared === 0) {
    figures.kills.startingUp += 1;
    return;
  }
  figures.faults.push(...faultsOfKept(kept, campaign.kept, seen));
  campaign.kept = kept;
  const isUnderWay = faultsOfInbox(kept, desk).length > 0;
  if (isStarting) figures.kills.startingUp += 1;
  else if (isUnderWay) figures.kills.articlesUnderWay += 1;
  else figures.kills.atRest += 1;
}

/** The server has announced itself: the whole inbox has been read. */
async function compare(campaign: Campaign): Promise<void> {
  const { figures, desk, seen } = campaign;
  figures.restartsCompared += 1;
  const kept = await readNow(campaign);
  figures.faults.push(...faultsOfKept(kept, campaign.kept, seen), ...faultsOfInbox(kept, desk));
  campaign.kept = kept;
  desk.files.forEach((_file, name) => {
    if (isTaken(kept, desk, name)) desk.noteTaken(name);
  });
}

async function readNow({ ground }: Campaign): Promise<Kept> {
  const kept = await ground.read((store) => readKept(store, true));
  if (kept === undefined) throw new Error('the program runs, and its database has no tables');
  return kept;
}

/** A program killed while it makes its database must be able to make it the next time. */
async function killOnNewDatabase({ random, figures, ground }: Campaign): Promise<void> {
  const feedsDir = path.join(temporaryFolder(), 'feeds');
  mkdirSync(feedsDir);
  const fresh = await ground.createNew();
  const ingest = launch(['ingest', feedsDir], { feedsDir, databaseUrl: fresh.url });
  // From the moment at which it is begun: everything before is Node's own start.
  while (!(await fresh.isBegun()) && ingest.child.exitCode === null) await delay(1);
  await delay(random.between(0, 25));
  await ingest.kill();
  figures.newDatabasesKilled += 1;
  try {
    await closeStore(await openStore(fresh.url));
  } catch (error) {
    figures.faults.push(`a new database cannot be completed: ${String(error)}`);
  }
}

async function compareAtTheEnd(campaign: Campaign): Promise<void> {
  const { figures, desk, ground, seen } = campaign;
  const server = launch(['serve'], campaign);
  const url = await server.announced;
  if (url === undefined) {
    figures.faults.push(`the program does not start any more: ${server.output()}`);
    return;
  }
  const begin = figures.faults.length;
  await compare(campaign);
  const kept = await readNow(campaign);
  const { text } = await request(`${url}/feed.xml`);
  const guids = listChildren(getChild(parseStrictXml(text), 'channel'), 'item').map(
    (item) => getChild(item, 'guid').text,
  );
  await comparePictures(figures, url);
  const latest = kept.items.slice(-itemsInFeed).map(({ id }) => id);
  if (guids.toSorted().join() !== latest.toSorted().join())
    figures.faults.push('feed.xml does not hold the latest items');
  figures.faults.push(...faultsOfKept(kept, undefined, seen));
  const { findings } = (await ground.read((store) => verifyStore(store))) ?? { findings: [] };
  figures.faults.push(...findings.map((finding) => `verify: ${JSON.stringify(finding)}`));
  await server.kill();
  noteFaults(campaign, begin, 'at the end');
  Object.assign(figures, {
    stories: desk.stories(),
    files: desk.files.size,
    items: kept.items.length,
    revisions: kept.revisions.length,
    pictures: desk.pictures.size,
    heldUp: desk.halves.size,
  });
}

/** To the byte, as they are served. */
async function comparePictures(figures: Figures, url: string): Promise<void> {
  const { items } = JSON.parse((await request(`${url}/feed.json`)).text) as { items: ShownItem[] };
  for (const attachment of items.flatMap(({ attachments = [] }) => attachments)) {
    const { status, bytes } = await request(attachment.url);
    if (sha256Of(bytes) !== sha256InAddress(attachment.url))
      figures.faults.push(`${attachment.url} is answered with ${status} and other bytes`);
  }
}

function sha256InAddress(url: string): string {
  return /\/media\/([0-9a-f]{64})\./.exec(url)?.[1] ?? url;
}
