import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Acceptance } from '../../src/publish/acceptance.ts';
import { createNashra, type NashraOptions } from '../../src/start.ts';
import { createDatabase } from './database.ts';
import { projectRoot } from './program.ts';

/** The whole program behind a port, without an inbox, with a clock that the test sets. */
export interface RunningNashra {
  readonly url: string;
  readonly port: number;
  readonly clock: { now: Date };
  /** Publishes a text under a name of the default channel; every feed shows it when this resolves. */
  readonly publish: (name: string, text: string) => Promise<Acceptance>;
  readonly close: () => Promise<void>;
}

export async function startNashra({
  configDir = path.join(projectRoot, 'config'),
  databaseUrl,
}: Pick<NashraOptions, 'configDir' | 'databaseUrl'> = {}): Promise<RunningNashra> {
  const clock = { now: new Date('2026-11-23T08:00:00.000Z') };
  const nashra = await createNashra({
    baseUrl: 'https://news.example',
    configDir,
    databaseUrl: databaseUrl ?? (await createDatabase()),
    feedsDir: false,
    now: () => clock.now,
  });
  const server = createServer(nashra.listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const channel = nashra.site.channels.find(({ id }) => id === nashra.site.defaultChannelId)!;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    clock,
    publish: (name, text) =>
      nashra.accept({
        channel,
        bytes: Buffer.from(text),
        path: `${channel.id}/${name}`,
        findSha256: async () => undefined,
      }),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await nashra.close();
    },
  };
}

/** An article in Markdown that differs by its number and version; `fields` are lines of its front matter. */
export function storyText(number: number, fields: readonly string[] = [], version = 1): string {
  const body = `شهد الحي رقم ${number} صباح اليوم نشاطا لافتا شارك فيه ${number + 40} متطوعا، والصيغة ${version}.`;
  return ['---', ...fields, '---', `# افتتاح الحديقة رقم ${number} في الحي`, '', body, ''].join('\n');
}
