import { setTimeout as delay } from 'node:timers/promises';
import { storyOf } from '../crash/faults.ts';
import { type Random, seededRandom } from '../crash/random.ts';
import { sha256Of } from '../support/newsroom.ts';
import { type Answer, request } from '../support/request.ts';
import type { Calm } from './calm.ts';
import type { Asked, Examiner } from './examine.ts';
import { count, type Figures } from './figures.ts';
import { readFeed, type ShownItem } from './read-feed.ts';

/** What readers read, and who is told of what they find. */
export interface Site {
  /** Undefined while no server is there. */
  readonly url: () => string | undefined;
  /** How many processes answer. */
  readonly workers: () => number;
  readonly calm: Calm;
  readonly examiner: Examiner;
  readonly figures: Figures;
  readonly fault: (text: string) => void;
}

/** A program that follows one feed. */
interface Follower {
  readonly address: string;
  /** The channel of which it is the whole feed. */
  readonly channel?: string;
  readonly validator: 'tag' | 'date' | 'none';
  readonly coding: string;
  readonly isDelta?: boolean;
  readonly pauseMs: number;
}

const itemsInFeed = 50;
const slow = 700;
const followers: readonly Follower[] = [
  { address: '/ar/feed.json', channel: 'ar', validator: 'tag', coding: 'br, gzip', pauseMs: 100 },
  { address: '/sport/feed.json', channel: 'sport', validator: 'tag', coding: 'gzip', pauseMs: 100 },
  { address: '/feed.xml', channel: 'ar', validator: 'tag', coding: 'gzip', pauseMs: slow },
  { address: '/feed.xml', channel: 'ar', validator: 'date', coding: 'br, gzip', pauseMs: slow },
  { address: '/feed.xml', channel: 'ar', validator: 'tag', coding: 'gzip', isDelta: true, pauseMs: slow },
  { address: '/atom.xml', channel: 'ar', validator: 'tag', coding: 'br', pauseMs: slow },
  { address: '/atom.xml', channel: 'ar', validator: 'tag', coding: 'br', isDelta: true, pauseMs: slow },
  { address: '/feed.json', channel: 'ar', validator: 'none', coding: 'identity', pauseMs: slow },
  { address: '/sport/feed.xml', channel: 'sport', validator: 'date', coding: 'gzip', pauseMs: slow },
  { address: '/sport/atom.xml', channel: 'sport', validator: 'none', coding: 'identity', pauseMs: slow },
  { address: '/ar/points/feed.xml', validator: 'tag', coding: 'gzip', pauseMs: slow },
  { address: '/ar/headlines/feed.json', validator: 'date', coding: 'br', pauseMs: slow },
  { address: '/ar/sections/economy/atom.xml', validator: 'tag', coding: 'gzip', pauseMs: slow },
  {
    address: `/ar/feed.json?q=${encodeURIComponent('متطوعا')}`,
    validator: 'tag',
    coding: 'gzip',
    pauseMs: 3 * slow,
  },
];

/** What a program has from one answer to the next. */
interface Held {
  readonly tag: string | undefined;
  readonly date: string | undefined;
  readonly items: ReadonlyMap<string, ShownItem>;
}

export interface Readers {
  /** Paths of the pages of stories that have stood in a feed, with the number of each. */
  readonly pages: ReadonlyMap<string, number>;
  /** Aborted when they are stopped. */
  readonly signal: AbortSignal;
  readonly stop: () => Promise<void>;
}

export function startReaders(site: Site, seed: number): Readers {
  const bytesOfTag = new Map<string, string>();
  const revisions = new Map<string, { readonly revision: number; readonly atMs: number }>();
  const pages = new Map<string, number>();
  const stopping = new AbortController();
  const programs = followers.map((follower, index) => follow(follower, seededRandom(seed + index)));

  async function follow(follower: Follower, random: Random): Promise<void> {
    let held: Held | undefined;
    while (!stopping.signal.aborted) {
      held = await poll(follower, held);
      await delay(follower.pauseMs * (0.5 + random.next()));
    }
  }

  async function poll(follower: Follower, held: Held | undefined): Promise<Held | undefined> {
    const { address } = follower;
    const asked = await ask(site, address, headersOf(follower, held));
    if (asked === undefined) return held;
    const { answer } = asked;
    noteAnswer(address, asked);
    const now = heldAfter(site, follower, held, answer);
    if (now === undefined) return held;
    const items = [...now.items.values()];
    for (const { page, title } of items) pages.set(page, storyOf(title).story);
    site.examiner.items(address, items, asked);
    if (follower.channel !== undefined) site.examiner.latest(address, follower.channel, items, asked);
    return now;
  }

  /** The same tag is the same bytes for ever, and nothing older is sent after what is newer. */
  function noteAnswer(address: string, { answer, askedMs, answeredMs, stretch }: Exchange): void {
    const { etag } = answer.headers;
    if (etag === undefined) return;
    if (answer.status === 200) {
      const [name, sha256] = [`${address} ${etag}`, sha256Of(answer.bytes)];
      if ((bytesOfTag.get(name) ?? sha256) !== sha256) site.fault(`${name} names other bytes than before`);
      bytesOfTag.set(name, sha256);
    }
    const revision = revisionOf(etag);
    const known = revisions.get(address);
    // Several processes tell one another within a fifth of a second.
    const behindMs = site.workers() > 1 ? 1_000 : 0;
    if (known !== undefined && revision < known.revision && askedMs > known.atMs + behindMs) {
      if (stretch !== undefined && stretch === site.calm.stretch())
        site.fault(`${address} went back from revision ${known.revision} to ${revision}`);
    } else if (known === undefined || revision > known.revision)
      revisions.set(address, { revision, atMs: answeredMs });
  }

  return {
    pages,
    signal: stopping.signal,
    stop: async () => {
      stopping.abort();
      await Promise.all(programs);
    },
  };
}

