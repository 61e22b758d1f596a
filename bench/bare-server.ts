import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

/** What was read of Nashra's own answers: header fields in the flat form of `writeHead`. */
export interface Prepared {
  readonly entityTag: string;
  readonly okHeaders: string[];
  readonly notModifiedHeaders: string[];
  readonly base64: string;
  /** What has changed since another state (RFC 3229), whose tag that is. */
  readonly part: { readonly since: string; readonly headers: string[]; readonly base64: string };
}

/*
 * What Nashra is measured against, in a process of its own: the same bytes under the same header fields, sent by
 * node:http with nothing around it, or by the plainest Express route.
 * Arguments: `http` or `express`, and a file with a Prepared.
 */
const [kind, file = ''] = process.argv.slice(2);
const prepared = JSON.parse(readFileSync(file, 'utf8')) as Prepared;
const bytes = Buffer.from(prepared.base64, 'base64');
const partBytes = Buffer.from(prepared.part.base64, 'base64');

function send(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers['if-none-match'] === prepared.entityTag) {
    response.writeHead(304, prepared.notModifiedHeaders);
    response.end();
  } else if (request.headers['a-im'] === 'feed' && request.headers['if-none-match'] === prepared.part.since) {
    response.writeHead(226, prepared.part.headers);
    response.end(partBytes);
  } else {
    response.writeHead(200, prepared.okHeaders);
    response.end(bytes);
  }
}

const application = express().get('/feed.xml', send);
const server = createServer(kind === 'express' ? application : send);
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
