import type { FeedFormat } from '../../src/domain/addresses.ts';
import type { Reader, ReadItem } from './reader.ts';

/** What a program shows of an item. */
export type ShownItem = Pick<ReadItem, 'title' | 'html'>;

/** A subscription to one feed, with everything that the program keeps of it from poll to poll. */
export interface Subscription {
  /** Fetches the feed once more; then everything that the program shows, in its own order. */
  readonly poll: () => Promise<readonly ShownItem[]>;
  readonly end: () => Promise<void>;
}

/** A reader program as a subscriber has it: what it has read before counts. */
export interface Follower {
  readonly name: string;
  readonly formats: readonly FeedFormat[];
  /** Why it can't be run on this machine and what to install; undefined when it can. */
  findFault(): string | undefined;
  /** Nothing is fetched before the first poll. */
  subscribe(url: string, format: FeedFormat): Promise<Subscription>;
}

/** For a parser, which keeps nothing: every poll is its first. */
export function followAnew(reader: Reader): Follower {
  return {
    name: reader.name,
    formats: reader.formats,
    findFault: () => reader.findFault(),
    subscribe: async (url) => ({
      poll: async () => (await reader.read(url)).items,
      end: async () => undefined,
    }),
  };
}
