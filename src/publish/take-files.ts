import { setTimeout as delay } from 'node:timers/promises';
import type { Site } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import type { Acceptance, IncomingArticle } from './accept-article.ts';
import {
  channelOfPath,
  findSha256,
  findState,
  inboxPath,
  isGone,
  listArticleFiles,
  readArticleFile,
} from './inbox-files.ts';

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
  /** Finishes the article under way. */
  readonly close: () => Promise<void>;
}

/** A file is taken when it has not changed for so long; a quarter of the second in which it must be visible. */
const standsStillAfterMs = 250;
const retryAfterMs = 5_000;

/** Bytes that are known to be whole, or the state which a file must still be in once it has been read. */
interface Seen {
  readonly incoming?: IncomingArticle;
  readonly state?: string | undefined;
}

/** Takes files one at a time, each only in the state in which it stood still. */
export function takeFiles(
  { directory, site }: { readonly directory: string; readonly site: Site },
  intake: Intake,
  reports: InboxReports,
): FileTaking {
  const { lookedAt, readIncoming, findPublished, findRenamed } = recogniseFiles({ directory, site }, intake);
  const waiting = new Set<string>();
  const timers = openTimers();
  const later = (afterMs: number, file: string) => timers.after(afterMs, () => void add([file]));
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

  async function takeBatch(files: readonly string[]): Promise<void> {
    const fresh: string[] = [];
    for (const file of files) {
      if (isClosed) return;
      const published = await findPublished(file);
      if (published === undefined) fresh.push(file);
      else await take(file, { incoming: published });
    }
    // By the clock on the wall: a watcher that polls sees nothing while a busy process lets it wait.
    const before = await Promise.all(fresh.map(findState));
    await delay(fresh.length > 0 ? standsStillAfterMs : 0);
    for (const [file, incoming] of await findRenamed(fresh)) if (!isClosed) await take(file, { incoming });
    for (const [index, file] of fresh.entries()) {
      if (isClosed) return;
      const state = before[index];
      // A watcher tells of one long write twice; what was refused is not refused again until it changes.
      if (state === undefined || lookedAt.get(file) !== state) await take(file, { state });
    }
  }

  async function take(file: string, { state, incoming }: Seen): Promise<void> {
    const name = inboxPath(directory, file);
    lookedAt.set(file, state);
    try {
      const read = incoming ?? (await readIncoming(file));
      if (state !== undefined && (await findState(file)) !== state) later(0, file);
      else reports.onAccepted(name, await intake.accept(read));
    } catch (error) {
      if (error instanceof NashraError) reports.onRefused(name, error);
      else if (!isGone(error)) {
        reports.onFailed(name, error);
        lookedAt.delete(file);
        later(retryAfterMs, file);
      }
    }
  }

  async function close(): Promise<void> {
    isClosed = true;
    timers.cancel();
    await working;
  }

  return { add, close };
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

type Renamed = readonly [file: string, incoming: IncomingArticle];

/** What can be said of files before they are taken. */
function recogniseFiles(
  { directory, site }: { readonly directory: string; readonly site: Site },
  { isPublished, findPathKind }: Intake,
) {
  /** With the state in which it was taken; a file that held what was published already has none. */
  const lookedAt = new Map<string, string | undefined>();
  const nameOf = (file: string) => {
    const name = inboxPath(directory, file);
    return { path: name, channel: channelOfPath(site, name) };
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

  /**
   * Where a new text would update an item: the files that nobody has told of yet and that hold what items hold now.
   * Of a rename and a new story under the old name either may be told first, and the other long after.
   */
  async function findRenamed(fresh: readonly string[]): Promise<readonly Renamed[]> {
    const kinds = await Promise.all(fresh.map(kindOf));
    if (kinds.every((kind) => kind === undefined)) return [];
    const renamed: Renamed[] = [];
    for (const file of await listArticleFiles(directory).catch(() => [])) {
      if (lookedAt.has(file) || (await kindOf(file)) === 'path') continue;
      const incoming = await findPublished(file);
      if (incoming !== undefined) renamed.push([file, incoming]);
    }
    return renamed;
  }

  return { lookedAt, readIncoming, findPublished, findRenamed };
}
