import type { IncomingMessage } from 'node:http';
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

/** About 20 MB when all of them have long names. Whoever falls out begins anew. */
const rememberedClients = 50_000;
const userAgentLength = 200;

/** @param tokens what a client begins with */
export function rememberClients(trustedProxies: TrustedProxies | undefined, tokens: number): Clients {
  const clients = new LRUCache<string, Client>({ max: rememberedClients });
  // Who is asked about and then told of is looked up once.
  let lastRequest: IncomingMessage | undefined;
  let lastClient: Client | undefined;

  function meet(request: IncomingMessage, path: string, nowMs: number): Client {
    if (request !== lastRequest || lastClient === undefined) lastClient = find(request, path, nowMs);
    lastRequest = request;
    return lastClient;
  }

  function find({ headers, socket }: IncomingMessage, path: string, nowMs: number): Client {
    const userAgent = headers['user-agent'];
    const forwardedFor = headers['x-forwarded-for'] as string | undefined;
    const network = networkOf({ peer: socket.remoteAddress, forwardedFor }, trustedProxies);
    const key = `${path} ${network} ${userAgent === undefined ? '' : userAgent.slice(0, userAgentLength)}`;
    const known = clients.get(key);
    if (known !== undefined) return known;
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
