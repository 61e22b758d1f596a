import type { IncomingMessage, ServerResponse } from 'node:http';
import { freshness } from '../publish/document-parts.ts';
import type { HeaderBlock, Representation } from '../publish/representation.ts';
import { selectResponse } from './conditional.ts';

/** RFC 9457; the condition was a program's, so no person reads this. */
const preconditionFailed = JSON.stringify({
  type: 'about:blank',
  title: 'Precondition Failed',
  status: 412,
  code: 'precondition_failed',
});

/** Answers GET or HEAD with prepared bytes: the front door and the Express routes both end here. */
export function sendRepresentation(
  request: IncomingMessage,
  response: ServerResponse,
  representation: Representation,
  now: () => Date,
): void {
  const { status, coding } = selectResponse(request.headers, representation);
  const coded = representation.codings[coding];
  switch (status) {
    case 200:
      response.writeHead(200, untilChange(coded.okHeaders, representation, now) as string[]);
      response.end(coded.bytes);
      return;
    case 304:
      response.writeHead(304, untilChange(coded.notModifiedHeaders, representation, now) as string[]);
      response.end();
      return;
    case 412:
      response.writeHead(412, {
        'Content-Type': 'application/problem+json; charset=utf-8',
        'Content-Length': preconditionFailed.length,
        'Cache-Control': 'no-store',
        'Access-Control-Allow-Origin': '*',
        'X-Content-Type-Options': 'nosniff',
      });
      response.end(preconditionFailed);
  }
}

const longestFreshSeconds = freshness.maxAge + freshness.staleWhileRevalidate;

/** Shortly before a document changes by itself, no cache may keep it longer than that. */
function untilChange(headers: HeaderBlock, { changesAt }: Representation, now: () => Date): HeaderBlock {
  if (changesAt === undefined) return headers;
  const seconds = Math.floor((changesAt.getTime() - now().getTime()) / 1000);
  if (seconds >= longestFreshSeconds) return headers;
  const at = headers.indexOf('Cache-Control') + 1;
  const maxAge = Math.max(0, Math.min(freshness.maxAge, seconds));
  return headers.with(at, `public, max-age=${maxAge}, must-revalidate`);
}
