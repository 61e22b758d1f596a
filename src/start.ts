import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import path from 'node:path';
import type { Router } from 'express';
import { type Closers, createClosers } from './closers.ts';
import type { Site } from './domain/channel.ts';
import type { FeedItem } from './domain/item.ts';
import { followLog } from './follow-log.ts';
import { createApp } from './http/app.ts';
import { createFrontDoor } from './http/front-door.ts';
import { headerPolicy } from './http/headers.ts';
import type { OnError } from './http/problem.ts';
import { createRoutes } from './http/routes.ts';
import type { Siblings } from './http/siblings.ts';
import type { Logger } from './logger.ts';
import { type Newsroom, openNewsroom } from './newsroom.ts';
import { openPolling, type Polling } from './open-polling.ts';
import type { Acceptance } from './publish/acceptance.ts';
import { correctItem, type SetTimes, scheduleStored, withdrawItem } from './publish/change-item.ts';
import { companionsIn } from './publish/companions-in.ts';
import { type Documents, openDocuments } from './publish/documents.ts';
import { getNamed } from './publish/find-named.ts';
import type { IncomingArticle } from './publish/incoming-article.ts';
import { noteConfiguration } from './publish/note-configuration.ts';
import { createResourceRenderer } from './publish/render-resource.ts';
import { republishItem } from './publish/republish-item.ts';
import { selectAsked } from './publish/select.ts';
import { timedRenderer } from './publish/timed-renderer.ts';
import { type SharedWork, shareWork } from './share-work.ts';
import { findArchive } from './store/archives.ts';
import { findItem } from './store/items.ts';
import { findPublishedMedia, readMedia } from './store/media.ts';
import { cutOffStore } from './store/open-store.ts';
import { watchHealth } from './watch-health.ts';

export { createLimitedServer, type LimitedServerOptions, serverLimits } from './http/limited-server.ts';
export type { Logger } from './logger.ts';

export interface NashraOptions {
  /** What the world sees, with the path under which the router is mounted: `https://example.org/news`. */
  readonly baseUrl: string;
  /** Default `config` in the working folder, else the one that ships with the program. */
  readonly configDir?: string;
  /** The inbox; default `feeds`. Without it nothing is watched: articles come by `accept` or the command. */
  readonly feedsDir?: string | false;
  /** `sqlite:` and a path, or `postgres://…`; default `sqlite:data/nashra.sqlite`. */
  readonly databaseUrl?: string;
  /** Default: silent. */
  readonly logger?: Logger;
  readonly now?: () => Date;
  /** Whose `X-Forwarded-For` is believed: how many proxies, or their addresses. Default: nobody's. */
  readonly trustProxy?: string;
  /** Opens `/metrics` and `/pollers` to whoever names it. */
  readonly metricsToken?: string;
  /** Default: this process answers alone. */
  readonly siblings?: Siblings;
}

export interface Nashra {
  readonly site: Site;
  /** For `app.use('/news', nashra.router)`: answers its own addresses and passes on every other. */
  readonly router: Router;
  /** For `createLimitedServer(nashra.listener)`: the whole application, with the short way for what is ready. */
  readonly listener: RequestListener;
  /** `/metrics` and `/pollers` alone, for an address that only the operator reaches; asks for the token if there is one. */
  readonly operatorListener: RequestListener;
  /**
   * Resolves when every article that was in the inbox at the start has been taken or refused; at once where another
   * process on the database takes them.
   */
  readonly ready: Promise<void>;
  /** Publishes an article, or gives it a new text; resolves when every feed shows it. */
  readonly accept: (incoming: IncomingArticle) => Promise<Acceptance>;
  /** Takes a story back for a reason that readers are told. What is called `name` here: see publish/find-named. */
  readonly withdraw: (name: string, reason: string) => Promise<FeedItem>;
  /** Adds a note for readers below the text. */
  readonly correct: (name: string, note: string) => Promise<FeedItem>;
  /** Sets when a scheduled story is published, or when one ends. */
  readonly schedule: (name: string, times: SetTimes) => Promise<FeedItem>;
  /** Publishes what was withdrawn or has expired, as a new item. */
  readonly republish: (name: string) => Promise<FeedItem>;
  /** Ends what one process does for all on the database, so that another takes over; requests are answered until `close`. */
  readonly handOver: () => Promise<void>;
  /** Within five seconds, also where the database answers no longer; then it rejects with what could not be kept. */
  readonly close: () => Promise<void>;
}

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Opens the store, prepares every feed and begins to watch the inbox, or waits until the process that does so ends.
 * @throws NashraError `config_invalid`, `store_unavailable`
 */
export async function createNashra(options: NashraOptions): Promise<Nashra> {
  const closers = createClosers();
  const newsroom = await openNewsroom(options);
  closers.add(newsroom.close);
  try {
    return await openDoors(newsroom, options, closers);
  } catch (error) {
    // Why it cannot start says more than what cannot be closed because of it.
    await closers.closeAll().catch(() => undefined);
    throw error;
  }
}

