import { setTimeout as delay } from 'node:timers/promises';
import { NashraError } from '../domain/errors.ts';
import type { Acceptance } from './acceptance.ts';
import { changedMeanwhile, findState, inboxPath, isGone } from './inbox-files.ts';
import type { IncomingArticle } from './incoming-article.ts';
import { isMediaName } from './media-types.ts';
import {
  type FileOrigin,
  type Intake,
  type RecognisedFiles,
  recogniseFiles,
  type Seen,
  standsStillAfterMs,
} from './recognise-files.ts';

/** What becomes of each file; `file` is relative to the inbox. */
export interface InboxReports {
  /** `article` is called as its file, and with `#` and its own name if the file is a feed. */
  readonly onAccepted: (article: string, acceptance: Acceptance) => void;
  /** The article is at fault: it is tried again when its file changes. */
  readonly onRefused: (article: string, error: NashraError) => void;
  /** Every article of the file has been accepted or refused. */
  readonly onTaken?: (file: string) => void;
  /** A picture, sound or film, and how many articles have it; of none it waits for one. */
  readonly onMedia: (file: string, articles: number) => void;
  /** We are at fault (a full disk, a locked database): the file is tried again in a while. */
  readonly onFailed: (file: string, error: unknown) => void;
}

export interface FileTaking {
  /** Resolves when these files, and what waited before them, have been looked at. */
  readonly add: (files: readonly string[]) => Promise<void>;
  /** Looks through a folder for what nobody has told of. */
  readonly sweep: (folder: string) => Promise<void>;
  /** Finishes the article under way. */
  readonly close: () => Promise<void>;
}

const retryAfterMs = 5_000;

/** Takes files one at a time, each only in the state in which it stood still. */
export function takeFiles(origin: FileOrigin, intake: Intake, reports: InboxReports): FileTaking {
  const recognised = recogniseFiles(origin, intake);
  const { lookedAt, findPublished, findRenamed, listUntold } = recognised;
  const waiting = new Set<string>();
  const timers = openTimers();
  const { take, takeMedia, keepStill } = takeSingly(origin, intake, reports, recognised, {
    again: (file) => void waiting.add(file),
    later: (file) => {
      if (!isClosed) timers.after(retryAfterMs, () => void add([file]));
    },
    isClosed: () => isClosed,
  });
  let working: Promise<void> | undefined;
  let isClosed = false;

  async function add(files: readonly string[]): Promise<void> {
    if (isClosed) return;
    for (const file of files) waiting.add(file);
    if (waiting.size > 0) working ??= workOff();
    await working;
  }

  async function workOff(): Promise<void> {
    while (waiting.size > 0 && !isClosed) {
      const files = [...waiting];
      waiting.clear();
      await takeBatch(files);
    }
    // In the same turn as the last look at `waiting`: what comes now begins anew.
    working = undefined;
  }

  /** What items hold already goes first: no new text may come before the rename of what it replaces. */
  async function takeBatch(files: readonly string[]): Promise<void> {
    const fresh: [file: string, state: string | undefined][] = [];
    const media = await statesOf(files.filter(isMediaName));
    for (const file of files.filter((name) => !isMediaName(name))) {
      if (isClosed) return;
      const state = await findState(file);
      const incoming = await findPublished(file);
      if (incoming === undefined) fresh.push([file, state]);
      else await take(file, { state, incoming });
    }
    // By the clock on the wall: a watcher that polls sees nothing while a busy process lets it wait.
    await delay(fresh.length + media.length > 0 ? standsStillAfterMs : 0);
    const still = await keepStill(media);
    for (const [file, seen] of await findRenamed(fresh.map(([file]) => file)))
      if (!isClosed) await take(file, seen);
    for (const [file, state] of fresh) {
      if (isClosed) return;
      // A watcher tells of one long write twice; what was refused is not refused again until it changes.
      if (state === undefined || lookedAt.get(file) !== state) await take(file, { state });
    }
    for (const [file, state] of still) if (!isClosed) await takeMedia(file, state);
  }

  async function close(): Promise<void> {
    isClosed = true;
    timers.cancel();
    await working;
  }

  return { add, sweep: async (folder) => add(await listUntold(folder)), close };
}

