import type { IncomingMessage, ServerResponse } from 'node:http';
import { freshness } from '../publish/document-parts.ts';
import { type HeaderBlock, type Representation, withField } from '../publish/representation.ts';
import { isConditional, selectResponse, withoutStrayDate } from './conditional.ts';
import type { PollerDesk } from './poller-desk.ts';
import { sendPart } from './send-feed.ts';
import { createTooManySender } from './send-too-many.ts';
import { kindOf } from './traffic.ts';

/** RFC 9457; the condition was a program's, so no person reads this. */
const preconditionFailed = JSON.stringify({
  type: 'about:blank',
  title: 'Precondition Failed',
  status: 412,
  code: 'precondition_failed',
});

/**
 * Answers GET or HEAD with prepared bytes, those of a part of a feed too: the front door and the Express routes both
 * end here.
 * @param path the document's own
 */
export type SendRepresentation = (
  request: IncomingMessage,
  response: ServerResponse,
  representation: Representation,
  path: string,
) => void;

/** @param language of what is said to a client that is refused */
export function createRepresentationSender(
  desk: PollerDesk,
  language: string,
  now: () => Date,
): SendRepresentation {
  const sendTooMany = createTooManySender(language);
  return (request, response, representation, path) => {
    if (representation.status === 226) {
      const bytes = sendPart(request, response, representation);
      desk.observe(request, 226, bytes, kindOf(representation.contentType), withoutQuery(path));
      return;
    }
    const headers = withoutStrayDate(request.headers, now);
    const { status, coding, heldTag } = selectResponse(headers, representation);
    const isWhole = status === 200 && request.method === 'GET';
    const kind = kindOf(representation.contentType);
    const feedPath = representation.isFeed ? withoutQuery(path) : undefined;
    if (isWhole && feedPath !== undefined && !isConditional(request.headers)) {
      const waitSeconds = desk.admit(request, feedPath);
      if (waitSeconds > 0) {
        desk.observe(request, 429, sendTooMany(response, waitSeconds), kind, feedPath);
        return;
      }
    }
    const coded = representation.codings[coding];
    switch (status) {
      case 200:
        response.writeHead(200, untilChange(coded.okHeaders, representation, now) as string[]);
        response.end(coded.bytes);
        break;
      case 304: {
        const headers =
          heldTag === undefined
            ? coded.notModifiedHeaders
            : withField(coded.notModifiedHeaders, 'ETag', heldTag);
        response.writeHead(304, untilChange(headers, representation, now) as string[]);
        response.end();
        break;
      }
      case 412:
        sendPreconditionFailed(response);
    }
    desk.observe(request, status, isWhole ? coded.bytes.length : 0, kind, feedPath);
  };
}

/** The feeds that a query makes of one are one: else a new query each time would have a new budget each time. */
export function withoutQuery(path: string): string {
  const at = path.indexOf('?');
  return at < 0 ? path : path.slice(0, at);
}

function sendPreconditionFailed(response: ServerResponse): void {
  response.writeHead(412, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': preconditionFailed.length,
    'Cache-Control': 'no-store',
    'Access-Control-Allow-Origin': '*',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(preconditionFailed);
}

const { maxAge, staleWhileRevalidate, staleIfError } = freshness;

/** Before a document changes by itself, no cache may keep it longer than that, not even while we are down. */
function untilChange(headers: HeaderBlock, { changesAt }: Representation, now: () => Date): HeaderBlock {
  if (changesAt === undefined) return headers;
  const seconds = Math.floor((changesAt.getTime() - now().getTime()) / 1000);
  if (seconds >= maxAge + staleIfError) return headers;
  return withField(headers, 'Cache-Control', cacheControlUntil(seconds));
}

/** RFC 9111 §5.2.2, RFC 5861. */
function cacheControlUntil(seconds: number): string {
  if (seconds < maxAge + staleWhileRevalidate)
    return `public, max-age=${Math.max(0, Math.min(maxAge, seconds))}, must-revalidate`;
  const stale = `stale-while-revalidate=${staleWhileRevalidate}, stale-if-error=${seconds - maxAge}`;
  return `public, max-age=${maxAge}, ${stale}`;
}
