import path from 'node:path';
import { expect } from 'chai';
import { sql } from 'kysely';
import { historyOf } from '../../bench/made/history.ts';
import { writeHistory } from '../../bench/made/write-history.ts';
import { openNewsroom } from '../../src/newsroom.ts';
import { archiveOf, touchArchive } from '../../src/store/archives.ts';
import type { Store } from '../../src/store/open-store.ts';
import { sitemapOf, touchSitemap } from '../../src/store/sitemaps.ts';
import { projectRoot, temporaryFolder } from '../support/program.ts';

/** As the versions before left it: an archive and a facet with the revision of its last item by arrival, and nothing counted. */
const before = [
  'create table archives (channel_id text not null, number bigint not null, revision bigint not null)',
  `insert into archives select channel_id, (arrival - 1) / 50, revision from items where arrival in
   (select max(arrival) from items where arrival is not null group by channel_id, (arrival - 1) / 50)`,
  `update facets set revision = (select revision from items where channel_id = facets.channel_id and arrival =
   (select max(arrival) from item_facets where channel_id = facets.channel_id and kind = facets.kind
    and value = facets.value)) where revision = (select max(revision) from items)`,
  'drop table archive_versions',
  'drop table sitemaps',
  'alter table channels drop column items',
  `delete from kysely_migration where name >= '007'`,
];

/** The last change of all is to an item that others followed, in its archive and in its facets. */
async function correct(store: Store, arrival: number): Promise<void> {
  const { revision } = await store.selectFrom('channels').select('revision').executeTakeFirstOrThrow();
  const number = Number(revision) + 1;
  await store.updateTable('items').set({ revision: number }).where('arrival', '=', arrival).execute();
  await touchArchive(store, 'ar', archiveOf(arrival), number);
  await touchSitemap(store, 'ar', sitemapOf(arrival), number);
  await sql`update facets set revision = ${number} where exists (select 1 from item_facets
    where channel_id = facets.channel_id and kind = facets.kind and value = facets.value
    and arrival = ${arrival})`.execute(store);
}

async function keptOf(store: Store) {
  const channels = await store.selectFrom('channels').select(['id', 'items']).execute();
  const versions = await store.selectFrom('archive_versions').selectAll().orderBy('number').execute();
  const sitemaps = await store.selectFrom('sitemaps').selectAll().execute();
  const facets = await store
    .selectFrom('facets')
    .selectAll()
    .orderBy('channel_id')
    .orderBy('kind')
    .orderBy('value')
    .execute();
  return { channels, versions, sitemaps, facets };
}

describe('a database of the version that worked everything out anew', () => {
  it('keeps the versions of its archives and sitemaps, the last change of its facets and the number of its items', async () => {
    const options = {
      baseUrl: 'http://localhost',
      configDir: path.join(projectRoot, 'config'),
      databaseUrl: `sqlite:${path.join(temporaryFolder(), 'before.sqlite')}`,
    };
    const first = await openNewsroom(options);
    const [channel] = first.site.channels;
    const history = {
      site: first.site,
      channel: channel!,
      items: 400,
      seed: 3,
      until: new Date('2026-11-01T00:00:00Z'),
    };
    await writeHistory(first.store, 'ar', historyOf(history));
    await correct(first.store, 301);
    const kept = await keptOf(first.store);
    expect(kept.channels).to.deep.equal([{ id: 'ar', items: 400 }]);
    expect(kept.versions).to.have.length.greaterThan(2);
    for (const statement of before) await sql.raw(statement).execute(first.store);
    await first.close();
    const again = await openNewsroom(options);
    expect(await keptOf(again.store)).to.deep.equal(kept);
    await again.close();
  });
});
