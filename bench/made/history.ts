import type { Channel, Site } from '../../src/domain/channel.ts';
import type { FeedItem } from '../../src/domain/item.ts';
import type { RevisionKind } from '../../src/domain/revision.ts';
import { mintItemIdentity } from '../../src/publish/identity.ts';
import { timesNote } from '../../src/publish/times-note.ts';
import type { IdentityRow, OriginalRow, RevisionRow } from '../../src/store/schema.ts';
import type { StoredItem } from '../../src/store/stored-item.ts';
import { type Random, seededRandom } from '../../test/crash/random.ts';
import { contentOf, openStories, type Stories, type Story, sha256Of, textOf } from './stories.ts';

/** An item with everything that ever happened to it. */
export interface MadeItem {
  readonly stored: StoredItem;
  readonly revisions: readonly RevisionRow[];
  readonly originals: readonly OriginalRow[];
  readonly identities: readonly IdentityRow[];
}

export interface HistoryOptions {
  readonly site: Site;
  readonly channel: Channel;
  readonly items: number;
  readonly seed: number;
  /** When the last of it happened. */
  readonly until: Date;
}

/** Of a thousand stories: what becomes of them. The rest is published and stays as it is. */
const fates = { update: 20, correct: 10, withdraw: 10, expire: 5, embargo: 10, scheduled: 2 };
type Fate = keyof typeof fates | 'publish';

/** A newsroom of some 300 stories a day, so that the last days are the same however long the history is. */
const paceMs = 288_000;
/** A story changes while so many others are published. */
const changedWithin = 300;
/** Nothing that is made becomes due while it is looked at. */
const farAway = new Date('2099-01-01T06:00:00Z');
const note = 'ورد في الخبر رقم غير دقيق، والصواب ما جاء في النص الآن.';
const reason = 'طلب من المصدر';

interface Underway {
  readonly number: number;
  readonly fate: Fate;
  readonly story: Story;
  readonly path: string;
  readonly originals: OriginalRow[];
  readonly revisions: RevisionRow[];
  stored: StoredItem;
}

/** The channel's whole history, each item when nothing more happens to it; the same for the same options. */
export function* historyOf(options: HistoryOptions): Generator<MadeItem, void> {
  const { site, channel, items, seed, until } = options;
  const stories = openStories(channel, seed);
  const log = openLog(channel.id, until, countRevisions(items, seed), items * paceMs);
  const due = new Map<number, Underway[]>();
  const last = items + changedWithin;
  for (let number = 1; number <= last; number += 1) {
    const random = chanceOf(seed, number);
    if (number <= items) {
      const made = begin({ site, channel, stories, log, random }, number);
      const isDone = made.fate === 'publish' || made.fate === 'scheduled';
      if (isDone) yield finished(made);
      else {
        const at = number + random.between(1, changedWithin);
        due.set(at, [...(due.get(at) ?? []), made]);
      }
    }
    for (const made of due.get(number) ?? []) {
      change(made, { channel, stories, log });
      yield finished(made);
    }
    due.delete(number);
  }
}

/** What becomes of a story is drawn first, so it can be known before the story is made. */
function countRevisions(items: number, seed: number): number {
  let revisions = 0;
  for (let number = 1; number <= items; number += 1) {
    const fate = fateOf(chanceOf(seed, number));
    revisions += fate === 'publish' || fate === 'scheduled' ? 1 : 2;
  }
  return revisions;
}

function chanceOf(seed: number, number: number): Random {
  return seededRandom(seed + Math.imul(number, 0x85ebca6b));
}

/** The channel's revisions and arrivals, one after the other. */
interface Log {
  readonly append: (kind: RevisionKind, said?: string) => RevisionRow;
  readonly arrive: () => number;
}

function openLog(channelId: string, until: Date, revisions: number, lengthMs: number): Log {
  let number = 0;
  let arrivals = 0;
  return {
    append: (kind, said) => {
      number += 1;
      const at = until.getTime() - Math.floor(((revisions - number) * lengthMs) / revisions);
      const modified_at = Math.floor(at / 1000) * 1000;
      const note = said ?? null;
      return {
        channel_id: channelId,
        number,
        at,
        modified_at,
        kind,
        item_key: null,
        original_sha256: null,
        note,
      };
    },
    arrive: () => {
      arrivals += 1;
      return arrivals;
    },
  };
}

interface Newsroom {
  readonly site: Site;
  readonly channel: Channel;
  readonly stories: Stories;
  readonly log: Log;
  readonly random: Random;
}

