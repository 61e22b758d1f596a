import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Representation } from '../publish/representation.ts';
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
): void {
  const { status, coding } = selectResponse(request.headers, representation);
  const coded = representation.codings[coding];
  switch (status) {
    case 200:
      response.writeHead(200, coded.okHeaders as string[]);
      response.end(coded.bytes);
      return;
    case 304:
      response.writeHead(304, coded.notModifiedHeaders as string[]);
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
