import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from '../domain/channel.ts';
import type { ArticleOutcome } from './accept-file.ts';
import { type CompanionFiles, openCompanionFiles } from './companion-files.ts';
import { fileKey } from './companions.ts';
import { openHeldTexts } from './held-text.ts';
import {
  changedMeanwhile,
  findLengthBytes,
  findState,
  inboxPath,
  listArticleFiles,
  readArticleFile,
} from './inbox-files.ts';
import type { IncomingArticle } from './incoming-article.ts';
import { isMediaName } from './media-types.ts';
import type { Meant } from './recognise-item.ts';

const askedAtOnce = 4;

/** Where files come from: `channelOf` takes a file's name as inboxPath gives it. */
export interface FileOrigin {
  readonly directory: string;
  readonly channelOf: (name: string) => Channel;
}

/** What the inbox may do with the store. */
export interface Intake {
  /** A file is an article, or a feed of several; each is taken when it is asked for. */
  readonly acceptFile: (incoming: IncomingArticle) => AsyncIterable<ArticleOutcome>;
  readonly isPublished: (article: Pick<IncomingArticle, 'channel' | 'bytes'>) => Promise<boolean>;
  readonly findMeant: (article: Pick<IncomingArticle, 'channel' | 'path'>) => Promise<Meant | undefined>;
  /** The articles that were looked through for that file, by path, and the state in which it was found. */
  readonly listFileUsers: (
    channelId: string,
    path: string,
  ) => Promise<readonly { readonly article: string; readonly state: string | null }[]>;
}

/** A file is taken when it has not changed for so long; a quarter of the second in which it must be visible. */
export const standsStillAfterMs = 250;

/** The state in which a file is looked at; `incoming` where its bytes are known to be whole. */
export interface Seen {
  readonly state: string | undefined;
  readonly incoming?: IncomingArticle;
  /** Something beside it has changed. */
  readonly isRefresh?: boolean;
}

export type RecognisedFiles = ReturnType<typeof recogniseFiles>;

/** What can be said of files before they are taken. */
export function recogniseFiles(origin: FileOrigin, intake: Intake) {
  const { directory } = origin;
  const { isPublished, findMeant, listFileUsers } = intake;
  /** With the state in which it was taken, or refused. */
  const lookedAt = new Map<string, string | undefined>();
  const companionFiles = openCompanionFiles(directory, async (file, state) => {
    if (lookedAt.get(file) === state) return true;
    await delay(standsStillAfterMs);
    return (await findState(file)) === state;
  });
  const { nameOf, readIncoming } = readFiles(origin, companionFiles);
  // As with findPublished, a fault of ours is reported when the file is taken.
  const meantBy = (file: string) => findMeant(nameOf(file)).catch(() => undefined);

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
   * Where a new text would update an item: the files that nobody has told of yet and that hold what the item holds
   * now. Of a rename and a new story under the old name either may be told first, and the other long after.
   */
  async function findRenamed(fresh: readonly string[]): Promise<readonly [string, Seen][]> {
    const lengths = new Set<number>();
    // A few at a time: a database has so many connections, and others ask too.
    for (let first = 0; first < fresh.length; first += askedAtOnce) {
      const meant = await Promise.all(fresh.slice(first, first + askedAtOnce).map(meantBy));
      for (const item of meant) if (item !== undefined) lengths.add(item.lengthBytes);
    }
    if (lengths.size === 0) return [];
    const renamed: [string, Seen][] = [];
    for (const file of await listUntold(directory)) {
      // The length is asked for first: of a large inbox not every file is read.
      if (isMediaName(file) || !lengths.has(await findLengthBytes(file))) continue;
      const state = await findState(file);
      const incoming = await findPublished(file);
      if (incoming !== undefined) renamed.push([file, { state, incoming }]);
    }
    return renamed;
  }

  /** The articles that have a picture, and those of them that have it in another state, or not yet. */
  async function findMediaUsers(file: string, state: string | undefined) {
    const { path: name, channel } = nameOf(file);
    const users = await listFileUsers(channel.id, fileKey(name));
    const states = new Map(users.map((user) => [path.resolve(directory, user.article), user.state]));
    for (const owner of await companionFiles.listOwners(file)) {
      const isPublishedThere = (await findMeant(nameOf(owner)))?.by === 'path';
      if (isPublishedThere && !states.has(owner)) states.set(owner, null);
    }
    const outdated = [...states].filter(([, seen]) => seen !== state).map(([article]) => article);
    return { count: states.size, outdated };
  }

  return { lookedAt, readIncoming, findPublished, findRenamed, listUntold, findMediaUsers };
}

function readFiles({ directory, channelOf }: FileOrigin, companionFiles: CompanionFiles) {
  const findHeldSha256 = openHeldTexts(directory);

  function nameOf(file: string): Pick<IncomingArticle, 'path' | 'channel'> {
    const name = inboxPath(directory, file);
    return { path: name, channel: channelOf(name) };
  }

  async function readIncoming(file: string): Promise<IncomingArticle> {
    const { path: name, channel } = nameOf(file);
    const state = await findState(file);
    return {
      channel,
      bytes: await readArticleFile(file, channel),
      path: name,
      findSha256: (other) => findHeldSha256(other, channel),
      confirm: async () => {
        if ((await findState(file)) !== state) throw changedMeanwhile;
      },
      companions: companionFiles.of(file),
    };
  }

  return { nameOf, readIncoming };
}
