import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { endingOfType } from '../publish/media-types.ts';
import type { HeaderBlock } from '../publish/representation.ts';
import { parseRange } from './byte-range.ts';
import { parseEntityTags } from './conditional.ts';

/** What is served of the store: only what an item shows. */
export interface PublishedMedia {
  readonly find: (
    sha256: string,
  ) => Promise<{ readonly type: string; readonly lengthBytes: number } | undefined>;
  /** `end` exclusive. */
  readonly read: (sha256: string, start: number, end: number) => AsyncIterable<Uint8Array>;
}

/**
 * A file that somebody opens by its own address is a document of our origin: no browser may take it for more than it
 * is, and it may run nothing and load nothing but itself.
 */
const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy':
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Content-Length, Content-Range, Accept-Ranges',
  'Content-Disposition': 'inline',
};

/** RFC 8246: the address follows from the bytes, so what is under it never changes. */
const forEver = 'public, max-age=31536000, immutable';

/** Of every file, whatever is in it. */
export const mediaHeaders: HeaderBlock = Object.entries({
  ...securityHeaders,
  'Cache-Control': forEver,
}).flat();

/**
 * `/media/{sha256}.{ending}`, GET and HEAD, with ranges (RFC 9110 §14): players of sound and film ask for parts.
 * @returns how many bytes of the file were sent; undefined where nothing is under that name
 */
export async function sendMedia(
  media: PublishedMedia,
  name: { readonly sha256: string; readonly ending: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number | undefined> {
  const { sha256 } = name;
  const found = /^[0-9a-f]{64}$/.test(sha256) ? await media.find(sha256) : undefined;
  if (found === undefined || name.ending !== endingOfType(found.type)) return undefined;
  const { type, lengthBytes } = found;
  const entityTag = `"${sha256}"`;
  const kept = { 'Cache-Control': forEver, ETag: entityTag, 'Accept-Ranges': 'bytes' };
  const { status, start, end } = selectPart(request.headers, entityTag, lengthBytes);
  switch (status) {
    case 304:
      response.writeHead(304, { ...securityHeaders, ...kept }).end();
      return 0;
    case 412:
      response.writeHead(412, { ...securityHeaders, ...refused }).end();
      return 0;
    case 416:
      response
        .writeHead(416, { ...securityHeaders, ...refused, 'Content-Range': `bytes */${lengthBytes}` })
        .end();
      return 0;
  }
  const range = status === 206 ? { 'Content-Range': `bytes ${start}-${end - 1}/${lengthBytes}` } : {};
  const content = { 'Content-Type': type, 'Content-Length': end - start };
  response.writeHead(status, { ...content, ...securityHeaders, ...kept, ...range });
  if (request.method === 'HEAD') {
    response.end();
    return 0;
  }
  await sendPieces(response, media.read(sha256, start, end));
  return end - start;
}

const refused = { 'Cache-Control': 'no-store', 'Content-Length': 0 };

interface Part {
  readonly status: 200 | 206 | 304 | 412 | 416;
  readonly start: number;
  readonly end: number;
}

/** RFC 9110 §13.2.2, in its order; what never changes has no date to compare. */
function selectPart(headers: IncomingHttpHeaders, entityTag: string, lengthBytes: number): Part {
  const whole = { status: 200, start: 0, end: lengthBytes } as const;
  if (headers['if-match'] !== undefined && !holds(headers['if-match'], entityTag, 'strong'))
    return { ...whole, status: 412 };
  if (headers['if-none-match'] !== undefined && holds(headers['if-none-match'], entityTag, 'weak'))
    return { ...whole, status: 304 };
  // §13.1.5: a date can't be compared, so the whole is sent.
  const ifRange = headers['if-range'];
  if (ifRange !== undefined && ifRange !== entityTag) return whole;
  const range = parseRange(headers.range, lengthBytes);
  if (range === undefined) return whole;
  return range === 'unsatisfiable' ? { ...whole, status: 416 } : { status: 206, ...range };
}

function holds(field: string, entityTag: string, comparison: 'strong' | 'weak'): boolean {
  const tags = parseEntityTags(field);
  if (tags === '*') return true;
  return tags.some(({ opaque, weak }) => `"${opaque}"` === entityTag && (comparison === 'weak' || !weak));
}

/** One piece in memory at a time, for a client that reads slowly too. */
async function sendPieces(response: ServerResponse, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
  }
  response.end();
}

/** Until there is room for more, or nobody to take it. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
