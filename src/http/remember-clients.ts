import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { LRUCache } from 'lru-cache';
import { findSubscribers, type NamedSubscribers, programOf } from '../text/user-agent.ts';
import { networkOf, type TrustedProxies } from './client-address.ts';
import type { Tally } from './scorecard.ts';
import type { TokenBucket } from './take-token.ts';

/** One program behind one network address, with one feed. Never leaves the memory. */
export interface Client extends TokenBucket {
  readonly program: string;
  readonly subscribers: NamedSubscribers | undefined;
  lastAtMs: number | undefined;
  tally: Tally | undefined;
}

export interface Clients {
  /** Who asks for the feed of that path. */
  readonly meet: (request: IncomingMessage, path: string, nowMs: number) => Client;
  readonly count: () => number;
}

interface LastPoll {
  readonly path: string;
  readonly userAgent: string | undefined;
  readonly forwardedFor: string | undefined;
  readonly client: Client;
}

/** About 20 MB when all of them have long names. Whoever falls out begins anew. */
const rememberedClients = 50_000;
const userAgentLength = 200;

/** @param tokens what a client begins with */
export function rememberClients(trustedProxies: TrustedProxies | undefined, tokens: number): Clients {
  const clients = new LRUCache<string, Client>({ max: rememberedClients });
  // What a connection asks for is mostly what it asked for before, by the same program.
  const last = new WeakMap<Socket, LastPoll>();

  function meet({ headers, socket }: IncomingMessage, path: string, nowMs: number): Client {
    const userAgent = headers['user-agent'];
    const forwardedFor = headers['x-forwarded-for'] as string | undefined;
    const before = last.get(socket);
    if (
      before !== undefined &&
      before.path === path &&
      before.userAgent === userAgent &&
      before.forwardedFor === forwardedFor
    )
      return before.client;
    const network = networkOf({ peer: socket.remoteAddress, forwardedFor }, trustedProxies);
    const key = `${path} ${network} ${userAgent === undefined ? '' : userAgent.slice(0, userAgentLength)}`;
    const client = clients.get(key) ?? remember(key, userAgent, nowMs);
    last.set(socket, { path, userAgent, forwardedFor, client });
    return client;
  }

  function remember(key: string, userAgent: string | undefined, nowMs: number): Client {
    const client: Client = {
      program: programOf(userAgent),
      subscribers: findSubscribers(userAgent),
      tokens,
      filledAtMs: nowMs,
      lastAtMs: undefined,
      tally: undefined,
    };
    clients.set(key, client);
    return client;
  }

  return { meet, count: () => clients.size };
}
