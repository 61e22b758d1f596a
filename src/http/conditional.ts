import type { IncomingHttpHeaders } from 'node:http';
import type { ContentCoding } from '../publish/coded-bytes.ts';
import { type Representation, tagsOf } from '../publish/representation.ts';
import { strayAfterMs } from '../store/revisions.ts';
import { acceptableCodings } from './negotiate.ts';

export interface Selection {
  readonly status: 200 | 304 | 412;
  readonly coding: ContentCoding;
  /** With 304, where the client holds other bytes of that coding than are sent now: the tag of his. */
  readonly heldTag?: string;
}

/**
 * RFC 9110 §13.2.2 for GET and HEAD, in its order. A request's `Cache-Control` has no part in it: it speaks to
 * caches, and Node's own `fetch` adds `no-cache` whenever its caller asks conditionally.
 */
export function selectResponse(headers: IncomingHttpHeaders, representation: Representation): Selection {
  const codings = acceptableCodings(headers['accept-encoding'] as string | undefined);
  const coding = codings[0] ?? 'identity';
  if (headers['if-match'] !== undefined) {
    if (!matchesStrongly(headers['if-match'], representation)) return { status: 412, coding };
  } else if (isModifiedSince(headers['if-unmodified-since'], representation.lastModified) === true) {
    return { status: 412, coding };
  }
  if (headers['if-none-match'] !== undefined) {
    // Nearly every reader sends back just what it was given; only the others are worth a parser.
    if (headers['if-none-match'] === representation.codings[coding].entityTag) return { status: 304, coding };
    const held = findHeld(headers['if-none-match'], representation, codings);
    return held === undefined ? { status: 200, coding } : { status: 304, ...held };
  }
  const isModified = isModifiedSince(headers['if-modified-since'], representation.lastModified);
  return { status: isModified === false ? 304 : 200, coding };
}

/**
 * The fields of a request without a date that lies far ahead: a clock that was wrong gave it, and by it nothing would be
 * new for as long as it was ahead. The client has the whole again instead, with a date of now.
 */
export function withoutStrayDate(headers: IncomingHttpHeaders, now: () => Date): IncomingHttpHeaders {
  if (headers['if-modified-since'] === undefined) return headers;
  const { 'if-modified-since': field, ...others } = headers;
  const since = parseHttpDate(field);
  return since !== undefined && since - now().getTime() > strayAfterMs ? others : headers;
}

/** Whether a client asks for changes only, and so keeps what it was given. */
export function isConditional(headers: IncomingHttpHeaders): boolean {
  return headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined;
}

/** RFC 9110 §8.8.3: `*`, or the opaque parts of a list of entity tags, weak ones among them. */
export function parseEntityTags(
  field: string,
): '*' | readonly { readonly opaque: string; readonly weak: boolean }[] {
  if (field.trim() === '*') return '*';
  return Array.from(field.matchAll(/(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g), ([, weak, opaque]) => ({
    opaque: opaque ?? '',
    weak: weak !== undefined,
  }));
}

/**
 * Which coding of this very state the client holds, of those that it accepts: it need not be the one that it would
 * be sent now. Weak comparison (RFC 9110 §8.8.3.2), because a proxy that compresses for us makes our tag weak.
 * nginx writes `W/"x"`, Apache `"x-gzip"`, others a suffix of their own; a client behind one accepts only identity
 * from us, so any tag that begins with the state stands for it.
 */
function findHeld(
  ifNoneMatch: string,
  { stateTag, codings }: Representation,
  acceptable: readonly ContentCoding[],
): Pick<Selection, 'coding' | 'heldTag'> | undefined {
  const tags = parseEntityTags(ifNoneMatch);
  if (tags === '*') return { coding: acceptable[0] ?? 'identity' };
  const own = tags.flatMap(({ opaque }) => (opaque.startsWith(stateTag) ? [opaque] : []));
  for (const coding of acceptable) {
    const held = tagsOf(stateTag, coding).find((tag) => own.includes(tag));
    if (held === undefined) continue;
    const heldTag = `"${held}"`;
    // A cache takes a 304 for the bytes that have its tag, and for no others (RFC 9111 §4.3.4).
    return heldTag === codings[coding].entityTag ? { coding } : { coding, heldTag };
  }
  const isBehindProxy = acceptable.length === 1 && acceptable[0] === 'identity';
  return isBehindProxy && own.length > 0 ? { coding: 'identity' } : undefined;
}

function matchesStrongly(ifMatch: string, { stateTag }: Representation): boolean {
  const tags = parseEntityTags(ifMatch);
  if (tags === '*') return true;
  const current = (['identity', 'gzip', 'br'] as const).flatMap((coding) => tagsOf(stateTag, coding));
  return tags.some(({ opaque, weak }) => !weak && current.includes(opaque));
}

/** Undefined where the field is absent or no HTTP-date, or the document has no date: it is then ignored. */
function isModifiedSince(field: string | undefined, lastModified: Date | undefined): boolean | undefined {
  if (field === undefined || lastModified === undefined) return undefined;
  const since = parseHttpDate(field);
  return since === undefined ? undefined : lastModified.getTime() > since;
}

const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday)?,? /;

/** RFC 9110 §5.6.7, its three forms; epoch milliseconds. */
export function parseHttpDate(field: string): number | undefined {
  if (!httpDate.test(field)) return undefined;
  // asctime names no zone, and Date.parse would take the server's.
  const milliseconds = Date.parse(field.endsWith('GMT') ? field : `${field} GMT`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
