import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { openLeadership } from '../../src/store/leadership.ts';
import { columnOf, createDatabase, describeOnBoth } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { findPostgresFault } from '../support/postgres.ts';
import { projectRoot } from '../support/program.ts';
import { openSilentProxy } from '../support/silent-proxy.ts';

describeOnBoth('the lead on a database', (createDatabase) => {
  let databaseUrl: string;
  beforeEach(async () => {
    databaseUrl = await createDatabase();
  });

  /** Somebody who wants to lead, and writes what he does. */
  async function compete(name: string, diary: string[], stopMs = 0) {
    return openLeadership(databaseUrl, 'inbox', {
      begin: async () => {
        diary.push(`${name} begins`);
        return {
          stop: async () => {
            await delay(stopMs);
            diary.push(`${name} has stopped`);
          },
        };
      },
      onFault: (error) => diary.push(String(error)),
    });
  }

  it('is one’s only until he has stopped, and then another’s', async () => {
    const diary: string[] = [];
    const first = await compete('first', diary, 1200);
    const second = await compete('second', diary);
    await delay(700);
    expect(diary).to.deep.equal(['first begins']);
    await first.close();
    await eventually('a second leader', async () => (diary.length > 2 ? true : undefined));
    await second.close();
    expect(diary).to.deep.equal(['first begins', 'first has stopped', 'second begins', 'second has stopped']);
  });

  it('is of one office, not of all', async () => {
    const diary: string[] = [];
    const first = await compete('first', diary);
    const clock = await openLeadership(databaseUrl, 'clock', {
      begin: async () => ({ stop: async () => void diary.push('clock has stopped') }),
      onFault: (error) => diary.push(String(error)),
    });
    await clock.close();
    await first.close();
    expect(diary).to.deep.equal(['first begins', 'clock has stopped', 'first has stopped']);
  });

  it('is given up by who cannot begin, who is told so', async () => {
    const failing = openLeadership(databaseUrl, 'inbox', {
      begin: () => Promise.reject(new Error('no room')),
      onFault: () => undefined,
    });
    expect(await failing.catch((error: Error) => error.message)).to.equal('no room');
    const diary: string[] = [];
    await (await compete('next', diary)).close();
    expect(diary).to.deep.equal(['next begins', 'next has stopped']);
  });

  it('falls to another within a second of SIGKILL', async () => {
    const script = `import { openLeadership } from './src/store/leadership.ts';
      await openLeadership(process.argv[1], 'inbox', { begin: async () => console.log('leads'), onFault: () => {} });`;
    const child = spawn(
      process.execPath,
      ['--import=tsx', '--input-type=module', '-e', script, databaseUrl],
      {
        cwd: projectRoot,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(child.stdout, 'data');
    const diary: string[] = [];
    const follower = await compete('follower', diary);
    expect(diary).to.deep.equal([]);
    child.kill('SIGKILL');
    const killedAt = performance.now();
    await eventually('a new leader', async () => (diary.length > 0 ? true : undefined));
    expect(performance.now() - killedAt).to.be.below(1000);
    await follower.close();
  });
});

const fault = findPostgresFault();

(fault === undefined ? describe : describe.skip)(fault ?? 'the lead on a PostgreSQL database', () => {
  it('is no longer led by whose connection is lost, until it is taken again', async () => {
    const databaseUrl = await createDatabase('PostgreSQL');
    const diary: string[] = [];
    const leadership = await openLeadership(databaseUrl, 'inbox', {
      begin: async () => {
        diary.push('begins');
        return { stop: async () => void diary.push('has stopped') };
      },
      onFault: (error) => diary.push(String(error)),
    });
    await columnOf(
      databaseUrl,
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
    );
    await eventually('a second beginning', async () => (diary.length >= 3 ? true : undefined));
    expect(diary).to.deep.equal(['begins', 'has stopped', 'begins']);
    await leadership.close();
  });

  it('is no longer led within 4 s of a database that says nothing', async () => {
    const url = new URL(await createDatabase('PostgreSQL'));
    const proxy = await openSilentProxy(Number(url.port));
    url.port = String(proxy.port);
    let isLeading = false;
    const leadership = await openLeadership(url.href, 'inbox', {
      begin: async () => {
        isLeading = true;
        return {
          stop: async () => {
            isLeading = false;
          },
        };
      },
      onFault: () => undefined,
    });
    expect(isLeading).to.equal(true);
    const warnings: Error[] = [];
    const warn = (warning: Error) => warnings.push(warning);
    process.on('warning', warn);
    proxy.fallSilent();
    const silentAt = performance.now();
    await eventually('an end of the lead', async () => !isLeading || undefined);
    expect(performance.now() - silentAt).to.be.below(4000);
    const begun = performance.now();
    await leadership.close();
    expect(performance.now() - begun).to.be.below(4000);
    proxy.close();
    process.off('warning', warn);
    expect(warnings).to.deep.equal([]);
  });
});
