import { once } from 'node:events';
import { appendFileSync, cpSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createNashra, type Nashra, type NashraOptions } from '../../src/start.ts';
import { articleText } from './articles.ts';
import { createDatabase } from './database.ts';
import { projectRoot, temporaryFolder } from './program.ts';
import { type Answer, request } from './request.ts';

/** Nashra on a free port, with three articles and a clock that the test sets. */
export interface PolledSite {
  readonly nashra: Nashra;
  readonly url: string;
  readonly databaseUrl: string;
  readonly clock: { now: Date };
  /** One more article: every feed changes. */
  readonly publish: () => Promise<void>;
  readonly get: (where: string, headers?: Record<string, string>, method?: string) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export async function openPolledSite(
  options: Partial<NashraOptions> & { readonly siteYaml?: string } = {},
): Promise<PolledSite> {
  const { siteYaml = '', ...given } = options;
  const folder = temporaryFolder();
  const configDir = path.join(folder, 'config');
  cpSync(path.join(projectRoot, 'config'), configDir, { recursive: true });
  appendFileSync(path.join(configDir, 'site.yaml'), `\n${siteYaml}`);
  const clock = { now: new Date('2026-11-23T00:00:00.000Z') };
  const databaseUrl = given.databaseUrl ?? (await createDatabase());
  const nashra = await createNashra({
    baseUrl: 'https://news.example',
    configDir,
    feedsDir: false,
    databaseUrl,
    now: () => clock.now,
    ...given,
  });
  let articles = 0;
  const publish = async () => {
    articles += 1;
    const bytes = Buffer.from(articleText(articles), 'utf8');
    const channel = nashra.site.channels[0]!;
    await nashra.accept({ channel, bytes, path: `ar/${articles}.txt`, findSha256: async () => undefined });
  };
  for (let number = 1; number <= 3; number += 1) await publish();
  const server = createServer(nashra.listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    nashra,
    url,
    databaseUrl,
    clock,
    publish,
    get: (where, headers = {}, method = 'GET') => request(url + where, { method, headers }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await nashra.close();
    },
  };
}

/** Moves the clock on. */
export function passSeconds(clock: { now: Date }, seconds: number): void {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
}
