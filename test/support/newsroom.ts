import { createHash } from 'node:crypto';
import type { Channel, Site } from '../../src/domain/channel.ts';
import { splitFeed } from '../../src/ingest/split-feed.ts';
import { acceptArticle } from '../../src/publish/accept-article.ts';
import { type ArticleOutcome, acceptFile } from '../../src/publish/accept-file.ts';
import type { Acceptance } from '../../src/publish/acceptance.ts';
import { mintFeedId } from '../../src/publish/identity.ts';
import type { IncomingArticle } from '../../src/publish/incoming-article.ts';
import { registerChannel } from '../../src/store/channels.ts';
import { closeStore, openStore, type Store } from '../../src/store/open-store.ts';
import { arabicChannel } from './arabic-channel.ts';
import { createDatabase } from './database.ts';

export const twoChannelSite: Site = {
  name: 'غرفة أخبار الاختبار',
  description: 'أخبار للاختبار.',
  baseUrl: 'https://news.example',
  timeZone: 'Asia/Beirut',
  tagAuthority: 'news.example,2026',
  dateStyle: { digits: 'latn', region: 'LB' },
  bidiMarks: 'auto',
  defaultChannelId: 'ar',
  channels: [arabicChannel, { ...arabicChannel, id: 'sport', title: 'نشرة الرياضة' }],
};

/** A store in a file of its own, an inbox held in memory, and a clock that the test sets. */
export interface TestNewsroom {
  readonly store: Store;
  readonly files: Map<string, string>;
  readonly clock: { now: Date };
  /** Puts the text into the inbox under that path, as an editor would, and takes it. */
  readonly drop: (path: string, text: string) => Promise<Acceptance>;
  /** Takes what the inbox holds under that path. */
  readonly take: (path: string) => Promise<Acceptance>;
  /** Takes each article of the file that the inbox holds under that path. */
  readonly takeFile: (path: string) => Promise<readonly ArticleOutcome[]>;
  readonly close: () => Promise<void>;
}

export async function openTestNewsroom(databaseUrl?: string): Promise<TestNewsroom> {
  const store = await openStore(databaseUrl ?? (await createDatabase()));
  for (const { id } of twoChannelSite.channels) {
    await registerChannel(store, { id, feedId: mintFeedId(twoChannelSite, id) });
  }
  const files = new Map<string, string>();
  const clock = { now: new Date('2026-11-23T08:00:00.000Z') };
  const acceptor = { store, site: twoChannelSite, now: () => clock.now };
  const incoming = (name: string): IncomingArticle => ({
    channel: channelOf(name),
    bytes: Buffer.from(files.get(name) ?? '', 'utf8'),
    path: name,
    findSha256: async (other) => {
      const text = files.get(other) ?? entryOf(files, other);
      return text === undefined ? undefined : sha256Of(text);
    },
  });
  const take = (name: string) => acceptArticle(acceptor, incoming(name));
  const takeFile = async (name: string) => {
    const outcomes: ArticleOutcome[] = [];
    for await (const outcome of acceptFile(acceptor, incoming(name))) outcomes.push(outcome);
    return outcomes;
  };
  const drop = (name: string, text: string) => {
    files.set(name, text);
    return take(name);
  };
  return { store, files, clock, drop, take, takeFile, close: () => closeStore(store) };
}

function entryOf(files: ReadonlyMap<string, string>, name: string): Uint8Array | undefined {
  const [file = '', ...rest] = name.split('#');
  const feed = files.get(file);
  const options = { channel: channelOf(file), fileName: file, timeZone: 'UTC' };
  const entries = feed === undefined ? [] : splitFeed(Buffer.from(feed), options);
  return entries?.find((entry) => entry.name === rest.join('#'))?.bytes;
}

export function sha256Of(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

function channelOf(name: string): Channel {
  const found = twoChannelSite.channels.find(({ id }) => name.startsWith(`${id}/`));
  if (found === undefined) throw new Error(`no channel for ${name}`);
  return found;
}
