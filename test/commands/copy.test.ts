import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { sql } from 'kysely';
import { closeStore, openStore } from '../../src/store/open-store.ts';
import { columnOf, createDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { findPostgresFault } from '../support/postgres.ts';
import {
  cleanEnvironment,
  projectRoot,
  runCommand,
  startProgram,
  temporaryFolder,
} from '../support/program.ts';
import { request } from '../support/request.ts';

const main = path.join(projectRoot, 'dist/main.js');
const BASE_URL = 'https://news.example';
const addresses = ['/feed.xml', '/atom.xml', '/feed.json', '/ar/', '/sitemap.xml'];

const copy = (from: string, to: string) => runCommand(['copy', from, to]);

/** With the samples, one of them corrected and one withdrawn. */
async function fill(databaseUrl: string): Promise<void> {
  const env = { DATABASE_URL: databaseUrl, FEEDS_DIR: path.join(projectRoot, 'feeds'), BASE_URL };
  expect((await runCommand(['ingest', path.join(projectRoot, 'feeds')], { env })).code).to.equal(0);
  const keys = (await columnOf(databaseUrl, 'select key from items order by first_revision')).map(String);
  await runCommand(['correct', keys[0]!, 'صُحّح عدد الدور المشاركة.'], { env });
  await runCommand(['withdraw', keys[1]!, '--reason', 'نُشرت قبل أن تُراجَع.'], { env });
}

async function served(databaseUrl: string): Promise<readonly (readonly [unknown, string])[]> {
  const program = await startProgram({ databaseUrl, env: { BASE_URL } });
  try {
    const answers = addresses.map((one) => request(program.url + one));
    return (await Promise.all(answers)).map(({ headers, text }) => [headers.etag, text] as const);
  } finally {
    await program.stop();
  }
}

/** Every row of what a newsroom keeps, whichever database holds it. */
async function rowsOf(databaseUrl: string): Promise<string> {
  const store = await openStore(databaseUrl);
  try {
    const tables = (await store.introspection.getTables()).map(({ name }) => name);
    const texts: string[] = [];
    for (const name of tables.filter((one) => !one.startsWith('kysely_')).toSorted()) {
      const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(store);
      const lines = rows.map((row) => JSON.stringify(Object.entries(row).toSorted()));
      texts.push(name, ...lines.toSorted());
    }
    return texts.join('\n');
  } finally {
    await closeStore(store);
  }
}

describe('nashra copy', () => {
  let source: string;

  before(async function () {
    this.timeout(120_000);
    source = await createDatabase('SQLite');
    await fill(source);
  });

  it('refuses a database of another newsroom, and writes nothing into it', async () => {
    const other = await createDatabase('SQLite');
    await fill(other);
    const before = await rowsOf(other);
    const { code, stderr } = await copy(source, other);
    expect(code).to.equal(65);
    expect(stderr).to.include(
      'is not in the log of the database that is copied; copy into an empty database.',
    );
    expect(await rowsOf(other)).to.equal(before);
  });

  it('makes no database of a name that was mistyped', async () => {
    const file = path.join(temporaryFolder(), 'data/nashr.sqlite');
    const { code, stderr } = await copy(`sqlite:${file}`, await createDatabase('SQLite'));
    expect([code, stderr]).to.deep.equal([66, `The database ${file} is not there.\n`]);
    expect(existsSync(path.dirname(file))).to.equal(false);
  });

  it('says which of the two cannot be opened', async () => {
    const { code, stderr } = await copy(source, 'postgres://nashra@127.0.0.1:1/none');
    expect(code).to.equal(69);
    expect(stderr).to.match(/The database none at 127\.0\.0\.1:1 cannot be opened/);
  });

  it('makes a file that is the same, and changes nothing the second time', async () => {
    const target = await createDatabase('SQLite');
    const first = await copy(source, target);
    expect(first.code, first.stderr).to.equal(0);
    expect(first.stdout).to.match(/^\d+ rows copied and compared\n$/);
    expect(await rowsOf(target)).to.equal(await rowsOf(source));
    const rows = /^\d+/.exec(first.stdout)?.[0];
    expect((await copy(source, target)).stdout).to.equal(
      `${rows} rows copied and compared, ${rows} of them there before\n`,
    );
  });

  it('takes with it what has changed and what is gone since it was broken off', async () => {
    const target = await createDatabase('SQLite');
    const middle = await createDatabase('SQLite');
    expect((await copy(source, middle)).code).to.equal(0);
    expect((await copy(middle, target)).code).to.equal(0);
    const [key] = await columnOf(middle, "select key from items where state = 'published'");
    const env = { DATABASE_URL: middle, BASE_URL };
    expect((await runCommand(['withdraw', String(key), '--reason', 'خطأ.'], { env })).code).to.equal(0);
    expect((await copy(middle, target)).code).to.equal(0);
    expect(await rowsOf(target)).to.equal(await rowsOf(middle));
  });

  const fault = findPostgresFault();
  (fault === undefined ? describe : describe.skip)(fault ?? 'between SQLite and PostgreSQL', () => {
    it('takes everything there and back, and readers notice nothing', async function () {
      this.timeout(120_000);
      const shown = await served(source);
      const [there, back] = [await createDatabase('PostgreSQL'), await createDatabase('SQLite')];
      const first = await copy(source, there);
      expect(first.code, first.stderr).to.equal(0);
      expect(await rowsOf(there)).to.equal(await rowsOf(source));
      expect((await copy(there, back)).code).to.equal(0);
      expect(await rowsOf(back)).to.equal(await rowsOf(source));
      expect(await served(there)).to.deep.equal(shown);
    });

    it('goes on where it was killed', async function () {
      this.timeout(120_000);
      const there = await createDatabase('PostgreSQL');
      const child = spawn(process.execPath, [main, 'copy', source, there], {
        env: cleanEnvironment(),
        cwd: temporaryFolder(),
        stdio: 'ignore',
      });
      const exited = new Promise((resolve) => child.once('exit', resolve));
      await eventually('the first rows', async () =>
        Number((await columnOf(there, 'select count(*) from channels'))[0]) > 0 || child.exitCode !== null
          ? true
          : undefined,
      );
      child.kill('SIGKILL');
      await exited;
      expect((await copy(source, there)).code).to.equal(0);
      expect(await rowsOf(there)).to.equal(await rowsOf(source));
    });
  });
});