async function openDoors(newsroom: Newsroom, options: NashraOptions, closers: Closers): Promise<Nashra> {
  const { site } = newsroom;
  await noteConfiguration(newsroom);
  const feedsDir = options.feedsDir ?? 'feeds';
  let work: SharedWork | undefined;
  const health = watchHealth(newsroom, feedsDir === false ? undefined : path.resolve(feedsDir), {
    logger: options.logger ?? silent,
    onInboxBack: () => void work?.lookAnew(),
  });
  closers.add(health.stop);
  const { logger } = health;
  const onError: OnError = (error, { originalUrl }) =>
    logger.error({ err: error, url: originalUrl }, 'request failed');
  const polling = openPolling(newsroom, { ...options, logger, onError });
  closers.add(polling.close);
  const documents = openSiteDocuments(newsroom, polling, logger);
  closers.add(documents.close);
  await documents.catchUp();
  const follower = followLog(newsroom, documents, health);
  closers.add(follower.stop);
  // What has expired while nothing ran must not be shown even once: the leader sees to it before this resolves.
  work = await shareWork(newsroom, {
    feedsDir,
    traffic: polling.traffic,
    onRevision: follower.look,
    health,
  });
  const { ready, close: stopWork } = work;
  let handedOver: Promise<void> | undefined;
  const handOver = () => {
    handedOver ??= stopWork();
    return handedOver;
  };
  closers.add(handOver);
  const operator = options.metricsToken === undefined ? undefined : polling.operator;
  const router = openRoutes(newsroom, {
    ...polling,
    documents,
    operator,
    checkHealth: health.check,
    onError,
  });
  const app = createApp(site, router, polling.observe);
  return {
    site,
    router,
    listener: createFrontDoor(documents, polling.send, (request: IncomingMessage, response: ServerResponse) =>
      app(request, response),
    ),
    operatorListener: polling.operatorListener,
    ready,
    ...createActs(newsroom, documents, feedsDir),
    handOver,
    close: () => closeInTime(closers, newsroom),
  };
}

/** A database that answers gives all that is asked of it in this time; for a silent one nothing waits longer. */
const closingMs = 3_500;

async function closeInTime({ closeAll }: Closers, { store }: Newsroom): Promise<void> {
  const timer = setTimeout(() => cutOffStore(store), closingMs);
  try {
    await closeAll();
  } finally {
    clearTimeout(timer);
  }
}

function openRoutes(
  { site, store }: Newsroom,
  parts: Pick<
    Parameters<typeof createRoutes>[0],
    'documents' | 'operator' | 'checkHealth' | 'send' | 'refuseSpent' | 'observe' | 'onError'
  >,
): Router {
  return createRoutes({
    ...parts,
    site,
    media: {
      find: (sha256) => findPublishedMedia(store, sha256),
      read: (sha256, start, end) => readMedia(store, sha256, start, end),
    },
    findItem: (key) => findItem(store, key),
    select: (channel, asked) => selectAsked(store, channel, asked),
    findArchive: (channelId, number) => findArchive(store, channelId, number),
  });
}

/** What people do by function; each resolves when every feed shows it. */
function createActs(
  newsroom: Newsroom,
  documents: Documents,
  feedsDir: string | false,
): Pick<Nashra, 'accept' | 'withdraw' | 'correct' | 'schedule' | 'republish'> {
  const companions = feedsDir === false ? undefined : companionsIn(feedsDir);
  const change = async (name: string, act: (key: string) => Promise<FeedItem>) => {
    const item = await act((await getNamed(newsroom, { typed: name })).item.key);
    await documents.renew(item.channelId);
    return item;
  };
  return {
    accept: async (incoming) => {
      const acceptance = await newsroom.accept(incoming);
      if (acceptance.outcome !== 'unchanged') await documents.renew(incoming.channel.id);
      return acceptance;
    },
    withdraw: (name, reason) => change(name, (key) => withdrawItem(newsroom, key, reason)),
    correct: (name, note) => change(name, (key) => correctItem(newsroom, key, note)),
    schedule: (name, times) => change(name, (key) => scheduleStored(newsroom, key, times)),
    republish: (name) => change(name, (key) => republishItem(newsroom, key, companions)),
  };
}

function openSiteDocuments({ store, site, now }: Newsroom, polling: Polling, logger: Logger): Documents {
  const renderer = createResourceRenderer({
    store,
    site,
    now,
    headers: headerPolicy(),
    onItemFault: (item, error) => logger.error({ err: error, item: item.id }, 'item left out of the feed'),
  });
  return openDocuments({ store, site, renderer: timedRenderer(renderer, polling.observeRender), now });
}
