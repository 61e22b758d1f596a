import { createHash } from 'node:crypto';
import { type Coded, type ContentCoding, codedBytes, type Effort } from './coded-bytes.ts';

/** Header fields in the flat form that `writeHead` takes: name, value, name, value. */
export type HeaderBlock = readonly string[];

/** Which state of a feed a client has. */
export interface FeedState {
  /** Number of the last revision in it. */
  readonly revision: number;
  /** Six letters that tell this document and that revision from others of the same number. */
  readonly mark: string;
}

/** What a renderer and its headers make, before it is prepared for sending. */
export interface Document {
  /** With its charset. */
  readonly contentType: string;
  /** BCP 47. */
  readonly language: string;
  /** Text, or what it is in UTF-8. */
  readonly body: string | Buffer;
  /** A feed: a browser that opens its address is shown a page about it instead, and deltas of it can be asked for. */
  readonly isFeed: boolean;
  /** Of a feed: its entity tags name it. */
  readonly state?: FeedState;
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
  /** Strong, and another one for each coding (RFC 9110 §8.8.3.3), and for its best bytes; see tagsOf. */
  readonly entityTag: string;
  readonly okHeaders: HeaderBlock;
  /** RFC 9110 §15.4.5: what the 200 would have sent that a cache must know. */
  readonly notModifiedHeaders: HeaderBlock;
}

/** RFC 9110 §3.2: one document, ready to send in each content coding. */
export interface Representation {
  /** With its charset. */
  readonly contentType: string;
  readonly codings: Coded<CodedBytes>;
  readonly isFeed: boolean;
  /** 226 for a part of a feed, which holds what has changed since another state of it (RFC 3229 §10.4.1). */
  readonly status: 200 | 226;
  /** What the entity tags of all its codings begin with; of a part of a feed those of the whole. */
  readonly stateTag: string;
  readonly state: FeedState | undefined;
  /**
   * Of a feed, the same with tags and fields for one client alone: no shared cache stores it, so whoever sends such a
   * tag back has that state himself. The tag of the other may be sent by a cache, for a client that holds nothing.
   */
  readonly own: Representation | undefined;
  readonly lastModified: Date | undefined;
  readonly changesAt: Date | undefined;
  /** For bounds on memory. */
  readonly lengthBytes: number;
}

const sharedByNobody = 'private, no-cache';

/**
 * Deterministic, so that every process gives a document the same tags; one document always has the same effort.
 * Compresses off the event loop.
 */
export async function prepareRepresentation(
  document: Document,
  effort: Effort = 'good',
): Promise<Representation> {
  const identity = encodedBody(document);
  const bytes = await codedBytes(identity, effort);
  const shared = represent({ document, bytes, stateTag: stateTagOf(identity, document.state), status: 200 });
  return document.isFeed ? { ...shared, own: ownRepresentation(document, bytes, shared.stateTag) } : shared;
}

/** The body in UTF-8. */
export function encodedBody({ body }: Pick<Document, 'body'>): Buffer {
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
}

/**
 * What has changed since another state of a feed, for one client alone.
 * @param whole the feed as it is now: with both a client has the same state, so both have one tag
 */
export async function preparePart(
  document: Document,
  whole: Pick<Representation, 'stateTag'>,
): Promise<Representation> {
  const bytes = await codedBytes(encodedBody(document), 'good');
  const stateTag = whole.stateTag + ownSuffix;
  // Whoever asks for it has been told of the other formats with the whole.
  const told = { ...document, links: [], changesAt: undefined, cacheControl: sharedByNobody };
  return represent({ document: told, bytes, stateTag, status: 226 });
}

function ownRepresentation(document: Document, bytes: Coded<Buffer>, stateTag: string): Representation {
  const own = { ...document, changesAt: undefined, cacheControl: sharedByNobody };
  return represent({ document: own, bytes, stateTag: stateTag + ownSuffix, status: 200 });
}

/** The same state in the best bytes of each coding, a fifteenth to a third smaller and a hundred times as dear. */
export async function withBestBytes(representation: Representation): Promise<Representation> {
  const best = await codedBytes(representation.codings.identity.bytes, 'best');
  return withBetter(withBetter(representation, 'gzip', best.gzip), 'br', best.br);
}

