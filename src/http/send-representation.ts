import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HeaderBlock, Representation } from '../publish/representation.ts';
import { selectResponse } from './conditional.ts';

/**
 * Answers GET or HEAD with prepared bytes: the front door and the Express routes both end here.
 * @param nowMs epoch milliseconds
 */
export function sendRepresentation(
  request: IncomingMessage,
  response: ServerResponse,
  representation: Representation,
  nowMs: number,
): void {
  const { status, coding } = selectResponse(request.headers, representation);
  const coded = representation.codings[coding];
  if (status === 200) {
    response.writeHead(200, published(coded.okHeaders, representation, nowMs) as string[]);
    response.end(coded.bytes);
    return;
  }
  if (status === 304)
    response.writeHead(304, published(coded.notModifiedHeaders, representation, nowMs) as string[]);
  else response.writeHead(412, ['Content-Length', '0']);
  response.end();
}

// RFC 9110 §8.8.2.1: a Last-Modified in the future must not be sent; see Revision.modifiedAt for how it comes about.
function published(headers: HeaderBlock, { modifiedAt }: Representation, nowMs: number): HeaderBlock {
  if (modifiedAt === undefined || modifiedAt.getTime() <= nowMs) return headers;
  const at = headers.indexOf('Last-Modified');
  return headers.toSpliced(at, 2);
}
