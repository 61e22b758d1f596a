import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { isHidden } from './inbox-files.ts';
import type { FileOrigin, Intake } from './recognise-files.ts';
import { type InboxReports, takeFiles } from './take-files.ts';

export interface Inbox {
  /** Resolves when every file that was there at the start has been looked at. */
  readonly ready: Promise<void>;
  /** The folder was away and is back: watches it anew, and looks through it for what no watcher told of. */
  readonly lookAnew: () => Promise<void>;
  /** Finishes the article under way. */
  readonly close: () => Promise<void>;
}

/** A folder that is made and filled in one go may be told without its files: it is looked into once more by then. */
const newFolderAfterMs = 150;
/** The whole inbox is looked through so often, for what no watcher told (a full queue of events, a network drive). */
const sweepEveryMs = 30_000;

/** Watches the folder of articles; it is only ever read. */
export function openInbox(origin: FileOrigin, intake: Intake, reports: InboxReports): Inbox {
  const { directory } = origin;
  const taking = takeFiles(origin, intake, reports);
  const found: string[] = [];
  let onFile = (file: string) => void found.push(file);
  let onFolder: (folder: string) => void = () => undefined;
  let onReady: () => void = () => undefined;
  let isClosed = false;
  let watcher = startWatching();

  // Of whichever watcher is the first: the folder may be taken away while it is looked through.
  const ready = new Promise<void>((resolve) => {
    onReady = () => {
      onReady = () => undefined;
      onFile = (file) => void taking.add([file]);
      onFolder = lookIntoLater;
      resolve(taking.add(found));
    };
  });
  const timers = new Set([setInterval(() => void taking.sweep(directory), sweepEveryMs)]);

  function startWatching(): FSWatcher {
    const started = watch(directory, {
      ignored: (file) => isHidden(path.relative(directory, file)),
      followSymlinks: false,
    });
    return started
      .on('add', (file) => onFile(file))
      .on('change', (file) => onFile(file))
      .on('addDir', (folder) => onFolder(folder))
      .on('ready', () => onReady())
      .on('unlinkDir', (folder) => {
        if (folder === directory && started === watcher) void watchAnew();
      })
      .on('error', (error) => reports.onFailed('.', error));
  }

  /**
   * Of a folder that was taken away nothing is told any more, also when it is back: a drive, another release. A watcher
   * of a folder that is not there finds it mostly, but not always, when it comes.
   */
  async function watchAnew(): Promise<void> {
    if (isClosed) return;
    const former = watcher;
    watcher = startWatching();
    await former.close();
  }

  function lookIntoLater(folder: string): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void taking.sweep(folder);
    }, newFolderAfterMs);
    timers.add(timer);
  }

  return {
    ready,
    lookAnew: async () => {
      await watchAnew();
      await taking.sweep(directory);
    },
    close: async () => {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      await watcher.close();
      await taking.close();
    },
  };
}
