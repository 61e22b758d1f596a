import type { Correction, FeedItem } from '../domain/item.ts';
import type { ItemRow, ItemState } from './schema.ts';

/** An item with what only the store says of it. */
export interface StoredItem {
  readonly item: FeedItem;
  readonly state: ItemState;
  readonly originalSha256: string;
  /** For Last-Modified: see {@link Revision.modifiedAt}. */
  readonly modifiedAt: Date;
  readonly firstRevision: number;
  /** Its place among all that the channel ever published; undefined before it is. */
  readonly arrival?: number;
  readonly publishAt?: Date;
  readonly expiresAt?: Date;
  readonly endedAt?: Date;
  readonly endedReason?: string;
  /** What the text itself said when it was last taken: only another time there is a new decision. */
  readonly textTimes?: TextTimes;
}

export interface TextTimes {
  readonly publishAt?: Date;
  readonly expiresAt?: Date;
}

export function rowFromStoredItem(stored: StoredItem): ItemRow {
  const { key, id, channelId, revision, publishedAt, updatedAt, ...content } = stored.item;
  return {
    key,
    id,
    channel_id: channelId,
    state: stored.state,
    first_revision: stored.firstRevision,
    arrival: stored.arrival ?? null,
    revision,
    modified_at: stored.modifiedAt.getTime(),
    published_at: publishedAt.getTime(),
    updated_at: updatedAt.getTime(),
    publish_at: stored.publishAt?.getTime() ?? null,
    expires_at: stored.expiresAt?.getTime() ?? null,
    ended_at: stored.endedAt?.getTime() ?? null,
    ended_reason: stored.endedReason ?? null,
    text_times: stored.textTimes === undefined ? null : JSON.stringify(stored.textTimes),
    slug: content.slug,
    original_sha256: stored.originalSha256,
    content: JSON.stringify(content),
  };
}

type ItemContent = Omit<
  FeedItem,
  'key' | 'id' | 'channelId' | 'revision' | 'publishedAt' | 'updatedAt' | 'media' | 'corrections'
> & {
  // Items from before there were any have none.
  readonly media?: FeedItem['media'];
  readonly corrections?: readonly (Omit<Correction, 'at'> & { readonly at: string })[];
};

export function storedItemFromRow(row: ItemRow): StoredItem {
  const content = JSON.parse(row.content) as ItemContent;
  const item = {
    ...content,
    media: content.media ?? [],
    corrections: (content.corrections ?? []).map(({ note, at }) => ({ note, at: new Date(at) })),
    key: row.key,
    id: row.id,
    channelId: row.channel_id,
    revision: Number(row.revision),
    publishedAt: new Date(Number(row.published_at)),
    updatedAt: new Date(Number(row.updated_at)),
  };
  return {
    item,
    state: row.state,
    originalSha256: row.original_sha256,
    modifiedAt: new Date(Number(row.modified_at)),
    firstRevision: Number(row.first_revision),
    ...(row.arrival === null ? {} : { arrival: Number(row.arrival) }),
    ...(row.publish_at === null ? {} : { publishAt: new Date(Number(row.publish_at)) }),
    ...(row.expires_at === null ? {} : { expiresAt: new Date(Number(row.expires_at)) }),
    ...(row.ended_at === null ? {} : { endedAt: new Date(Number(row.ended_at)) }),
    ...(row.ended_reason === null ? {} : { endedReason: row.ended_reason }),
    ...(row.text_times === null ? {} : { textTimes: textTimesFrom(row.text_times) }),
  };
}

function textTimesFrom(json: string): TextTimes {
  const { publishAt, expiresAt } = JSON.parse(json) as Readonly<Partial<Record<keyof TextTimes, string>>>;
  return {
    ...(publishAt === undefined ? {} : { publishAt: new Date(publishAt) }),
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }),
  };
}
