import { liferea } from './follow-liferea.ts';
import { newsboatFollower } from './follow-newsboat.ts';
import { rss2email } from './follow-rss2email.ts';
import { sfeedFollower } from './follow-sfeed.ts';
import { type Follower, followAnew } from './follower.ts';
import { feedParser } from './reader-feed-parser.ts';
import { feedparser } from './reader-feedparser.ts';
import { feedsmith } from './reader-feedsmith.ts';
import { rssParser } from './reader-rss-parser.ts';

export const allFollowers: readonly Follower[] = [
  newsboatFollower,
  liferea,
  sfeedFollower,
  rss2email,
  followAnew(feedparser),
  followAnew(feedsmith),
  followAnew(rssParser),
  followAnew(feedParser),
];

export interface FoundFollowers {
  readonly followers: readonly Follower[];
  /** A sentence for each that can't be run here, naming the Debian package. */
  readonly leftOut: readonly string[];
}

/** Throws in CI (`CI=true`) when one is missing: nothing may be left out there. */
export function followersHere(env: NodeJS.ProcessEnv = process.env): FoundFollowers {
  const found = allFollowers.map((follower) => ({ follower, fault: follower.findFault() }));
  const leftOut = found.flatMap(({ fault }) => (fault === undefined ? [] : [fault]));
  if (env.CI === 'true' && leftOut.length > 0) throw new Error(leftOut.join('; '));
  return {
    followers: found.filter(({ fault }) => fault === undefined).map(({ follower }) => follower),
    leftOut,
  };
}
