import path from 'node:path';
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
  listFolder,
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

/** With the state in which the file stood still; undefined while nobody has looked whether it does. */
export type SeenFile = readonly [file: string, state: string | undefined];

export interface FileTaking {
  /** Resolves when these files, and what waited before them, have been looked at. */
  readonly add: (files: readonly SeenFile[]) => Promise<void>;
  /** Finishes the article under way. */
  readonly close: () => Promise<void>;
}

const retryAfterMs = 5_000;

/** Takes files one at a time, each only in the state in which it stood still. */
export function takeFiles(
  {
    directory,
    site,
    standsStillAfterMs,
  }: { readonly directory: string; readonly site: Site; readonly standsStillAfterMs: number },
  intake: Intake,
  reports: InboxReports,
): FileTaking {
  const { lookedAt, isKnown, findRenamed } = recogniseFiles({ directory, site }, intake);
  const waiting = new Map<string, string | undefined>();
  const timers = new Set<NodeJS.Timeout>();
  let working: Promise<void> | undefined;
  let isClosed = false;

  function add(files: readonly SeenFile[]): Promise<void> {
    if (isClosed) return Promise.resolve();
    for (const [file, state] of files) waiting.set(file, state);
    if (waiting.size > 0) working ??= workOff();
    return working ?? Promise.resolve();
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

  async function takeBatch(files: readonly SeenFile[]): Promise<void> {
    const fresh: SeenFile[] = [];
    for (const [file, state] of files) {
      if (isClosed) return;
      if (await isKnown(file)) await take(file);
      else fresh.push([file, state ?? (await findState(file))]);
    }
    if (files.some(([, state]) => state === undefined) && fresh.length > 0) await delay(standsStillAfterMs);
    for (const file of await findRenamed(fresh)) if (!isClosed) await take(file);
    for (const [file, state] of fresh) {
      if (isClosed) return;
      const current = await findState(file);
      if (current === state) await take(file);
      else later(standsStillAfterMs, [file, current]);
    }
  }

  async function take(file: string): Promise<void> {
    const name = inboxPath(directory, file);
    lookedAt.add(file);
    try {
      const channel = channelOfPath(site, name);
      const bytes = await readArticleFile(file, channel);
      const find = (other: string) => findSha256(directory, other);
      reports.onAccepted(name, await intake.accept({ channel, bytes, path: name, findSha256: find }));
    } catch (error) {
      if (isGone(error)) return;
      if (error instanceof NashraError) reports.onRefused(name, error);
      else {
        reports.onFailed(name, error);
        later(retryAfterMs, [file, undefined]);
      }
    }
  }

  function later(afterMs: number, file: SeenFile): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void add([file]);
    }, afterMs);
    timers.add(timer);
  }

  async function close(): Promise<void> {
    isClosed = true;
    for (const timer of timers) clearTimeout(timer);
    await working;
  }

  return { add, close };
}

/** What can be said of files before they are taken. */
function recogniseFiles(
  { directory, site }: { readonly directory: string; readonly site: Site },
  { isPublished, findPathKind }: Intake,
) {
  const lookedAt = new Set<string>();
  const nameOf = (file: string) => {
    const name = inboxPath(directory, file);
    return { path: name, channel: channelOfPath(site, name) };
  };
  // As with isKnown, a fault of ours is reported when the file is taken.
  const kindOf = (file: string) => findPathKind(nameOf(file)).catch(() => undefined);

  async function isKnown(file: string): Promise<boolean> {
    const { channel } = nameOf(file);
    try {
      return await isPublished({ channel, bytes: await readArticleFile(file, channel) });
    } catch {
      // Whatever is wrong with it is reported when it is taken.
      return false;
    }
  }

  /**
   * Where a new text would update an item: the files beside it that nobody has told of yet and that hold what items
   * hold now. Of a rename and a new story under the old name either may be told first, and the other long after.
   */
  async function findRenamed(fresh: readonly SeenFile[]): Promise<readonly string[]> {
    const folders = new Set<string>();
    for (const [file] of fresh) if ((await kindOf(file)) !== undefined) folders.add(path.dirname(file));
    const renamed: string[] = [];
    for (const folder of folders) {
      for (const file of await listFolder(folder)) {
        if (!lookedAt.has(file) && (await kindOf(file)) !== 'path' && (await isKnown(file)))
          renamed.push(file);
      }
    }
    return renamed;
  }

  return { lookedAt, isKnown, findRenamed };
}
