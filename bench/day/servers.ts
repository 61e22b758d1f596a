import { once } from 'node:events';
import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createNashra } from '../../src/start.ts';
import { freePorts, startNginx } from '../../test/support/nginx.ts';
import { configWithoutBudget, temporaryFolder } from '../../test/support/program.ts';
import { storyOf } from './stories.ts';

/** The same feed from three servers, and a newsroom behind it. */
export interface Servers {
  readonly urls: readonly { readonly name: string; readonly url: string }[];
  /** Publishes one more story at that moment: in Nashra, and by the same bytes in the file that nginx serves. */
  readonly publish: (at: Date) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startServers(startsAt: Date): Promise<Servers> {
  const folder = temporaryFolder();
  const clock = { now: startsAt };
  const nashra = await createNashra({
    baseUrl: 'https://news.example',
    // A day goes by in minutes, and all pollers have one address.
    configDir: configWithoutBudget(),
    feedsDir: false,
    databaseUrl: `sqlite:${path.join(folder, 'day.sqlite')}`,
    now: () => clock.now,
  });
  const server = createServer(nashra.listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`;
  const channel = nashra.site.channels.find(({ id }) => id === nashra.site.defaultChannelId);
  if (channel === undefined) throw new Error('no channel');
  const [first = 0, second = 0] = await freePorts(2);
  const nginx = await startNginx(
    [staticServer(first, folder), staticServer(second, folder, 6)].join('\n'),
    first,
  );
  let published = 0;

  async function publish(at: Date): Promise<void> {
    if (channel === undefined) return;
    clock.now = at;
    published += 1;
    const incoming = { channel, bytes: Buffer.from(storyOf(published)), path: `ar/${published}.txt` };
    const { outcome } = await nashra.accept({ ...incoming, findSha256: async () => undefined });
    if (outcome !== 'created') throw new Error(`the story was ${outcome}`);
    const bytes = Buffer.from(await (await fetch(own, { headers: uncompressed })).arrayBuffer());
    const next = path.join(folder, 'next');
    writeFileSync(next, bytes);
    utimesSync(next, at, at);
    renameSync(next, path.join(folder, 'feed.xml'));
    // What pollers of half an hour are sent, but for those of the first second.
    while (!(await tagOf(own, 'br')).endsWith('-br11"')) await delay(50);
  }

  return {
    urls: [
      { name: 'Nashra', url: own },
      { name: 'nginx, gzip 1', url: `http://127.0.0.1:${first}/feed.xml` },
      { name: 'nginx, gzip 6', url: `http://127.0.0.1:${second}/feed.xml` },
    ],
    publish,
    close: async () => {
      server.close();
      await nginx.stop();
      await nashra.close();
    },
  };
}

async function tagOf(url: string, coding: string): Promise<string> {
  const response = await fetch(url, { method: 'HEAD', headers: { 'Accept-Encoding': coding } });
  return response.headers.get('etag') ?? '';
}

const uncompressed = { 'Accept-Encoding': 'identity' };

/** As Debian ships it with `gzip on`, and the type of feeds added; without a level it takes 1. */
function staticServer(port: number, root: string, level?: number): string {
  return `server {
    listen 127.0.0.1:${port};
    root ${root};
    sendfile on;
    tcp_nopush on;
    types { application/rss+xml xml; }
    etag on;
    gzip on;
    gzip_types application/rss+xml;
    ${level === undefined ? '' : `gzip_comp_level ${level};`}
  }`;
}
