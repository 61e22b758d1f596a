import { loadConfig, parseBaseUrl, type SiteConfig } from './config.ts';
import type { Site } from './domain/channel.ts';
import { NashraError } from './domain/errors.ts';
import { hereOrShipped } from './environment.ts';
import { acceptArticle } from './publish/accept-article.ts';
import { acceptFile } from './publish/accept-file.ts';
import type { Acceptance } from './publish/acceptance.ts';
import { mintFeedId } from './publish/identity.ts';
import type { IncomingArticle } from './publish/incoming-article.ts';
import type { Intake } from './publish/recognise-files.ts';
import { findMeant, isPublished } from './publish/recognise-item.ts';
import { registerChannel } from './store/channels.ts';
import type { Office } from './store/leader-lock.ts';
import { type Leadership, type LeadershipOptions, openLeadership } from './store/leadership.ts';
import { listFileUsers } from './store/media.ts';
import { closeStore, openStore, type Store } from './store/open-store.ts';
import { type LogWatch, watchLog } from './store/watch-log.ts';

/** A newsroom's store without any documents: what the commands work on. */
export interface Newsroom extends Intake {
  readonly site: Site;
  readonly store: Store;
  readonly now: () => Date;
  /** One article, not a file that may hold several. */
  readonly accept: (incoming: IncomingArticle) => Promise<Acceptance>;
  /** Calls soon after any process has changed what a channel shows, and now and then without need. */
  readonly watchLog: (onRevision: () => void) => LogWatch;
  /** See openLeadership. */
  readonly lead: (office: Office, options: LeadershipOptions) => Promise<Leadership>;
  readonly close: () => Promise<void>;
}

export interface NewsroomOptions {
  readonly baseUrl: string;
  /** Default `config` in the working folder, else the one that ships with the program. */
  readonly configDir?: string;
  /** `sqlite:` and a path, or `postgres://…`; default `sqlite:data/nashra.sqlite`. */
  readonly databaseUrl?: string;
  readonly now?: () => Date;
}

/** @throws NashraError `config_invalid`, `store_unavailable` */
export async function openNewsroom(options: NewsroomOptions): Promise<Newsroom> {
  const now = options.now ?? (() => new Date());
  const site = siteFrom(loadConfig(options.configDir ?? hereOrShipped('config')), options.baseUrl);
  const databaseUrl = options.databaseUrl ?? 'sqlite:data/nashra.sqlite';
  const store = await openStore(databaseUrl);
  try {
    for (const { id } of site.channels) await registerChannel(store, { id, feedId: mintFeedId(site, id) });
  } catch (error) {
    await closeStore(store);
    throw error;
  }
  const acceptor = { store, site, now };
  return {
    site,
    store,
    now,
    accept: (incoming) => acceptArticle(acceptor, incoming),
    acceptFile: (incoming) => acceptFile(acceptor, incoming),
    isPublished: (article) => isPublished(store, article),
    findMeant: (article) => findMeant(store, article),
    listFileUsers: (channelId, path) => listFileUsers(store, channelId, path),
    watchLog: (onRevision) => watchLog(databaseUrl, onRevision),
    lead: (office, options) => openLeadership(databaseUrl, office, options),
    close: () => closeStore(store),
  };
}

function siteFrom(config: SiteConfig, baseUrl: string): Site {
  const parsed = parseBaseUrl(baseUrl);
  if (parsed === undefined) throw new NashraError('config_invalid', `baseUrl is no http address: ${baseUrl}`);
  return { ...config, baseUrl: parsed };
}
