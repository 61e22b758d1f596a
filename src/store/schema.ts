import type { RevisionKind } from '../domain/revision.ts';
import type { FacetKind } from '../domain/selection.ts';

/*
 * What is kept. Types that SQLite and PostgreSQL share: TEXT, INTEGER or BIGINT (epoch milliseconds, 0/1), BLOB.
 */

export interface ChannelRow {
  id: string;
  /** `atom:id`, minted once. */
  feed_id: string;
  /** What of the configuration stands in the channel's documents; a difference is a revision. */
  fingerprint: string;
  /** Last-Modified time of the revision that last changed the fingerprint: no page is older. */
  fingerprint_modified_at: number;
  /** Number of the revision that last changed the fingerprint. */
  fingerprint_revision: number;
  /** Number of the last revision. */
  revision: number;
  /** Number and times of the last one that anybody can see; see domain/revision. */
  visible_revision: number;
  updated_at: number;
  modified_at: number;
  /** How many items it has ever published. */
  arrivals: number;
  /** How many it has, whatever their state. */
  items: number;
}

/** Nobody outside sees what is `scheduled`; what is `withdrawn` or `expired` was published and never is again. */
export const itemStates = ['scheduled', 'published', 'withdrawn', 'expired'] as const;

export type ItemState = (typeof itemStates)[number];

export interface ItemRow {
  key: string;
  id: string;
  channel_id: string;
  state: ItemState;
  /** Number of the revision that published it, or before that of the one that scheduled it. */
  first_revision: number;
  /** Its place among all that the channel ever published, from 1, without holes; null until it is published. */
  arrival: number | null;
  /** Number and Last-Modified time of the revision in which it last changed. */
  revision: number;
  modified_at: number;
  published_at: number;
  updated_at: number;
  /** When what is scheduled is due. */
  publish_at: number | null;
  /** When what is published ends by itself. */
  expires_at: number | null;
  ended_at: number | null;
  /** As JSON, the times that the text itself named when it was last taken. */
  text_times: string | null;
  /** For readers, why it was withdrawn. */
  ended_reason: string | null;
  slug: string;
  original_sha256: string;
  /** The item as JSON, without what has a column of its own. */
  content: string;
}

/** The bytes as they came, by their SHA-256 in hexadecimal. */
export interface OriginalRow {
  sha256: string;
  bytes: Buffer;
  kept_at: number;
}

/**
 * The ledger: what the outside calls an article. `path` is relative to the inbox, one an item; `copy` the path of
 * another file with its bytes; `sha256` any original it ever had; `external` what another system calls it.
 */
export interface IdentityRow {
  channel_id: string;
  scheme: 'path' | 'copy' | 'sha256' | 'external';
  value: string;
  item_key: string;
}

export interface RevisionRow {
  channel_id: string;
  number: number;
  at: number;
  modified_at: number;
  kind: RevisionKind;
  item_key: string | null;
  original_sha256: string | null;
  /** The correction for readers, or the reason of a withdrawal. */
  note: string | null;
}

/** The facets of what is published now. */
export interface ItemFacetRow {
  channel_id: string;
  kind: FacetKind;
  value: string;
  arrival: number;
}

/** Every facet that an item ever had. */
export interface FacetRow {
  channel_id: string;
  kind: FacetKind;
  value: string;
  label: string;
  /** Number of the last revision that changed something of what is found by it. */
  revision: number;
  /** Number of the last revision in which an item lost it without being withdrawn. */
  left_revision: number;
}

/** What is published now, as it is searched. */
export interface ItemWordsRow {
  channel_id: string;
  arrival: number;
  /** Folded words, parted by single spaces. */
  words: string;
}

/**
 * From which archive on a version holds: that of an archive stands in the row with the last number up to its own.
 * Versions grow with the numbers.
 */
export interface ArchiveVersionRow {
  channel_id: string;
  number: number;
  /** Number of the last revision that changed something in this archive or in an older one. */
  version: number;
}

/** The number of the last revision that changed something in a sitemap. */
export interface SitemapRow {
  channel_id: string;
  number: number;
  revision: number;
}

/** A picture, sound or film that is served, by the SHA-256 in hexadecimal of its bytes. */
export interface MediaRow {
  sha256: string;
  type: string;
  length: number;
  width: number | null;
  height: number | null;
  kept_at: number;
}

/** Bytes in pieces of one length, numbered from 0: a part of a film is sent without reading the whole. */
export interface MediaChunkRow {
  sha256: string;
  number: number;
  bytes: Buffer;
}

/** What items show now: nothing else is served. */
export interface ItemMediaRow {
  sha256: string;
  item_key: string;
}

/** The files that an item was looked through for, those that were not there among them. */
export interface ItemFileRow {
  item_key: string;
  /** Relative to the inbox, as names are compared. */
  path: string;
  /** Relative to the article. */
  name: string;
  /** In which it was read; null when it was not there. */
  state: string | null;
  /** What came of it; null when nothing did. */
  sha256: string | null;
}

/** Of texts that are alike one mark or more is the same: see text/likeness. */
export interface LikenessRow {
  channel_id: string;
  mark: number;
  /** Of the item. */
  first_revision: number;
}

/** What one program did with one feed on one day in UTC; see domain/polling. No address of a client is kept. */
export interface PollerRow {
  day: string;
  program: string;
  path: string;
  requests: number;
  conditional: number;
  full: number;
  delta: number;
  not_modified: number;
  refused: number;
  bytes: number;
  /** JSON: pairs of seconds and how often. */
  intervals: string;
  /** JSON: pairs of the program's name for the feed and subscribers. */
  subscribers: string;
}

export interface Schema {
  channels: ChannelRow;
  items: ItemRow;
  originals: OriginalRow;
  identities: IdentityRow;
  revisions: RevisionRow;
  media: MediaRow;
  media_chunks: MediaChunkRow;
  item_media: ItemMediaRow;
  item_files: ItemFileRow;
  likenesses: LikenessRow;
  item_facets: ItemFacetRow;
  facets: FacetRow;
  item_words: ItemWordsRow;
  archive_versions: ArchiveVersionRow;
  sitemaps: SitemapRow;
  pollers: PollerRow;
}
