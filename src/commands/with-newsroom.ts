import path from 'node:path';
import type { Channel } from '../domain/channel.ts';
import type { Environment } from '../environment.ts';
import { type Newsroom, openNewsroom } from '../newsroom.ts';
import { channelOf } from '../publish/change-item.ts';
import { getNamed, type ItemName } from '../publish/find-named.ts';
import { inboxPath } from '../publish/inbox-files.ts';
import type { StoredItem } from '../store/items.ts';

/** Opens the store for a command and closes it again, whether a server works on it or not. */
export async function withNewsroom<Result>(
  { configDir, databaseUrl, baseUrl, port }: Environment,
  run: (newsroom: Newsroom) => Promise<Result>,
): Promise<Result> {
  const address = baseUrl ?? `http://localhost:${port}`;
  const newsroom = await openNewsroom({ configDir, databaseUrl, baseUrl: address });
  try {
    return await run(newsroom);
  } finally {
    await newsroom.close();
  }
}

/** What was typed may be the path of a file from the working folder. */
export function itemNameOf({ feedsDir }: Environment, typed: string): ItemName {
  return { typed, inboxPath: inboxPath(path.resolve(feedsDir), path.resolve(typed)) };
}

/** @throws NashraError `not_found` */
export async function getItem(
  environment: Environment,
  newsroom: Newsroom,
  typed: string,
): Promise<{ readonly stored: StoredItem; readonly channel: Channel }> {
  const stored = await getNamed(newsroom, itemNameOf(environment, typed));
  return { stored, channel: channelOf(newsroom, stored.item) };
}