/** What is done with a file that must stand still first, or that we could not take. */
interface Waiting {
  readonly again: (file: string) => void;
  readonly later: (file: string) => void;
  readonly isClosed: () => boolean;
}

function takeSingly(
  { directory }: FileOrigin,
  intake: Intake,
  reports: InboxReports,
  { lookedAt, readIncoming, findMediaUsers }: RecognisedFiles,
  wait: Waiting,
) {
  /** From here on articles may read them; what has changed meanwhile has to stand still first. */
  async function keepStill(media: readonly FileState[]): Promise<readonly FileState[]> {
    const now = new Map(await statesOf(media.map(([file]) => file)));
    for (const [file, state] of media) if (now.get(file) !== state) wait.again(file);
    const still = media.filter(([file, state]) => state !== undefined && now.get(file) === state);
    // Of what a watcher tells twice nothing is new.
    const fresh = still.filter(([file, state]) => lookedAt.get(file) !== state);
    for (const [file, state] of fresh) lookedAt.set(file, state);
    return fresh;
  }

  /** After the articles that came with it, which have read it themselves. */
  async function takeMedia(file: string, state: string | undefined): Promise<void> {
    try {
      const { count, outdated } = await findMediaUsers(file, state);
      for (const article of outdated) await takeAgain(article, file);
      reports.onMedia(inboxPath(directory, file), count);
    } catch (error) {
      fail(file, error);
    }
  }

  /** An editor may be writing the article just now: then both wait for it to stand still. */
  async function takeAgain(article: string, media: string): Promise<void> {
    const state = await findState(article);
    if (state === undefined) return;
    if (lookedAt.get(article) !== state) await delay(standsStillAfterMs);
    if ((await findState(article)) === state && (await take(article, { state, isRefresh: true }))) return;
    lookedAt.delete(media);
    wait.again(article);
    wait.again(media);
  }

  function fail(file: string, error: unknown): void {
    reports.onFailed(inboxPath(directory, file), error);
    lookedAt.delete(file);
    wait.later(file);
  }

  /** False when it is still being written, or another file by now: it has to stand still first. */
  async function take(file: string, { state, incoming, isRefresh = false }: Seen): Promise<boolean> {
    const name = inboxPath(directory, file);
    lookedAt.set(file, state);
    try {
      const read = incoming ?? { ...(await readIncoming(file)), isRefresh };
      if (incoming === undefined && (await findState(file)) !== state) throw changedMeanwhile;
      await takeArticles(name, read);
    } catch (error) {
      if (error === changedMeanwhile) wait.again(file);
      else if (error instanceof NashraError) {
        reports.onRefused(name, error);
        reports.onTaken?.(name);
      } else if (!isGone(error)) fail(file, error);
      // Its folder may come back, and the file with it just as it was.
      else lookedAt.delete(file);
      return error !== changedMeanwhile;
    }
    return true;
  }

  async function takeArticles(name: string, read: IncomingArticle): Promise<void> {
    for await (const outcome of intake.acceptFile(read)) {
      if ('error' in outcome) reports.onRefused(outcome.path, outcome.error);
      else reports.onAccepted(outcome.path, outcome.acceptance);
      // The rest of a long feed is taken at the next start.
      if (wait.isClosed()) return;
    }
    reports.onTaken?.(name);
  }

  return { take, takeMedia, keepStill };
}

type FileState = readonly [file: string, state: string | undefined];

function statesOf(files: readonly string[]): Promise<FileState[]> {
  return Promise.all(files.map(async (file) => [file, await findState(file)] as const));
}

function openTimers(): { after: (afterMs: number, run: () => void) => void; cancel: () => void } {
  const running = new Set<NodeJS.Timeout>();
  return {
    after: (afterMs, run) => {
      const timer = setTimeout(() => {
        running.delete(timer);
        run();
      }, afterMs);
      running.add(timer);
    },
    cancel: () => {
      for (const timer of running) clearTimeout(timer);
    },
  };
}
