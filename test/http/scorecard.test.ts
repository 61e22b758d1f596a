import { expect } from 'chai';
import { countInterval, createScorecard } from '../../src/http/scorecard.ts';
import { loadProgramReports } from '../../src/publish/report-programs.ts';
import { closeStore, openStore } from '../../src/store/open-store.ts';
import { everythingIn } from '../support/database.ts';
import { openPolledSite, type PolledSite, passSeconds } from '../support/polled-site.ts';

const freshRss = { 'User-Agent': 'FreshRSS/1.24.1 (Linux; https://salma.example.org)' };

describe('the scorecard', () => {
  let site: PolledSite;
  beforeEach(async () => {
    site = await openPolledSite({
      siteYaml: 'polling:\n  burst: 2\n  refillSeconds: 86400\n',
      trustProxy: '1',
    });
  });
  const reports = async (days = 1) => {
    await site.close();
    const store = await openStore(site.databaseUrl);
    const programs = await loadProgramReports(store, days, site.clock.now);
    await closeStore(store);
    return programs;
  };

  it('has the exact figures of a program: answers, bytes, conditions, and the time between its polls', async () => {
    let etag = '';
    let bytes = 0;
    for (let poll = 0; poll < 10; poll += 1) {
      if (poll === 5) await site.publish();
      const condition = etag === '' ? {} : { 'If-None-Match': etag };
      const answer = await site.get('/feed.xml', { ...freshRss, 'Accept-Encoding': 'gzip', ...condition });
      etag = String(answer.headers.etag);
      bytes += answer.bytes.length;
      passSeconds(site.clock, 1800);
    }
    await site.get('/feed.xml', freshRss, 'HEAD');
    const [report, ...others] = await reports();
    expect(others).to.deep.equal([]);
    const { feeds, ...figures } = report!;
    expect(figures).to.deep.equal({
      program: 'FreshRSS',
      requests: 11,
      conditional: 9,
      full: 3,
      delta: 0,
      notModified: 8,
      refused: 0,
      bytes,
      conditionalShare: 9 / 11,
      medianIntervalSeconds: 1800,
      subscribers: undefined,
    });
    const { program: _program, ...same } = figures;
    expect(feeds).to.deep.equal([{ path: '/feed.xml', ...same }]);
  });

  it('counts what has changed alone (RFC 3229), which costs the budget nothing', async () => {
    const reader = { 'User-Agent': 'DeltaReader/2.0', 'A-IM': 'feed' };
    let etag = String((await site.get('/feed.xml', reader)).headers.etag);
    for (let poll = 0; poll < 4; poll += 1) {
      await site.publish();
      const { status, headers } = await site.get('/feed.xml', { ...reader, 'If-None-Match': etag });
      expect(status).to.equal(226);
      etag = String(headers.etag);
    }
    const [report] = await reports();
    expect(report).to.include({ program: 'DeltaReader', requests: 5, full: 1, delta: 4, refused: 0 });
  });

  it('counts refusals, with the bytes of what was said', async () => {
    let bytes = 0;
    for (let poll = 0; poll < 5; poll += 1)
      bytes += (await site.get('/atom.xml', { 'User-Agent': 'python-requests/2.31' })).bytes.length;
    const [report] = await reports();
    expect(report).to.include({
      program: 'python-requests',
      requests: 5,
      full: 2,
      refused: 3,
      conditionalShare: 0,
      bytes,
    });
  });

  it('takes the last number of subscribers for each name of a feed, and adds them up', async () => {
    const poll = (where: string, feedId: string, count: number) =>
      site.get(where, { 'User-Agent': `Feedbin feed-id:${feedId} - ${count} subscribers` });
    await poll('/feed.xml', '1', 100);
    await poll('/feed.xml', '2', 7);
    await poll('/feed.xml', '1', 90);
    await poll('/atom.xml', '3', 3);
    const [report] = await reports();
    expect(report?.subscribers).to.equal(100);
    expect(report?.feeds.map(({ path: where, subscribers }) => [where, subscribers])).to.deep.equal([
      ['/feed.xml', 97],
      ['/atom.xml', 3],
    ]);
  });

  it('counts the same feed by whichever door it leaves, and no page', async () => {
    for (const where of ['/feed.xml', '/feed.xml?utm_source=x', '/', '/ar/', '/opml.xml', '/nothing'])
      await site.get(where, freshRss);
    await site.get('/feed.xml', { ...freshRss, 'Sec-Fetch-Dest': 'document', Accept: 'text/html' });
    const [report, ...others] = await reports();
    expect(others).to.deep.equal([]);
    expect(report?.feeds.map(({ path: where, requests }) => [where, requests])).to.deep.equal([
      ['/feed.xml', 2],
    ]);
  });

  it('gives each day in UTC its own, and several days together', async () => {
    site.clock.now = new Date('2026-11-23T23:59:59.000Z');
    await site.get('/feed.xml', freshRss);
    passSeconds(site.clock, 2);
    await site.get('/feed.xml', freshRss);
    await site.close();
    const store = await openStore(site.databaseUrl);
    const requests = async (days: number) =>
      (await loadProgramReports(store, days, site.clock.now))[0]?.requests;
    expect([await requests(1), await requests(2)]).to.deep.equal([1, 2]);
    await closeStore(store);
  });

  it('keeps no address of anybody, and no name as it came', async () => {
    const clients = ['198.51.100.77', '2001:db8:77:88::99'];
    for (const client of clients) {
      const names = [freshRss['User-Agent'], '198.51.100.77 reader', 'salma@example.org'];
      for (const name of names)
        await site.get('/feed.xml', {
          'User-Agent': name,
          'X-Forwarded-For': client,
          'If-None-Match': '"x"',
        });
    }
    const programs = await reports();
    expect(programs.map(({ program }) => program)).to.have.members(['FreshRSS', 'unnamed']);
    const kept = await everythingIn(site.databaseUrl);
    expect(kept).to.include('FreshRSS');
    for (const trace of [...clients, '2001:db8:77:88', '2001:db8', '127.0.0.1', 'salma', '1.24.1', 'Linux'])
      expect(kept.includes(trace), trace).to.equal(false);
  });
});

