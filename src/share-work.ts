import { startClockWork } from './clock-work.ts';
import type { Traffic } from './http/traffic.ts';
import { startInboxWork } from './inbox-work.ts';
import type { Newsroom } from './newsroom.ts';
import type { Inbox } from './publish/inbox.ts';
import type { Office } from './store/leader-lock.ts';
import type { Leadership, LeaderWork } from './store/leadership.ts';
import type { Health } from './watch-health.ts';

export interface SharedWork {
  /** Resolves when every article that was in the inbox has been looked at; at once where another process does that. */
  readonly ready: Promise<void>;
  /** The inbox was away and is back: watches it anew and looks through it, if this process is the one that does. */
  readonly lookAnew: () => Promise<void>;
  /** Finishes what is under way before another process may begin. */
  readonly close: () => Promise<void>;
}

export interface SharedWorkOptions {
  readonly feedsDir: string | false;
  readonly traffic: Traffic;
  /** Resolves when the documents show what has been done. */
  readonly onRevision: () => Promise<void>;
  readonly health: Health;
}

/**
 * Does what one process on a database must do and no second one, if no other does, and else takes over from the one
 * that does: see docs/decisions/0018. Whoever leads in the inbox competes for the clock too; who has no inbox, for
 * the clock alone.
 */
export async function shareWork(newsroom: Newsroom, options: SharedWorkOptions): Promise<SharedWork> {
  const { feedsDir, traffic, onRevision, health } = options;
  const openClock = () =>
    compete('clock', newsroom, health, () => startClockWork(newsroom, onRevision, health));
  if (feedsDir === false)
    return { ready: Promise.resolve(), lookAnew: async () => undefined, close: (await openClock()).close };

  let ready = Promise.resolve();
  let watched: Inbox | undefined;
  const { close } = await compete('inbox', newsroom, health, async () => {
    const clock = await openClock();
    let inbox: Inbox;
    try {
      inbox = startInboxWork(feedsDir, newsroom, traffic, onRevision, health);
    } catch (error) {
      await clock.close();
      throw error;
    }
    watched = inbox;
    const stopped = createSignal();
    ready = Promise.race([inbox.ready.then(onRevision), stopped.given]);
    return {
      stop: async () => {
        stopped.give();
        watched = undefined;
        try {
          await inbox.close();
        } finally {
          await clock.close();
        }
      },
    };
  });
  return { ready, lookAnew: async () => watched?.lookAnew(), close };
}

async function compete(
  office: Office,
  { lead }: Newsroom,
  { note, logger }: Health,
  start: () => Promise<LeaderWork>,
): Promise<Leadership> {
  let isFollower = false;
  let hasLed = false;
  const leadership = await lead(office, {
    begin: async () => {
      const work = await start();
      hasLed = true;
      if (isFollower) logger.info({ office }, 'took over from another process');
      return work;
    },
    onFault: (error) => {
      note(error);
      logger.error({ err: error, office }, 'cannot lead, trying on');
    },
  });
  isFollower = true;
  if (!hasLed) logger.info({ office }, 'another process on this database leads; waiting for its end');
  return leadership;
}

function createSignal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
