import type { Schema } from './schema.ts';

/** What is kept, and how a row is told from others. */
export interface Table {
  readonly name: keyof Schema;
  readonly key: readonly [string, ...string[]];
  /** Rows that are in memory at once. */
  readonly batch?: number;
}

/** What is in it is never changed, so that it tells whose store this is. */
export const log: Table = { name: 'revisions', key: ['channel_id', 'number'] };

/** In the order in which they refer to one another. */
export const tables: readonly Table[] = [
  { name: 'channels', key: ['id'] },
  { name: 'originals', key: ['sha256'], batch: 16 },
  { name: 'items', key: ['key'] },
  { name: 'identities', key: ['channel_id', 'scheme', 'value'] },
  log,
  { name: 'media', key: ['sha256'] },
  { name: 'media_chunks', key: ['sha256', 'number'], batch: 32 },
  { name: 'item_media', key: ['sha256', 'item_key'] },
  { name: 'item_files', key: ['item_key', 'path'] },
  { name: 'likenesses', key: ['channel_id', 'mark', 'first_revision'] },
  { name: 'item_facets', key: ['channel_id', 'kind', 'value', 'arrival'] },
  { name: 'facets', key: ['channel_id', 'kind', 'value'] },
  { name: 'item_words', key: ['channel_id', 'arrival'] },
  { name: 'archive_versions', key: ['channel_id', 'number'] },
  { name: 'sitemaps', key: ['channel_id', 'number'] },
  { name: 'pollers', key: ['day', 'program', 'path'] },
];
