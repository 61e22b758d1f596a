import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openNewsroom } from '../src/newsroom.ts';
import { openStories, textOf } from './made/stories.ts';

/*
 * Articles a second by the front door, from their bytes to the acknowledged transaction, as `nashra ingest` takes them;
 * each tenth by itself, so that a rate which falls with what is there already is seen.
 */

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    articles: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(process.pid) },
  },
});
const { database } = values;
if (database === undefined) throw new Error('npm run bench:bulk -- --database sqlite:/tmp/million.sqlite');
const root = fileURLToPath(new URL('..', import.meta.url));
const articles = Number(values.articles);
const newsroom = await openNewsroom({
  baseUrl: 'http://localhost',
  configDir: path.join(root, 'config'),
  databaseUrl: database,
});
const channel = newsroom.site.channels.find(({ id }) => id === newsroom.site.defaultChannelId);
if (channel === undefined) throw new Error('the configuration has no default channel');
const stories = openStories(channel, Number(values.seed));
const tenths: { readonly perSecond: number; readonly perCpuSecond: number }[] = [];
for (let tenth = 0; tenth < 10; tenth += 1) {
  const begunMs = performance.now();
  const usage = process.cpuUsage();
  const [first, last] = [(articles / 10) * tenth, (articles / 10) * (tenth + 1)];
  for (let number = first; number < last; number += 1)
    await newsroom.accept({
      channel,
      bytes: Buffer.from(textOf(stories.storyOf(number), channel)),
      path: `${channel.id}/bulk-${values.seed}/${number}.txt`,
      findSha256: async () => undefined,
    });
  const { user, system } = process.cpuUsage(usage);
  const perSecond = Math.round((last - first) / ((performance.now() - begunMs) / 1000));
  tenths.push({ perSecond, perCpuSecond: Math.round((last - first) / ((user + system) / 1e6)) });
}
await newsroom.close();
const [first, last] = [tenths[0], tenths.at(-1)];
const lastToFirst = (last?.perCpuSecond ?? 0) / (first?.perCpuSecond ?? 1);
process.stdout.write(
  `${JSON.stringify({ articles, lastToFirst: Math.round(lastToFirst * 100) / 100, tenths }, null, 2)}\n`,
);
