import path from 'node:path';
import { expect } from 'chai';
import { sql } from 'kysely';
import { historyOf } from '../../bench/made/history.ts';
import { writeHistory } from '../../bench/made/write-history.ts';
import { openNewsroom } from '../../src/newsroom.ts';
import type { Store } from '../../src/store/open-store.ts';
import { projectRoot, temporaryFolder } from '../support/program.ts';

/** As the version before left it: an archive by itself, and nothing counted. */
const before = [
  'create table archives (channel_id text not null, number bigint not null, revision bigint not null)',
  `insert into archives select channel_id, (arrival - 1) / 50, max(revision) from items
   where arrival is not null group by channel_id, (arrival - 1) / 50`,
  'drop table archive_versions',
  'drop table sitemaps',
  'alter table channels drop column items',
  `delete from kysely_migration where name >= '007'`,
];

async function keptOf(store: Store) {
  const channels = await store.selectFrom('channels').select(['id', 'items']).execute();
  const versions = await store.selectFrom('archive_versions').selectAll().orderBy('number').execute();
  const sitemaps = await store.selectFrom('sitemaps').selectAll().execute();
  return { channels, versions, sitemaps };
}

describe('a database of the version that worked everything out anew', () => {
  it('keeps the versions of its archives and sitemaps and the number of its items', async () => {
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
