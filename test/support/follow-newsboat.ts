import type { Follower } from './follower.ts';
import { temporaryFolder } from './program.ts';
import { newsboat, pollNewsboat } from './reader-newsboat.ts';

/** newsboat with its cache, as its command `reload` fills it. */
export const newsboatFollower: Follower = {
  name: 'newsboat',
  formats: newsboat.formats,
  findFault: () => newsboat.findFault(),
  async subscribe(url) {
    const home = temporaryFolder();
    const poll = async () => {
      const feed = await pollNewsboat(home, url);
      if (feed.rightToLeft !== true) throw new Error('newsboat lays the feed out from the left');
      return feed.items;
    };
    return { poll, end: async () => undefined };
  },
};
