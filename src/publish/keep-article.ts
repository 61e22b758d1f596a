import type { Article, Warning } from '../domain/article.ts';
import type { Site } from '../domain/channel.ts';
import type { FeedItem } from '../domain/item.ts';
import type { Revision, RevisionKind } from '../domain/revision.ts';
import { isSameToReaders, itemFromArticle } from '../ingest/item-from-article.ts';
import { refusal, warning } from '../ingest/messages.ts';
import { renderItem } from '../render/render-item.ts';
import type { StoredItem } from '../store/items.ts';
import { changeItem, endItem, keepUnseen, publishItem, scheduleItem } from '../store/life-cycle.ts';
import type { Session } from '../store/open-store.ts';
import { putOriginal } from '../store/originals.ts';
import { commitRevision } from '../store/revisions.ts';
import type { TextTimes } from '../store/stored-item.ts';
import type { Acceptance } from './acceptance.ts';
import { type CollectedMedia, keepMedia } from './collect-media.ts';
import { mintItemIdentity } from './identity.ts';
import type { IncomingArticle } from './incoming-article.ts';
import { findLikelyUpdate, keepLikeness, likelyUpdateWarning } from './likely-update.ts';
import { listPathsToPurge } from './paths-to-purge.ts';
import { linkMarks, linkPath, type Marks, type Recognised } from './recognise-item.ts';
import { timesNote } from './times-note.ts';

/** An article with everything that is known of it, on its way into the store. */
export interface ArticleChange {
  readonly site: Site;
  readonly incoming: IncomingArticle;
  readonly article: Article;
  /** What the text itself says of its life. */
  readonly textTimes: TextTimes;
  readonly marks: Marks;
  readonly revision: Revision;
  readonly found: Recognised | undefined;
  readonly collected: CollectedMedia;
  /** The time by the clock; that of the revision may lie a little ahead of it. */
  readonly at: Date;
}

/** What is decided of the article's life. */
interface Life {
  readonly step: 'publish' | 'schedule' | 'withdraw' | 'expire';
  readonly publishAt: Date | undefined;
  readonly expiresAt: Date | undefined;
}

/**
 * Publishes, schedules, changes or withdraws, within the transaction.
 * @throws NashraError `article_embargoed`, `article_expired`, `article_withheld`, `item_malformed`
 */
export async function keepArticle(session: Session, change: ArticleChange): Promise<Acceptance> {
  const { site, incoming, article, revision, found, collected } = change;
  const previous = found?.stored;
  const life = decideLife(change);
  if (previous !== undefined && (life.step === 'withdraw' || life.step === 'expire'))
    return endByText(session, previous, life.step, change);
  const published = previous?.state === 'published' ? previous : undefined;
  const { publishAt } = life;
  const item = itemFromArticle(publishAt === undefined ? article : { ...article, publishAt }, {
    site,
    channel: incoming.channel,
    revision,
    identity: previous?.item ?? mintItemIdentity(site, revision.at),
    media: collected.media,
    ...(published === undefined ? {} : { existing: published.item }),
  });
  renderItem(site, incoming.channel, item);
  await putOriginal(session, { sha256: change.marks.sha256, bytes: incoming.bytes, keptAt: revision.at });
  const likely = previous === undefined ? await findLikelyUpdate(session, item, revision.at) : undefined;
  const kept = await keepItem(session, item, life, change);
  const warnings = [
    ...collected.warnings,
    ...(await linkItem(session, kept.item, change)),
    ...stillScheduled(life, change),
    ...(likely === undefined ? [] : [likelyUpdateWarning(likely, incoming.channel.language)]),
  ];
  return { ...kept, warnings };
}

/** A story that was withdrawn stays so; a new text of it is kept for whoever publishes it again by an act of its own. */
export async function keepEnded(
  session: Session,
  previous: StoredItem,
  { incoming, marks, revision, found }: ArticleChange,
): Promise<StoredItem> {
  const { sha256 } = marks;
  await putOriginal(session, { sha256, bytes: incoming.bytes, keptAt: revision.at });
  await keepUnseen(session, previous, { originalSha256: sha256 });
  await linkMarks(session, incoming.channel.id, marks, previous.item.key);
  const takesOver = found?.isByOutsideId === true;
  await linkPath(session, incoming, sha256, { itemKey: previous.item.key, takesOver });
  return previous;
}

/**
 * A time that was decided before stays where the text names none, and where it only repeats what it has said before:
 * neither a line that is taken out nor a word that is mended beside it may publish a story early.
 */
function decideLife({ article, incoming, found, textTimes, at }: ArticleChange): Life {
  const { language } = incoming.channel;
  const previous = found?.stored;
  const said = previous?.textTimes;
  const decided = previous?.state === 'scheduled' ? previous.publishAt : undefined;
  const ofText = isNews(textTimes.publishAt, said?.publishAt) ? textTimes.publishAt : undefined;
  const publishAt = incoming.publishAt ?? ofText ?? decided ?? textTimes.publishAt;
  const end = isNews(textTimes.expiresAt, said?.expiresAt) ? textTimes.expiresAt : previous?.expiresAt;
  const expiresAt = incoming.expiresAt ?? end;
  if (article.withdrawal !== undefined) {
    if (previous === undefined) throw refusal('article_withheld', language, {}, article.withdrawal);
    return { step: 'withdraw', publishAt, expiresAt };
  }
  const isEarly = publishAt !== undefined && publishAt > at;
  if (isEarly && previous?.state === 'published')
    throw refusal('article_embargoed', language, {}, publishAt.toISOString());
  if (expiresAt !== undefined && expiresAt <= (isEarly ? publishAt : at)) {
    if (previous?.state === 'published') return { step: 'expire', publishAt, expiresAt };
    throw refusal('article_expired', language, {}, expiresAt.toISOString());
  }
  return { step: isEarly ? 'schedule' : 'publish', publishAt, expiresAt };
}

