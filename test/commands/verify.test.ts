import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { sql } from 'kysely';
import { withdrawItem } from '../../src/publish/change-item.ts';
import { inspectFile, inspectPostgres } from '../../src/store/inspect-store.ts';
import { listLatestItems } from '../../src/store/items.ts';
import { putMedia } from '../../src/store/media.ts';
import { closeStore, openKeptFile, openKeptPostgres, sqliteFile } from '../../src/store/open-store.ts';
import {
  changeUnchecked,
  columnOf,
  copyDatabase,
  createDatabase,
  describeOnBoth,
  everythingIn,
} from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { pngFile } from '../support/media-files.ts';
import { openTestNewsroom, sha256Of, twoChannelSite } from '../support/newsroom.ts';
import { createEmptyDatabase, findPostgresFault, sharedPostgres } from '../support/postgres.ts';
import { runCommand } from '../support/program.ts';
import { storyText } from '../support/stories.ts';

const verify = (DATABASE_URL: string, ...args: readonly string[]) =>
  runCommand(['verify', ...args], { env: { DATABASE_URL } });

/** With a few stories, one of them withdrawn, and a picture. */
async function fill(databaseUrl: string): Promise<void> {
  const { store, clock, drop, close } = await openTestNewsroom(databaseUrl);
  for (let number = 0; number < 6; number += 1)
    await drop(`ar/خبر-${number}.txt`, storyText(`وصول القافلة رقم ${number}`));
  const acceptor = { store, site: twoChannelSite, now: () => clock.now };
  const [last] = await listLatestItems(store, 'ar', 1);
  await withdrawItem(acceptor, last!.item.key, 'خطأ.');
  const bytes = pngFile(9, 9);
  await putMedia(store, { sha256: sha256Of(bytes), type: 'image/png', bytes }, clock.now);
  await close();
}

describeOnBoth('nashra verify', (create) => {
  let original: string;

  before(async () => {
    original = await create();
    await fill(original);
  });

  it('finds nothing in what Nashra wrote, counts it, and changes nothing', async () => {
    const before = await everythingIn(original);
    const { code, stdout, stderr } = await verify(original);
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(/: whole: 2 channels, 6 items, 7 revisions, 6 originals, 1 media\n$/);
    expect(await everythingIn(original)).to.equal(before);
  });

  it('looks at the database that it is given, whatever the environment says', async () => {
    const damaged = await copyDatabase(original);
    await changeUnchecked(damaged, 'delete from sitemaps');
    const { code, stdout, stderr } = await verify(original, damaged);
    expect(code).to.equal(65);
    expect(stdout).to.match(/: not whole: 1 findings\n$/);
    expect(stderr).to.match(/^sitemap_missing: channel ar: /m);
    expect(stdout + stderr).not.to.include('nashra@');
  });

  it('says of a database of another version whose it is', async () => {
    const newer = await copyDatabase(original);
    await changeUnchecked(
      newer,
      "insert into kysely_migration values ('999-future', '2030-01-01T00:00:00Z')",
    );
    const ofNewer = await verify(newer);
    expect(ofNewer.stdout).to.match(/: written by a newer version of Nashra, which alone can read it\n$/);
    expect(ofNewer.code).to.equal(65);
    const older = await copyDatabase(original);
    await changeUnchecked(older, "delete from kysely_migration where name = '008-notify'");
    const before = await migrationsOf(older);
    const ofOlder = await inspect(older);
    expect(ofOlder).to.deep.equal({ schema: 'older', counts: undefined, findings: [] });
    expect(await migrationsOf(older)).to.deep.equal(before);
  });

  const bytes = () => (original.startsWith('sqlite:') ? "x'00'" : "'\\x00'::bytea");
  const damages: Readonly<Record<string, () => string>> = {
    revision_missing: () => 'delete from revisions where number = (select max(number) from revisions)',
    arrival_missing: () => 'update items set arrival = 1 where arrival = 2',
    archive_missing: () => 'delete from archive_versions where number = 0',
    items_miscounted: () => 'update channels set items = items + 1',
    sitemap_missing: () => 'delete from sitemaps',
    item_without_revision: () => 'update revisions set item_key = null where number = 4',
    item_unreadable: () => 'update items set content = substr(content, 1, 40) where arrival = 3',
    item_not_found: () => 'delete from item_words where arrival = 4',
    facet_miscounted: () => "delete from item_facets where kind = 'section' and arrival = 4",
    facet_outdated: () => "update facets set revision = 3 where kind = 'author'",
    original_damaged: () =>
      `update originals set bytes = ${bytes()} where sha256 = (select min(sha256) from originals)`,
    media_damaged: () => `update media_chunks set bytes = ${bytes()}`,
    store_damaged: () => "insert into item_media values ('لا شيء', 'لا أحد')",
  };
  for (const [code, statement] of Object.entries(damages)) {
    it(`finds ${code}`, async () => {
      const database = await copyDatabase(original);
      await changeUnchecked(database, statement());
      const { findings } = await inspect(database);
      expect(codesOf(findings)).to.include(code);
    });
  }

  const misled: Readonly<Record<string, readonly [statement: string, code: string]>> = {
    'finds what was withdrawn': [
      "insert into item_facets values ('ar', 'tag', 'نقل', 6)",
      'facet_miscounted',
    ],
    'finds one story for another': [
      "update item_facets set arrival = 6 where kind = 'tag' and value = 'نقل' and arrival = 2",
      'facet_miscounted',
    ],
    'is not known at all': ["delete from facets where kind = 'source'", 'facet_outdated'],
  };
  for (const [how, [statement, code]] of Object.entries(misled)) {
    it(`finds a facet that ${how}`, async () => {
      const database = await copyDatabase(original);
      await changeUnchecked(database, statement);
      expect(codesOf((await inspect(database)).findings)).to.deep.equal([code]);
    });
  }
});

