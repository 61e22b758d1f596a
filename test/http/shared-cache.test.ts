import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { freePorts, hasNginx, type Nginx, startNginx } from '../support/nginx.ts';
import { request } from '../support/request.ts';
import { type RunningNashra, startNashra, storyText } from '../support/running-nashra.ts';

const asked = { 'A-IM': 'feed' };

/** What each way through nginx adds to `proxy_pass`. */
const ways = {
  asShipped: '',
  refreshing:
    'proxy_cache_revalidate on; proxy_http_version 1.1; proxy_set_header X-Forwarded-For $remote_addr;',
  apart: 'error_page 418 = @apart; if ($http_a_im) { return 418; }',
};

describe('a shared cache of nginx before feeds', () => {
  let nashra: RunningNashra;
  let nginx: Nginx | undefined;
  const ports = new Map<string, number>();
  let published = 0;

  before(async function () {
    if (!hasNginx) {
      process.stdout.write('    nginx is not installed, so no shared cache is tested\n');
      this.skip();
    }
    nashra = await startNashra();
    await publish();
    await publish();
    const names = Object.keys(ways);
    for (const [index, port] of (await freePorts(names.length)).entries()) ports.set(names[index]!, port);
    const servers = Object.entries(ways).map(([name, way]) => cachingServer(name, way));
    nginx = await startNginx(servers.join('\n'), ports.get('asShipped')!);
  });

  after(async () => {
    await nginx?.stop();
    await nashra?.close();
  });

  function cachingServer(name: string, way: string): string {
    const upstream = `proxy_pass http://127.0.0.1:${nashra.port};`;
    return `proxy_cache_path FOLDER/${name} keys_zone=${name}:1m;
      server {
        listen 127.0.0.1:${ports.get(name)};
        add_header X-Cache $upstream_cache_status always;
        location / { ${upstream} proxy_cache ${name}; ${way} }
        location @apart { ${upstream} proxy_set_header X-Forwarded-For $remote_addr; }
      }`;
  }

  const publish = async (fields: readonly string[] = []) => {
    published += 1;
    await nashra.publish(`خبر-${published}.md`, storyText(published, fields));
  };
  const get = async (way: string, where: string, headers = {}) => {
    const {
      status,
      headers: fields,
      text,
    } = await request(`http://127.0.0.1:${ports.get(way)}${where}`, {
      headers,
    });
    const items = text.match(/<item>/g)?.length ?? 0;
    return { answer: [status, items, fields.im], cache: fields['x-cache'], tag: String(fields.etag) };
  };

  it('keeps what it stores for pollers with A-IM apart from what it stores for all others', async () => {
    for (const expected of ['MISS', 'HIT']) {
      for (const headers of [{}, asked]) {
        const { answer, cache, tag } = await get('asShipped', '/feed.xml', headers);
        expect(answer).to.deep.equal([200, 2, undefined]);
        expect(cache).to.equal(expected);
        const again = await get('asShipped', '/feed.xml', { ...headers, 'If-None-Match': tag });
        expect(again.answer).to.deep.equal([304, 0, undefined]);
      }
    }
  });

  describe('whose copies are stale', () => {
    const where = '/ar/feed.xml';
    const held = new Map<string, string>();

    before(async () => {
      // The clock stands still, so the story is never due, and until it is nothing may be kept for more than a second.
      await publish(['publishAt: 2026-11-23T08:00:01.500Z']);
      for (const way of Object.keys(ways)) {
        for (const headers of [{}, asked]) {
          const { answer, tag } = await get(way, where, headers);
          expect(answer).to.deep.equal([200, 2, undefined]);
          held.set(way, tag);
        }
      }
      await publish();
      await delay(2100);
    });

    for (const way of ['asShipped', 'refreshing']) {
      it(`gives everybody the whole, whatever each holds: ${way}`, async () => {
        const old = { 'If-None-Match': held.get(way) };
        for (const headers of [asked, {}, { ...asked, ...old }, old, asked]) {
          const { answer } = await get(way, where, headers);
          expect(answer, JSON.stringify(headers)).to.deep.equal([200, 3, undefined]);
        }
      });
    }

    it('can be led round for pollers with A-IM, who are then told what has changed', async () => {
      const first = await get('apart', where, { ...asked, 'If-None-Match': held.get('apart') });
      expect(first.answer).to.deep.equal([200, 3, undefined]);
      expect((await get('apart', where)).answer).to.deep.equal([200, 3, undefined]);
      await publish();
      const part = await get('apart', where, { ...asked, 'If-None-Match': first.tag });
      expect(part.answer).to.deep.equal([226, 1, 'feed']);
      await delay(2100);
      expect((await get('apart', where, { 'If-None-Match': first.tag })).answer).to.deep.equal([
        200,
        4,
        undefined,
      ]);
      expect((await get('apart', where, { ...asked, 'If-None-Match': part.tag })).answer).to.deep.equal([
        304,
        0,
        undefined,
      ]);
      expect((await get('apart', where, asked)).answer).to.deep.equal([200, 4, undefined]);
    });
  });
});