function begin({ site, channel, stories, log, random }: Newsroom, number: number): Underway {
  const fate = fateOf(random);
  const isHeld = fate === 'embargo' || fate === 'scheduled';
  const revision = isHeld ? log.append('schedule', timesNote({ publishAt: farAway })) : log.append('publish');
  const story = stories.storyOf(number);
  const original = originalOf(story, channel, revision.at);
  const at = new Date(revision.at);
  const item: FeedItem = {
    ...contentOf(story),
    ...mintItemIdentity(site, at, random.next),
    channelId: channel.id,
    publishedAt: at,
    dateOrigin: 'ingest',
    datePrecision: 'instant',
    updatedAt: at,
    revision: revision.number,
    ...(isHeld ? publicationAt(farAway, revision.number) : {}),
  };
  const stored: StoredItem = {
    item,
    state: isHeld ? 'scheduled' : 'published',
    originalSha256: original.sha256,
    modifiedAt: new Date(revision.modified_at),
    firstRevision: revision.number,
    textTimes: {},
    ...(isHeld ? { publishAt: farAway } : { arrival: log.arrive() }),
  };
  const path = `${channel.id}/${Math.floor(number / 500)}/${number}.txt`;
  return { number, fate, story, path, stored, originals: [original], revisions: [revision] };
}

/** As the program dates what an editor has set a time for: see inOrderOfArrival. */
function publicationAt(
  due: Date,
  scheduledIn: number,
): Pick<FeedItem, 'publishedAt' | 'updatedAt' | 'dateOrigin'> {
  const publishedAt = new Date(due.getTime() + (scheduledIn % 1000));
  return { publishedAt, updatedAt: publishedAt, dateOrigin: 'text' };
}

function fateOf(random: Random): Fate {
  let chance = random.between(0, 999);
  for (const [fate, share] of Object.entries(fates)) {
    chance -= share;
    if (chance < 0) return fate as Fate;
  }
  return 'publish';
}

function originalOf(story: Story, channel: Channel, keptAt: number): OriginalRow {
  const bytes = Buffer.from(textOf(story, channel));
  return { sha256: sha256Of(bytes), bytes, kept_at: keptAt };
}

function change(made: Underway, newsroom: Pick<Newsroom, 'channel' | 'stories' | 'log'>): void {
  const { log } = newsroom;
  switch (made.fate) {
    case 'update':
      update(made, newsroom);
      break;
    case 'correct': {
      const revision = log.append('correct', note);
      const corrections = [{ note, at: new Date(revision.at) }];
      move(made, revision, {}, { corrections, updatedAt: new Date(revision.at) });
      break;
    }
    case 'withdraw':
    case 'expire': {
      const isWithdrawn = made.fate === 'withdraw';
      const revision = log.append(made.fate, isWithdrawn ? reason : undefined);
      const told = isWithdrawn ? { endedReason: reason } : {};
      const state = isWithdrawn ? 'withdrawn' : 'expired';
      move(made, revision, { state, endedAt: new Date(revision.at), ...told }, {});
      break;
    }
    case 'embargo': {
      const revision = log.append('publish');
      const { publishAt: _publishAt, ...rest } = made.stored;
      made.stored = {
        ...rest,
        state: 'published',
        firstRevision: revision.number,
        arrival: log.arrive(),
      };
      // Released as soon as it was due.
      const due = new Date(revision.modified_at);
      const [scheduling] = made.revisions;
      if (scheduling === undefined) throw new Error(`${made.path} was never scheduled`);
      scheduling.note = timesNote({ publishAt: due });
      move(made, revision, {}, publicationAt(due, scheduling.number));
      break;
    }
  }
}

function update(
  made: Underway,
  { channel, stories, log }: Pick<Newsroom, 'channel' | 'stories' | 'log'>,
): void {
  const revision = log.append('update');
  const story = stories.revised(made.story, made.number);
  const original = originalOf(story, channel, revision.at);
  made.originals.push(original);
  move(
    made,
    revision,
    { originalSha256: original.sha256 },
    { ...contentOf(story), updatedAt: new Date(revision.at) },
  );
}

function move(
  made: Underway,
  revision: RevisionRow,
  stored: Partial<StoredItem>,
  item: Partial<FeedItem>,
): void {
  const modifiedAt = new Date(revision.modified_at);
  made.stored = {
    ...made.stored,
    ...stored,
    modifiedAt,
    item: { ...made.stored.item, ...item, revision: revision.number },
  };
  made.revisions.push(revision);
}

function finished({ stored, revisions, originals, path }: Underway): MadeItem {
  const { key, channelId } = stored.item;
  const shown = originals.map(({ sha256 }) => ({ scheme: 'sha256', value: sha256 }) as const);
  return {
    stored,
    originals,
    // An update is the one change with bytes of its own.
    revisions: revisions.map((revision) => ({
      ...revision,
      item_key: key,
      original_sha256: (revision.kind === 'update' ? originals.at(-1) : originals[0])?.sha256 ?? null,
    })),
    identities: [{ scheme: 'path', value: path } as const, ...shown].map((identity) => ({
      channel_id: channelId,
      ...identity,
      item_key: key,
    })),
  };
}
