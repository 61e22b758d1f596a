import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect } from 'chai';
import { canMount, mountMemory, mountReadOnly } from '../support/disks.ts';
import { eventually } from '../support/eventually.ts';
import { pngFile } from '../support/media-files.ts';
import { type Program, projectRoot, runCommand, startProgram, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';
import { storyText } from '../support/stories.ts';

describe('nashra backup, verify and restore', function () {
  this.timeout(180_000);
  /** A database with pictures, made once; tests work on copies. */
  let original: string;

  before(async () => {
    const feeds = path.join(temporaryFolder(), 'feeds');
    mkdirSync(path.join(feeds, 'ar'), { recursive: true });
    for (let number = 0; number < 60; number += 1) {
      writeFileSync(path.join(feeds, `ar/خبر-${number}.txt`), storyText(`وصول القافلة رقم ${number}`));
      if (number < 5) writeFileSync(path.join(feeds, `ar/خبر-${number}.png`), pngFile(9, 9, String(number)));
    }
    original = path.join(temporaryFolder(), 'nashra.sqlite');
    const env = { DATABASE_URL: `sqlite:${original}`, FEEDS_DIR: feeds };
    expect(await runCommand(['ingest', feeds], { env })).to.include({ code: 0 });
  });

  function freshCopy(): string {
    const file = path.join(temporaryFolder(), 'nashra.sqlite');
    copyFileSync(original, file);
    return file;
  }

  const nashra = (database: string, ...args: readonly string[]) =>
    runCommand(args, { env: { DATABASE_URL: `sqlite:${database}` } });

  function change(database: string, sql: string): void {
    const open = new SqliteDatabase(database);
    open.pragma('foreign_keys = off');
    open.exec(sql);
    open.close();
  }

  describe('while a server publishes', () => {
    let program: Program;
    let databaseFile: string;
    let writer: ChildProcess;

    before(async () => {
      databaseFile = freshCopy();
      program = await startProgram({ databaseUrl: `sqlite:${databaseFile}` });
      writer = spawn(process.execPath, [path.join(projectRoot, 'dist/main.js'), 'ingest', makeInbox(400)], {
        env: { ...process.env, DATABASE_URL: `sqlite:${databaseFile}`, LOG_LEVEL: 'silent' },
        stdio: 'ignore',
      });
    });

    after(async () => {
      writer.kill('SIGKILL');
      await program.stop();
    });

    function makeInbox(stories: number): string {
      const folder = temporaryFolder();
      for (let number = 0; number < stories; number += 1)
        writeFileSync(path.join(folder, `${number}.txt`), storyText(`عودة السفينة رقم ${number}`));
      return folder;
    }

    it('writes the state of one moment, whole and with a log without holes', async () => {
      const countOf = (file: string) => {
        const database = new SqliteDatabase(file, { readonly: true });
        const count = database.prepare('select count(*) from revisions').pluck().get() as number;
        database.close();
        return count;
      };
      await eventually(
        'a writer at work',
        async () => (countOf(databaseFile) > 70 ? true : undefined),
        50_000,
      );
      const before = countOf(databaseFile);
      const target = path.join(temporaryFolder(), 'backup.sqlite');
      const { code, stdout, stderr } = await nashra(databaseFile, 'backup', target);
      const after = countOf(databaseFile);
      expect(code, stderr).to.equal(0);
      expect(stdout).to.match(/whole: 1 channels, \d+ items, \d+ revisions, \d+ originals, 5 media\n$/);
      expect(stderr).to.include('100%');
      expect(after, 'nothing was written meanwhile').to.be.above(before);
      const kept = countOf(target);
      expect(kept).to.be.within(before, after);
      const database = new SqliteDatabase(target, { readonly: true });
      expect(database.pragma('integrity_check', { simple: true })).to.equal('ok');
      expect(database.pragma('journal_mode', { simple: true }), 'one file, for any disk').to.equal('delete');
      expect(database.prepare('select max(number) from revisions').pluck().get()).to.equal(kept);
      database.close();
      expect(readdirSync(path.dirname(target))).to.deep.equal(['backup.sqlite']);
    });

    it('is not restored over what a server has open', async () => {
      const { code, stderr } = await nashra(databaseFile, 'restore', original, '--force');
      expect(code).to.equal(69);
      expect(stderr)
        .to.include(databaseFile)
        .and.to.match(/stop the server first\.\n$/);
      expect((await request(`${program.url}/health`)).status).to.equal(200);
    });
  });

  it('takes the place of no file without --force', async () => {
    const target = path.join(temporaryFolder(), 'backup.sqlite');
    writeFileSync(target, 'ثمين');
    const refused = await nashra(original, 'backup', target);
    expect(refused.code).to.equal(73);
    expect(refused.stderr).to.equal(`${target} is there already; --force lets the backup take its place.\n`);
    expect(readFileSync(target, 'utf8')).to.equal('ثمين');
    expect((await nashra(original, 'backup', target, '--force')).code).to.equal(0);
    expect((await nashra(original, 'verify', target)).code).to.equal(0);
  });

  it('never takes the place of the database itself, by whatever name it is called', async () => {
    const database = freshCopy();
    const link = path.join(temporaryFolder(), 'بيانات');
    symlinkSync(path.dirname(database), link);
    const { ino } = statSync(database);
    for (const name of [database, path.join(link, 'nashra.sqlite')]) {
      const { code, stderr } = await nashra(database, 'backup', name, '--force');
      expect([code, stderr]).to.deep.equal([73, `${name} is the database itself.\n`]);
    }
    expect(statSync(database).ino).to.equal(ino);
  });

  it('says of a database that another program holds that it cannot be opened', async () => {
    const database = freshCopy();
    const holder = new SqliteDatabase(database);
    holder.pragma('locking_mode = exclusive');
    holder.exec('begin exclusive');
    const target = path.join(temporaryFolder(), 'backup.sqlite');
    const { code, stderr } = await nashra(database, 'backup', target);
    holder.close();
    expect([code, stderr]).to.deep.equal([
      69,
      `The database ${database} cannot be opened: database is locked\n`,
    ]);
    expect(readdirSync(path.dirname(target))).to.deep.equal([]);
  });

  it('refuses the name of a folder, and of what another database has its log beside', async () => {
    const folder = temporaryFolder();
    const ofFolder = await nashra(original, 'backup', folder, '--force');
    expect([ofFolder.code, ofFolder.stderr]).to.deep.equal([
      73,
      `${folder} is a folder; name a file in it.\n`,
    ]);
    for (const end of ['-wal', '-journal']) {
      const target = path.join(temporaryFolder(), 'backup.sqlite');
      writeFileSync(target + end, '');
      const { code, stderr } = await nashra(original, 'backup', target, '--force');
      expect(stderr).to.include(`${target}${end} is there: `);
      expect(code).to.equal(73);
      expect(readdirSync(path.dirname(target))).to.deep.equal([`backup.sqlite${end}`]);
    }
  });

  it('refuses a full disk, a read-only one and a folder that is not there, and leaves nothing behind', async function () {
    const nowhere = path.join(temporaryFolder(), 'لا شيء/backup.sqlite');
    const missing = await nashra(original, 'backup', nowhere);
    expect([missing.code, missing.stderr]).to.deep.equal([
      73,
      `The folder ${path.dirname(nowhere)} is not there.\n`,
    ]);
    if (!canMount) {
      process.stdout.write('    no disk can be mounted here, so backups to a full one are left out\n');
      this.skip();
    }
    const full = mountMemory(256);
    const readOnly = mountReadOnly(temporaryFolder());
    try {
      const onFull = await nashra(original, 'backup', path.join(full.folder, 'b.sqlite'));
      expect(onFull.code).to.equal(73);
      expect(onFull.stderr).to.match(/Nothing can be written to \S+: its disk is full\.\n$/);
      const onReadOnly = await nashra(original, 'backup', path.join(readOnly.folder, 'b.sqlite'));
      expect(onReadOnly.code).to.equal(73);
      expect(onReadOnly.stderr).to.match(/Nothing can be written to \S+: .*\.\n$/);
      expect([...readdirSync(full.folder), ...readdirSync(readOnly.folder)]).to.deep.equal([]);
    } finally {
      full.unmount();
      readOnly.unmount();
    }
  });

  it('puts a backup in the place of the database, and keeps what was there', async () => {
    const database = freshCopy();
    const backup = path.join(temporaryFolder(), 'backup.sqlite');
    await nashra(database, 'backup', backup);
    change(database, "update channels set fingerprint = 'غيره'");
    const refused = await nashra(database, 'restore', backup);
    expect([refused.code, refused.stderr]).to.deep.equal([
      73,
      `There is a database ${database}; --force puts it aside, and the backup in its place.\n`,
    ]);
    const { code, stdout, stderr } = await nashra(database, 'restore', backup, '--force');
    expect(code, stderr).to.equal(0);
    const aside = /What was there is (\S+)\n/.exec(stdout)![1]!;
    const fingerprintIn = (file: string) =>
      new SqliteDatabase(file, { readonly: true }).prepare('select fingerprint from channels').pluck().get();
    expect(fingerprintIn(aside)).to.equal('غيره');
    expect(fingerprintIn(database)).to.equal(fingerprintIn(original));
    const program = await startProgram({ databaseUrl: `sqlite:${database}` });
    expect((await request(`${program.url}/feed.xml`)).text).to.include('وصول القافلة رقم 59');
    await program.stop();
  });

  it('restores where there is no database, and its folder neither', async () => {
    const database = path.join(temporaryFolder(), 'بيانات/nashra.sqlite');
    expect((await nashra(database, 'restore', original)).code).to.equal(0);
    expect((await nashra(database, 'verify')).stdout).to.include('whole: 1 channels, 60 items');
  });

  it("restores over a damaged database, and never plays that one's log into the new one", async () => {
    const database = freshCopy();
    const child = spawn(process.execPath, ['-e', holdingScript, database], { cwd: projectRoot });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(readFileSync(`${database}-wal`).length).to.be.above(1000);
    writeFileSync(database, 'ليس هذا قاعدة بيانات. '.repeat(900));
    writeFileSync(`${database}-journal`, 'يومية');
    const { code, stderr } = await nashra(database, 'restore', original, '--force');
    expect(code, stderr).to.equal(0);
    const beside = readdirSync(path.dirname(database)).map((name) =>
      name.replace(/before-[\dTZ-]+Z/, 'before'),
    );
    expect(beside.sort()).to.deep.equal([
      'nashra.sqlite',
      ...['', '-journal', '-wal'].map((end) => `nashra.sqlite.before${end}`),
    ]);
    expect((await nashra(database, 'verify')).code).to.equal(0);
  });

  it('restores nothing that is damaged, not whole, newer, or not of Nashra', async () => {
    const wrongs: readonly (readonly [said: RegExp, wrong: (file: string) => void])[] = [
      [/is damaged: file is not a database\.\n$/, (file) => writeFileSync(file, 'س'.repeat(9000))],
      [
        /revision_missing: channel ar.*nothing was restored\.\n$/s,
        (file) => change(file, 'delete from revisions where number = 7'),
      ],
      [
        /newer version of Nashra.*nothing was restored\.\n$/s,
        (file) =>
          change(file, "insert into kysely_migration values ('999-future', '2030-01-01T00:00:00.000Z')"),
      ],
      [
        /not one of Nashra; nothing was restored\.\n$/,
        (file) => {
          writeFileSync(file, '');
          change(file, 'create table t (a)');
        },
      ],
    ];
    for (const [said, wrong] of wrongs) {
      const backup = freshCopy();
      wrong(backup);
      const database = freshCopy();
      const { code, stderr } = await nashra(database, 'restore', backup, '--force');
      expect(stderr).to.match(said);
      expect(code).to.equal(65);
      expect(readdirSync(path.dirname(database)).filter((name) => name.includes('before'))).to.deep.equal([]);
    }
  });

  it('makes no backup of what is not whole, and says where it is not', async () => {
    const database = freshCopy();
    change(database, 'delete from revisions where number = (select max(number) from revisions)');
    const target = path.join(temporaryFolder(), 'backup.sqlite');
    const { code, stderr } = await nashra(database, 'backup', target);
    expect(code).to.equal(65);
    expect(stderr).to.match(/^revision_missing: channel ar: the log has revisions 59 from 1 to 59, /m);
    expect(existsSync(target)).to.equal(false);
  });
});

/** Writes and does not end, so that what is written stays in the log beside the database. */
const holdingScript = `
  const database = new (require('better-sqlite3'))(process.argv[1]);
  database.pragma('journal_mode = wal');
  database.pragma('wal_autocheckpoint = 0');
  database.exec("update items set slug = slug || 'x'");
  console.log('written');
  setInterval(() => undefined, 1000);
`;
