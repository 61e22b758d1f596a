import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { closeStore, openStore } from '../../src/store/open-store.ts';
import { sha256Of } from '../support/newsroom.ts';
import { temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';
import { getChild, listChildren, parseStrictXml } from '../support/strict-xml.ts';
import { type Desk, openDesk } from './editors.ts';
import { faultsOfInbox, faultsOfKept, isTaken, type Kept, readKept, storyOf } from './faults.ts';
import { type Launched, launch } from './launch.ts';
import { type Random, seededRandom } from './random.ts';

export interface Figures {
  rounds: number;
  /** SIGKILLs by what the server was at. */
  kills: { startingUp: number; articlesUnderWay: number; atRest: number };
  ingestsKilled: number;
  newDatabasesKilled: number;
  /** Restarts after which the inbox had been read to its end and everything was compared. */
  restartsCompared: number;
  acts: number;
  stories: number;
  files: number;
  items: number;
  revisions: number;
  pictures: number;
  /** Writes that this machine held up for so long that half of an article may have been shown. */
  heldUp: number;
  faults: string[];
}

interface ShownItem {
  readonly id: string;
  readonly title: string;
  readonly content_html: string;
  readonly attachments?: readonly { readonly url: string }[];
}

interface Campaign {
  readonly random: Random;
  readonly feedsDir: string;
  readonly databaseFile: string;
  readonly desk: Desk;
  readonly figures: Figures;
  /** Story by id of everything that stood in a feed. */
  readonly seen: Map<string, number>;
  kept: Kept | undefined;
}

const itemsInFeed = 50;

/** Kills the real server, again and again, on one database and one inbox that go on through all rounds. */
export async function runCampaign(
  { rounds, seed, maxFiles }: { readonly rounds: number; readonly seed: number; readonly maxFiles: number },
  onRound: (round: number, figures: Figures, diary: readonly string[]) => void = () => undefined,
): Promise<Figures> {
  const folder = temporaryFolder();
  const feedsDir = path.join(folder, 'feeds');
  const random = seededRandom(seed);
  const desk = openDesk(feedsDir, random, maxFiles);
  const campaign: Campaign = {
    random,
    feedsDir,
    databaseFile: path.join(folder, 'nashra.sqlite'),
    desk,
    figures: emptyFigures(),
    seen: new Map(),
    kept: undefined,
  };
  for (let round = 1; round <= rounds; round += 1) {
    const before = campaign.figures.faults.length;
    await runRound(campaign, round);
    if (round % 10 === 3) await killOnNewDatabase(campaign);
    noteFaults(campaign, before, `round ${round}`);
    onRound(round, campaign.figures, desk.diary.list());
  }
  await compareAtTheEnd(campaign);
  return campaign.figures;
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
  const diesStarting = random.next() < 0.3;
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
  })();
  await ended;
  const ending = server.child.exitCode ?? server.child.signalCode;
  // It stops listening long before it is gone.
  if (ending !== null || server.output().includes('"stopping"')) {
    figures.faults.push(`the server ended without us with ${ending}: ${server.output().slice(-1500)}`);
  }
  const isStarting = !/Site {4}/.test(server.output());
  desk.diary.note('SIGKILL');
  const killed = await Promise.all([server.kill(), killIngest(ingest, figures)]);
  await work;
  desk.diary.noteOutput('server', server.output());
  if (killed.length > 0) await noteKill(campaign, isStarting);
  desk.files.forEach((_file, name) => {
    if (campaign.kept !== undefined && isTaken(campaign.kept, desk, name)) desk.noteTaken(name);
  });
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

async function actOnce({ desk, databaseFile, figures }: Campaign): Promise<void> {
  const kept =
    existsSync(databaseFile) && figures.restartsCompared > 0 ? readKept(databaseFile, false) : undefined;
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

/** On a copy of the files as the kill left them, so that it is the program that must recover from them. */
async function noteKill(campaign: Campaign, isStarting: boolean): Promise<void> {
  const { figures, desk, databaseFile, seen } = campaign;
  const copy = path.join(temporaryFolder(), 'nashra.sqlite');
  for (const end of ['', '-wal']) if (existsSync(databaseFile + end)) cpSync(databaseFile + end, copy + end);
  if (!existsSync(copy) || figures.restartsCompared === 0) {
    figures.kills.startingUp += 1;
    return;
  }
  const kept = readKept(copy, true);
  figures.faults.push(...faultsOfKept(kept, campaign.kept, seen));
  campaign.kept = kept;
  const isUnderWay = faultsOfInbox(kept, desk).length > 0;
  if (isStarting) figures.kills.startingUp += 1;
  else if (isUnderWay) figures.kills.articlesUnderWay += 1;
  else figures.kills.atRest += 1;
}

/** The server has announced itself: the whole inbox has been read. */
async function compare(campaign: Campaign): Promise<void> {
  const { figures, desk, databaseFile, seen } = campaign;
  figures.restartsCompared += 1;
  const kept = readKept(databaseFile, true);
  figures.faults.push(...faultsOfKept(kept, campaign.kept, seen), ...faultsOfInbox(kept, desk));
  campaign.kept = kept;
  desk.files.forEach((_file, name) => {
    if (isTaken(kept, desk, name)) desk.noteTaken(name);
  });
}

/** A program killed while it makes its database must be able to make it the next time. */
async function killOnNewDatabase({ random, figures }: Campaign): Promise<void> {
  const folder = temporaryFolder();
  const feedsDir = path.join(folder, 'feeds');
  mkdirSync(feedsDir);
  const databaseFile = path.join(folder, 'nashra.sqlite');
  const ingest = launch(['ingest', feedsDir], { feedsDir, databaseFile });
  // From the moment at which the file appears: everything before is Node's own start.
  while (!existsSync(databaseFile) && ingest.child.exitCode === null) await delay(1);
  await delay(random.between(0, 25));
  await ingest.kill();
  figures.newDatabasesKilled += 1;
  try {
    await closeStore(await openStore(`sqlite:${databaseFile}`));
  } catch (error) {
    figures.faults.push(`a new database cannot be completed: ${String(error)}`);
  }
}

async function compareAtTheEnd(campaign: Campaign): Promise<void> {
  const { figures, desk, databaseFile, seen } = campaign;
  const server = launch(['serve'], campaign);
  const url = await server.announced;
  if (url === undefined) {
    figures.faults.push(`the program does not start any more: ${server.output()}`);
    return;
  }
  const begin = figures.faults.length;
  await compare(campaign);
  const kept = readKept(databaseFile, true);
  const { text } = await request(`${url}/feed.xml`);
  const guids = listChildren(getChild(parseStrictXml(text), 'channel'), 'item').map(
    (item) => getChild(item, 'guid').text,
  );
  await comparePictures(figures, url);
  const latest = kept.items.slice(-itemsInFeed).map(({ id }) => id);
  if (guids.toSorted().join() !== latest.toSorted().join())
    figures.faults.push('feed.xml does not hold the latest items');
  figures.faults.push(...faultsOfKept(kept, undefined, seen));
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

function emptyFigures(): Figures {
  return {
    rounds: 0,
    kills: { startingUp: 0, articlesUnderWay: 0, atRest: 0 },
    ingestsKilled: 0,
    newDatabasesKilled: 0,
    restartsCompared: 0,
    acts: 0,
    stories: 0,
    files: 0,
    items: 0,
    revisions: 0,
    pictures: 0,
    heldUp: 0,
    faults: [],
  };
}
