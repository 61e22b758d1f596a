import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Documents } from '../publish/documents.ts';
import { sendRepresentation } from './send-representation.ts';

/**
 * What is ready leaves here, before Express's router is entered, which costs several times as much as sending it.
 * Everything else, and a browser that opens a feed, goes on to the application.
 */
export function createFrontDoor(
  documents: Documents,
  application: (request: IncomingMessage, response: ServerResponse) => void,
): RequestListener {
  return (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const ready = isRead ? documents.warm(request.url ?? '') : undefined;
    if (ready === undefined || (ready.isFeed && isNavigation(request))) application(request, response);
    else sendRepresentation(request, response, ready);
  };
}

/** A person's browser opening the address itself (Fetch Metadata); in any doubt it is a program. */
export function isNavigation(request: IncomingMessage): boolean {
  return request.headers['sec-fetch-dest'] === 'document';
}
