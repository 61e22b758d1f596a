import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { openPolledSite, type PolledSite, passSeconds } from '../support/polled-site.ts';
import { request } from '../support/request.ts';

const small = 'polling:\n  burst: 3\n  refillSeconds: 100\n';

const token = 'a-token-of-5b1d';

async function renders(site: PolledSite, kind: string): Promise<number> {
  const { text } = await site.get('/metrics', { Authorization: `Bearer ${token}` });
  const found = new RegExp(`^nashra_render_duration_seconds_count\\{kind="${kind}"\\} (\\d+)$`, 'm').exec(
    text,
  );
  return Number(found?.[1] ?? 0);
}

describe('the budget of a client', () => {
  let site: PolledSite;
  const statuses = async (
    count: number,
    where = '/feed.xml',
    headers: Record<string, string> = {},
    method = 'GET',
  ) => {
    const taken: number[] = [];
    for (let at = 0; at < count; at += 1) taken.push((await site.get(where, headers, method)).status);
    return taken;
  };

  beforeEach(async () => {
    site = await openPolledSite({ siteYaml: small, metricsToken: token });
  });
  afterEach(() => site.close());

  it('lets a burst through, then answers 429 with Retry-After in whole seconds (RFC 6585 §4)', async () => {
    expect(await statuses(3)).to.deep.equal([200, 200, 200]);
    passSeconds(site.clock, 30.5);
    const { status, headers, text } = await site.get('/feed.xml');
    expect(status).to.equal(429);
    expect(headers['retry-after']).to.equal('70');
    expect(headers['cache-control']).to.equal('no-store');
    expect(headers['content-type']).to.equal('application/problem+json; charset=utf-8');
    expect(headers['content-language']).to.equal('ar');
    expect(headers['access-control-allow-origin']).to.equal('*');
    expect(headers.etag).to.equal(undefined);
    const problem = JSON.parse(text);
    expect(problem).to.include({ type: 'about:blank', status: 429, code: 'too_many_requests' });
    expect(problem.detail)
      .to.match(/^[\u0600-\u06FF]/)
      .and.include('If-None-Match');
  });

  it('has one more after the time that Retry-After names, and a full burst after a long while', async () => {
    await statuses(3);
    const wait = Number((await site.get('/feed.xml')).headers['retry-after']);
    passSeconds(site.clock, wait);
    expect(await statuses(2)).to.deep.equal([200, 429]);
    passSeconds(site.clock, 86_400);
    expect(await statuses(4)).to.deep.equal([200, 200, 200, 429]);
  });

  it('is not spent by 304s, by changed feeds after a condition, or by HEAD', async () => {
    const { headers } = await site.get('/feed.xml');
    const etag = String(headers.etag);
    expect(await statuses(9, '/feed.xml', { 'If-None-Match': etag })).to.deep.equal(Array(9).fill(304));
    await site.publish();
    expect(await statuses(9, '/feed.xml', { 'If-None-Match': etag })).to.deep.equal(Array(9).fill(200));
    const since = { 'If-Modified-Since': 'Mon, 01 Jan 2024 00:00:00 GMT' };
    expect(await statuses(9, '/feed.xml', since)).to.deep.equal(Array(9).fill(200));
    expect(await statuses(9, '/feed.xml', {}, 'HEAD')).to.deep.equal(Array(9).fill(200));
    expect(await statuses(3)).to.deep.equal([200, 200, 429]);
  });

  it('still answers a condition when it is spent', async () => {
    const etag = String((await site.get('/feed.xml')).headers.etag);
    expect((await statuses(3)).at(-1)).to.equal(429);
    expect(await statuses(1, '/feed.xml', { 'If-None-Match': etag })).to.deep.equal([304]);
    expect(await statuses(1, '/feed.xml', {}, 'HEAD')).to.deep.equal([200]);
  });

  it('is one for each program and each path', async () => {
    const shared = { 'User-Agent': 'FreshRSS/1.24.1 (Linux; https://freshrss.org)' };
    expect((await statuses(4, '/feed.xml', shared)).at(-1)).to.equal(429);
    expect((await statuses(1, '/feed.xml', { 'User-Agent': 'newsboat/2.21' }))[0]).to.equal(200);
    for (const other of ['/atom.xml', '/feed.json', '/ar/feed.xml']) {
      expect((await statuses(1, other, shared))[0], other).to.equal(200);
    }
  });

  it('is not renewed by another query, by another selection of the query, or by another spelling of the path', async () => {
    const each = async (...addresses: readonly string[]) => {
      const taken: number[] = [];
      for (const where of addresses) taken.push((await site.get(where)).status);
      return taken;
    };
    const spent = [200, 200, 200, 429];
    const counters = [1, 2, 3, 4].map((number) => `/feed.xml?counter=${number}`);
    expect(await each(...counters)).to.deep.equal(spent);
    const limits = [1, 2, 3, 4].map((number) => `/ar/atom.xml?limit=${number}`);
    expect(await each(...limits)).to.deep.equal(spent);
    expect(await each('/ar/feed.xml', '/a%72/feed.xml', '/%61r/feed.xml')).to.deep.equal([200, 308, 308]);
  });

  it('refuses a search before it is made', async () => {
    const made = () => renders(site, 'feed');
    for (const word of ['حديقة', 'مكتبة', 'ميناء'])
      expect(await statuses(1, `/ar/feed.xml?q=${encodeURIComponent(word)}`)).to.deep.equal([200]);
    const before = await made();
    expect(before).to.equal(3);
    for (const word of ['جسر', 'نهر', 'مدرسة'])
      expect(await statuses(1, `/ar/feed.xml?q=${encodeURIComponent(word)}`)).to.deep.equal([429]);
    expect(await made()).to.equal(before);
    const asked = { 'If-None-Match': '"other"' };
    expect(await statuses(1, `/ar/feed.xml?q=${encodeURIComponent('جسر')}`, asked)).to.deep.equal([200]);
    expect(await made()).to.equal(before + 1);
  });

  it('is not renewed by a forged X-Forwarded-For', async () => {
    const taken: number[] = [];
    for (let at = 1; at <= 5; at += 1)
      taken.push((await site.get('/feed.xml', { 'X-Forwarded-For': `198.51.100.${at}` })).status);
    expect(taken).to.deep.equal([200, 200, 200, 429, 429]);
  });

  it('never stands before pages, lists, media and health', async () => {
    for (const where of ['/', '/ar/', '/opml.xml', '/robots.txt', '/health', '/nothing'])
      expect(await statuses(9, where), where).to.not.include(429);
    const asBrowser = { 'Sec-Fetch-Dest': 'document', Accept: 'text/html' };
    expect(await statuses(9, '/feed.xml', asBrowser)).to.deep.equal(Array(9).fill(200));
  });

  it('is the same in another site’s Express', async () => {
    const host = createServer(express().use('/news', site.nashra.router)).listen(0, '127.0.0.1');
    await once(host, 'listening');
    const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/news/feed.xml`;
    try {
      const taken: number[] = [];
      for (let at = 0; at < 4; at += 1) taken.push((await request(url)).status);
      expect(taken).to.deep.equal([200, 200, 200, 429]);
    } finally {
      host.close();
    }
  });
});

describe('the budget behind a proxy', () => {
  it('is each client’s own when the proxy is trusted', async () => {
    const site = await openPolledSite({ siteYaml: small, trustProxy: '1' });
    try {
      const last = async (client: string) => {
        let status = 0;
        for (let at = 0; at < 4; at += 1)
          ({ status } = await site.get('/feed.xml', { 'X-Forwarded-For': `203.0.113.${at}, ${client}` }));
        return status;
      };
      expect(await last('198.51.100.1')).to.equal(429);
      expect((await site.get('/feed.xml', { 'X-Forwarded-For': '198.51.100.2' })).status).to.equal(200);
      expect(await last('2001:db8:1:2::1')).to.equal(429);
      expect((await site.get('/feed.xml', { 'X-Forwarded-For': '2001:db8:1:2::2' })).status).to.equal(429);
      expect((await site.get('/feed.xml', { 'X-Forwarded-For': '2001:db8:1:3::1' })).status).to.equal(200);
    } finally {
      await site.close();
    }
  });

  it('is shared when the proxy was forgotten, and the operator is told once', async () => {
    const told: string[] = [];
    const quiet = () => undefined;
    const logger = {
      info: quiet,
      error: quiet,
      warn: (_fields: object, message: string) => void told.push(message),
    };
    const site = await openPolledSite({ siteYaml: small, logger });
    try {
      for (let at = 0; at < 6; at += 1) await site.get('/feed.xml', { 'X-Forwarded-For': '198.51.100.1' });
      expect(told).to.deep.equal(['refused a client behind a proxy that is not trusted']);
    } finally {
      await site.close();
    }
  });
});

describe('the shipped budget', () => {
  let site: PolledSite;
  before(async () => {
    site = await openPolledSite();
  });
  after(() => site.close());

  it('never refuses a polite poller in a day of polls every five minutes, with an article an hour', async () => {
    const reader = { 'User-Agent': 'PoliteReader/1.0' };
    let etag = '';
    const taken = new Map<number, number>();
    for (let minute = 0; minute < 24 * 60; minute += 5) {
      if (minute % 60 === 0) await site.publish();
      const { status, headers } = await site.get('/feed.xml', {
        ...reader,
        'If-None-Match': etag || '"none"',
      });
      etag = String(headers.etag);
      taken.set(status, (taken.get(status) ?? 0) + 1);
      passSeconds(site.clock, 300);
    }
    expect(Object.fromEntries(taken)).to.deep.equal({ 200: 24, 304: 264 });
  });

  it('never refuses one that knows no conditions and asks when the feed says that it is stale', async () => {
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      expect((await site.get('/atom.xml', { 'User-Agent': 'Simple/1.0' })).status).to.equal(200);
      passSeconds(site.clock, 60);
    }
  });

  it('lets twenty people of one office subscribe at once, three requests each', async () => {
    for (let at = 0; at < 60; at += 1)
      expect((await site.get('/feed.json', { 'User-Agent': 'Reeder/5' })).status).to.equal(200);
  });

  it('gives one that asks each second a sixtieth of what it asks for', async () => {
    let full = 0;
    for (let second = 0; second < 3600; second += 1) {
      if ((await site.get('/ar/feed.xml', { 'User-Agent': 'Rude/1.0' })).status === 200) full += 1;
      passSeconds(site.clock, 1);
    }
    expect(full).to.be.within(118, 120);
  });
});

describe('no budget', () => {
  it('is what polling.budget: off says', async () => {
    const site = await openPolledSite({ siteYaml: 'polling:\n  budget: off\n' });
    try {
      for (let at = 0; at < 100; at += 1) expect((await site.get('/feed.xml')).status).to.equal(200);
    } finally {
      await site.close();
    }
  });
});
