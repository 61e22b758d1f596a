import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { scheduleStored, withdrawItem } from '../../src/publish/change-item.ts';
import { getNamed } from '../../src/publish/find-named.ts';
import { eventually } from '../support/eventually.ts';
import { cleanEnvironment, projectRoot, runCommand, temporaryFolder } from '../support/program.ts';
import { storyText } from '../support/running-nashra.ts';
import {
  type ExportedNewsroom,
  openExportedNewsroom,
  pathOfFile,
  readTree,
  storyFiles,
} from '../support/static-export.ts';

describe('nashra export', function () {
  this.timeout(600_000);

  let newsroom: ExportedNewsroom;
  const children: ChildProcess[] = [];

  before(async () => {
    newsroom = await openExportedNewsroom();
    await newsroom.take(storyFiles('ar', 1, 52));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  const run = (...args: readonly string[]) => runCommand(['export', ...args], { env: newsroom.env });

  function start(...args: readonly string[]) {
    const child = spawn(process.execPath, [path.join(projectRoot, 'dist/main.js'), 'export', ...args], {
      env: cleanEnvironment(newsroom.env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
    const exited = new Promise<number | string>((resolve) =>
      child.once('exit', (code, signal) => resolve(code ?? signal ?? '')),
    );
    return { child, exited, output: () => output };
  }

  it('says how far it is, sums up, and writes nothing when nothing has changed', async () => {
    const out = path.join(temporaryFolder(), 'a/b');
    const first = await run(out);
    expect(first.code, first.stderr).to.equal(0);
    expect(first.stdout).to.match(/^[1-9]\d+ written, 0 removed, 0 unchanged\n$/);
    expect(first.stderr).to.match(/100% \| (\d+)\/\1 /);
    expect(await run(out)).to.deep.equal({
      code: 0,
      stdout: '0 written, 0 removed, 0 unchanged\n',
      stderr: '',
    });
  });

  describe('refuses', () => {
    const refusals: readonly [what: string, target: () => string, reason: RegExp][] = [
      [
        'a folder that holds something else',
        () => {
          const folder = temporaryFolder();
          writeFileSync(path.join(folder, 'رسالة.txt'), 'x');
          return folder;
        },
        /is not empty, and no export of Nashra's/,
      ],
      [
        'a file',
        () => {
          const file = path.join(temporaryFolder(), 'file');
          writeFileSync(file, 'x');
          return file;
        },
        /it is no folder/,
      ],
      ['a folder in the inbox', () => path.join(newsroom.feedsDir, 'ar/out'), /lies in the inbox/],
      ['a folder round the inbox', () => path.dirname(newsroom.feedsDir), /articles would lie in what is/],
      ['what nobody can write into', () => '/proc/nashra', /cannot be written: /],
    ];
    for (const [what, target, reason] of refusals) {
      it(`${what}, in one sentence`, async () => {
        const refused: unknown = await newsroom.exportTo(target()).catch((error) => error);
        expect(refused).to.include({ name: 'NashraError', code: 'file_unwritable' });
        expect((refused as Error).message)
          .to.match(reason)
          .and.not.to.include('\n');
      });
    }

    it('to make links to nowhere: without BASE_URL it ends with 78', async () => {
      const { BASE_URL: _, ...env } = newsroom.env;
      const { code, stderr } = await runCommand(['export', path.join(temporaryFolder(), 'out')], { env });
      expect(code).to.equal(78);
      expect(stderr).to.equal('environment: BASE_URL must be set: every link is made from it\n');
    });
  });

  it('ends with 73 when the disk is full, and goes on where it was once there is room', async function () {
    const { code: canMount } = await runShell(
      'mount -t tmpfs -o size=400k none "$0" && umount "$0"',
      temporaryFolder(),
    );
    if (canMount !== 0) {
      process.stdout.write('      no small disk can be mounted here, so none is filled\n');
      this.skip();
    }
    const out = temporaryFolder();
    await runShell('mount -t tmpfs -o size=400k none "$0"', out);
    try {
      const { code, stderr } = await run(out);
      expect(code).to.equal(73);
      expect(stderr.trimEnd().split('\n').at(-1)).to.match(/cannot be written: the disk is full \(ENOSPC\)/);
      expect(faultsIn(out)).to.deep.equal([]);
      const page = path.join(out, 'public/ar', await keyOf('ar/1.md'));
      expect(existsSync(page)).to.equal(true);
      await runShell('dd if=/dev/zero of="$0/filler"', out);
      await withdraw('ar/1.md');
      expect((await run(out)).code).to.equal(73);
      expect(existsSync(page), 'what is withdrawn while the disk is full').to.equal(false);
      rmSync(path.join(out, 'filler'));
      await runShell('mount -o remount,size=100m "$0"', out);
      expect((await run(out)).code).to.equal(0);
      await expectSameAsFresh(out);
    } finally {
      await runShell('umount "$0"', out);
    }
  });

  it('goes on where it was when it is killed, and leaves nothing that names what is not there', async () => {
    const out = path.join(temporaryFolder(), 'out');
    await killAt(out, () => existsSync(path.join(out, 'public/media')));
    await killAt(out, () => existsSync(path.join(out, 'public/ar/tags')));
    expect((await run(out)).code).to.equal(0);
    await expectSameAsFresh(out);

    const edits = Object.fromEntries(
      [3, 17, 44].map((number) => [`ar/${number}.md`, storyText(number, [], 2)]),
    );
    await newsroom.take({ ...edits, ...storyFiles('ar', 53, 56) });
    await withdraw('ar/5.md');
    const feed = path.join(out, 'public/feed.json');
    const before = readFileSync(feed);
    await killAt(out, () => readdirSync(path.join(out, 'public/ar/archive/0')).length > 1);
    await killAt(out, () => !readFileSync(feed).equals(before));
    expect((await run(out)).code).to.equal(0);
    await expectSameAsFresh(out);
  });

  it('with --watch exports what is withdrawn at once, and lets no other export into its folder', async () => {
    const out = path.join(temporaryFolder(), 'out');
    const watching = start(out, '--watch');
    await eventually('the first export', async () => (watching.output() === '' ? undefined : true), 200_000);
    const key = await keyOf('ar/8.md');
    await withdraw('ar/8.md');
    await eventually(
      'the page that says so',
      async () => existsSync(path.join(out, `gone/ar/${key}.html`)) || undefined,
    );
    expect(existsSync(path.join(out, 'public/ar', key))).to.equal(false);
    await eventually(
      'the summary',
      async () => /\n\d+ written, [1-9]\d* removed/.exec(watching.output()) ?? undefined,
    );
    expect(await run(out)).to.include({
      code: 73,
      stderr: `Another export is writing into ${out} just now.\n`,
    });
    watching.child.kill('SIGINT');
    expect(await watching.exited).to.equal(0);
    await expectSameAsFresh(out);
  });

  it('has the archives of a backup that has taken the place of the database, and no others', async () => {
    const out = path.join(temporaryFolder(), 'out');
    const file = newsroom.databaseUrl.replace('sqlite:', '');
    const backup = path.join(temporaryFolder(), 'backup.sqlite');
    expect(existsSync(`${file}-wal`), 'all is in the one file').to.equal(false);
    copyFileSync(file, backup);
    await newsroom.take({ 'ar/2.md': storyText(2, [], 3), 'ar/4.md': storyText(4, [], 3) });
    expect((await run(out)).code).to.equal(0);
    copyFileSync(backup, file);
    expect((await run(out)).code).to.equal(0);
    expect(faultsIn(out)).to.deep.equal([]);
    await expectSameAsFresh(out);
  });

  it('prints what caches must drop of what it finds expired', async () => {
    const room = await newsroom.open();
    const { item } = await getNamed(room, { typed: 'ar/6.md' });
    const expiresAt = new Date(Date.now() + 1000);
    await scheduleStored(room, item.key, { expiresAt });
    await room.close();
    await delay(expiresAt.getTime() - Date.now());
    const { stdout } = await run(path.join(temporaryFolder(), 'out'));
    const { purge, ...told } = JSON.parse(stdout.split('\n', 1)[0]!) as { purge: string[] };
    expect(told).to.deep.equal({ id: item.id, title: item.title, msg: 'expired' });
    expect(purge[0]).to.equal('https://news.example/ar/archive/0/*');
    expect(purge.slice(1).join(' ')).to.match(/^https:\/\/news\.example\/media\/[0-9a-f]{64}\.png$/);
  });

  async function keyOf(typed: string): Promise<string> {
    const room = await newsroom.open();
    try {
      return (await getNamed(room, { typed })).item.key;
    } finally {
      await room.close();
    }
  }

  async function withdraw(typed: string): Promise<void> {
    const room = await newsroom.open();
    await withdrawItem(room, (await getNamed(room, { typed })).item.key, 'خطأ');
    await room.close();
  }

  async function killAt(out: string, isReached: () => boolean): Promise<void> {
    const exporting = start(out);
    let isDone = false;
    void exporting.exited.then(() => {
      isDone = true;
    });
    while (!isDone && !isReached()) await delay(1);
    exporting.child.kill('SIGKILL');
    expect(await exporting.exited).to.equal('SIGKILL');
    expect(faultsIn(out)).to.deep.equal([]);
  }

  async function expectSameAsFresh(out: string): Promise<void> {
    const fresh = path.join(temporaryFolder(), 'fresh');
    await newsroom.exportTo(fresh);
    for (const folder of ['public', 'gone']) {
      if (!existsSync(path.join(fresh, folder))) continue;
      const [expected, found] = [readTree(path.join(fresh, folder)), readTree(path.join(out, folder))];
      expect([...found.keys()]).to.deep.equal([...expected.keys()]);
      const other = [...expected].filter(([file, bytes]) => found.get(file)?.equals(bytes) !== true);
      expect(other.map(([file]) => file)).to.deep.equal([]);
    }
  }
});

function runShell(script: string, argument: string): Promise<{ code: number }> {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', script, argument], { stdio: 'ignore' });
    child.once('exit', (code) => resolve({ code: code ?? -1 }));
    child.once('error', () => resolve({ code: -1 }));
  });
}

/** Files that are cut off, and feeds that name a page, a medium or an archive that is not there. */
function faultsIn(out: string): readonly string[] {
  const folder = path.join(out, 'public');
  if (!existsSync(folder)) return [];
  const files = readTree(folder);
  const known = new Set([...files.keys()].map(pathOfFile));
  const faults: string[] = [];
  for (const [file, bytes] of files) {
    if (file.endsWith('.gz')) gunzipSync(bytes);
    if (file.endsWith('.br')) brotliDecompressSync(bytes);
    if (!/\/(?:feed|atom)\.(?:xml|json)$|^(?:feed|atom)\.(?:xml|json)$/.test(file)) continue;
    const named = bytes
      .toString('utf8')
      .matchAll(/https:\/\/news\.example(\/(?:media|ar\/archive|ar\/[0-9a-z]{26})\/[^"'<>\\\s?#&]*)/g);
    for (const [, asked = ''] of named) {
      const key = /^\/ar\/([0-9a-z]{26})\//.exec(asked)?.[1];
      const isGone = key !== undefined && existsSync(path.join(out, `gone/ar/${key}.html`));
      if (!known.has(asked) && !isGone) faults.push(`${file} names ${asked}`);
    }
  }
  return faults;
}
