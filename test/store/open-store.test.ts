import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect } from 'chai';
import { sql } from 'kysely';
import { NashraError } from '../../src/domain/errors.ts';
import { closeStore, openStore } from '../../src/store/open-store.ts';
import { runCommand, temporaryFolder } from '../support/program.ts';

async function failureOf(file: string): Promise<NashraError> {
  try {
    await closeStore(await openStore(`sqlite:${file}`));
  } catch (error) {
    expect(error).to.be.instanceOf(NashraError);
    return error as NashraError;
  }
  throw new Error(`${file} was opened`);
}

describe('openStore', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder, 'أخبار/nashra.sqlite');
  });

  it('makes the file and its folder', async () => {
    await closeStore(await openStore(`sqlite:${file}`));
    expect(new SqliteDatabase(file, { readonly: true }).pragma('integrity_check', { simple: true })).to.equal(
      'ok',
    );
  });

  it('writes ahead, syncs fully and holds foreign keys', async () => {
    const store = await openStore(`sqlite:${file}`);
    const value = async (pragma: string) =>
      Object.values((await sql<object>`${sql.raw(`pragma ${pragma}`)}`.execute(store)).rows[0] ?? {})[0];
    expect(await value('journal_mode')).to.equal('wal');
    expect(await value('synchronous')).to.equal(2);
    expect(await value('foreign_keys')).to.equal(1);
    await closeStore(store);
  });

  it('refuses a row whose item is not there', async () => {
    const store = await openStore(`sqlite:${file}`);
    let message = '';
    await store
      .insertInto('identities')
      .values({ channel_id: 'ar', scheme: 'path', value: 'ar/أ.txt', item_key: 'none' })
      .execute()
      .catch((error: Error) => {
        message = error.message;
      });
    expect(message).to.match(/FOREIGN KEY/);
    await closeStore(store);
  });

  it('opens a file again as it was, each migration run once', async () => {
    for (let time = 0; time < 3; time += 1) await closeStore(await openStore(`sqlite:${file}`));
    const names = new SqliteDatabase(file).prepare('select name from kysely_migration').pluck().all();
    expect(new Set(names).size).to.equal(names.length);
  });

  it('lets several processes open a new file at once', async () => {
    const empty = temporaryFolder();
    const commands = Array.from({ length: 3 }, () =>
      runCommand(['ingest', empty], { env: { DATABASE_URL: `sqlite:${file}` } }),
    );
    for (const { code, stderr } of await Promise.all(commands)) expect(code, stderr).to.equal(0);
  });

  it('takes sqlite:///absolute with escapes as a file URL', async () => {
    const url = `sqlite://${new URL(`file://${file}`).pathname}`;
    await closeStore(await openStore(url));
    expect(new SqliteDatabase(file, { readonly: true }).name).to.equal(file);
  });

  it('refuses a file that is no database, in one sentence with its name', async () => {
    mkdirSync(path.dirname(file));
    writeFileSync(file, 'هذا ملف نصي وليس قاعدة بيانات، وفيه ما يكفي من الكلام.'.repeat(20));
    const error = await failureOf(file);
    expect(error.code).to.equal('store_damaged');
    expect(error.message)
      .to.include(file)
      .and.to.match(/not a database; put a backup in its place with nashra restore\.$/);
    expect(error.message).not.to.include('\n');
  });

  it('refuses a database written by a newer Nashra, and says that', async () => {
    await closeStore(await openStore(`sqlite:${file}`));
    const database = new SqliteDatabase(file);
    database.prepare("insert into kysely_migration values ('999-future', '2030-01-01T00:00:00.000Z')").run();
    database.close();
    const error = await failureOf(file);
    expect(error.code).to.equal('store_unavailable');
    expect(error.message)
      .to.include(file)
      .and.to.match(/newer version of Nashra/);
  });

  it('refuses a path that is a folder', async () => {
    mkdirSync(file, { recursive: true });
    const error = await failureOf(file);
    expect(error.code).to.equal('store_unavailable');
    expect(error.message).to.include(file);
  });

  it('refuses a folder in which nothing can be made', async () => {
    const blocked = path.join(folder, 'ملف');
    writeFileSync(blocked, '');
    const error = await failureOf(path.join(blocked, 'nashra.sqlite'));
    expect(error.code).to.equal('store_unavailable');
  });

  it('refuses an address of another database', async () => {
    let code: unknown;
    await openStore('mysql://localhost/nashra').catch((error: NashraError) => {
      code = error.code;
    });
    expect(code).to.equal('store_unavailable');
  });
});