/** Itself where they are no smaller than what it has. */
function withBetter(representation: Representation, coding: 'gzip' | 'br', bytes: Buffer): Representation {
  const { stateTag, codings, own, lengthBytes } = representation;
  const before = codings[coding];
  if (bytes.length >= before.bytes.length) return representation;
  const entityTag = `"${stateTag}${bestSuffixes[coding]}"`;
  const okHeaders = withField(before.okHeaders, 'Content-Length', String(bytes.length));
  const better = {
    bytes,
    entityTag,
    okHeaders: withField(okHeaders, 'ETag', entityTag),
    notModifiedHeaders: withField(before.notModifiedHeaders, 'ETag', entityTag),
  };
  return {
    ...representation,
    codings: { ...codings, [coding]: better },
    own: own && withBetter(own, coding, bytes),
    lengthBytes: lengthBytes - before.bytes.length + bytes.length,
  };
}

/** The block with another value of a field that it has. */
export function withField(headers: HeaderBlock, name: string, value: string): HeaderBlock {
  return headers.with(headers.indexOf(name) + 1, value);
}

interface Sent {
  readonly document: Document;
  readonly bytes: Coded<Buffer>;
  readonly stateTag: string;
  readonly status: 200 | 226;
}

function represent(sent: Sent): Representation {
  const { document, bytes, stateTag, status } = sent;
  return {
    contentType: document.contentType,
    codings: { identity: code(sent, 'identity'), gzip: code(sent, 'gzip'), br: code(sent, 'br') },
    isFeed: document.isFeed,
    status,
    stateTag,
    state: document.state,
    own: undefined,
    lastModified: document.lastModified,
    changesAt: document.changesAt,
    lengthBytes: bytes.identity.length + bytes.gzip.length + bytes.br.length,
  };
}

const hashLength = 16;
const markLength = 6;
const ownSuffix = '.own';
const bestSuffixes = { gzip: '-gzip9', br: '-br11' };

/** Every opaque tag that a state has in a coding, whichever of its bytes are sent now. */
export function tagsOf(stateTag: string, coding: ContentCoding): readonly string[] {
  switch (coding) {
    case 'identity':
      return [stateTag];
    case 'gzip':
    case 'br':
      return [`${stateTag}-${coding}`, stateTag + bestSuffixes[coding]];
  }
}

/** What {@link prepareRepresentation} tags the uncompressed document with, without making the others. */
export function entityTagOf({ body, state }: Pick<Document, 'body' | 'state'>): string {
  return `"${stateTagOf(encodedBody({ body }), state)}"`;
}

/** A hash of what the mark is of, for {@link FeedState}. */
export function markOf(value: string): string {
  return createHash('sha256').update(value).digest('base64url').slice(0, markLength);
}

/** The revision stands in it, so that whoever sends it back says since when he wants to know what has changed. */
function stateTagOf(identity: Buffer, state: FeedState | undefined): string {
  const hash = createHash('sha256').update(identity).digest('base64url');
  if (state === undefined) return hash.slice(0, hashLength + markLength);
  return `${hash.slice(0, hashLength)}${state.mark}-${state.revision.toString(36)}`;
}

/** What an entity tag of ours says of the state that its holder has. */
export interface HeldState extends FeedState {
  readonly isOwn: boolean;
}

const feedTag = /^[\w-]{16}([\w-]{6})-([1-9a-z][0-9a-z]{0,9}|0)(\.own)?(?![0-9a-z.])/;

/** Also where a proxy has added something to the tag. */
export function stateOfTag(opaque: string): HeldState | undefined {
  const [, mark, revision, own] = feedTag.exec(opaque) ?? [];
  if (mark === undefined || revision === undefined) return undefined;
  return { revision: Number.parseInt(revision, 36), mark, isOwn: own !== undefined };
}

function code({ document, bytes, stateTag, status }: Sent, coding: ContentCoding): CodedBytes {
  const entityTag = coding === 'identity' ? `"${stateTag}"` : `"${stateTag}-${coding}"`;
  const isPart = status === 226;
  const common = [
    'Cache-Control',
    document.cacheControl,
    'Vary',
    varyOf(document, isPart),
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
    String(bytes[coding].length),
    ...(coding === 'identity' ? [] : ['Content-Encoding', coding]),
    'Content-Language',
    document.language,
    ...common,
    ...(isPart ? ['IM', 'feed'] : []),
    ...lastModified,
    ...(document.links.length === 0 ? [] : ['Link', document.links.join(', ')]),
    ...document.contentHeaders,
  ];
  return {
    bytes: bytes[coding],
    entityTag,
    okHeaders,
    notModifiedHeaders: [...common, ...lastModified],
  };
}

function varyOf({ isFeed }: Document, isPart: boolean): string {
  if (isPart) return 'Accept-Encoding, A-IM, If-None-Match';
  return isFeed ? 'Accept-Encoding, A-IM' : 'Accept-Encoding';
}
