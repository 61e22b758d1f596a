import type { Channel, Site } from '../domain/channel.ts';
import { type Facet, facetSlug, facetsOf, isWhole, type Selection, wholeOf } from '../domain/selection.ts';
import type { ArchiveName, FeedSnapshot } from '../domain/snapshot.ts';
import type { Tombstone } from '../domain/tombstone.ts';
import { searchMatcher } from '../text/search-words.ts';
import { archiveOf, arrivalsOf, findArchive } from './archives.ts';
import { getChannelRow } from './channels.ts';
import { findFacet, type KnownFacet, listArrivalsWith } from './facets.ts';
import {
  findNextDue,
  listArrived,
  listChangedSince,
  listEnded,
  listItemsAt,
  listLatestItems,
  listTombstones,
  type PlacedItem,
  type StoredItem,
  tombstoneOf,
} from './items.ts';
import { type Dated, dated, findTimes } from './revisions.ts';
import type { ChannelRow } from './schema.ts';
import type { Session, Store } from './session.ts';
import { inSnapshot } from './transaction.ts';
import { searchArrivals, wordsOf } from './words.ts';

/** So many of a channel's latest items are looked through for words. */
const searchDepth = 5000;

/** A feed as it is published at one moment, and when it was last modified. */
export interface LoadedFeed extends Dated {
  readonly snapshot: FeedSnapshot;
  /** When something of the channel is published or taken away by itself. */
  readonly changesAt: Date | undefined;
  /** What has changed since an earlier revision than this cannot be told without the whole feed. */
  readonly wholeBefore: number;
  /** Keys of the items in the order in which they arrived, the last of all first. */
  readonly arrived: readonly string[];
  /** What the channel's log has come to; of it the feed may have seen less. */
  readonly channelRevision: number;
}

export async function loadFeed(
  store: Store,
  at: Pick<FeedSnapshot, 'site' | 'channel'>,
  selection: Selection,
  now: () => Date,
): Promise<LoadedFeed> {
  const loadedAt = now();
  return inSnapshot(store, (session) => readFeed(session, at, selection, loadedAt));
}

async function readFeed(
  session: Session,
  { site, channel }: Pick<FeedSnapshot, 'site' | 'channel'>,
  selection: Selection,
  loadedAt: Date,
): Promise<LoadedFeed> {
  const row = await getChannelRow(session, channel.id);
  const items = await listSelected(session, channel.id, selection);
  const { ended, tombstones } = await findEnded(session, channel.id, selection);
  const { revision, leftRevision } = await findLastChange(session, row, selection, { items, tombstones });
  const times = await findTimes(session, channel.id, revision);
  const previousArchive = isWhole(selection)
    ? await findPreviousArchive(session, channel.id, items)
    : undefined;
  const snapshot: FeedSnapshot = {
    site,
    channel,
    feedId: feedIdOf(row.feed_id, selection),
    selection,
    items: items.map(({ item }) => item),
    tombstones,
    revision,
    updatedAt: times?.at ?? new Date(Number(row.updated_at)),
    ...(previousArchive === undefined ? {} : { previousArchive }),
  };
  const oldest = ended.length < selection.limit ? undefined : ended.at(-1)?.revision;
  return {
    snapshot,
    changesAt: await findNextDue(session, channel.id),
    wholeBefore: Math.max(Number(row.fingerprint_revision), leftRevision, oldest ?? 0),
    arrived: items.toSorted((one, other) => other.arrival - one.arrival).map(({ item }) => item.key),
    channelRevision: Number(row.revision),
    ...dated(times?.modifiedAt ?? new Date(Number(row.modified_at)), loadedAt),
    // Once it finds less, what it finds may last have changed before what was sent: If-Modified-Since would match.
    ...(selection.words === undefined ? {} : { lastModified: undefined }),
  };
}

/**
 * What of a feed is other than it was after that revision (RFC 3229 §10.4.1), an old item that was corrected among it,
 * and what may stand in the feed again since others were withdrawn.
 * @returns undefined where only the whole feed can tell
 */
export async function loadChanges(
  store: Store,
  at: Pick<FeedSnapshot, 'site' | 'channel'>,
  selection: Selection,
  since: number,
  now: () => Date,
): Promise<LoadedFeed | undefined> {
  const loadedAt = now();
  return inSnapshot(store, async (session) => {
    const loaded = await readFeed(session, at, selection, loadedAt);
    if (since < loaded.wholeBefore || since >= loaded.snapshot.revision) return undefined;
    const changed = await listChangedSince(session, at.channel.id, since, selection.limit + 1);
    return changed.length > selection.limit ? undefined : changesIn(loaded, changed, since);
  });
}

function changesIn(loaded: LoadedFeed, changed: readonly PlacedItem[], since: number): LoadedFeed {
  const { snapshot, arrived } = loaded;
  const { selection } = snapshot;
  const tombstones = snapshot.tombstones.filter(({ revision }) => revision > since);
  const isFull = snapshot.items.length >= selection.limit;
  const movedUp = isFull && tombstones.length > 0 ? arrived.slice(-tombstones.length) : [];
  const older = snapshot.items.filter(({ key, revision }) => revision <= since && movedUp.includes(key));
  const items = [...changed.map(({ item }) => item).filter((item) => isSelected(item, selection)), ...older];
  return { ...loaded, snapshot: { ...snapshot, items, tombstones } };
}

