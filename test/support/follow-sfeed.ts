import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Follower } from './follower.ts';
import { temporaryFolder } from './program.ts';
import { readSfeedLines, sfeed } from './reader-sfeed.ts';
import { run } from './run.ts';

/** sfeed with the list of items that sfeed_update keeps and adds to. */
export const sfeedFollower: Follower = {
  name: 'sfeed',
  formats: sfeed.formats,
  findFault: () => sfeed.findFault(),
  async subscribe(url, format) {
    const home = temporaryFolder();
    const settings = path.join(home, 'sfeedrc');
    const kept = path.join(home, 'kept');
    await mkdir(kept);
    await writeFile(settings, `sfeedpath="${kept}"\nfeeds() {\n  feed "nashra" "${url}"\n}\n`);
    const poll = async () => {
      await run('sfeed_update', [settings], { home });
      const lines = await readFile(path.join(kept, 'nashra'), 'utf8');
      return readSfeedLines(lines, format === 'atom').items;
    };
    return { poll, end: async () => undefined };
  },
};
