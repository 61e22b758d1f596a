import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import express from 'express';
import { createNashra } from '../../src/start.ts';
import { createDatabase } from '../support/database.ts';
import { type Program, projectRoot, startProgram } from '../support/program.ts';
import { type Answer, request } from '../support/request.ts';
import { getChild, listChildren, parseStrictXml } from '../support/strict-xml.ts';

const feeds = [
  ['/feed.xml', 'application/rss+xml'],
  ['/atom.xml', 'application/atom+xml'],
  ['/feed.json', 'application/feed+json'],
] as const;
const asBrowser = {
  'Sec-Fetch-Dest': 'document',
  'Sec-Fetch-Mode': 'navigate',
  Accept: 'text/html,*/*;q=0.8',
};

describe('the program over HTTP', () => {
  let program: Program;
  const get = (where: string, headers = {}, method = 'GET') =>
    request(program.url + where, { method, headers });

  before(async () => {
    program = await startProgram({ samples: path.join(projectRoot, 'feeds') });
    // A state that is younger than its second has no Last-Modified yet: see Revision.modifiedAt.
    while ((await get('/feed.xml')).headers['last-modified'] === undefined) await delay(100);
  });
  after(() => program.stop());

  for (const [where, mediaType] of feeds) {
    for (const prefix of ['', '/ar']) {
      describe(`GET ${prefix}${where}`, () => {
        it(`is ${mediaType} in UTF-8 and in Arabic`, async () => {
          const { status, headers } = await get(prefix + where);
          expect(status).to.equal(200);
          expect(headers['content-type']).to.equal(`${mediaType}; charset=utf-8`);
          expect(headers['content-language']).to.equal('ar');
        });

        it('names itself and the other formats in Link', async () => {
          const link = String((await get(prefix + where)).headers.link);
          expect(link).to.include(`<${program.url}${prefix}${where}>; rel="self"; type="${mediaType}"`);
          for (const [other, type] of feeds) {
            if (other !== where)
              expect(link).to.include(`<${program.url}${other}>; rel="alternate"; type="${type}"`);
          }
        });
      });
    }

    describe(`caching of ${where}`, () => {
      it('has a strong tag of its own in each coding, over the same text', async () => {
        const answers = await Promise.all(
          ['identity', 'gzip', 'br'].map((coding) => get(where, { 'Accept-Encoding': coding })),
        );
        expect(new Set(answers.map(({ headers }) => headers.etag)).size).to.equal(3);
        expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
        expect(answers.map(({ headers }) => headers['content-encoding'])).to.deep.equal([
          undefined,
          'gzip',
          'br',
        ]);
        for (const { headers, bytes } of answers) {
          expect(headers.etag).to.match(/^"[\w-]+"$/);
          expect(headers.vary).to.equal('Accept-Encoding, A-IM');
          expect(headers['content-length']).to.equal(String(bytes.length));
          expect(headers['cache-control']).to.equal(
            'public, max-age=60, stale-while-revalidate=60, stale-if-error=86400',
          );
        }
      });

      it('answers 304 with what a cache must know and nothing else (RFC 9110 §15.4.5)', async () => {
        const full = await get(where, { 'Accept-Encoding': 'gzip' });
        const conditions = { 'Accept-Encoding': 'gzip', 'If-None-Match': String(full.headers.etag) };
        const { status, headers, bytes } = await get(where, conditions);
        expect(status).to.equal(304);
        expect(bytes.length).to.equal(0);
        for (const name of [
          'cache-control',
          'etag',
          'vary',
          'last-modified',
          'access-control-allow-origin',
        ]) {
          expect(headers[name], name).to.equal(full.headers[name]);
        }
        expect(Object.keys(headers)).not.to.include.members([
          'content-type',
          'content-length',
          'content-encoding',
        ]);
      });

      it('answers 304 to Node’s own fetch, which adds no-cache to a condition', async () => {
        const full = await get(where);
        const headers = { 'If-None-Match': String(full.headers.etag), 'Accept-Encoding': 'identity' };
        expect((await fetch(program.url + where, { headers })).status).to.equal(304);
      });

      it('answers 304 to If-Modified-Since with its own Last-Modified', async () => {
        const { headers } = await get(where);
        expect((await get(where, { 'If-Modified-Since': String(headers['last-modified']) })).status).to.equal(
          304,
        );
      });

      it('answers HEAD as GET without the content', async () => {
        const full = await get(where);
        const head = await get(where, {}, 'HEAD');
        expect(head.bytes.length).to.equal(0);
        expect(withoutDate(head)).to.deep.equal(withoutDate(full));
      });

      it('answers 412 to a condition that fails', async () => {
        expect((await get(where, { 'If-Match': '"other"' })).status).to.equal(412);
      });
    });

    describe(`${where} across origins`, () => {
      it('may be fetched and its validators read by any script', async () => {
        const { headers } = await get(where, { Origin: 'https://reader.example' });
        expect(headers['access-control-allow-origin']).to.equal('*');
        expect(headers['access-control-expose-headers']).to.include('ETag');
        expect(headers['cross-origin-resource-policy']).to.equal('cross-origin');
      });

      it('lets a script ask conditionally', async () => {
        const { status, headers } = await get(where, { Origin: 'https://reader.example' }, 'OPTIONS');
        expect(status).to.equal(204);
        expect(headers['access-control-allow-headers']).to.include('If-None-Match');
      });
    });

    describe(`a browser that opens ${where}`, () => {
      it('is shown a page in the feed’s language that no shared cache may hold', async () => {
        const { status, headers, text } = await get(where, asBrowser);
        expect(status).to.equal(200);
        expect(headers['content-type']).to.equal('text/html; charset=utf-8');
        expect(headers['cache-control']).to.equal('private, no-store');
        expect(text).to.match(/^<!DOCTYPE html>\n<html lang="ar" dir="rtl">/i);
        expect(text).to.include(`value="${program.url}${where}"`);
      });

      it('does not change what a reader gets, even one that says text/html', async () => {
        const { headers } = await get(where, { Accept: 'text/html', 'Sec-Fetch-Dest': 'empty' });
        expect(headers['content-type']).to.equal(`${mediaType}; charset=utf-8`);
      });
    });
  }

  it('leaves by the front door and by Express with the same fields', async () => {
    for (const [where] of feeds) {
      const short = await get(where, { 'Accept-Encoding': 'gzip' });
      const long = await get(`${where}?utm_source=reader`, { 'Accept-Encoding': 'gzip' });
      expect(withoutDate(long)).to.deep.equal(withoutDate(short));
      expect(long.bytes.equals(short.bytes)).to.equal(true);
    }
  });

  describe('pages', () => {
    it('stand at /, /ar/ and under each item, and are linked from the feed', async () => {
      const feed = parseStrictXml((await get('/feed.xml')).text);
      const [first] = listChildren(getChild(feed, 'channel'), 'item');
      const link = getChild(first!, 'link').text;
      for (const where of ['/', '/ar/', link.slice(program.url.length)]) {
        const { status, headers, text } = await get(where);
        expect(status, where).to.equal(200);
        expect(headers['content-type']).to.equal('text/html; charset=utf-8');
        expect(headers['content-language']).to.equal('ar');
        expect(headers.etag).to.be.a('string');
        expect(headers['content-security-policy']).to.match(/^default-src 'none';style-src 'sha256-/);
        expect(text).to.include('<link rel="alternate" type="application/rss+xml"');
        expect((await get(where, { 'If-None-Match': String(headers.etag) })).status).to.equal(304);
      }
    });

    it('of an item are found by the id alone: another slug leads by 308 to today’s, with its query', async () => {
      const link = await firstLink();
      const key = link.split('/')[2];
      for (const where of [`/ar/${key}`, `/ar/${key}/%D8%B9%D9%86%D9%88%D8%A7%D9%86?utm_source=x`]) {
        const { status, headers } = await get(where);
        expect(status).to.equal(308);
        const query = where.includes('?') ? '?utm_source=x' : '';
        expect(headers.location).to.equal(program.url + link + query);
      }
    });

    it('keep their address without a slash at the end of a channel’s', async () => {
      const { status, headers } = await get('/ar');
      expect([status, headers.location]).to.deep.equal([308, `${program.url}/ar/`]);
    });
  });

  it('gives a subscription list at /opml.xml', async () => {
    const { headers, text } = await get('/opml.xml');
    expect(headers['content-type']).to.equal('text/x-opml; charset=utf-8');
    const [outline] = getChild(parseStrictXml(text), 'body').children;
    expect(outline?.attributes).to.deep.include({
      type: 'rss',
      xmlUrl: `${program.url}/feed.xml`,
      language: 'ar',
    });
  });

  it('allows robots everything, and says that it is well at /health', async () => {
    expect((await get('/robots.txt')).text).to.match(/^User-agent: \*\nAllow: \/\n\nSitemap: /);
    const { headers, text } = await get('/health');
    expect(JSON.parse(text)).to.deep.equal({ status: 'ok' });
    expect(headers['cache-control']).to.equal('no-store');
  });

  describe('what has no address', () => {
    const nowhere = [
      '/nothing',
      '/ar/nothing',
      '/ar/01m857ft5mawr1at5hkzkxvgbq/x',
      '/fa/feed.xml',
      '/fa/',
      '/AR/',
      '//',
      '/feed.xml/',
    ];

    for (const where of nowhere) {
      it(`is a problem document for programs: ${where}`, async () => {
        const { status, headers, text } = await get(where);
        expect(status).to.equal(404);
        expect(headers['content-type']).to.equal('application/problem+json; charset=utf-8');
        expect(headers['cache-control']).to.equal('no-store');
        expect(JSON.parse(text)).to.include({ type: 'about:blank', status: 404, code: 'not_found' });
      });
    }

    it('is an Arabic page for a browser', async () => {
      const { status, headers, text } = await get('/nothing', asBrowser);
      expect(status).to.equal(404);
      expect(headers['content-type']).to.equal('text/html; charset=utf-8');
      expect(headers.vary).to.include('Accept');
      expect(text).to.include('<html lang="ar" dir="rtl">');
    });

    it('is 400 when it is no valid percent-encoding', async () => {
      const { status, text } = await get('/ar/%ZZ/x');
      expect([status, JSON.parse(text).code]).to.deep.equal([400, 'bad_request']);
    });
  });

  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    it(`answers ${method} with 405 and what is allowed`, async () => {
      for (const where of [
        '/feed.xml',
        '/ar/atom.xml',
        '/',
        '/ar/',
        '/opml.xml',
        '/health',
        await firstLink(),
      ]) {
        const { status, headers } = await get(where, {}, method);
        expect(status, where).to.equal(405);
        expect(headers.allow, where).to.match(/^GET, HEAD/);
      }
    });
  }

  it('sends helmet’s fields with every answer, and never names Express', async () => {
    for (const where of ['/feed.xml', '/', '/nothing', '/ar', '/health']) {
      const { headers } = await get(where);
      expect(headers['x-content-type-options'], where).to.equal('nosniff');
      expect(headers['content-security-policy'], where).to.be.a('string');
      expect(headers['x-powered-by'], where).to.equal(undefined);
    }
  });

  async function firstLink(): Promise<string> {
    const feed = JSON.parse((await get('/feed.json')).text);
    return feed.items[0].url.slice(program.url.length);
  }
});