const fault = findPostgresFault();

(fault === undefined ? describe : describe.skip)(fault ?? 'nashra verify of PostgreSQL', () => {
  let original: string;

  before(async () => {
    original = await createDatabase('PostgreSQL');
    await fill(original);
  });

  it('makes no tables in a database that has none', async () => {
    const empty = await createEmptyDatabase();
    const { code, stdout } = await verify(empty);
    expect(code).to.equal(65);
    expect(stdout).to.match(/^test_\d+ at 127\.0\.0\.1:\d+: a database, but not one of Nashra\n$/);
    expect((await inspectPostgres(empty)).schema).to.equal('none');
  });

  it('says in one sentence why it cannot look, with 69 and without the password', async () => {
    await askForPasswordOf('secretive', original);
    const url = new URL(original);
    const other = (change: Partial<Pick<URL, 'username' | 'password' | 'port' | 'pathname'>>) =>
      Object.assign(new URL(url), { password: 's3cret', ...change }).href;
    const faults = [
      [other({ port: '1' }), /ECONNREFUSED/],
      [other({ pathname: '/missing' }), /database "missing" does not exist/],
      [other({ username: 'secretive' }), /password authentication failed for user "secretive"/],
      // At once, not when the server has waited a minute for it.
      [
        other({ username: 'secretive', password: '' }),
        /: the server asks for a password, and the address names none$/m,
      ],
    ] as const;
    const look = async ([address, why]: (typeof faults)[number]) => {
      const { code, stdout, stderr } = await verify(address);
      expect([code, stdout]).to.deep.equal([69, '']);
      expect(stderr).to.match(/^The database \S+ at 127\.0\.0\.1:\d+ cannot be opened: [^\n]*\n$/);
      expect(stderr).to.match(why).and.not.to.include('s3cret');
    };
    await Promise.all(faults.map(look));
  });

  it('finds a row that an index does not know, and one that is there twice', async () => {
    const database = await copyDatabase(original);
    const setReady = (isReady: boolean) =>
      `update pg_index set indisready = ${isReady}, indisvalid = ${isReady} where indrelid = 'sitemaps'::regclass`;
    await changeUnchecked(
      database,
      setReady(false),
      'insert into sitemaps select * from sitemaps',
      setReady(true),
    );
    expect((await inspectPostgres(database)).findings).to.deep.equal([
      'store_damaged: sitemaps has rows that are the same in what sitemaps_key has once',
      'store_damaged: sitemaps has 2 rows, and 1 by its index sitemaps_key',
    ]);
  });

  it('finds a key that was not restored', async () => {
    const database = await copyDatabase(original);
    await changeUnchecked(database, 'alter table pollers drop constraint pollers_key');
    expect((await inspectPostgres(database)).findings).to.deep.equal([
      'store_damaged: pollers has no primary key',
    ]);
  });

  it('finds pages that make no sense, and goes on with the next table', async () => {
    const spoiled = await copyDatabase(original);
    const ask = async (question: string) => String((await columnOf(spoiled, `select ${question}`))[0]);
    const folder = await ask("current_setting('data_directory')");
    const tables = ['identities', 'item_words'];
    const files: string[] = [];
    for (const table of tables) files.push(path.join(folder, await ask(`pg_relation_filepath('${table}')`)));
    const server = await sharedPostgres();
    await server.run('checkpoint');
    for (const file of files) spoil(file);
    // A copy of the files: what the server has in memory is as it was.
    const isOld = Number(await ask("current_setting('server_version_num')")) < 150_000;
    const copy = 'spoiled';
    await server.run(
      `create database ${copy} template ${path.basename(spoiled)} ${isOld ? '' : 'strategy file_copy'}`,
    );
    const { code, stdout, stderr } = await verify(server.urlOf(copy));
    expect(code).to.equal(65);
    expect(stdout).to.match(/not whole: 2 findings\n$/);
    for (const table of tables)
      expect(stderr).to.match(new RegExp(`^store_damaged: ${table}: invalid page in block 0 `, 'm'));
  });
});

/** Who connects as this user proves it; all others of the test server need not. */
async function askForPasswordOf(user: string, databaseUrl: string): Promise<void> {
  const server = await sharedPostgres();
  await server.run(`create role ${user} login password 'another'`);
  const file = String((await columnOf(databaseUrl, 'show hba_file'))[0]);
  writeFileSync(file, `host all ${user} 127.0.0.1/32 scram-sha-256\n${readFileSync(file, 'utf8')}`);
  await server.run('select pg_reload_conf()');
  const address = Object.assign(new URL(databaseUrl), { username: user }).href;
  await eventually('a server that asks', () =>
    inspectPostgres(address).then(
      () => undefined,
      (error: Error) => /password|SASL/.test(error.message) || undefined,
    ),
  );
}

/** Its first page, as a disk may. */
function spoil(file: string): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(512, 0xa5), 0, 512, 0);
  closeSync(descriptor);
}

function inspect(databaseUrl: string) {
  return databaseUrl.startsWith('sqlite:')
    ? inspectFile(sqliteFile(databaseUrl))
    : inspectPostgres(databaseUrl);
}

/** Of a database that is left as it is. */
async function migrationsOf(databaseUrl: string): Promise<readonly unknown[]> {
  const store = databaseUrl.startsWith('sqlite:')
    ? openKeptFile(sqliteFile(databaseUrl))
    : openKeptPostgres(databaseUrl);
  try {
    return (await sql`select name from kysely_migration order by name`.execute(store)).rows;
  } finally {
    await closeStore(store);
  }
}

function codesOf(findings: readonly string[]): readonly string[] {
  return findings.map((line) => line.split(':')[0]!);
}
