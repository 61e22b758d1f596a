import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** RFC 9110 §8.4.1; `identity` stands for none. */
export type ContentCoding = 'identity' | 'gzip' | 'br';

/** Header fields in the flat form that `writeHead` takes: name, value, name, value. */
export type HeaderBlock = readonly string[];

/** What a renderer and its headers make, before it is prepared for sending. */
export interface Document {
  /** With its charset. */
  readonly contentType: string;
  /** BCP 47. */
  readonly language: string;
  readonly body: string;
  /** A feed: a browser that opens its address is shown a page about it instead. */
  readonly isFeed: boolean;
  /** From the log, whole seconds; undefined for a document that has no date. */
  readonly lastModified: Date | undefined;
  readonly cacheControl: string;
  /** Values of `Link` (RFC 8288). */
  readonly links: readonly string[];
  /** Fields that every response with it carries, a 304 too. */
  readonly extraHeaders: HeaderBlock;
  /** Fields that only the full response carries. */
  readonly contentHeaders: HeaderBlock;
}

export interface CodedBytes {
  readonly bytes: Buffer;
  /** Strong, and another one for each coding (RFC 9110 §8.8.3.3). */
  readonly entityTag: string;
  readonly okHeaders: HeaderBlock;
  /** RFC 9110 §15.4.5: what the 200 would have sent that a cache must know. */
  readonly notModifiedHeaders: HeaderBlock;
}

/** RFC 9110 §3.2: one document, ready to send in each content coding. */
export interface Representation {
  readonly codings: Readonly<Record<ContentCoding, CodedBytes>>;
  readonly isFeed: boolean;
  /** What the entity tags of all its codings begin with. */
  readonly stateTag: string;
  readonly lastModified: Date | undefined;
  /** For bounds on memory. */
  readonly lengthBytes: number;
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

/** Compresses off the event loop; deterministic, so that every process gives a document the same tags. */
export async function prepareRepresentation(document: Document): Promise<Representation> {
  const identity = Buffer.from(document.body, 'utf8');
  const stateTag = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
  const [gzipped, brotlied] = await Promise.all([
    compressGzip(identity, { level: 6 }),
    compressBrotli(identity, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 5,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
      },
    }),
  ]);
  const codings = {
    identity: code(document, 'identity', identity, stateTag),
    gzip: code(document, 'gzip', gzipped, stateTag),
    br: code(document, 'br', brotlied, stateTag),
  };
  const lengthBytes = identity.length + gzipped.length + brotlied.length;
  return { codings, isFeed: document.isFeed, stateTag, lastModified: document.lastModified, lengthBytes };
}

function code(document: Document, coding: ContentCoding, bytes: Buffer, stateTag: string): CodedBytes {
  const entityTag = coding === 'identity' ? `"${stateTag}"` : `"${stateTag}-${coding}"`;
  const common = [
    'Cache-Control',
    document.cacheControl,
    'Vary',
    'Accept-Encoding',
    'ETag',
    entityTag,
    ...document.extraHeaders,
  ];
  const lastModified =
    document.lastModified === undefined ? [] : ['Last-Modified', document.lastModified.toUTCString()];
  const okHeaders = [
    'Content-Type',
    document.contentType,
    'Content-Length',
    String(bytes.length),
    ...(coding === 'identity' ? [] : ['Content-Encoding', coding]),
    'Content-Language',
    document.language,
    ...common,
    ...lastModified,
    ...(document.links.length === 0 ? [] : ['Link', document.links.join(', ')]),
    ...document.contentHeaders,
  ];
  return { bytes, entityTag, okHeaders, notModifiedHeaders: [...common, ...lastModified] };
}
