import { TZDate } from '@date-fns/tz';
import { addMilliseconds } from 'date-fns/addMilliseconds';
import { isSameDay } from 'date-fns/isSameDay';
import { isSameSecond } from 'date-fns/isSameSecond';
import { max } from 'date-fns/max';
import { min } from 'date-fns/min';
import { type Article, keyPointsOf } from '../domain/article.ts';
import type { Channel, Site } from '../domain/channel.ts';
import type { Correction, FeedItem, Person } from '../domain/item.ts';
import type { Media } from '../domain/media.ts';
import type { Revision } from '../domain/revision.ts';
import type { WrittenDate } from '../text/dates.ts';
import { matchKey } from '../text/match-key.ts';
import { slugify } from '../text/slug.ts';
import { composeHtml, type PlacedMedia } from './compose-html.ts';
import { findSection } from './find-section.ts';

/** What an item is before any revision: the identity that it has or is given. */
export type ItemIdentity = Pick<FeedItem, 'key' | 'id'>;

/**
 * The article as a unit of syndication, in the revision that would publish it.
 * @param existing the item that this article is a new text of; its identity and, where the text names no other,
 * its date of publication stay
 */
export function itemFromArticle(
  article: Article,
  context: {
    readonly site: Site;
    readonly channel: Channel;
    readonly revision: Revision;
    readonly identity: ItemIdentity;
    readonly existing?: FeedItem;
    /** Index for index with the article's, undefined where readers find nothing; then what lies beside the article. */
    readonly media: readonly (Media | undefined)[];
  },
): FeedItem {
  const { site, channel, revision, identity, existing, media } = context;
  const { publishAt } = article;
  const stated: Stated | undefined =
    publishAt === undefined ? article.stated : { precision: 'instant', at: publishAt };
  const publication = publicationOf(stated, site.timeZone, revision, existing);
  const section = article.section === undefined ? undefined : findSection(channel, article.section);
  return {
    key: identity.key,
    id: identity.id,
    channelId: channel.id,
    slug: slugify(article.title),
    title: article.title,
    summary: article.summary,
    html: composeHtml(article, placeMedia(article, media)),
    language: article.language,
    direction: article.direction,
    authors: article.authors.map((name) => knownPerson(channel, name)),
    ...(article.section === undefined ? {} : { section: section?.slug ?? article.section }),
    tags: article.tags,
    ...(article.source === undefined ? {} : { source: article.source }),
    ...(article.dateline === undefined ? {} : { dateline: article.dateline }),
    keyPoints: keyPointsOf(article),
    breaking: article.breaking,
    corrections: correctionsOf(article, existing, revision),
    media: distinct(media),
    ...publication,
    updatedAt: updateOf(article, publication.publishedAt, revision, existing),
    revision: revision.number,
  };
}

/** A correction stays, whatever becomes of the line that told of it. */
function correctionsOf(
  { corrections }: Article,
  existing: FeedItem | undefined,
  { at }: Revision,
): readonly Correction[] {
  const told = existing?.corrections ?? [];
  return [...told, ...newCorrections(corrections, told).map((note) => ({ note, at }))];
}

function newCorrections(notes: readonly string[], told: readonly Correction[]): readonly string[] {
  const known = new Set(told.map(({ note }) => matchKey(note)));
  return notes.filter((note) => !known.has(matchKey(note)));
}

function placeMedia({ media }: Article, found: readonly (Media | undefined)[]): readonly PlacedMedia[] {
  return media.map(({ caption }, index) => found[index] ?? (caption === undefined ? {} : { caption }));
}

function distinct(media: readonly (Media | undefined)[]): readonly Media[] {
  const byAddress = new Map<string, Media>();
  for (const medium of media) {
    if (medium !== undefined && !byAddress.has(medium.address)) byAddress.set(medium.address, medium);
  }
  return [...byAddress.values()];
}

function updateOf(
  { isSilent, corrections }: Article,
  publishedAt: Date,
  revision: Revision,
  existing: FeedItem | undefined,
): Date {
  if (existing === undefined) return publishedAt;
  const isTold = newCorrections(corrections, existing.corrections).length > 0;
  if (isSilent && !isTold) return max([existing.updatedAt, publishedAt]);
  return movedUpdate(existing, revision, publishedAt);
}

/**
 * When an item of which readers are told something new was updated. Never back, and never before the publication, which
 * a text may date ahead: readers would not take the new text.
 */
export function movedUpdate(
  existing: Pick<FeedItem, 'updatedAt'>,
  revision: Pick<Revision, 'at'>,
  publishedAt: Date,
): Date {
  return max([revision.at, addMilliseconds(existing.updatedAt, 1), publishedAt]);
}

/** Whether a reader would see no difference between the two. */
export function isSameToReaders(one: FeedItem, other: FeedItem): boolean {
  const visible = ({ revision: _revision, updatedAt: _updatedAt, ...rest }: FeedItem) => sortedJson(rest);
  return visible(one) === visible(other);
}

function sortedJson(value: object): string {
  return JSON.stringify(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function knownPerson(channel: Channel, name: string): Person {
  const key = matchKey(name);
  const known = channel.authors.find((person) => matchKey(person.name) === key);
  return known === undefined ? { name } : { ...known, name };
}

type Stated =
  | Extract<WrittenDate, { precision: 'day' }>
  | Pick<Extract<WrittenDate, { precision: 'instant' }>, 'precision' | 'at'>;

function publicationOf(
  stated: Stated | undefined,
  timeZone: string,
  revision: Revision,
  existing: FeedItem | undefined,
): Pick<FeedItem, 'publishedAt' | 'dateOrigin' | 'datePrecision'> {
  if (stated === undefined) {
    if (existing === undefined)
      return { publishedAt: revision.at, dateOrigin: 'ingest', datePrecision: 'instant' };
    const { publishedAt, dateOrigin, datePrecision } = existing;
    return { publishedAt, dateOrigin, datePrecision };
  }
  const origin = { dateOrigin: 'text', datePrecision: stated.precision } as const;
  const first = existing?.dateOrigin === 'text' ? existing.publishedAt : undefined;
  const wanted =
    stated.precision === 'instant' ? stated.at : instantOfDay(stated, timeZone, first ?? revision.at);
  if (first !== undefined && isSameSecond(first, wanted)) return { publishedAt: first, ...origin };
  return { publishedAt: inOrderOfArrival(wanted, revision), ...origin };
}

/**
 * Noon in the newsroom's zone, so that readers in every zone see the same day; the moment of ingestion if that is
 * earlier on the same day, so that nothing is dated ahead.
 */
function instantOfDay(stated: Stated & { precision: 'day' }, timeZone: string, ingestedAt: Date): Date {
  const { year, month, day } = stated.day;
  const noon = new TZDate(year, month - 1, day, 12, timeZone);
  const isToday = isSameDay(noon, new TZDate(ingestedAt, timeZone));
  return new Date(+(isToday ? min([noon, ingestedAt]) : noon));
}

/**
 * Below what was stated: stories of one day or minute keep the order in which they came, and the entries of an Atom
 * feed differ in `updated`, as validators ask.
 */
export function inOrderOfArrival(stated: Date, revision: Revision): Date {
  return stated.getMilliseconds() === 0 ? new Date(stated.getTime() + (revision.number % 1000)) : stated;
}
