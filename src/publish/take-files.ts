import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import type { Acceptance, IncomingArticle } from './accept-article.ts';
import {
  findSha256,
  findState,
  inboxPath,
  isGone,
  listArticleFiles,
  readArticleFile,
} from './inbox-files.ts';

/** Where files come from: `channelOf` takes a file's name as inboxPath gives it. */
export interface FileOrigin {
  readonly directory: string;
  readonly channelOf: (name: string) => Channel;
}

/** What the inbox may do with the store. */
export interface Intake {
  readonly accept: (incoming: IncomingArticle) => Promise<Acceptance>;
  readonly isPublished: (article: Pick<IncomingArticle, 'channel' | 'bytes'>) => Promise<boolean>;
  readonly findPathKind: (
    article: Pick<IncomingArticle, 'channel' | 'path'>,
  ) => Promise<'path' | 'copy' | undefined>;
}

/** What becomes of each file; `file` is relative to the inbox. */
export interface InboxReports {
  readonly onAccepted: (file: string, acceptance: Acceptance) => void;
  /** The file is at fault: it is tried again when it changes. */
  readonly onRefused: (file: string, error: NashraError) => void;
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

/** A file is taken when it has not changed for so long; a quarter of the second in which it must be visible. */
const standsStillAfterMs = 250;
const retryAfterMs = 5_000;

/** The state in which a file is looked at; `incoming` where its bytes are known to be whole. */
interface Seen {
  readonly state: string | undefined;
  readonly incoming?: IncomingArticle;
}

/** Takes files one at a time, each only in the state in which it stood still. */
export function takeFiles(origin: FileOrigin, intake: Intake, reports: InboxReports): FileTaking {
  const { directory } = origin;
  const { lookedAt, readIncoming, findPublished, findRenamed, listUntold } = recogniseFiles(origin, intake);
  const waiting = new Set<string>();
  const timers = openTimers();
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
    for (const file of files) {
      if (isClosed) return;
      const state = await findState(file);
      const incoming = await findPublished(file);
      if (incoming === undefined) fresh.push([file, state]);
      else await take(file, { state, incoming });
    }
    // By the clock on the wall: a watcher that polls sees nothing while a busy process lets it wait.
    await delay(fresh.length > 0 ? standsStillAfterMs : 0);
    for (const [file, seen] of await findRenamed(fresh.map(([file]) => file)))
      if (!isClosed) await take(file, seen);
    for (const [file, state] of fresh) {
      if (isClosed) return;
      // A watcher tells of one long write twice; what was refused is not refused again until it changes.
      if (state === undefined || lookedAt.get(file) !== state) await take(file, { state });
    }
  }

  async function take(file: string, { state, incoming }: Seen): Promise<void> {
    const name = inboxPath(directory, file);
    lookedAt.set(file, state);
    try {
      const read = incoming ?? (await readIncoming(file));
      // Still being written, or another file by now: it has to stand still first.
      if (incoming === undefined && (await findState(file)) !== state) waiting.add(file);
      else reports.onAccepted(name, await intake.accept(read));
    } catch (error) {
      if (error instanceof NashraError) reports.onRefused(name, error);
      else if (!isGone(error)) {
        reports.onFailed(name, error);
        lookedAt.delete(file);
        if (!isClosed) timers.after(retryAfterMs, () => void add([file]));
      }
    }
  }

  async function close(): Promise<void> {
    isClosed = true;
    timers.cancel();
    await working;
  }

  return { add, sweep: async (folder) => add(await listUntold(folder)), close };
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

/** What can be said of files before they are taken. */
function recogniseFiles({ directory, channelOf }: FileOrigin, { isPublished, findPathKind }: Intake) {
  /** With the state in which it was taken, or refused. */
  const lookedAt = new Map<string, string | undefined>();
  const nameOf = (file: string) => {
    const name = inboxPath(directory, file);
    return { path: name, channel: channelOf(name) };
  };
  // As with findPublished, a fault of ours is reported when the file is taken.
  const kindOf = (file: string) => findPathKind(nameOf(file)).catch(() => undefined);

  async function readIncoming(file: string): Promise<IncomingArticle> {
    const { path: name, channel } = nameOf(file);
    const bytes = await readArticleFile(file, channel);
    return { channel, bytes, path: name, findSha256: (other) => findSha256(directory, other) };
  }

  async function findPublished(file: string): Promise<IncomingArticle | undefined> {
    try {
      const incoming = await readIncoming(file);
      return (await isPublished(incoming)) ? incoming : undefined;
    } catch {
      // Whatever is wrong with it is reported when it is taken.
      return undefined;
    }
  }

  async function listUntold(folder: string): Promise<readonly string[]> {
    const untold: string[] = [];
    for (const file of await listArticleFiles(folder).catch(() => [])) {
      if (!lookedAt.has(file) || lookedAt.get(file) !== (await findState(file))) untold.push(file);
    }
    return untold;
  }

  /**
   * Where a new text would update an item: the files that nobody has told of yet and that hold what items hold now.
   * Of a rename and a new story under the old name either may be told first, and the other long after.
   */
  async function findRenamed(fresh: readonly string[]): Promise<readonly [string, Seen][]> {
    const kinds = await Promise.all(fresh.map(kindOf));
    if (kinds.every((kind) => kind === undefined)) return [];
    const renamed: [string, Seen][] = [];
    for (const file of await listUntold(directory)) {
      if ((await kindOf(file)) === 'path') continue;
      const state = await findState(file);
      const incoming = await findPublished(file);
      if (incoming !== undefined) renamed.push([file, { state, incoming }]);
    }
    return renamed;
  }

  return { lookedAt, readIncoming, findPublished, findRenamed, listUntold };
}
