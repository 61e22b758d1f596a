import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Documents } from '../publish/documents.ts';
import type { Representation } from '../publish/representation.ts';
import { partPath } from '../publish/resource.ts';
import { askedFor } from './send-feed.ts';
import type { SendRepresentation } from './send-representation.ts';

/**
 * What is ready leaves here, before Express's router is entered, which costs several times as much as sending it.
 * Everything else, and a browser that opens a feed, goes on to the application.
 */
export function createFrontDoor(
  documents: Documents,
  send: SendRepresentation,
  application: (request: IncomingMessage, response: ServerResponse) => void,
): RequestListener {
  return (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const path = request.url ?? '';
    const ready = isRead ? documents.warm(path) : undefined;
    if (ready === undefined || (ready.isFeed && isNavigation(request))) application(request, response);
    else if (ready.isFeed && request.headers['a-im'] !== undefined) sendAsked(request, response, path, ready);
    else send(request, response, ready, path);
  };

  /** Changes that are not ready are for the application to find out. */
  function sendAsked(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    whole: Representation,
  ): void {
    const asked = askedFor(request, whole);
    const answer = 'since' in asked ? documents.warm(partPath(path, asked.since)) : asked;
    if (answer === undefined) application(request, response);
    else send(request, response, answer, path);
  }
}

/** A person's browser opening the address itself (Fetch Metadata); in any doubt it is a program. */
export function isNavigation(request: IncomingMessage): boolean {
  return request.headers['sec-fetch-dest'] === 'document';
}
