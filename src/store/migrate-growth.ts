import { type Kysely, sql } from 'kysely';
import { archiveOf, archiveSize } from './archives.ts';
import { sitemapSize } from './sitemaps.ts';

interface ArchivesBefore {
  channels: { id: string; items: number };
  items: { channel_id: string; arrival: number | null; revision: number };
  item_facets: { channel_id: string; kind: string; value: string; arrival: number };
  facets: { channel_id: string; kind: string; value: string; revision: number };
  archive_versions: { channel_id: string; number: number; version: number };
  sitemaps: { channel_id: string; number: number; revision: number };
}

/** What was worked out from the whole history each time is kept from now on. */
export async function boundGrowth(db: Kysely<unknown>): Promise<void> {
  await createTables(db);
  const filled = db as Kysely<ArchivesBefore>;
  for (const { id } of await filled.selectFrom('channels').select('id').execute()) {
    await fillIn(filled, id);
    await raiseFacets(filled, id);
  }
  await db.schema.dropTable('archives').execute();
  // Of thousands that are due at one moment not all are looked at for the first.
  await db.schema.dropIndex('items_to_publish').execute();
  await db.schema
    .createIndex('items_to_publish')
    .on('items')
    .columns(['state', 'publish_at', 'published_at'])
    .execute();
}

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('channels')
    .addColumn('items', 'bigint', (added) => added.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable('archive_versions')
    .addColumn('channel_id', 'text', (column) => column.notNull().references('channels.id'))
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('archive_versions_key', ['channel_id', 'number'])
    .execute();
  await db.schema
    .createIndex('archive_versions_by_version')
    .on('archive_versions')
    .columns(['channel_id', 'version'])
    .execute();
  await db.schema
    .createTable('sitemaps')
    .addColumn('channel_id', 'text', (column) => column.notNull().references('channels.id'))
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('sitemaps_key', ['channel_id', 'number'])
    .execute();
}

async function fillIn(db: Kysely<ArchivesBefore>, channelId: string): Promise<void> {
  const number = sql<number>`(arrival - 1) / ${sql.lit(archiveSize)}`;
  // Not from the archives: those that the life cycle began with have the revision of their last item, not the last one.
  const archives = await db
    .selectFrom('items')
    .select(({ fn }) => [number.as('number'), fn.max('revision').as('revision')])
    .where('channel_id', '=', channelId)
    .where('arrival', 'is not', null)
    .groupBy(number)
    .orderBy(number)
    .execute();
  let version = 0;
  const ofSitemaps = new Map<number, number>();
  for (const row of archives) {
    const [number, revision] = [Number(row.number), Number(row.revision)];
    const sitemap = sitemapOfArchive(number);
    ofSitemaps.set(sitemap, Math.max(ofSitemaps.get(sitemap) ?? 0, revision));
    if (revision <= version) continue;
    version = revision;
    await db.insertInto('archive_versions').values({ channel_id: channelId, number, version }).execute();
  }
  for (const [number, revision] of ofSitemaps)
    await db.insertInto('sitemaps').values({ channel_id: channelId, number, revision }).execute();
  const { items } = await db
    .selectFrom('items')
    .select(({ fn }) => fn.countAll().as('items'))
    .where('channel_id', '=', channelId)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('channels')
    .set({ items: Number(items) })
    .where('id', '=', channelId)
    .execute();
}

/** The life cycle began with the revision of the last item that has a facet, where an older one changed after it. */
async function raiseFacets(db: Kysely<ArchivesBefore>, channelId: string): Promise<void> {
  const changed = await db
    .selectFrom('item_facets')
    .innerJoin('items', (join) =>
      join
        .onRef('items.channel_id', '=', 'item_facets.channel_id')
        .onRef('items.arrival', '=', 'item_facets.arrival'),
    )
    .select(({ fn }) => ['kind', 'value', fn.max('items.revision').as('revision')])
    .where('item_facets.channel_id', '=', channelId)
    .groupBy(['kind', 'value'])
    .execute();
  for (const { kind, value, revision } of changed)
    await db
      .updateTable('facets')
      .set({ revision: Number(revision) })
      .where('channel_id', '=', channelId)
      .where('kind', '=', kind)
      .where('value', '=', value)
      .where('revision', '<', Number(revision))
      .execute();
}

/** No archive stands in two: see archiveSize and sitemapSize. */
function sitemapOfArchive(number: number): number {
  return Math.floor(number / (archiveOf(sitemapSize) + 1));
}
