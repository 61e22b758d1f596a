import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openStories, textOf } from '../made/stories.ts';

/*
 * A newsroom on the database that is named, which takes articles when its parent asks for them: `publish` at once,
 * `schedule` for a moment. It says when each has been taken, and how much memory it holds.
 */

export interface Order {
  readonly number: number;
  /** Milliseconds since 1970; absent for at once. */
  readonly publishAtMs?: number;
}

export interface Told {
  readonly url?: string;
  readonly taken?: { readonly number: number; readonly key: string };
}

// As an Express site has it: what is built.
const built = new URL('../../dist/start.js', import.meta.url).href;
const { createNashra } = (await import(built)) as typeof import('../../src/start.ts');
const [databaseUrl = '', configDir = '', seed = '0'] = process.argv.slice(2);
const nashra = await createNashra({ baseUrl: 'http://localhost', configDir, feedsDir: false, databaseUrl });
const server = createServer(nashra.listener).listen(0, '127.0.0.1');
await once(server, 'listening');
const channel = nashra.site.channels.find(({ id }) => id === nashra.site.defaultChannelId);
if (channel === undefined) throw new Error('the configuration has no default channel');
const stories = openStories(channel, Number(seed));

process.on('message', async ({ number, publishAtMs }: Order) => {
  const { item } = await nashra.accept({
    channel,
    bytes: Buffer.from(textOf(stories.storyOf(number), channel)),
    path: `${channel.id}/visible-${seed}/${number}.txt`,
    findSha256: async () => undefined,
    ...(publishAtMs === undefined ? {} : { publishAt: new Date(publishAtMs) }),
  });
  tell({ taken: { number, key: item.key } });
});
process.once('disconnect', () => server.close(() => void nashra.close()));
tell({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

function tell(told: Told): void {
  process.send?.(told);
}
