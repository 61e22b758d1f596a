import { expect } from 'chai';
import { firstDayOf, type PollerCounts } from '../../src/domain/polling.ts';
import { closeStore, openStore, type Store } from '../../src/store/open-store.ts';
import { addPollerCounts, forgetPollerCounts, listPollerCounts } from '../../src/store/pollers.ts';
import { describeOnBoth } from '../support/database.ts';

const some: PollerCounts = {
  day: '2026-11-23',
  program: 'FreshRSS',
  path: '/feed.xml',
  requests: 3,
  conditional: 2,
  full: 1,
  delta: 0,
  notModified: 2,
  refused: 0,
  bytes: 1000,
  intervals: new Map([[1800, 2]]),
  subscribers: new Map([
    ['', 5],
    ['a', 7],
  ]),
};

describeOnBoth('the counts of pollers in the store', (createDatabase) => {
  let databaseUrl: string;
  let store: Store;
  beforeEach(async () => {
    databaseUrl = await createDatabase();
    store = await openStore(databaseUrl);
  });
  afterEach(() => closeStore(store));

  it('come back as they were kept', async () => {
    await addPollerCounts(store, [some]);
    expect(await listPollerCounts(store, '2026-11-23')).to.deep.equal([some]);
  });

  it('add up within a day, and the last number of subscribers of each name counts', async () => {
    const more = {
      ...some,
      intervals: new Map([
        [1800, 1],
        [60, 4],
      ]),
      subscribers: new Map([['a', 9]]),
    };
    await addPollerCounts(store, [some]);
    await addPollerCounts(store, [more, { ...some, day: '2026-11-24' }]);
    const [first, second] = await listPollerCounts(store, '2026-11-23');
    expect(first).to.deep.equal({
      ...some,
      requests: 6,
      conditional: 4,
      full: 2,
      notModified: 4,
      bytes: 2000,
      intervals: new Map([
        [1800, 3],
        [60, 4],
      ]),
      subscribers: new Map([
        ['', 5],
        ['a', 9],
      ]),
    });
    expect(second).to.deep.equal({ ...some, day: '2026-11-24' });
  });

  it('are all there when several processes add to the same row at once', async () => {
    const others = [await openStore(databaseUrl), await openStore(databaseUrl)];
    const adding = Array.from({ length: 5 }, () =>
      [store, ...others].map((one) => addPollerCounts(one, [some])),
    );
    await Promise.all(adding.flat());
    for (const other of others) await closeStore(other);
    const [kept] = await listPollerCounts(store, '');
    expect([kept?.requests, kept?.intervals.get(1800)]).to.deep.equal([45, 30]);
  });

  it('have at most 200 names of a program for one feed, the last of them', async () => {
    const named = (start: number) =>
      new Map(Array.from({ length: 50 }, (_, at) => [`id${start + at}`, 1] as const));
    for (let start = 0; start < 500; start += 50)
      await addPollerCounts(store, [{ ...some, subscribers: named(start) }]);
    const [kept] = await listPollerCounts(store, '');
    expect(kept?.subscribers.size).to.equal(200);
    expect(kept?.subscribers.has('id499')).to.equal(true);
  });

  it('of days before the oldest are forgotten', async () => {
    await addPollerCounts(store, [some]);
    await addPollerCounts(store, [{ ...some, day: '2026-11-25' }]);
    await forgetPollerCounts(store, '2026-11-24');
    expect((await listPollerCounts(store, '')).map(({ day }) => day)).to.deep.equal(['2026-11-25']);
  });
});

describe('firstDayOf', () => {
  it('counts the day of now, in UTC', () => {
    const now = new Date('2026-11-23T23:59:59.999Z');
    expect([1, 2, 90].map((days) => firstDayOf(days, now))).to.deep.equal([
      '2026-11-23',
      '2026-11-22',
      '2026-08-26',
    ]);
  });
});