describe('Nashra mounted in an Express site', () => {
  it('answers its own addresses under the path, and passes on every other', async () => {
    const nashra = await createNashra({
      baseUrl: 'https://example.org/news',
      configDir: path.join(projectRoot, 'config'),
      feedsDir: path.join(projectRoot, 'feeds'),
      databaseUrl: await createDatabase(),
    });
    await nashra.ready;
    const site = express();
    site.use('/news', nashra.router);
    site.get('/news/own', (_request, response) => void response.send('لنا'));
    const server = createServer(site).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const feed = await request(`${url}/news/feed.xml`, { headers: { 'Accept-Encoding': 'br' } });
      expect(feed.headers['content-encoding']).to.equal('br');
      expect(feed.text).to.include('<atom:link href="https://example.org/news/feed.xml" rel="self"');
      const again = { 'Accept-Encoding': 'br', 'If-None-Match': String(feed.headers.etag) };
      expect((await request(`${url}/news/feed.xml`, { headers: again })).status).to.equal(304);
      expect((await request(`${url}/news/own`)).text).to.equal('لنا');
      expect((await request(`${url}/news/nothing`)).text).to.include('Cannot GET');
      const posted = await request(`${url}/news/own/deeper`, { method: 'POST' });
      expect(posted.status).to.equal(404);
    } finally {
      server.close();
      await nashra.close();
    }
  });
});

function withoutDate({ headers }: Answer): object {
  const { date: _date, ...rest } = headers;
  return rest;
}
