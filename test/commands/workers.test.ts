import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import { articleText, headline } from '../support/articles.ts';
import { describeOnBoth } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { inSeconds, rfc3339 } from '../support/life.ts';
import { type Program, runCommand, startProgram, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';
import { run } from '../support/run.ts';
import { storyText } from '../support/stories.ts';
import { isAlive, listChildren, logOf, openLine, openLines } from '../support/worker-crew.ts';

const embargoed = 'افتتاح الجسر الجديد على النهر';

describeOnBoth('nashra serve with WORKERS=2', (createDatabase) => {
  let program: Program;
  const put = (name: string, text: string) => writeFileSync(path.join(program.feedsDir, name), text);
  const workers = () => listChildren(program.child.pid!);
  const countItems = async () => {
    const items = (await request(`${program.url}/feed.json`)).text.match(/"title": ?"/g);
    return (items?.length ?? 0) - 1;
  };
  const takenBy = (file: string) => logOf(program).find((line) => line.file === file)?.pid;

  before(async function () {
    this.timeout(60_000);
    program = await startProgram({
      databaseUrl: await createDatabase(),
      env: { WORKERS: '2', METRICS_PORT: '0' },
    });
  });
  after(() => void program.child.kill('SIGKILL'));

  it('announces itself once, with two workers that share the port', () => {
    expect(program.output().match(/Nashra is running\./g)).to.have.length(1);
    expect(workers()).to.have.length(2);
  });

  it('shows a story in both workers within a second, with the same bytes and fields', async () => {
    const lines = await openLines(program.url, workers());
    put('1.txt', articleText(1));
    const shownAt = await Promise.all(
      lines.map((line) =>
        eventually('the story', async () =>
          (await line.get('/feed.xml')).text.includes(headline(1)) ? performance.now() : undefined,
        ),
      ),
    );
    expect(Math.abs(shownAt[0]! - shownAt[1]!)).to.be.below(1000);
    for (const address of ['/feed.xml', '/atom.xml', '/feed.json', '/ar/', '/sitemap.xml']) {
      const [one, other] = await Promise.all(lines.map((line) => line.get(address)));
      expect(one, address).to.deep.equal(other).and.include({ status: 200 });
    }
    for (const line of lines) line.close();
  });

  it('shows the sums of what all workers counted to whoever asks one of them', async () => {
    const operatorUrl = /Metrics (\S+)\/metrics\n/.exec(program.output())![1]!;
    const lines = await openLines(program.url, workers());
    for (const [at, line] of lines.entries()) {
      for (let asked = 0; asked < 3 + at; asked += 1) await line.get('/opml.xml');
      await line.get('/feed.xml', { 'User-Agent': `Reader${at === 0 ? 'One' : 'Two'}/1.0` });
    }
    for (const operator of [openLine(operatorUrl), openLine(operatorUrl)]) {
      const { text } = await operator.get('/metrics');
      expect(text).to.include('nashra_http_responses_total{kind="opml",status="200"} 7\n');
      expect(text).to.include('nashra_items{channel="ar"} 1\n');
      const pollers = await operator.get('/pollers');
      expect(pollers.text).to.include('<bdi>ReaderOne</bdi>').and.include('<bdi>ReaderTwo</bdi>');
      operator.close();
    }
    for (const line of lines) line.close();
  });

  it('publishes within 5 s of SIGKILL of the worker that led, nothing twice, and replaces that worker', async function () {
    this.timeout(60_000);
    const lines = await openLines(program.url, workers());
    const at = inSeconds(4);
    put('غد.txt', storyText(embargoed, { fields: [`موعد النشر: ${rfc3339(at)}`] }));
    await eventually('the story under embargo', async () => takenBy('غد.txt'));
    expect(Date.now(), 'the machine was too slow for this test').to.be.below(at.getTime());
    const before = workers();
    const leader = takenBy('1.txt')!;
    expect(before).to.include(leader);
    process.kill(leader, 'SIGKILL');
    const killedAt = Date.now();
    put('2.txt', articleText(2));
    await eventually('a line that is cut', async () => lines.find((line) => line.isCut()));
    expect(lines.filter((line) => line.isCut())).to.have.length(1);
    const feed = async () => (await request(`${program.url}/feed.xml`)).text;
    await eventually('the new story', async () => (await feed()).includes(headline(2)) || undefined);
    expect(Date.now() - killedAt).to.be.below(5000);
    await eventually('the embargoed story', async () => (await feed()).includes(embargoed) || undefined);
    expect(Date.now() - Math.max(at.getTime(), killedAt)).to.be.below(5000);
    expect(takenBy('2.txt')).to.equal(before.find((pid) => pid !== leader));
    await eventually('another worker', async () => workers().length === 2 || undefined);
    expect(workers()).to.not.include(leader);
    expect(logOf(program).filter(({ msg }) => msg === 'a worker ended and is replaced')).to.have.length(1);
    const published = logOf(program).filter(({ msg }) => ['created', 'published'].includes(msg));
    expect(published).to.have.length(3);
    expect(await countItems()).to.equal(3);
    for (const line of lines) line.close();
  });

  it('ends all of them with 0 within 5 s of SIGTERM', async () => {
    const begun = performance.now();
    const pids = [...workers(), program.child.pid!];
    expect(await program.stop()).to.equal(0);
    expect(performance.now() - begun).to.be.below(5000);
    expect(pids.filter(isAlive)).to.deep.equal([]);
    expect(logOf(program).filter(({ msg }) => msg === 'stopping')).to.have.length(1);
  });
});

describe('nashra serve with WORKERS', function () {
  this.timeout(60_000);
  const serve = (env: Record<string, string>) =>
    runCommand(['serve'], {
      env: { DATABASE_URL: `sqlite:${path.join(temporaryFolder(), 'a.sqlite')}`, WORKERS: '3', ...env },
    });

  it('says once why none can start, and ends as one process would', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const { port } = other.address() as { port: number };
    const used = await serve({ PORT: String(port) });
    other.close();
    const stderr = `Port ${port} is already in use; choose another with PORT.\n`;
    expect(used).to.deep.equal({ code: 69, stdout: '', stderr });
    const broken = await serve({ PORT: '0', DATABASE_URL: 'sqlite:/proc/nashra/a.sqlite' });
    expect([broken.code, broken.stderr.match(/\n/g)?.length]).to.deep.equal([69, 1]);
  });

  it('leaves no worker behind when it is killed itself', async () => {
    const program = await startProgram({ env: { WORKERS: '2' } });
    const pids = listChildren(program.child.pid!);
    expect(pids).to.have.length(2);
    program.child.kill('SIGKILL');
    await eventually('an end of the workers', async () => !pids.some(isAlive) || undefined, 5000);
  });

  it('goes on with the workers that it has while the system lets it begin no other', async () => {
    const program = await startProgram({ env: { WORKERS: '2' } });
    const allowFiles = (limit: number) =>
      run('prlimit', ['--pid', String(program.child.pid), `--nofile=${limit}:`]);
    try {
      const [killed, left] = listChildren(program.child.pid!) as [number, number];
      await allowFiles(3);
      process.kill(killed, 'SIGKILL');
      const refused = await eventually('a worker that is not begun', async () =>
        logOf(program).find(({ err }) => err !== undefined),
      );
      expect(refused).to.deep.include({ msg: 'a worker ended and is replaced', pid: program.child.pid });
      expect(refused.err).to.include({ code: 'EMFILE' });
      expect(listChildren(program.child.pid!)).to.deep.equal([left]);
      expect((await request(`${program.url}/feed.xml`)).status).to.equal(200);
      await allowFiles(1024);
      await eventually('a second worker', async () =>
        listChildren(program.child.pid!).length === 2 ? true : undefined,
      );
      expect(await program.stop()).to.equal(0);
    } finally {
      program.child.kill('SIGKILL');
    }
  });

  for (const workers of ['0', '65', 'كثير']) {
    it(`takes no ${workers}`, async () => {
      const { code, stderr } = await serve({ WORKERS: workers });
      expect({ code, stderr }).to.deep.equal({
        code: 78,
        stderr: 'environment: WORKERS must be a whole number from 1 to 64\n',
      });
    });
  }
});

describeOnBoth('a second nashra serve on the same database', (createDatabase) => {
  it('serves, and takes the articles in when the first has ended, however it ended', async function () {
    this.timeout(60_000);
    const programs = [await startProgram({ databaseUrl: await createDatabase() })];
    const { feedsDir, databaseUrl } = programs[0]!;
    try {
      for (const [number, signal] of [
        [1, 'SIGTERM'],
        [2, 'SIGKILL'],
      ] as const) {
        const [first] = programs.splice(0) as [Program];
        const second = await startProgram({ feedsDir, databaseUrl });
        programs.push(first, second);
        writeFileSync(path.join(feedsDir, `${number}.txt`), articleText(number));
        const shows = async (wanted: number) =>
          (await request(`${second.url}/feed.xml`)).text.includes(headline(wanted)) || undefined;
        await eventually('the story of the first', () => shows(number));
        expect(logOf(second).filter(({ file }) => file !== undefined)).to.deep.equal([]);
        first.child.kill(signal);
        const endedAt = performance.now();
        writeFileSync(path.join(feedsDir, `${number}0.txt`), articleText(number * 10));
        await eventually('the story of the second', () => shows(number * 10));
        expect(performance.now() - endedAt, signal).to.be.below(5000);
        const taken = [first, second].flatMap((one) => logOf(one).filter(({ msg }) => msg === 'created'));
        expect(taken.map(({ file }) => file).slice(-2), signal).to.deep.equal([
          `${number}.txt`,
          `${number}0.txt`,
        ]);
        programs.splice(0, 1);
      }
    } finally {
      for (const { child } of programs) child.kill('SIGKILL');
    }
  });
});