export interface Exchange extends Asked {
  readonly answer: Answer;
  readonly askedMs: number;
}

/** Undefined where there is no answer, or one that says that something is broken: in calm that is a fault. */
export async function ask(
  { url, calm, figures, fault }: Omit<Site, 'examiner'>,
  address: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Exchange | undefined> {
  const server = url();
  if (server === undefined) return undefined;
  const [askedMs, calmMs, stretch] = [performance.now(), calm.nowMs(), calm.stretch()];
  const isCalm = () => stretch !== undefined && stretch === calm.stretch();
  try {
    const answer = await request(server + address, { headers });
    count(figures.answers, answer.status);
    // It is well again only when nothing has failed for a while.
    const mayBeUnwell = address === '/health' && calm.sinceMs() < 10_000;
    if (answer.status === 500 || (answer.status > 500 && isCalm() && !mayBeUnwell))
      fault(`${address} is answered with ${answer.status}: ${answer.text.slice(0, 300)}`);
    if (answer.status >= 500) return undefined;
    return { answer, askedMs, answeredMs: performance.now(), calmMs, stretch };
  } catch (error) {
    count(figures.answers, 'without an answer');
    // By then the clock has noticed if the machine slept meanwhile, and connections with it.
    await delay(500);
    if (isCalm()) fault(`${address} is not answered: ${String(error)}`);
    return undefined;
  }
}

function headersOf({ validator, coding, isDelta }: Follower, held: Held | undefined): Record<string, string> {
  return {
    'Accept-Encoding': coding,
    ...(isDelta === true ? { 'A-IM': 'feed' } : {}),
    ...(validator === 'tag' && held?.tag !== undefined ? { 'If-None-Match': held.tag } : {}),
    ...(validator === 'date' && held?.date !== undefined ? { 'If-Modified-Since': held.date } : {}),
  };
}

/** What the program has when it believes the answer; undefined where it cannot. */
function heldAfter(
  { fault }: Site,
  { address }: Follower,
  held: Held | undefined,
  { status, headers, text }: Answer,
): Held | undefined {
  const validators = { tag: headers.etag, date: headers['last-modified'] };
  if (status === 304 && held !== undefined) {
    if (stateOf(headers.etag) !== stateOf(held.tag))
      fault(`${address}: 304 for ${held.tag}, which is ${headers.etag} by now`);
    return held;
  }
  if (status !== 200 && status !== 226) {
    fault(`${address} is answered with ${status}`);
    return undefined;
  }
  try {
    const { items, deleted } = readFeed(text);
    if (new Set(items.map(({ id }) => id)).size < items.length) fault(`${address} has an id twice`);
    const merged = new Map(status === 226 ? held?.items : undefined);
    for (const id of deleted) merged.delete(id);
    // In the order in which they came; a feed tells nothing of what has left it by its age.
    for (const item of items.toReversed()) merged.set(item.id, item);
    for (const id of [...merged.keys()].slice(0, -itemsInFeed)) merged.delete(id);
    return { ...validators, items: merged };
  } catch (error) {
    fault(`${address} is not valid: ${String(error)}`);
    return undefined;
  }
}

/** Of an entity tag, without the coding of the bytes. */
function stateOf(tag: string | undefined): string | undefined {
  return tag?.replaceAll(/"|\.own|-(?:gzip|gzip9|br|br11)"$/g, '');
}

function revisionOf(tag: string): number {
  const [, revision = ''] = /-([0-9a-z]+)$/.exec(stateOf(tag) ?? '') ?? [];
  return Number.parseInt(revision, 36);
}