/** Undefined where there is none under that number and version. */
export async function loadArchive(
  store: Store,
  { site, channel }: { readonly site: Site; readonly channel: Channel },
  name: ArchiveName,
): Promise<FeedSnapshot | undefined> {
  return inSnapshot(store, async (session) => {
    const row = await getChannelRow(session, channel.id);
    const current = await findArchive(session, channel.id, name.number);
    if (current?.version !== name.version) return undefined;
    const arrived = await listArrived(session, channel.id, arrivalsOf(name.number));
    const previousArchive = await findArchive(session, channel.id, name.number - 1);
    const times = await findTimes(session, channel.id, name.version);
    return {
      site,
      channel,
      feedId: row.feed_id,
      selection: wholeOf(channel),
      items: arrived.filter(({ state }) => state === 'published').map(({ item }) => item),
      tombstones: tombstonesOf(arrived),
      archive: name,
      revision: name.version,
      updatedAt: times?.at ?? new Date(Number(row.updated_at)),
      ...(previousArchive === undefined ? {} : { previousArchive }),
    };
  });
}

function tombstonesOf(stored: readonly StoredItem[]): readonly Tombstone[] {
  return stored.map(tombstoneOf).filter((tombstone) => tombstone !== undefined);
}

async function listSelected(
  session: Session,
  channelId: string,
  { facets, words, limit }: Selection,
): Promise<readonly PlacedItem[]> {
  const matches = words === undefined ? undefined : searchMatcher(words);
  if (words === undefined || matches === undefined) {
    if (facets.length === 0) return listLatestItems(session, channelId, limit);
    return listItemsAt(session, channelId, await listArrivalsWith(session, channelId, facets, { limit }));
  }
  const arrivals = await searchArrivals(
    session,
    channelId,
    matches,
    { items: limit, depth: searchDepth },
    async (hits) =>
      facets.length === 0 ? hits : listArrivalsWith(session, channelId, facets, { arrivals: hits }),
  );
  return listItemsAt(session, channelId, arrivals);
}

/** The last tombstones of the channel, and those of them that the feed has, which for a part of it only their texts tell. */
async function findEnded(
  session: Session,
  channelId: string,
  selection: Selection,
): Promise<Readonly<Record<'ended' | 'tombstones', readonly Tombstone[]>>> {
  const { facets, words, limit } = selection;
  if (facets.length === 0 && words === undefined) {
    const all = await listTombstones(session, channelId, limit);
    return { ended: all, tombstones: all };
  }
  const stored = await listEnded(session, channelId, limit);
  return {
    ended: tombstonesOf(stored),
    tombstones: tombstonesOf(stored.filter(({ item }) => isSelected(item, selection))),
  };
}

/** Of what is withdrawn: its words and facets are found no longer. */
function isSelected(item: StoredItem['item'], { facets, words }: Selection): boolean {
  const own = facets.length === 0 ? [] : facetsOf(item);
  const hasAll = facets.every((facet) => own.some((one) => isSameFacet(one, facet)));
  return hasAll && (words === undefined || searchMatcher(words)?.(wordsOf(item)) === true);
}

function isSameFacet(one: Facet, other: Facet): boolean {
  return one.kind === other.kind && one.value === other.value;
}

/**
 * Every change of what several facets have in common is one of each of them, so the earliest of their last changes
 * is never before it. Of a search only what it finds can be known.
 */
async function findLastChange(
  session: Session,
  row: ChannelRow,
  { facets, words }: Selection,
  found: { readonly items: readonly StoredItem[]; readonly tombstones: readonly Tombstone[] },
): Promise<{ readonly revision: number; readonly leftRevision: number }> {
  const ofChannel = Number(row.fingerprint_revision);
  if (words !== undefined) {
    const seen = [
      ...found.items.map(({ item }) => item.revision),
      ...found.tombstones.map((one) => one.revision),
    ];
    return { revision: Math.max(ofChannel, ...seen), leftRevision: Number.MAX_SAFE_INTEGER };
  }
  if (facets.length === 0) return { revision: Number(row.visible_revision), leftRevision: 0 };
  const known: (KnownFacet | undefined)[] = [];
  for (const facet of facets) known.push(await findFacet(session, row.id, facet));
  return {
    revision: Math.max(ofChannel, Math.min(...known.map((facet) => facet?.revision ?? 0))),
    leftRevision: Math.max(...known.map((facet) => facet?.leftRevision ?? 0)),
  };
}

/** The archive in which the next older item stands, also where a few of the feed's own stand in it. */
async function findPreviousArchive(
  session: Session,
  channelId: string,
  items: readonly PlacedItem[],
): Promise<ArchiveName | undefined> {
  const oldest = Math.min(...items.map(({ arrival }) => arrival));
  const before = items.length === 0 ? await findLastArrival(session, channelId) : oldest - 1;
  return before < 1 ? undefined : findArchive(session, channelId, archiveOf(before));
}

/** Where everything was withdrawn, the archives tell of it. */
async function findLastArrival(session: Session, channelId: string): Promise<number> {
  return Number((await getChannelRow(session, channelId)).arrivals);
}

/** A feed of its own for each selection; how many items it holds makes no other. */
function feedIdOf(channelFeedId: string, { facets, words, view }: Selection): string {
  const parts = [
    ...facets.flatMap(({ kind, label }) => [kind, encodeURIComponent(facetSlug(label))]),
    ...(words === undefined ? [] : ['words', encodeURIComponent(words)]),
    ...(view === 'full' ? [] : ['view', view]),
  ];
  return [channelFeedId, ...parts].join(':');
}
