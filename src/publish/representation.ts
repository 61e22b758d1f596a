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
  /** A feed: a browser that opens its address is shown a page about it instead, and deltas of it can be asked for. */
  readonly isFeed: boolean;
  /** Number of the last revision in a feed: its entity tags name it. */
  readonly stateRevision?: number;
  /** From the log, whole seconds; undefined for a document that has no date. */
  readonly lastModified: Date | undefined;
  /** When it will be another by itself: no cache may keep it so long. */
  readonly changesAt: Date | undefined;
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
  /** With its charset. */
  readonly contentType: string;
  readonly isFeed: boolean;
  /** 226 for a part of a feed, which holds what has changed since another state of it (RFC 3229 §10.4.1). */
  readonly status: 200 | 226;
  /** What the entity tags of all its codings begin with; of a part of a feed those of the whole. */
  readonly stateTag: string;
  readonly stateRevision: number | undefined;
  readonly lastModified: Date | undefined;
  readonly changesAt: Date | undefined;
  /** For bounds on memory. */
  readonly lengthBytes: number;
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

/** Of a part of a feed, the feed as it is now: with both a client has the same state, so both have one tag. */
export interface WholeFeed {
  readonly stateTag: string;
}

/** Compresses off the event loop; deterministic, so that every process gives a document the same tags. */
export async function prepareRepresentation(document: Document, whole?: WholeFeed): Promise<Representation> {
  const identity = Buffer.from(document.body, 'utf8');
  const stateTag = whole?.stateTag ?? stateTagOf(identity, document.stateRevision);
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
  const sent = { document, stateTag, isPart: whole !== undefined };
  const codings = {
    identity: code(sent, 'identity', identity),
    gzip: code(sent, 'gzip', gzipped),
    br: code(sent, 'br', brotlied),
  };
  return {
    codings,
    contentType: document.contentType,
    isFeed: document.isFeed,
    status: whole === undefined ? 200 : 226,
    stateTag,
    stateRevision: document.stateRevision,
    lastModified: document.lastModified,
    changesAt: document.changesAt,
    lengthBytes: identity.length + gzipped.length + brotlied.length,
  };
}

const hashLength = 22;

/** The revision stands in it, so that whoever sends it back says since when he wants to know what has changed. */
function stateTagOf(identity: Buffer, revision: number | undefined): string {
  const hash = createHash('sha256').update(identity).digest('base64url').slice(0, hashLength);
  return revision === undefined ? hash : `${hash}-${revision.toString(36)}`;
}

/** The revision of the state that an entity tag of ours names, also where a proxy has added something to it. */
export function revisionOfTag(opaque: string): number | undefined {
  const found = /^[\w-]{22}-([0-9a-z]{1,10})(?![0-9a-z])/.exec(opaque)?.[1];
  return found === undefined ? undefined : Number.parseInt(found, 36);
}

interface Sent {
  readonly document: Document;
  readonly stateTag: string;
  readonly isPart: boolean;
}

function code({ document, stateTag, isPart }: Sent, coding: ContentCoding, bytes: Buffer): CodedBytes {
  const entityTag = coding === 'identity' ? `"${stateTag}"` : `"${stateTag}-${coding}"`;
  const common = [
    'Cache-Control',
    document.cacheControl,
    'Vary',
    isPart
      ? 'Accept-Encoding, A-IM, If-None-Match'
      : document.isFeed
        ? 'Accept-Encoding, A-IM'
        : 'Accept-Encoding',
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
    ...(isPart ? ['IM', 'feed'] : []),
    ...lastModified,
    ...(document.links.length === 0 ? [] : ['Link', document.links.join(', ')]),
    ...document.contentHeaders,
  ];
  return { bytes, entityTag, okHeaders, notModifiedHeaders: [...common, ...lastModified] };
}
