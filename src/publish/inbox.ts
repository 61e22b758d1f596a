import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { watch } from 'chokidar';
import type { Channel, Site } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import { refusal } from '../ingest/messages.ts';
import { maxArticleBytes } from '../ingest/parse-article.ts';
import type { Acceptance, IncomingArticle } from './accept-article.ts';

/** What becomes of each file; `file` is relative to the inbox. */
export interface InboxReports {
  readonly onAccepted: (file: string, acceptance: Acceptance) => void;
  /** The file is at fault: it is tried again when it changes. */
  readonly onRefused: (file: string, error: NashraError) => void;
  /** We are at fault (a full disk, a locked database): the file is tried again in a while. */
  readonly onFailed: (file: string, error: unknown) => void;
}

export interface Inbox {
  /** Resolves when every file that was there at the start has been looked at. */
  readonly ready: Promise<void>;
  /** Finishes the article under way. */
  readonly close: () => Promise<void>;
}

/** A file is taken when it has not grown for so long; half of the second in which it must be visible. */
const standsStillAfterMs = 250;
const retryAfterMs = 5_000;

/** Watches the folder of articles; it is only ever read. */
export function openInbox(
  { directory, site }: { readonly directory: string; readonly site: Site },
  accept: (incoming: IncomingArticle) => Promise<Acceptance>,
  reports: InboxReports,
): Inbox {
  const waiting = new Set<string>();
  const retries = new Set<NodeJS.Timeout>();
  let working: Promise<void> | undefined;
  let isClosed = false;

  const watcher = watch(directory, {
    ignored: (file) => isHidden(path.relative(directory, file)),
    awaitWriteFinish: { stabilityThreshold: standsStillAfterMs, pollInterval: 50 },
    followSymlinks: false,
  });
  watcher.on('add', enqueue).on('change', enqueue);
  watcher.on('error', (error) => reports.onFailed('.', error));

  const ready = new Promise<void>((resolve) => {
    watcher.once('ready', () => resolve(working));
  });

  function enqueue(file: string): void {
    if (isClosed) return;
    waiting.add(file);
    working ??= workOff().finally(() => {
      working = undefined;
    });
  }

  async function workOff(): Promise<void> {
    for (const file of waiting) {
      if (isClosed) return;
      waiting.delete(file);
      await take(file);
    }
  }

  async function take(file: string): Promise<void> {
    const name = inboxPath(directory, file);
    try {
      const channel = channelOfPath(site, name);
      const incoming = {
        channel,
        bytes: await readArticleFile(file, channel),
        path: name,
        fileExists: (other: string) => existsSync(path.resolve(directory, other)),
      };
      reports.onAccepted(name, await accept(incoming));
    } catch (error) {
      if (isGone(error)) return;
      if (error instanceof NashraError) reports.onRefused(name, error);
      else {
        reports.onFailed(name, error);
        retryLater(file);
      }
    }
  }

  function retryLater(file: string): void {
    const timer = setTimeout(() => {
      retries.delete(timer);
      enqueue(file);
    }, retryAfterMs);
    retries.add(timer);
  }

  async function close(): Promise<void> {
    isClosed = true;
    for (const timer of retries) clearTimeout(timer);
    await watcher.close();
    await working;
  }

  return { ready, close };
}

/** @throws NashraError `article_too_large` without reading it */
export async function readArticleFile(file: string, channel: Channel): Promise<Buffer> {
  const { size } = await stat(file);
  if (size > maxArticleBytes) throw refusal('article_too_large', channel.language);
  return readFile(file);
}

/** What the ledger calls a file: relative to the inbox where it lies in it, with `/`. */
export function inboxPath(directory: string, file: string): string {
  const relative = path.relative(directory, file);
  const isInside = !relative.startsWith('..') && !path.isAbsolute(relative);
  return (isInside ? relative : path.resolve(file)).split(path.sep).join('/');
}

/** The first folder names the channel; what lies in none of a channel's name is the default channel's. */
export function channelOfPath(site: Site, name: string): Channel {
  const [folder] = name.split('/');
  const channel =
    site.channels.find(({ id }) => id === folder) ??
    site.channels.find(({ id }) => id === site.defaultChannelId);
  if (channel === undefined) throw new Error('the configuration has no default channel');
  return channel;
}

/** Dot files, editors' locks and half-written downloads. */
export function isHidden(relative: string): boolean {
  return relative.split(path.sep).some((name) => /^(\.|~\$)|(~|\.tmp|\.part|\.swp|\.crdownload)$/.test(name));
}

function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
