import { type Kysely, type Migration, PostgresAdapter, sql } from 'kysely';
import { boundGrowth } from './migrate-growth.ts';
import { addLifeCycle } from './migrate-life-cycle.ts';

/** In order; a name that was released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-articles': { up: createArticles },
  '002-media': { up: createMedia },
  '003-likenesses': { up: createLikenesses },
  '004-life-cycle': { up: addLifeCycle },
  '005-pollers': { up: createPollers },
  '006-news': { up: addNews },
  '007-growth': { up: boundGrowth },
  '008-notify': { up: notifyOfRevisions },
};

/** Of which version of Nashra a database is; `none`: of no Nashra. */
export type SchemaAge = 'current' | 'older' | 'newer' | 'none';

/** @param done names of the migrations that a database has had; undefined where it keeps no account of them */
export function ageOfSchema(done: readonly string[] | undefined): SchemaAge {
  if (done === undefined) return 'none';
  if (done.some((name) => !Object.hasOwn(migrations, name))) return 'newer';
  return done.length === Object.keys(migrations).length ? 'current' : 'older';
}

async function createArticles(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('channels')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('feed_id', 'text', (column) => column.notNull().unique())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('fingerprint_modified_at', 'bigint', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('modified_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('originals')
    .addColumn('sha256', 'text', (column) => column.primaryKey())
    .addColumn('bytes', 'blob', (column) => column.notNull())
    .addColumn('kept_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('items')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('channel_id', 'text', (column) => column.notNull().references('channels.id'))
    .addColumn('first_revision', 'bigint', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('modified_at', 'bigint', (column) => column.notNull())
    .addColumn('published_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('original_sha256', 'text', (column) => column.notNull().references('originals.sha256'))
    .addColumn('content', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('items_by_arrival')
    .on('items')
    .columns(['channel_id', 'first_revision'])
    .unique()
    .execute();
  await db.schema
    .createTable('identities')
    .addColumn('channel_id', 'text', (column) => column.notNull().references('channels.id'))
    .addColumn('scheme', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('item_key', 'text', (column) => column.notNull().references('items.key'))
    .addPrimaryKeyConstraint('identities_key', ['channel_id', 'scheme', 'value'])
    .execute();
  await db.schema
    .createIndex('identities_by_item')
    .on('identities')
    .columns(['item_key', 'scheme'])
    .execute();
  await db.schema
    .createTable('revisions')
    .addColumn('channel_id', 'text', (column) => column.notNull().references('channels.id'))
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('modified_at', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('item_key', 'text', (column) => column.references('items.key'))
    .addColumn('original_sha256', 'text', (column) => column.references('originals.sha256'))
    .addPrimaryKeyConstraint('revisions_key', ['channel_id', 'number'])
    .execute();
}

async function createMedia(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('media')
    .addColumn('sha256', 'text', (column) => column.primaryKey())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('length', 'bigint', (column) => column.notNull())
    .addColumn('width', 'integer')
    .addColumn('height', 'integer')
    .addColumn('kept_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('media_chunks')
    .addColumn('sha256', 'text', (column) => column.notNull().references('media.sha256'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('media_chunks_key', ['sha256', 'number'])
    .execute();
  await db.schema
    .createTable('item_media')
    .addColumn('sha256', 'text', (column) => column.notNull().references('media.sha256'))
    .addColumn('item_key', 'text', (column) => column.notNull().references('items.key'))
    .addPrimaryKeyConstraint('item_media_key', ['sha256', 'item_key'])
    .execute();
  await db.schema.createIndex('item_media_by_item').on('item_media').column('item_key').execute();
  await db.schema
    .createTable('item_files')
    .addColumn('item_key', 'text', (column) => column.notNull().references('items.key'))
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('state', 'text')
    .addColumn('sha256', 'text', (column) => column.references('media.sha256'))
    .addPrimaryKeyConstraint('item_files_key', ['item_key', 'path'])
    .execute();
  await db.schema.createIndex('item_files_by_path').on('item_files').column('path').execute();
}

/** Items from before have none, so nothing is compared with them. */
async function createLikenesses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('likenesses')
    .addColumn('channel_id', 'text', (column) => column.notNull().references('channels.id'))
    .addColumn('mark', 'bigint', (column) => column.notNull())
    .addColumn('first_revision', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('likenesses_key', ['channel_id', 'mark', 'first_revision'])
    .execute();
}

async function createPollers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pollers')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('program', 'text', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('requests', 'bigint', (column) => column.notNull())
    .addColumn('conditional', 'bigint', (column) => column.notNull())
    .addColumn('full', 'bigint', (column) => column.notNull())
    .addColumn('delta', 'bigint', (column) => column.notNull())
    .addColumn('not_modified', 'bigint', (column) => column.notNull())
    .addColumn('refused', 'bigint', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('intervals', 'text', (column) => column.notNull())
    .addColumn('subscribers', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('pollers_key', ['day', 'program', 'path'])
    .execute();
}

/** What was published in the last hours is found without looking at the rest. */
async function addNews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('items_by_date')
    .on('items')
    .columns(['channel_id', 'state', 'published_at', 'arrival'])
    .execute();
}

/** Where PostgreSQL tells who listens that a channel has a new revision. */
export const revisionsTopic = 'nashra_revisions';

/** In the database, so that nothing that writes a revision can forget it; SQLite has no way to tell. */
async function notifyOfRevisions(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`create function nashra_notify() returns trigger language plpgsql as
    'begin perform pg_notify(''${sql.raw(revisionsTopic)}'', new.channel_id); return null; end'`.execute(db);
  await sql`create trigger revisions_notify after insert on revisions
    for each row execute function nashra_notify()`.execute(db);
}
