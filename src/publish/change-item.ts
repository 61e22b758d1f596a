import type { Channel } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Revision } from '../domain/revision.ts';
import { sentenceIn } from '../domain/sentence.ts';
import { inOrderOfArrival, movedUpdate } from '../ingest/item-from-article.ts';
import { refusal } from '../ingest/messages.ts';
import { renderItem } from '../render/render-item.ts';
import { findItem, type StoredItem } from '../store/items.ts';
import { changeItem, keepUnseen, scheduleItem } from '../store/life-cycle.ts';
import type { Session } from '../store/open-store.ts';
import { beginRevision, commitRevision } from '../store/revisions.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Acceptor } from './acceptance.ts';
import { endStored } from './keep-article.ts';
import { keepLikeness } from './likely-update.ts';
import { readNote } from './read-note.ts';
import { timesNote } from './times-note.ts';

/*
 * What people do with an item that is there, without a new text of it. Each is one transaction and one revision.
 */

/** @throws NashraError `not_found`, `item_withdrawn`, `bad_request` without a reason */
export function withdrawItem(acceptor: Acceptor, key: string, reason: string): Promise<FeedItem> {
  return changeStored(acceptor, key, async (session, stored, revision) => {
    const told = readNote(channelOf(acceptor, stored.item), reason);
    return endStored(session, stored, { step: 'withdraw', reason: told, revision });
  });
}

/**
 * Adds a note for readers below the text.
 * @throws NashraError `not_found`, `item_withdrawn`, `item_malformed`, `bad_request` without a note
 */
export function correctItem(acceptor: Acceptor, key: string, typed: string): Promise<FeedItem> {
  return changeStored(acceptor, key, async (session, stored, revision) => {
    const previous = stored.item;
    const note = readNote(channelOf(acceptor, previous), typed);
    const corrections = [...previous.corrections, { note, at: revision.at }];
    const updatedAt = movedUpdate(previous, revision, previous.publishedAt);
    const item = { ...previous, corrections, updatedAt, revision: revision.number };
    renderItem(acceptor.site, channelOf(acceptor, item), item);
    const { originalSha256 } = stored;
    if (stored.state === 'scheduled') {
      await scheduleItem(
        session,
        { ...stored, item },
        { publishAt: dueOf(stored), previous: stored, revision },
      );
      await commitRevision(session, revision, { kind: 'schedule', itemKey: key, originalSha256, note });
    } else {
      await changeItem(session, { ...stored, item }, { previous: stored, revision });
      await keepLikeness(session, item, previous);
      await commitRevision(session, revision, { kind: 'correct', itemKey: key, originalSha256, note });
    }
    return item;
  });
}

/** `never` takes the end away. */
export interface SetTimes {
  readonly publishAt?: Date;
  readonly expiresAt?: Date | 'never';
}

/**
 * Sets when a scheduled item is published, or when an item ends.
 * @throws NashraError `not_found`, `item_withdrawn`, `article_embargoed` for one that is published already,
 * `article_expired` for one that would end before
 */
export function scheduleStored(acceptor: Acceptor, key: string, times: SetTimes): Promise<FeedItem> {
  return changeStored(acceptor, key, async (session, stored, revision) => {
    const { language } = channelOf(acceptor, stored.item);
    if (times.publishAt !== undefined && stored.state === 'published')
      throw refusal('article_embargoed', language, {}, times.publishAt.toISOString());
    const { originalSha256, expiresAt: before, ...rest } = stored;
    const end = times.expiresAt ?? before;
    const ends = end === undefined || end === 'never' ? {} : { expiresAt: end };
    const note = timesNote(times);
    const log = () =>
      commitRevision(session, revision, { kind: 'schedule', itemKey: key, originalSha256, note });
    if (stored.state !== 'scheduled') {
      await keepUnseen(session, stored, { originalSha256, ...ends });
      await log();
      return stored.item;
    }
    const publishAt = times.publishAt ?? dueOf(stored);
    if (ends.expiresAt !== undefined && ends.expiresAt <= publishAt)
      throw refusal('article_expired', language, {}, ends.expiresAt.toISOString());
    const publishedAt = inOrderOfArrival(publishAt, revision);
    const item = { ...stored.item, publishedAt, updatedAt: publishedAt, revision: revision.number };
    await scheduleItem(
      session,
      { ...rest, originalSha256, ...ends, item },
      { publishAt, previous: stored, revision },
    );
    await log();
    return item;
  });
}

async function changeStored(
  acceptor: Acceptor,
  key: string,
  change: (session: Session, stored: StoredItem, revision: Revision) => Promise<FeedItem>,
): Promise<FeedItem> {
  const { store, now } = acceptor;
  const { item } = await getStored(store, key);
  return inTransaction(store, async (session) => {
    const revision = await beginRevision(session, item.channelId, now());
    const stored = await getStored(session, key);
    if (stored.endedAt !== undefined) throw alreadyEnded(stored, channelOf(acceptor, item).language);
    return change(session, stored, revision);
  });
}

function alreadyEnded({ item }: StoredItem, language: string): NashraError {
  return new NashraError(
    'item_withdrawn',
    sentenceIn(language, {
      ar: `سُحبت هذه المادة من قبل: ${item.title}`,
      en: `This story was withdrawn before: ${item.title}`,
    }),
  );
}

/** @throws NashraError `not_found` */
export async function getStored(session: Session, key: string): Promise<StoredItem> {
  const stored = await findItem(session, key);
  if (stored === undefined) throw new NashraError('not_found', `There is no item ${key}`);
  return stored;
}

/** @throws NashraError `not_found` */
export function channelOf(
  { site }: Pick<Acceptor, 'site'>,
  { channelId }: Pick<FeedItem, 'channelId'>,
): Channel {
  const channel = site.channels.find(({ id }) => id === channelId);
  if (channel === undefined)
    throw new NashraError('not_found', `The configuration has no channel ${channelId} any longer`);
  return channel;
}

function dueOf({ publishAt, item }: StoredItem): Date {
  return publishAt ?? item.publishedAt;
}
