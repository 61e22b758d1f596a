import type { Kysely } from 'kysely';
import type { FeedItem } from '../domain/item.ts';
import { archiveOf } from './archives.ts';
import { type Place, putFacets } from './facets.ts';
import type { ItemRow } from './schema.ts';
import type { Session } from './session.ts';
import { putWords } from './words.ts';

/** What came before is published, in the order in which it came. */
export async function addLifeCycle(db: Kysely<unknown>): Promise<void> {
  await addColumns(db);
  await createFacets(db);
  await createArchives(db);
  await fillIn(db as Session);
}

async function addColumns(db: Kysely<unknown>): Promise<void> {
  for (const column of ['fingerprint_revision', 'visible_revision', 'arrivals']) {
    await db.schema
      .alterTable('channels')
      .addColumn(column, 'bigint', (added) => added.notNull().defaultTo(0))
      .execute();
  }
  await db.schema
    .alterTable('items')
    .addColumn('state', 'text', (added) => added.notNull().defaultTo('published'))
    .execute();
  await db.schema
    .alterTable('items')
    .addColumn('slug', 'text', (added) => added.notNull().defaultTo(''))
    .execute();
  for (const column of ['arrival', 'publish_at', 'expires_at', 'ended_at'])
    await db.schema.alterTable('items').addColumn(column, 'bigint').execute();
  for (const column of ['ended_reason', 'text_times'])
    await db.schema.alterTable('items').addColumn(column, 'text').execute();
  await db.schema.alterTable('revisions').addColumn('note', 'text').execute();
  const indexes: Readonly<Record<string, readonly string[]>> = {
    items_by_place: ['channel_id', 'arrival'],
    items_by_state: ['channel_id', 'state', 'arrival'],
    items_by_end: ['channel_id', 'state', 'revision'],
    items_to_publish: ['state', 'publish_at'],
    items_to_expire: ['state', 'expires_at'],
  };
  for (const [name, columns] of Object.entries(indexes))
    await db.schema
      .createIndex(name)
      .on('items')
      .columns([...columns])
      .execute();
  await db.schema.createIndex('revisions_by_item').on('revisions').columns(['item_key', 'number']).execute();
}

async function createFacets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('item_facets')
    .addColumn('channel_id', 'text', (column) => column.notNull().references('channels.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('arrival', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('item_facets_key', ['channel_id', 'kind', 'value', 'arrival'])
    .execute();
  await db.schema
    .createTable('facets')
    .addColumn('channel_id', 'text', (column) => column.notNull().references('channels.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('left_revision', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('facets_key', ['channel_id', 'kind', 'value'])
    .execute();
  await db.schema
    .createTable('item_words')
    .addColumn('channel_id', 'text', (column) => column.notNull().references('channels.id'))
    .addColumn('arrival', 'bigint', (column) => column.notNull())
    .addColumn('words', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('item_words_key', ['channel_id', 'arrival'])
    .execute();
}

async function createArchives(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('archives')
    .addColumn('channel_id', 'text', (column) => column.notNull().references('channels.id'))
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('archives_key', ['channel_id', 'number'])
    .execute();
}

async function fillIn(db: Session): Promise<void> {
  for (const { id, revision } of await db.selectFrom('channels').select(['id', 'revision']).execute()) {
    const rows = await db
      .selectFrom('items')
      .select(['key', 'revision', 'content'])
      .where('channel_id', '=', id)
      .orderBy('first_revision')
      .execute();
    for (const [index, row] of rows.entries()) await place(db, { channelId: id, arrival: index + 1 }, row);
    await db
      .updateTable('channels')
      .set({ arrivals: rows.length, visible_revision: revision, fingerprint_revision: revision })
      .where('id', '=', id)
      .execute();
  }
}

async function place(
  db: Session,
  at: Place,
  row: Pick<ItemRow, 'key' | 'revision' | 'content'>,
): Promise<void> {
  const item = JSON.parse(row.content) as FeedItem;
  const { arrival, channelId } = at;
  await db.updateTable('items').set({ arrival, slug: item.slug }).where('key', '=', row.key).execute();
  await putFacets(db, at, { before: undefined, after: item }, Number(row.revision));
  await putWords(db, at, item);
  await putArchive(db as unknown as Kysely<ArchivesOfThen>, channelId, {
    number: archiveOf(arrival),
    revision: Number(row.revision),
  });
}

/** Until a later migration, which took another table in its place. */
interface ArchivesOfThen {
  readonly archives: { readonly channel_id: string; readonly number: number; readonly revision: number };
}

async function putArchive(
  db: Kysely<ArchivesOfThen>,
  channelId: string,
  { number, revision }: { readonly number: number; readonly revision: number },
): Promise<void> {
  await db
    .insertInto('archives')
    .values({ channel_id: channelId, number, revision })
    .onConflict((conflict) => conflict.columns(['channel_id', 'number']).doUpdateSet({ revision }))
    .execute();
}
