import path from 'node:path';
import { watch } from 'chokidar';
import type { Site } from '../domain/channel.ts';
import { isHidden } from './inbox-files.ts';
import { type InboxReports, type Intake, takeFiles } from './take-files.ts';

export interface Inbox {
  /** Resolves when every file that was there at the start has been looked at. */
  readonly ready: Promise<void>;
  /** Finishes the article under way. */
  readonly close: () => Promise<void>;
}

/** Watches the folder of articles; it is only ever read. */
export function openInbox(
  { directory, site }: { readonly directory: string; readonly site: Site },
  intake: Intake,
  reports: InboxReports,
): Inbox {
  const watcher = watch(directory, {
    ignored: (file) => isHidden(path.relative(directory, file)),
    followSymlinks: false,
  });
  const taking = takeFiles({ directory, site }, intake, reports);
  const found: string[] = [];
  let onFile = (file: string) => void found.push(file);
  watcher.on('add', (file) => onFile(file)).on('change', (file) => onFile(file));
  watcher.on('error', (error) => reports.onFailed('.', error));

  const ready = new Promise<void>((resolve) => {
    watcher.once('ready', () => {
      onFile = (file) => void taking.add([file]);
      resolve(taking.add(found));
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
