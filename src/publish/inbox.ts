import type { Stats } from 'node:fs';
import path from 'node:path';
import { watch } from 'chokidar';
import type { Site } from '../domain/channel.ts';
import { isHidden, stateOf } from './inbox-files.ts';
import { type InboxReports, type Intake, takeFiles } from './take-files.ts';

export interface Inbox {
  /** Resolves when every file that was there at the start has been looked at. */
  readonly ready: Promise<void>;
  /** Finishes the article under way. */
  readonly close: () => Promise<void>;
}

/** A file is taken when it has not grown for so long; half of the second in which it must be visible. */
const standsStillAfterMs = 250;

/** Watches the folder of articles; it is only ever read. */
export function openInbox(
  { directory, site }: { readonly directory: string; readonly site: Site },
  intake: Intake,
  reports: InboxReports,
): Inbox {
  const watcher = watch(directory, {
    ignored: (file) => isHidden(path.relative(directory, file)),
    awaitWriteFinish: { stabilityThreshold: standsStillAfterMs, pollInterval: 50 },
    followSymlinks: false,
  });
  let isScanned = false;
  const found: string[] = [];
  const taking = takeFiles({ directory, site, standsStillAfterMs }, intake, reports);
  watcher.on('add', onFile).on('change', onFile);
  watcher.on('error', (error) => reports.onFailed('.', error));

  // What is there at the start chokidar reports without waiting, even a file that is being written.
  function onFile(file: string, stats?: Stats): void {
    if (isScanned) void taking.add([[file, stats && stateOf(stats)]]);
    else found.push(file);
  }

  const ready = new Promise<void>((resolve) => {
    watcher.once('ready', () => {
      isScanned = true;
      resolve(taking.add(found.map((file) => [file, undefined])));
    });
  });

  return {
    ready,
    close: async () => {
      await watcher.close();
      await taking.close();
    },
  };
}
