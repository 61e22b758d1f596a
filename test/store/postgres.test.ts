import { expect } from 'chai';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { NashraError } from '../../src/domain/errors.ts';
import { noteFingerprint, registerChannel } from '../../src/store/channels.ts';
import { listFeedEntries, putIdentity } from '../../src/store/ledger.ts';
import { closeStore, openStore, type Store } from '../../src/store/open-store.ts';
import { isPostgresFailure, openPostgres } from '../../src/store/postgres.ts';
import type { Schema } from '../../src/store/schema.ts';
import { watchLog } from '../../src/store/watch-log.ts';
import { eventually } from '../support/eventually.ts';
import { openTestNewsroom } from '../support/newsroom.ts';
import {
  createEmptyDatabase,
  createPostgresDatabase,
  findPostgresFault,
  sharedPostgres,
} from '../support/postgres.ts';
import { runCommand, temporaryFolder } from '../support/program.ts';
import { openSilentProxy } from '../support/silent-proxy.ts';
import { storyText } from '../support/stories.ts';

async function failureOf(url: string): Promise<NashraError> {
  try {
    await closeStore(await openStore(url));
  } catch (error) {
    expect(error).to.be.instanceOf(NashraError);
    return error as NashraError;
  }
  throw new Error(`${url} was opened`);
}

const fault = findPostgresFault();

(fault === undefined ? describe : describe.skip)(fault ?? 'PostgreSQL', () => {
  const open: Store[] = [];
  const openNew = async (url: string) => {
    const store = await openStore(url);
    open.push(store);
    return store;
  };
  afterEach(async () => {
    for (const store of open.splice(0)) await closeStore(store);
  });

  it('is given its tables once, by whichever of several programs comes first', async () => {
    const url = await createEmptyDatabase();
    const empty = temporaryFolder();
    const commands = Array.from({ length: 3 }, () =>
      runCommand(['ingest', empty], { env: { DATABASE_URL: url } }),
    );
    for (const { code, stderr } of await Promise.all(commands)) expect(code, stderr).to.equal(0);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(
      await openNew(url),
    );
    expect(rows.length).to.be.above(0);
    expect(new Set(rows.map(({ name }) => name)).size).to.equal(rows.length);
  });

  it('is refused in one sentence without the password when nothing answers', async () => {
    const error = await failureOf('postgres://nashra:s3cret@127.0.0.1:1/news');
    expect(error.code).to.equal('store_unavailable');
    expect(error.message).to.match(/^The database news at 127\.0\.0\.1:1 cannot be opened: .*ECONNREFUSED/);
    expect(error.message).not.to.match(/s3cret|\n/);
  });

  it('is refused where there is no such database', async () => {
    const error = await failureOf((await sharedPostgres()).urlOf('missing'));
    expect(error.message).to.match(
      /^The database missing at 127\.0\.0\.1:\d+ cannot be opened: .*does not exist/,
    );
  });

  it('is refused when a newer Nashra wrote it, and that is said', async () => {
    const url = await createPostgresDatabase();
    const store = await openNew(url);
    await sql`insert into kysely_migration values ('999-future', '2030-01-01T00:00:00.000Z')`.execute(store);
    expect((await failureOf(url)).message).to.match(/newer version of Nashra/);
  });

  it('is refused for the reason that it gives itself', async () => {
    const server = await sharedPostgres();
    const url = new URL(await createEmptyDatabase());
    await server.run('create role reader login');
    url.username = 'reader';
    expect((await failureOf(url.href)).message).to.match(
      /cannot be opened: permission denied for schema public/,
    );
  });

  it('gives nobody a connection on which the transaction of another was left open', async () => {
    const url = new URL(await createPostgresDatabase());
    const proxy = await openSilentProxy(Number(url.port));
    url.port = String(proxy.port);
    const pool = openPostgres(url.href, { serverMs: 0, clientMs: 200 });
    const store: Store = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
    open.push(store);
    await registerChannel(store, { id: 'ar', feedId: 'tag:news.example,2026:ar' });
    const broken = store.transaction().execute(async (session) => {
      await session.updateTable('channels').set({ arrivals: 1 }).execute();
      proxy.fallSilent();
      await session.updateTable('channels').set({ arrivals: 2 }).execute();
    });
    expect(await broken.catch(isPostgresFailure)).to.equal(true);
    proxy.speakAgain();
    await eventually('a connection that answers', () =>
      store
        .updateTable('channels')
        .set({ revision: 7 })
        .execute()
        .catch(() => undefined),
    );
    const row = await store.selectFrom('channels').select(['arrivals', 'revision']).executeTakeFirst();
    expect(row).to.deep.equal({ arrivals: 0, revision: 7 });
    proxy.close();
  });

  it('compares text byte by byte, whatever its language', async () => {
    const newsroom = await openTestNewsroom(await createPostgresDatabase());
    try {
      const { item } = await newsroom.drop('ar/1.txt', storyText('جسر جديد بين الضفتين'));
      for (const value of ['ar/وكالة.json#ب', 'ar/وكالة.json#a', 'ar/وكالة.json#Z', 'ar/وكالة.json2#ا'])
        await putIdentity(newsroom.store, 'ar', { scheme: 'path', value }, item.key);
      expect(await listFeedEntries(newsroom.store, ['ar'], 'ar/وكالة.json')).to.deep.equal([
        'ar/وكالة.json#Z',
        'ar/وكالة.json#a',
        'ar/وكالة.json#ب',
      ]);
    } finally {
      await newsroom.close();
    }
  });

  it('gives counts and times as numbers', async () => {
    const store = await openNew(await createPostgresDatabase());
    await registerChannel(store, { id: 'ar', feedId: 'tag:news.example,2026:ar' });
    const row = await store.selectFrom('channels').select(['revision', 'arrivals']).executeTakeFirst();
    expect(row).to.deep.equal({ revision: 0, arrivals: 0 });
  });

  describe('the log', () => {
    const change = (store: Store, fingerprint: string) =>
      noteFingerprint(store, { id: 'ar', fingerprint }, new Date('2026-11-23T08:00:00.000Z'));

    /** A channel's log, and how often word of it has come; the first look is over. */
    const openWatched = async () => {
      const url = await createPostgresDatabase();
      const store = await openNew(url);
      await registerChannel(store, { id: 'ar', feedId: 'tag:news.example,2026:ar' });
      let told = 0;
      const hear = () => {
        told += 1;
      };
      const watch = watchLog(url, hear, { sweepMs: 60_000 });
      const waitFor = (what: string, seen: number) =>
        eventually(what, async () => (told > seen ? told : undefined));
      return { store, watch, waitFor, told: await waitFor('the first look', 0) };
    };

    it('is told of within a fifth of a second, half of the time at least', async () => {
      const { store, watch, waitFor, ...first } = await openWatched();
      let { told } = first;
      try {
        const waits: number[] = [];
        for (let number = 1; number <= 9; number += 1) {
          const begun = performance.now();
          await change(store, String(number));
          told = await waitFor('word of it', told);
          waits.push(performance.now() - begun);
        }
        expect(waits.toSorted((one, other) => one - other)[4]).to.be.below(200);
      } finally {
        await watch.stop();
      }
    });

    it('is looked at again when the connection that told of it was lost', async () => {
      const { store, watch, waitFor, told } = await openWatched();
      try {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and query like 'listen%'`.execute(store);
        const again = await waitFor('the look after the loss', told);
        await change(store, 'after the loss');
        await waitFor('word of it', again);
      } finally {
        await watch.stop();
      }
    });
  });
});
