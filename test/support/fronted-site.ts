import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from 'mocha';
import { createDatabase } from './database.ts';
import { eventually } from './eventually.ts';
import { fakeClock } from './fake-clock.ts';
import { type Front, startFront } from './front.ts';
import { freePorts, hasNginx } from './nginx.ts';
import { type Program, runCommand, startProgram, temporaryFolder } from './program.ts';
import { type Answer, type RequestOptions, request } from './request.ts';

/** The real program behind nginx as it is shipped for it. */
export interface FrontedSite {
  readonly front: Front;
  /** Where the program itself answers. */
  readonly url: string;
  readonly program: () => Program;
  /** Writes a file of the inbox; resolves when the feed shows the headline. */
  readonly publish: (name: string, text: string, headline: string) => Promise<void>;
  readonly withdraw: (name: string) => Promise<string>;
  /** By way of nginx. */
  readonly get: (where: string, headers?: Record<string, string>, more?: RequestOptions) => Promise<Answer>;
  /** Of the program's own metrics. */
  readonly metric: (name: string) => Promise<number>;
  readonly stopProgram: () => Promise<number>;
  readonly startProgram: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** In CI both are there. */
export function skipWithoutFront(context: Context): void {
  if (hasNginx && fakeClock !== undefined) return;
  if (process.env.CI === 'true') throw new Error('nginx or faketime is missing');
  process.stdout.write('    nginx or faketime is not installed, so the shipped nginx.conf is not tested\n');
  context.skip();
}

export async function openFrontedSite(tls?: {
  readonly certificate: string;
  readonly key: string;
}): Promise<FrontedSite> {
  const folder = temporaryFolder();
  const [feedsDir, databaseUrl] = [path.join(folder, 'feeds'), await createDatabase()];
  mkdirSync(feedsDir);
  const [port = 0, metricsPort = 0] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const start = () =>
    startProgram({
      feedsDir,
      databaseUrl,
      env: {
        PORT: String(port),
        METRICS_PORT: String(metricsPort),
        BASE_URL: 'https://news.example',
        TRUST_PROXY: '1',
      },
    });
  let program = await start();
  const front = await startFront(port, tls);
  return {
    front,
    url,
    program: () => program,
    publish: async (name, text, headline) => {
      writeFileSync(path.join(feedsDir, name), text);
      await eventually(headline, async () =>
        (await request(`${url}/feed.xml`)).text.includes(headline) ? true : undefined,
      );
    },
    withdraw: async (name) => {
      const env = { FEEDS_DIR: feedsDir, DATABASE_URL: databaseUrl };
      const { stdout, stderr } = await runCommand(
        ['withdraw', path.join(feedsDir, name), '--reason', 'طلب', '--json'],
        { env },
      );
      if (stdout === '') throw new Error(stderr);
      return stdout;
    },
    get: (where, headers = {}, more = {}) => request(front.url + where, { headers, ...more }),
    metric: async (name) => {
      const { text } = await request(`http://127.0.0.1:${metricsPort}/metrics`);
      const line = text.split('\n').find((one) => one.startsWith(`${name} `));
      return Number(line?.slice(name.length + 1) ?? 0);
    },
    stopProgram: () => program.stop(),
    startProgram: async () => {
      program = await start();
    },
    close: async () => {
      await front.stop();
      await program.stop();
    },
  };
}
