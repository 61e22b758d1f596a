import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { PollerCounts } from '../../src/domain/polling.ts';
import { formatDay } from '../../src/domain/polling.ts';
import { closeStore, openStore } from '../../src/store/open-store.ts';
import { addPollerCounts } from '../../src/store/pollers.ts';
import { createDatabase } from '../support/database.ts';
import { projectRoot, runCommand, startProgram, temporaryFolder } from '../support/program.ts';
import { request } from '../support/request.ts';

const dayMs = 86_400_000;
const today = formatDay(new Date());
const daysAgo = (days: number) => formatDay(new Date(Date.now() - days * dayMs));

const counts: PollerCounts = {
  day: today,
  program: 'FreshRSS',
  path: '/feed.xml',
  requests: 48,
  conditional: 47,
  full: 8,
  delta: 0,
  notModified: 40,
  refused: 0,
  bytes: 87_400,
  intervals: new Map([[1800, 47]]),
  subscribers: new Map(),
};

async function storeWith(rows: readonly PollerCounts[]): Promise<Record<string, string>> {
  const databaseUrl = await createDatabase();
  const store = await openStore(databaseUrl);
  await addPollerCounts(store, rows);
  await closeStore(store);
  return { DATABASE_URL: databaseUrl };
}

describe('nashra pollers', () => {
  const feedly = { ...counts, program: 'Feedly', requests: 24, subscribers: new Map([['', 142]]) };

  it('prints a table in the language of the default channel, the busiest program first', async () => {
    const { code, stdout } = await runCommand(['pollers'], { env: await storeWith([feedly, counts]) });
    expect(code).to.equal(0);
    const [title, empty, heading, first, second, ...rest] = stdout.trimEnd().split('\n');
    expect(title).to.equal('البرامج التي تتابع الخلاصات: آخر 7 أيام');
    expect(empty).to.equal('');
    expect(heading).to.match(/^البرنامج +الطلبات +المشروطة/);
    expect(first?.split(/ {2,}/)).to.deep.equal([
      'FreshRSS',
      '48',
      '98%',
      '8',
      '40',
      '0',
      '0',
      '30 د',
      '87 kB',
    ]);
    expect(second?.split(/ {2,}/).at(-1)).to.equal('142');
    expect(rest).to.deep.equal([]);
    expect(stdout, 'marks of direction in a pipe').to.not.match(/[\u200E\u200F\u2066-\u2069]/);
  });

  it('speaks English where the default channel does', async () => {
    const configDir = temporaryFolder();
    cpSync(path.join(projectRoot, 'config'), configDir, { recursive: true });
    const file = path.join(configDir, 'channels/ar.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('language: ar', 'language: en'));
    const env = { ...(await storeWith([counts])), CONFIG_DIR: configDir };
    const { stdout } = await runCommand(['pollers', '--days', '1'], { env });
    expect(stdout).to.match(/^Programs that follow the feeds: Today\n\nProgram +Requests +Conditional/);
    expect(stdout).to.include('30 min');
  });

  it('looks as many days back as --days says', async () => {
    const rows = [0, 6, 7, 89].map((days) => ({ ...counts, day: daysAgo(days) }));
    const env = await storeWith(rows);
    const requestsOf = async (...args: string[]) => {
      const { stdout } = await runCommand(['pollers', '--json', ...args], { env });
      return JSON.parse(stdout).programs[0].requests;
    };
    expect(await requestsOf()).to.equal(96);
    expect(await requestsOf('--days', '1')).to.equal(48);
    expect(await requestsOf('--days', '90')).to.equal(192);
  });

  it('gives programs every key, null for what is not known', async () => {
    const { stdout } = await runCommand(['pollers', '--json'], { env: await storeWith([counts, feedly]) });
    const { days, programs } = JSON.parse(stdout);
    expect(days).to.equal(7);
    const { program, feeds, ...figures } = programs[0];
    expect(figures).to.deep.equal({
      requests: 48,
      conditional: 47,
      full: 8,
      delta: 0,
      notModified: 40,
      refused: 0,
      bytes: 87_400,
      conditionalShare: 47 / 48,
      medianIntervalSeconds: 1800,
      subscribers: null,
    });
    expect(program).to.equal('FreshRSS');
    expect(feeds).to.deep.equal([{ path: '/feed.xml', ...figures }]);
    expect(programs[1].subscribers).to.equal(142);
  });

  it('says so when nobody has come yet', async () => {
    const { code, stdout } = await runCommand(['pollers'], { env: await storeWith([]) });
    expect([code, stdout.split('\n')[1]]).to.deep.equal([0, 'لم يطلب أحد الخلاصات بعد.']);
  });

  for (const days of ['0', '91', 'x', '1.5']) {
    it(`ends with 64 for --days ${days}`, async () => {
      expect((await runCommand(['pollers', '--days', days])).code).to.equal(64);
    });
  }

  it('shows what a server counted until it was told to end', async () => {
    const program = await startProgram();
    await request(`${program.url}/feed.xml`, { headers: { 'User-Agent': 'newsboat/2.21 (Linux)' } });
    expect(await program.stop()).to.equal(0);
    const env = { DATABASE_URL: program.databaseUrl };
    const { stdout } = await runCommand(['pollers', '--json'], { env });
    expect(JSON.parse(stdout).programs).to.have.length(1);
    expect(JSON.parse(stdout).programs[0]).to.include({ program: 'newsboat', requests: 1, full: 1 });
  });
});