describe('createScorecard', () => {
  const nowMs = Date.parse('2026-11-23T08:00:00Z');

  it('holds 200 names a day; the rest are one', () => {
    const scorecard = createScorecard();
    for (let number = 0; number < 1000; number += 1)
      scorecard.tallyFor(`Name${number}`, '/feed.xml', nowMs).requests += 1;
    const programs = scorecard.take();
    expect(programs).to.have.length(201);
    expect(programs.find(({ program }) => program === 'other')?.requests).to.equal(800);
    scorecard.tallyFor('Name999', '/feed.xml', nowMs);
    scorecard.tallyFor('Name7', '/feed.xml', nowMs);
    expect(scorecard.take().map(({ program }) => program)).to.deep.equal(['other', 'Name7']);
    scorecard.tallyFor('Name999', '/feed.xml', nowMs + 86_400_000);
    expect(scorecard.take()[0]).to.include({ program: 'Name999', day: '2026-11-24' });
  });

  it('holds 5,000 pairs of name and feed a day; then the feeds of a name are one', () => {
    const scorecard = createScorecard();
    for (let number = 0; number < 6000; number += 1)
      scorecard.tallyFor('One', `/feed${number}`, nowMs).requests += 1;
    const taken = scorecard.take();
    expect(taken).to.have.length(5001);
    expect(taken.at(-1)).to.include({ path: '*', requests: 1000 });
  });

  it('keeps times in two digits', () => {
    const tally = createScorecard().tallyFor('One', '/feed.xml', nowMs);
    for (const seconds of [0, 0.4, 59.6, 99.9, 100, 1834, 1800, 3600, 86_399])
      countInterval(tally, seconds * 1000);
    expect(Array.from(tally.intervals)).to.deep.equal([
      [0, 2],
      [60, 1],
      [100, 2],
      [1800, 2],
      [3600, 1],
      [86_000, 1],
    ]);
  });
});
