import { existsSync } from 'node:fs';
import { NashraError } from './domain/errors.ts';
import type { Newsroom } from './newsroom.ts';
import { probeStore } from './store/channels.ts';
import { assertInPlace, faultIn } from './store/place.ts';
import { storeFault } from './store/store-fault.ts';

/** What keeps this process from its work, and telling of it. */
export interface Health {
  /** The fault that there is now, after a write to the database; undefined when all is well. */
  readonly check: () => Promise<NashraError | undefined>;
  /** Takes notice of an error that is the store's; to be called each time that one is met. */
  readonly note: (error: unknown) => void;
  /** For everybody who meets errors: a fault of the store is told once for as long as it lasts. */
  readonly logger: Logger;
  readonly stop: () => void;
}

interface Logger {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

/** Whoever asks for the state more often is told what was found last: every look is a write. */
const probeEveryMs = 5_000;
const lookEveryMs = 1_000;

/** What is tried again fails again within this; a small write may find room where an article does not. */
const wellAfterMs = 7_000;

/** A clock that runs so far away from the machine's own counter was set. */
const clockJumpMs = 60_000;

/** @param feedsDir undefined where none is watched */
export function watchHealth(
  { store, now }: Pick<Newsroom, 'store' | 'now'>,
  feedsDir: string | undefined,
  { logger, onInboxBack }: { readonly logger: Logger; readonly onInboxBack: () => void },
): Health {
  const ofStore = watchStore(store, logger);
  const ofInbox = feedsDir === undefined ? undefined : watchInboxFolder(feedsDir, logger, onInboxBack);
  const lookAtClock = watchClock(now, logger);
  const timer = setInterval(() => {
    lookAtClock();
    ofInbox?.look();
    ofStore.look();
  }, lookEveryMs).unref();
  return {
    check: async () => (await ofStore.check()) ?? ofInbox?.fault(),
    note: ofStore.note,
    logger: {
      info: (fields, message) => logger.info(fields, message),
      warn: (fields, message) => logger.warn(fields, message),
      error: (fields, message) => ofStore.tell(fields, message),
    },
    stop: () => clearInterval(timer),
  };
}

function watchStore(store: Newsroom['store'], logger: Logger) {
  let fault: NashraError | undefined;
  let probedAtMs = Number.NEGATIVE_INFINITY;
  let failedAtMs = Number.NEGATIVE_INFINITY;

  /** What is damaged stays so until somebody has looked after it. */
  function take(found: NashraError): void {
    failedAtMs = performance.now();
    if (found.code === fault?.code || fault?.code === 'store_damaged') return;
    fault = found;
    logger.error(
      { code: found.code, reason: found.message, err: found.cause ?? found },
      'the database fails',
    );
  }

  function note(error: unknown): void {
    const found = faultIn(store, error);
    if (found !== undefined) take(found);
  }

  function tell(fields: { readonly err?: unknown; readonly file?: unknown }, message: string): void {
    const found = faultIn(store, fields.err);
    if (found === undefined) {
      logger.error(fields, message);
      return;
    }
    take(found);
    if (fields.file !== undefined) logger.warn({ file: fields.file, code: found.code }, message);
  }

  async function check(): Promise<NashraError | undefined> {
    if (performance.now() - probedAtMs < probeEveryMs) return fault;
    probedAtMs = performance.now();
    try {
      await probeStore(store);
    } catch (error) {
      take(faultIn(store, error) ?? storeFault('store_unavailable', error));
      return fault;
    }
    const isOver = performance.now() - failedAtMs > wellAfterMs && fault?.code !== 'store_damaged';
    if (fault !== undefined && isOver) {
      logger.info({ code: fault.code }, 'the database is well again');
      fault = undefined;
    }
    return fault;
  }

  function look(): void {
    try {
      assertInPlace(store);
    } catch (error) {
      note(error);
    }
    if (fault !== undefined) void check();
  }

  return { note, tell, check, look };
}

function watchInboxFolder(feedsDir: string, logger: Logger, onBack: () => void) {
  let wasThere = existsSync(feedsDir);
  let fault: NashraError | undefined;

  /** One that has never been there is waited for. */
  function look(): void {
    const isThere = existsSync(feedsDir);
    if (!isThere && wasThere && fault === undefined) {
      fault = new NashraError('inbox_lost', 'The folder of articles is gone: nothing new can be published.');
      logger.error({ code: fault.code, reason: fault.message, feedsDir }, 'the inbox is gone');
    }
    if (isThere && fault !== undefined) {
      fault = undefined;
      logger.info({ feedsDir }, 'the inbox is back');
      onBack();
    }
    wasThere ||= isThere;
  }

  return {
    look,
    fault: () => {
      look();
      return fault;
    },
  };
}

function watchClock(now: () => Date, logger: Logger): () => void {
  const aheadOfCounter = () => now().getTime() - performance.now();
  let knownMs = aheadOfCounter();
  return () => {
    const aheadMs = aheadOfCounter();
    const jumpMs = aheadMs - knownMs;
    knownMs = aheadMs;
    if (Math.abs(jumpMs) < clockJumpMs) return;
    const fields = { jumpSeconds: Math.round(jumpMs / 1000), now: now().toISOString() };
    logger.warn(fields, 'the clock of the machine was set, or the machine slept');
  };
}
