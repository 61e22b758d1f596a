import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import path from 'node:path';
import type { Router } from 'express';
import { loadConfig, parseBaseUrl, type SiteConfig } from './config.ts';
import type { Channel, Site } from './domain/channel.ts';
import { NashraError } from './domain/errors.ts';
import { hereOrShipped } from './environment.ts';
import { createApp } from './http/app.ts';
import { createFrontDoor } from './http/front-door.ts';
import { headerPolicy } from './http/headers.ts';
import { createRoutes } from './http/routes.ts';
import {
  type Acceptance,
  acceptArticle,
  type IncomingArticle,
  isKnownPath,
  isPublished,
} from './publish/accept-article.ts';
import { type Documents, openDocuments } from './publish/documents.ts';
import { mintFeedId } from './publish/identity.ts';
import { openInbox } from './publish/inbox.ts';
import { oneAtATime } from './publish/one-at-a-time.ts';
import { createResourceRenderer } from './publish/render-resource.ts';
import type { Intake } from './publish/take-files.ts';
import { listRevisionNumbers, noteFingerprint, registerChannel } from './store/channels.ts';
import { findItem } from './store/items.ts';
import { closeStore, openStore, type Store } from './store/open-store.ts';

/** The part of a pino logger that is used; `console` will do. */
export interface Logger {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

export interface NashraOptions {
  /** What the world sees, with the path under which the router is mounted: `https://example.org/news`. */
  readonly baseUrl: string;
  /** Default `config` in the working folder, else the one that ships with the program. */
  readonly configDir?: string;
  /** The inbox; default `feeds`. Without it nothing is watched: articles come by `accept` or the command. */
  readonly feedsDir?: string | false;
  /** Default `sqlite:data/nashra.sqlite`. */
  readonly databaseUrl?: string;
  /** Default: silent. */
  readonly logger?: Logger;
  readonly now?: () => Date;
}

export interface Nashra {
  readonly site: Site;
  /** For `app.use('/news', nashra.router)`: answers its own addresses and passes on every other. */
  readonly router: Router;
  /** For `http.createServer(nashra.listener)`: the whole application, with the short way for what is ready. */
  readonly listener: RequestListener;
  /** Resolves when every article that was in the inbox at the start has been taken or refused. */
  readonly ready: Promise<void>;
  /** Publishes an article, or gives it a new text; resolves when every feed shows it. */
  readonly accept: (incoming: IncomingArticle) => Promise<Acceptance>;
  readonly close: () => Promise<void>;
}

/** How soon the work of another process on the same database is seen: one look at a number a channel. */
const followEveryMs = 100;

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Opens the store, prepares every feed and begins to watch the inbox.
 * @throws NashraError `config_invalid`, `store_unavailable`
 */
export async function createNashra(options: NashraOptions): Promise<Nashra> {
  const logger = options.logger ?? silent;
  const newsroom = await openNewsroom(options);
  const { site, store } = newsroom;
  for (const channel of site.channels) {
    await noteFingerprint(
      store,
      { id: channel.id, fingerprint: fingerprintOf(site, channel) },
      newsroom.now(),
    );
  }
  const documents = openSiteDocuments(store, site, logger);
  await documents.catchUp();
  const accept = async (incoming: IncomingArticle) => {
    const acceptance = await newsroom.accept(incoming);
    if (acceptance.outcome !== 'unchanged') await documents.renew(incoming.channel.id);
    return acceptance;
  };
  const follower = followLog(documents, logger);
  const inbox = watchInbox(options.feedsDir ?? 'feeds', newsroom, follower.look, logger);
  const nowMs = () => newsroom.now().getTime();
  const router = createRoutes({
    site,
    documents,
    nowMs,
    findItem: async (key) => (await findItem(store, key))?.item,
    checkHealth: async () => void (await listRevisionNumbers(store)),
    onError: (error, request) => logger.error({ err: error, url: request.originalUrl }, 'request failed'),
  });
  const app = createApp(site, router);
  return {
    site,
    router,
    listener: createFrontDoor(
      documents,
      (request: IncomingMessage, response: ServerResponse) => app(request, response),
      nowMs,
    ),
    ready: inbox === undefined ? Promise.resolve() : inbox.ready.then(documents.catchUp),
    accept,
    close: async () => {
      await inbox?.close();
      await follower.stop();
      await newsroom.close();
    },
  };
}

/** A newsroom's store without any documents: what the commands work on. */
export interface Newsroom extends Intake {
  readonly site: Site;
  readonly store: Store;
  readonly now: () => Date;
  readonly close: () => Promise<void>;
}

export async function openNewsroom(
  options: Pick<NashraOptions, 'baseUrl' | 'configDir' | 'databaseUrl' | 'now'>,
): Promise<Newsroom> {
  const now = options.now ?? (() => new Date());
  const site = siteFrom(loadConfig(options.configDir ?? hereOrShipped('config')), options.baseUrl);
  const store = await openStore(options.databaseUrl ?? 'sqlite:data/nashra.sqlite');
  for (const { id } of site.channels) await registerChannel(store, { id, feedId: mintFeedId(site, id) });
  const accept = (incoming: IncomingArticle) => acceptArticle({ store, site, now }, incoming);
  return {
    site,
    store,
    now,
    accept,
    isPublished: (article) => isPublished(store, article),
    isKnownPath: (article) => isKnownPath(store, article),
    close: () => closeStore(store),
  };
}

function siteFrom(config: SiteConfig, baseUrl: string): Site {
  const parsed = parseBaseUrl(baseUrl);
  if (parsed === undefined) throw new NashraError('config_invalid', `baseUrl is no http address: ${baseUrl}`);
  return { ...config, baseUrl: parsed };
}

/** What of the configuration readers see in the channel's documents. */
function fingerprintOf(site: Site, channel: Channel): string {
  const { channels: _channels, tagAuthority: _tagAuthority, ...shown } = site;
  return JSON.stringify({ site: shown, channel });
}

function openSiteDocuments(store: Store, site: Site, logger: Logger): Documents {
  const renderResource = createResourceRenderer({
    store,
    site,
    headers: headerPolicy(site.baseUrl.startsWith('https:')),
    onItemFault: (item, error) => logger.error({ err: error, item: item.id }, 'item left out of the feed'),
  });
  return openDocuments({ store, site, renderResource });
}

function watchInbox(feedsDir: string | false, newsroom: Newsroom, onRevision: () => void, logger: Logger) {
  if (feedsDir === false) return undefined;
  return openInbox({ directory: path.resolve(feedsDir), site: newsroom.site }, newsroom, {
    onAccepted: (file, { outcome, item }) => {
      if (outcome === 'unchanged') return;
      onRevision();
      logger.info({ file, id: item.id, title: item.title }, outcome);
    },
    onRefused: (file, { code, line, message }) =>
      logger.warn({ file, line, code, reason: message }, 'refused'),
    onFailed: (file, error) => logger.error({ file, err: error }, 'not taken, will be tried again'),
  });
}

/**
 * Keeps the documents with the log, whoever wrote to it: this process, where it need not wait for the feeds before
 * it takes the next article, or another one on the same database.
 */
function followLog(documents: Documents, logger: Logger): { look: () => void; stop: () => Promise<void> } {
  const follow = oneAtATime(() =>
    documents
      .catchUp()
      .catch((error: unknown) => logger.error({ err: error }, 'cannot follow the log, will be tried again')),
  );
  let looking: Promise<void> = Promise.resolve();
  const look = () => {
    looking = follow('log');
  };
  const timer = setInterval(look, followEveryMs);
  return {
    look,
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
