import { existsSync } from 'node:fs';
import path from 'node:path';
import { countRefusedArticle, type Traffic } from './http/traffic.ts';
import type { Newsroom } from './newsroom.ts';
import { type Inbox, openInbox } from './publish/inbox.ts';
import { channelOfPath } from './publish/inbox-files.ts';
import { purgeField } from './purge-field.ts';
import type { Health } from './watch-health.ts';

/** Takes in what lies in the inbox and what comes into it; `onRevision` is called after each that readers will see. */
export function startInboxWork(
  feedsDir: string,
  newsroom: Newsroom,
  traffic: Traffic,
  onRevision: () => Promise<void>,
  { note, logger }: Health,
): Inbox {
  if (!existsSync(feedsDir)) logger.warn({ feedsDir }, 'the inbox is not there yet; waiting for it');
  const origin = {
    directory: path.resolve(feedsDir),
    channelOf: (name: string) => channelOfPath(newsroom.site, name),
  };
  const failing = new Set<string>();
  return openInbox(origin, newsroom, {
    onAccepted: (file, { outcome, item, warnings, purge }) => {
      for (const { code, message } of warnings) logger.warn({ file, code, reason: message }, 'to be checked');
      if (outcome === 'unchanged') return;
      void onRevision();
      logger.info({ file, id: item.id, title: item.title, ...purgeField(newsroom.site, purge) }, outcome);
    },
    onRefused: (file, { code, line, message }) => {
      countRefusedArticle(traffic, code);
      logger.warn({ file, line, code, reason: message }, 'refused');
    },
    onMedia: (file, articles) => {
      if (articles === 0) logger.info({ file }, 'waits for an article');
    },
    onTaken: (file) => void failing.delete(file),
    onFailed: (file, error) => {
      note(error);
      if (!failing.has(file)) logger.error({ file, err: error }, 'not taken, will be tried again');
      failing.add(file);
    },
  });
}
