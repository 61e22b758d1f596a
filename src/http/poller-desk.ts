import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { PollingBudget } from '../domain/polling.ts';
import { findSubscribers, type NamedSubscribers, programOf } from '../text/user-agent.ts';
import { networkOf, type TrustedProxies } from './client-address.ts';
import { isConditional } from './conditional.ts';
import { countAnswer, countInterval, noteSubscribers, type Scorecard, type Tally } from './scorecard.ts';
import { type TokenBucket, takeToken } from './take-token.ts';
import { type AnswerKind, countTraffic, type Traffic } from './traffic.ts';

/** Knows who polls what: every answer is told here, and whether one may be given whole is asked here. */
export interface PollerDesk {
  /**
   * Asks before a feed is sent whole to a client that named no condition.
   * @returns 0, or after how many seconds the client may come again
   */
  readonly admit: (request: IncomingMessage, path: string) => number;
  /** After an answer; `bytes` of content that were sent, `feedPath` where it was a feed that was asked for. */
  readonly observe: (
    request: IncomingMessage,
    status: number,
    bytes: number,
    kind: AnswerKind,
    feedPath?: string,
  ) => void;
  /** How many clients are remembered, and how many answers the budget refused. */
  readonly count: () => { readonly clients: number; readonly refusals: number };
}

export interface PollerDeskOptions {
  /** Undefined: nobody is refused. */
  readonly budget: PollingBudget | undefined;
  readonly trustedProxies: TrustedProxies | undefined;
  readonly scorecard: Scorecard;
  readonly traffic: Traffic;
  readonly now: () => Date;
  /** A client was refused that a proxy may stand in front of, and no proxy is trusted. Told once. */
  readonly onUnknownProxy: () => void;
}

/** One program behind one network address, with one feed. Never leaves the memory. */
interface Client extends TokenBucket {
  readonly program: string;
  readonly subscribers: NamedSubscribers | undefined;
  lastAtMs: number | undefined;
  tally: Tally | undefined;
}

/** About 20 MB when all of them have long names. Whoever falls out begins anew. */
const rememberedClients = 50_000;
const userAgentLength = 200;

export function createPollerDesk(options: PollerDeskOptions): PollerDesk {
  const { budget, trustedProxies, scorecard, traffic, now } = options;
  const clients = new LRUCache<string, Client>({ max: rememberedClients });
  // Who is asked about and then told of is looked up once.
  let lastRequest: IncomingMessage | undefined;
  let lastClient: Client | undefined;
  let refusals = 0;
  let isProxyTold = false;

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
      tokens: budget?.burst ?? 0,
      filledAtMs: nowMs,
      lastAtMs: undefined,
      tally: undefined,
    };
    clients.set(key, client);
    return client;
  }

  function admit(request: IncomingMessage, path: string): number {
    if (budget === undefined) return 0;
    const nowMs = now().getTime();
    const waitSeconds = takeToken(meet(request, path, nowMs), budget, nowMs);
    if (waitSeconds === 0) return 0;
    refusals += 1;
    if (!isProxyTold && trustedProxies === undefined && request.headers['x-forwarded-for'] !== undefined) {
      isProxyTold = true;
      options.onUnknownProxy();
    }
    return waitSeconds;
  }

  function countPoll(request: IncomingMessage, status: number, bytes: number, path: string): void {
    const nowMs = now().getTime();
    const client = meet(request, path, nowMs);
    let { tally } = client;
    if (tally === undefined || tally.isTaken || nowMs >= tally.endsAtMs) {
      tally = scorecard.tallyFor(client.program, path, nowMs);
      client.tally = tally;
    }
    countAnswer(tally, status, bytes, isConditional(request.headers));
    if (client.lastAtMs !== undefined) countInterval(tally, nowMs - client.lastAtMs);
    client.lastAtMs = nowMs;
    if (client.subscribers !== undefined) noteSubscribers(tally, client.subscribers);
  }

  return {
    admit,
    observe: (request, status, bytes, kind, feedPath) => {
      countTraffic(traffic, kind, status, bytes);
      if (feedPath !== undefined) countPoll(request, status, bytes, feedPath);
    },
    count: () => ({ clients: clients.size, refusals }),
  };
}
