import type { IncomingMessage } from 'node:http';
import type { PollingBudget } from '../domain/polling.ts';
import type { TrustedProxies } from './client-address.ts';
import { isConditional } from './conditional.ts';
import { rememberClients } from './remember-clients.ts';
import { countAnswer, countInterval, noteSubscribers, type Scorecard } from './scorecard.ts';
import { type TokenBucket, takeToken } from './take-token.ts';
import { type AnswerKind, countTraffic, type Traffic } from './traffic.ts';

/** Knows who polls what: every answer is told here, and whether one may be given whole is asked here. */
export interface PollerDesk {
  /**
   * Asks before a feed is sent whole to a client that named no condition.
   * @returns 0, or after how many seconds the client may come again
   */
  readonly admit: (request: IncomingMessage, path: string) => number;
  /** The same before the feed is made, which costs the client nothing yet. */
  readonly foresee: (request: IncomingMessage, path: string) => number;
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

export function createPollerDesk(options: PollerDeskOptions): PollerDesk {
  const { budget, trustedProxies, scorecard, traffic, now } = options;
  const clients = rememberClients(trustedProxies, budget?.burst ?? 0);
  let refusals = 0;
  let isProxyTold = false;

  function admit(request: IncomingMessage, path: string): number {
    if (budget === undefined) return 0;
    const nowMs = now().getTime();
    return ask(request, clients.meet(request, path, nowMs), budget, nowMs);
  }

  function foresee(request: IncomingMessage, path: string): number {
    if (budget === undefined) return 0;
    const nowMs = now().getTime();
    return ask(request, { ...clients.meet(request, path, nowMs) }, budget, nowMs);
  }

  function ask(
    request: IncomingMessage,
    bucket: TokenBucket,
    spending: PollingBudget,
    nowMs: number,
  ): number {
    const waitSeconds = takeToken(bucket, spending, nowMs);
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
    const client = clients.meet(request, path, nowMs);
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
    foresee,
    observe: (request, status, bytes, kind, feedPath) => {
      countTraffic(traffic, kind, status, bytes);
      if (feedPath !== undefined) countPoll(request, status, bytes, feedPath);
    },
    count: () => ({ clients: clients.count(), refusals }),
  };
}
