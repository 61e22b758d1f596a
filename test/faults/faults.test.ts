import {
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { expect } from 'chai';
import { openNewsroom } from '../../src/newsroom.ts';
import { canMount, type Disk, fill, mountFailing, mountMemory, mountReadOnly } from '../support/disks.ts';
import { eventually } from '../support/eventually.ts';
import { type Program, projectRoot, runCommand, startProgram, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';
import { storyText } from '../support/stories.ts';

const first = 'وصول القطار الأول';

type FileProgram = Program & { readonly databaseFile: string };

/** They last long and wait most of the time, so all run at once and each test waits for its own. */
describe('what goes wrong while the program runs', function () {
  this.timeout(180_000);
  const programs: Program[] = [];
  const disks: Disk[] = [];
  const scenes = new Map<string, Promise<void>>();

  before(() => {
    const all = { ...everywhere, ...(canMount ? onDisks : {}) };
    for (const [title, scene] of Object.entries(all)) {
      const played = scene();
      played.catch(() => undefined);
      scenes.set(title, played);
    }
  });

  after(async () => {
    await Promise.all(programs.map((program) => program.stop()));
    for (const disk of disks) disk.unmount();
  });

  async function start(folder: string = temporaryFolder()): Promise<FileProgram> {
    const databaseFile = path.join(folder, 'nashra.sqlite');
    const program = { ...(await startProgram({ databaseUrl: `sqlite:${databaseFile}` })), databaseFile };
    programs.push(program);
    drop(program, 'أول', first);
    await shown(program, first);
    return program;
  }

  async function startOn(disk: Disk): Promise<FileProgram> {
    disks.push(disk);
    return start(disk.folder);
  }

  const drop = ({ feedsDir }: Program, name: string, headline: string) =>
    writeFileSync(path.join(feedsDir, `${name}.txt`), storyText(headline));
  const has = async ({ url }: Program, headline: string) =>
    (await request(`${url}/feed.xml`)).text.includes(headline) ? true : undefined;
  const shown = (program: Program, headline: string) =>
    eventually(`${headline} in the feed`, () => has(program, headline), 30_000);
  const health = async ({ url }: Program) => {
    const { status, text } = await request(`${url}/health`);
    return { ...(JSON.parse(text) as { code?: string; reason?: string }), status };
  };
  const failing = (program: Program, code: string) =>
    eventually(code, async () => ((await health(program)).code === code ? true : undefined), 30_000);
  const told = ({ output }: Program, words: string) =>
    output()
      .split('\n')
      .filter((line) => line.includes(words)).length;

  async function expectFeeds({ url }: Program): Promise<void> {
    const { status, text, headers } = await request(`${url}/feed.xml`);
    expect(status).to.equal(200);
    expect(text).to.include(first);
    const held = { 'if-none-match': String(headers.etag) };
    expect((await request(`${url}/feed.xml`, { headers: held })).status).to.equal(304);
  }

  const onDisks: Readonly<Record<string, () => Promise<void>>> = {
    'a full disk is told once, leaves the feeds up, and is over when there is room': async () => {
      const disk = mountMemory(4096);
      const program = await startOn(disk);
      const ballast = path.join(disk.folder, 'ballast');
      fill(ballast);
      const names = ['ثان', 'ثالث', 'رابع'];
      for (const name of names) drop(program, name, `وصول القطار ال${name}`);
      await eventually('three reports', async () =>
        told(program, 'not taken, will be tried again') === names.length ? true : undefined,
      );
      // Long enough to be tried again.
      await delay(5500);
      expect(told(program, 'not taken, will be tried again')).to.equal(names.length);
      expect(told(program, '"the database fails"')).to.equal(1);
      await expectFeeds(program);
      expect(await health(program)).to.include({ status: 503, code: 'store_full' });
      rmSync(ballast);
      for (const name of names) await shown(program, `وصول القطار ال${name}`);
      await eventually('health', async () => ((await health(program)).status === 200 ? true : undefined));
      expect(told(program, 'the database is well again')).to.equal(1);
    },

    'a disk that turns read-only is told once, and leaves the feeds up': async () => {
      const disk = mountFailing();
      const program = await startOn(disk);
      disk.fail();
      drop(program, 'ثان', 'وصول القطار الثاني');
      await eventually('a report', async () =>
        told(program, 'not taken, will be tried again') > 0 ? true : undefined,
      );
      await delay(5500);
      expect(told(program, '"the database fails"')).to.equal(1);
      await expectFeeds(program);
      expect(await health(program)).to.include({ status: 503, code: 'store_read_only' });
    },
  };

  const everywhere: Readonly<Record<string, () => Promise<void>>> = {
    'a database that is deleted is noticed at once, nothing goes into what nobody can find, and it can be saved':
      async () => {
        const program = await start();
        const { databaseFile, child } = program;
        for (const end of ['', '-wal', '-shm']) rmSync(databaseFile + end);
        await failing(program, 'store_lost');
        drop(program, 'ثان', 'وصول القطار الثاني');
        await eventually('a report', async () =>
          told(program, 'not taken, will be tried again') > 0 ? true : undefined,
        );
        await expectFeeds(program);
        expect(told(program, '"the database fails"')).to.equal(1);
        if (!existsSync('/proc/self/fd')) return;
        const rescued = path.join(temporaryFolder(), 'rescued.sqlite');
        for (const descriptor of readdirSync(`/proc/${child.pid}/fd`)) {
          const opened = `/proc/${child.pid}/fd/${descriptor}`;
          const end = /nashra\.sqlite(-wal)? \(deleted\)$/.exec(readlinkSync(opened));
          if (end !== null) copyFileSync(opened, rescued + (end[1] ?? ''));
        }
        await program.stop();
        const env = { DATABASE_URL: `sqlite:${databaseFile}` };
        const restored = await runCommand(['restore', rescued], { env });
        expect(restored.stdout).to.include('whole: 1 channels, 1 items');
      },

    'a database that is replaced is noticed, and its own file put back is used again': async () => {
      const program = await start();
      const { databaseFile } = program;
      renameSync(databaseFile, `${databaseFile}.aside`);
      writeFileSync(databaseFile, 'غيره');
      await failing(program, 'store_lost');
      renameSync(`${databaseFile}.aside`, databaseFile);
      drop(program, 'ثان', 'وصول القطار الثاني');
      await shown(program, 'وصول القطار الثاني');
      await eventually(
        'health',
        async () => ((await health(program)).status === 200 ? true : undefined),
        30_000,
      );
    },

    'pages of the database that are damaged are told once, and leave the feeds up': async () => {
      const program = await start();
      const { databaseFile, url, output } = program;
      const page = new URL(
        /<link>([^<]*\/ar\/\w{26}[^<]*)</.exec((await request(`${url}/feed.xml`)).text)![1]!,
      );
      // What another has written since SQLite reads anew, and from the file once the log has been played into it.
      const database = new SqliteDatabase(databaseFile);
      database.exec('update channels set revision = revision');
      database.pragma('wal_checkpoint(truncate)');
      database.close();
      damage(databaseFile);
      for (let time = 0; time < 20; time += 1) await request(`${url}/ar/?q=${time}`);
      drop(program, 'ثان', 'وصول القطار الثاني');
      await failing(program, 'store_damaged');
      await delay(1500);
      expect(told(program, '"the database fails"')).to.equal(1);
      await expectFeeds(program);
      expect((await request(url + page.pathname)).status, output()).to.be.oneOf([200, 503]);
    },

    'an inbox that is gone is told once, and is read when it is back': async () => {
      const program = await start();
      const { feedsDir } = program;
      renameSync(feedsDir, `${feedsDir}.aside`);
      await failing(program, 'inbox_lost');
      await expectFeeds(program);
      mkdirSync(feedsDir);
      drop(program, 'ثان', 'وصول القطار الثاني');
      await shown(program, 'وصول القطار الثاني');
      expect(await health(program)).to.deep.equal({ status: 200 });
      expect(told(program, '"the inbox is gone"')).to.equal(1);
      expect(told(program, '"the inbox is back"')).to.equal(1);
      // Each later one too, and sooner than by looking through the whole folder, which is done twice a minute.
      for (const name of ['ثالث', 'رابع']) {
        await delay(500);
        drop(program, name, `وصول القطار ال${name}`);
        await eventually('it', async () => has(program, `وصول القطار ال${name}`), 5_000);
      }
      expect(await program.stop()).to.equal(0);
    },

    'an inbox that is away for less than a moment is watched again': async () => {
      const program = await start();
      const { feedsDir } = program;
      renameSync(feedsDir, `${feedsDir}.aside`);
      await delay(50);
      renameSync(`${feedsDir}.aside`, feedsDir);
      await delay(1_500);
      drop(program, 'ثان', 'وصول القطار الثاني');
      await eventually('it', async () => has(program, 'وصول القطار الثاني'), 5_000);
    },
  };

  for (const title of Object.keys(everywhere)) it(title, () => scenes.get(title));
  for (const title of Object.keys(onDisks)) {
    it(title, function () {
      if (!canMount) {
        process.stdout.write('    no disk can be mounted here, so none is filled or turned read-only\n');
        this.skip();
      }
      return scenes.get(title);
    });
  }
});

/** Every page but the first. */
function damage(file: string): void {
  const { length } = readFileSync(file);
  const descriptor = openSync(file, 'r+');
  for (let at = 4096; at < length; at += 512) writeSync(descriptor, Buffer.alloc(256, 0xa7), 0, 256, at);
}

describe('what is wrong when the program starts', function () {
  this.timeout(180_000);

  const start = (databaseFile: string) =>
    runCommand(['serve'], {
      env: { DATABASE_URL: `sqlite:${databaseFile}`, PORT: '0', LOG_LEVEL: 'silent' },
    });
  const filled = async () => {
    const databaseFile = path.join(temporaryFolder(), 'nashra.sqlite');
    const configDir = path.join(projectRoot, 'config');
    const databaseUrl = `sqlite:${databaseFile}`;
    const { accept, site, close } = await openNewsroom({
      baseUrl: 'http://localhost',
      configDir,
      databaseUrl,
    });
    for (let number = 0; number < 40; number += 1)
      await accept({
        channel: site.channels[0]!,
        bytes: Buffer.from(storyText(`وصول القطار رقم ${number}`)),
        path: `ar/${number}.txt`,
        findSha256: async () => undefined,
      });
    await close();
    return databaseFile;
  };

  it('is a database with damaged pages, and named with the way out', async () => {
    const databaseFile = await filled();
    damage(databaseFile);
    const { code, stderr } = await start(databaseFile);
    expect(stderr).to.match(
      /^The database \S+ cannot be opened: .*malformed; put a backup in its place with nashra restore\.\n$/,
    );
    expect(code).to.equal(65);
  });

  it('is a disk that is read-only, or full', async function () {
    if (!canMount) {
      process.stdout.write('    no disk can be mounted here, so none is full or read-only at the start\n');
      this.skip();
    }
    const readOnly = mountReadOnly(path.dirname(await filled()));
    const full = mountMemory(64);
    try {
      const [onReadOnly, nowhere, onFull] = await Promise.all([
        start(path.join(readOnly.folder, 'nashra.sqlite')),
        start(path.join(readOnly.folder, 'data/nashra.sqlite')),
        start(path.join(full.folder, 'nashra.sqlite')),
      ]);
      expect(onReadOnly.stderr).to.match(
        /^The database \S+ cannot be opened: .*make the file and its folder writable/,
      );
      expect(onReadOnly.code).to.equal(69);
      expect(nowhere.stderr).to.match(
        /^The database \S+ cannot be opened: .*make the file and its folder writable/,
      );
      expect(onFull.stderr).to.match(/^The database \S+ cannot be opened: .*make room on its disk\.\n$/);
      expect(onFull.code).to.equal(69);
    } finally {
      readOnly.unmount();
      full.unmount();
    }
  });
});
