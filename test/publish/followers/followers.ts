import { expect } from 'chai';
import { type FeedFormat, feedPath } from '../../../src/domain/addresses.ts';
import { type Answer, request } from '../../support/request.ts';
import { type FeedState, readFeedState } from './feed-state.ts';

/** What a poller believes to be published: titles by id. */
export type Belief = Map<string, string>;

/** Polls once, in its own way, and puts what it learns into its belief. */
export type Follower = { readonly name: string; readonly belief: Belief; readonly poll: () => Promise<void> };

const base = 'https://news.example';

/** Believes the last whole document, which it asks for with the tag of the one before. */
export function windowFollower(url: string, format: FeedFormat, path: string): Follower {
  const belief: Belief = new Map();
  let tag: string | undefined;
  return {
    name: `${format} by validators`,
    belief,
    poll: async () => {
      const answer = await get(url + path, tag === undefined ? {} : { 'If-None-Match': tag });
      if (answer.status === 304) return;
      expect(answer.status).to.equal(200);
      tag = answer.headers.etag;
      replace(belief, readFeedState(format, answer.text).items);
    },
  };
}

/** Walks from the subscription document through every archive; one that it has read once it never asks for again. */
export function archiveFollower(url: string, format: FeedFormat, channelId: string): Follower {
  const belief: Belief = new Map();
  const kept = new Map<string, string>();
  async function read(address: string): Promise<FeedState> {
    const known = kept.get(address);
    const answer = known === undefined ? await get(address.replace(base, url)) : undefined;
    expect(answer?.status ?? 200, address).to.equal(200);
    if (answer !== undefined) {
      expect(answer.headers['cache-control']).to.include('immutable');
      kept.set(address, answer.text);
    }
    return readFeedState(format, known ?? answer?.text ?? '');
  }
  return {
    name: `${format} by archives`,
    belief,
    poll: async () => {
      const { text } = await get(`${url}/${channelId}${feedPath(format)}`);
      const documents = [readFeedState(format, text)];
      for (let next = documents[0]?.previous; next !== undefined; ) {
        const archive = await read(next);
        documents.push(archive);
        next = archive.previous;
      }
      // RFC 5005 §4: what stands in a newer document goes before.
      replace(belief, new Map(documents.toReversed().flatMap(({ items }) => [...items])));
    },
  };
}

/** Gathers what it sees, and forgets what a tombstone names (RFC 6721). */
export function tombstoneFollower(url: string, path: string): Follower {
  const belief: Belief = new Map();
  return {
    name: 'atom by tombstones',
    belief,
    poll: async () => learn(belief, readFeedState('atom', (await get(url + path)).text)),
  };
}

/**
 * Asks for what has changed (RFC 3229). Of a whole feed in a format without tombstones it believes that what is not
 * in it and should be, by the oldest that is, was withdrawn.
 */
export function deltaFollower(
  url: string,
  format: FeedFormat,
  path: string,
  counts: { whole: number; part: number },
): Follower {
  const belief: Belief = new Map();
  let tag: string | undefined;
  return {
    name: `${format} by deltas`,
    belief,
    poll: async () => {
      const held = tag === undefined ? {} : { 'If-None-Match': tag, 'A-IM': 'feed' };
      const answer = await get(url + path, held);
      if (answer.status === 304) return;
      const state = readFeedState(format, answer.text);
      tag = answer.headers.etag;
      if (answer.status === 226) {
        counts.part += 1;
        expect(answer.headers.im).to.equal('feed');
        learn(belief, state);
        return;
      }
      expect(answer.status).to.equal(200);
      counts.whole += 1;
      if (format === 'atom') learn(belief, state);
      else replace(belief, state.items);
    },
  };
}

function learn(belief: Belief, { items, deleted }: FeedState): void {
  for (const [id, title] of items) belief.set(id, title);
  for (const id of deleted) belief.delete(id);
}

function replace(belief: Belief, items: ReadonlyMap<string, string>): void {
  belief.clear();
  for (const [id, title] of items) belief.set(id, title);
}

function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return request(url, { headers: { ...headers, 'Accept-Encoding': 'gzip' } });
}