function isNews(time: Date | undefined, said: Date | undefined): boolean {
  return time !== undefined && time.getTime() !== said?.getTime();
}

async function endByText(
  session: Session,
  previous: StoredItem,
  step: 'withdraw' | 'expire',
  change: ArticleChange,
): Promise<Acceptance> {
  const { article, marks, revision } = change;
  const kept = await keepEnded(session, previous, change);
  const reason = step === 'withdraw' ? article.withdrawal : undefined;
  const ended = { ...kept, originalSha256: marks.sha256 };
  const item = await endStored(session, ended, {
    step,
    revision,
    ...(reason === undefined ? {} : { reason }),
  });
  return { outcome: 'withdrawn', item, warnings: [], purge: await listPathsToPurge(session, previous) };
}

/** Logged as what it is to the outside: a story that nobody has seen leaves no trace there. */
export async function endStored(
  session: Session,
  previous: StoredItem,
  {
    step,
    reason,
    revision,
  }: {
    readonly step: 'withdraw' | 'expire';
    readonly reason?: string;
    readonly revision: Revision;
  },
): Promise<FeedItem> {
  const told = reason === undefined ? {} : { reason };
  const as = step === 'withdraw' ? 'withdrawn' : 'expired';
  const { item } = await endItem(session, previous, { as, revision, ...told });
  const kind: RevisionKind = previous.state === 'scheduled' ? 'schedule' : step;
  await commitRevision(session, revision, {
    kind,
    itemKey: item.key,
    originalSha256: previous.originalSha256,
    ...(reason === undefined ? {} : { note: reason }),
  });
  return item;
}

async function keepItem(
  session: Session,
  item: FeedItem,
  { step, publishAt, expiresAt }: Life,
  { article, marks, revision, found, textTimes }: ArticleChange,
): Promise<Pick<Acceptance, 'outcome' | 'item'>> {
  const previous = found?.stored;
  const ends = expiresAt === undefined ? {} : { expiresAt };
  const kept = { item, originalSha256: marks.sha256, textTimes, ...ends };
  const log = (kind: RevisionKind, note?: string) =>
    commitRevision(session, revision, {
      kind,
      itemKey: item.key,
      originalSha256: marks.sha256,
      ...(note === undefined ? {} : { note }),
    });
  if (previous !== undefined && isUnchanged(previous, item, { step, publishAt, expiresAt })) {
    await keepUnseen(session, previous, kept);
    return { outcome: 'unchanged', item: previous.item };
  }
  if (step === 'schedule' && publishAt !== undefined) {
    await scheduleItem(session, kept, { publishAt, previous, revision });
    await log('schedule', timesNote({ publishAt, ...(expiresAt === undefined ? {} : { expiresAt }) }));
    return { outcome: 'scheduled', item };
  }
  if (previous?.state !== 'published') {
    await publishItem(session, kept, { previous, revision });
    await keepLikeness(session, item, undefined);
    await log('publish');
    return { outcome: 'created', item };
  }
  if (isSameToReaders(previous.item, item)) {
    await keepUnseen(session, previous, kept);
    await log('schedule', timesNote({ expiresAt: expiresAt ?? 'never' }));
    return { outcome: 'scheduled', item: previous.item };
  }
  await changeItem(session, kept, { previous, revision });
  await keepLikeness(session, item, previous.item);
  const note = item.corrections
    .slice(previous.item.corrections.length)
    .map((one) => one.note)
    .join('\n');
  await log(note !== '' ? 'correct' : article.isSilent ? 'fix' : 'update', note === '' ? undefined : note);
  return { outcome: note === '' ? 'updated' : 'corrected', item };
}

function isUnchanged(previous: StoredItem, item: FeedItem, { step, publishAt, expiresAt }: Life): boolean {
  if (previous.state !== (step === 'schedule' ? 'scheduled' : 'published')) return false;
  const isSameTime =
    previous.expiresAt?.getTime() === expiresAt?.getTime() &&
    (step === 'publish' || previous.publishAt?.getTime() === publishAt?.getTime());
  return isSameTime && isSameToReaders(previous.item, item);
}

/** From now on the bytes, the outside id, the path and the media mean the item. */
async function linkItem(
  session: Session,
  item: FeedItem,
  { incoming, marks, revision, found, collected }: ArticleChange,
): Promise<readonly Warning[]> {
  await linkMarks(session, incoming.channel.id, marks, item.key);
  const replaced = await linkPath(session, incoming, marks.sha256, {
    itemKey: item.key,
    takesOver: found?.isByOutsideId === true,
  });
  await keepMedia(session, item, collected, revision.at);
  // Not of entries: that a later export of a feed has an article too is its way to a new text.
  if (incoming.entryOf !== undefined || found?.isByOutsideId !== true) return [];
  return replaced.map((path) => warning('same_id_elsewhere', incoming.channel.language, undefined, path));
}

function stillScheduled({ step, publishAt }: Life, { article, incoming }: ArticleChange): readonly Warning[] {
  if (step !== 'schedule' || publishAt === undefined || article.publishAt !== undefined) return [];
  return [warning('still_scheduled', incoming.channel.language, undefined, publishAt.toISOString())];
}
