import type { IncomingMessage, ServerResponse } from 'node:http';
import { isConditional } from './conditional.ts';
import type { PollerDesk } from './poller-desk.ts';
import { withoutQuery } from './send-representation.ts';
import { createTooManySender } from './send-too-many.ts';
import type { AnswerKind } from './traffic.ts';

/**
 * Answers 429 where the client's budget for a feed is spent, before the feed is made.
 * @returns whether it did
 */
export type RefuseSpent = (
  request: IncomingMessage,
  response: ServerResponse,
  kind: AnswerKind,
  path: string,
) => boolean;

/** @param language of what is said to the client */
export function createRefuseSpent(desk: PollerDesk, language: string): RefuseSpent {
  const sendTooMany = createTooManySender(language);
  return (request, response, kind, path) => {
    if (request.method !== 'GET' || hasCondition(request)) return false;
    const feedPath = withoutQuery(path);
    const waitSeconds = desk.foresee(request, feedPath);
    if (waitSeconds === 0) return false;
    desk.observe(request, 429, sendTooMany(response, waitSeconds), kind, feedPath);
    return true;
  };
}

/** Whoever names one may be answered with less than the whole, which costs nothing. */
function hasCondition({ headers }: IncomingMessage): boolean {
  return (
    isConditional(headers) ||
    headers['if-match'] !== undefined ||
    headers['if-unmodified-since'] !== undefined
  );
}
