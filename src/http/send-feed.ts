import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type FeedState, type Representation, stateOfTag } from '../publish/representation.ts';
import { parseEntityTags, selectResponse } from './conditional.ts';

/**
 * Universal Feed Parser asks for what has changed on its own account. Programs that are built on it and have no name of
 * their own, such as rss2email, take the answer for an error.
 */
const refusing = /^feedparser\//;

/** What to answer with: this, or what has changed since a state. */
export type AskedFor = Representation | { readonly since: FeedState };

/**
 * RFC 3229 §10.5.3, with the instance manipulation `feed`: a client that names an earlier state of the feed is told
 * what has changed, everybody else has the whole. A shared cache that is about to refresh what it stores sends a tag of
 * its own with the `A-IM` of a client that may hold nothing, so whoever comes by a proxy has the whole once more, with
 * a tag that no cache can have.
 */
export function askedFor(request: IncomingMessage, whole: Representation): AskedFor {
  const { headers } = request;
  const { own, state } = whole;
  const field = headers['if-none-match'];
  if (own === undefined || state === undefined || field === undefined || !asksForChanges(headers))
    return whole;
  const tags = parseEntityTags(field);
  const held = tags === '*' ? [] : tags.flatMap(({ opaque }) => stateOfTag(opaque) ?? []);
  const last = held.toSorted((one, other) => other.revision - one.revision)[0];
  if (last === undefined || selectResponse(headers, whole).status === 412) return whole;
  if (selectResponse(headers, own).status === 304) return last.isOwn ? own : whole;
  if (last.revision >= state.revision) return whole;
  return last.isOwn || !comesByProxy(request) ? { since: last } : own;
}

// A weight of nothing is a refusal (RFC 9110 §12.4.2).
const feedManipulation = /^\s*feed\s*(?:;(?!\s*q\s*=\s*0(?:\.0*)?\s*$).*)?$/i;

function asksForChanges(headers: IncomingHttpHeaders): boolean {
  if (refusing.test(headers['user-agent'] ?? '')) return false;
  return String(headers['a-im'] ?? '')
    .split(',')
    .some((manipulation) => feedManipulation.test(manipulation));
}

const namesOfProxies = ['via', 'forwarded', 'x-forwarded-for', 'x-real-ip', 'x-varnish', 'cdn-loop'];

// nginx as it is shipped says nothing of itself, but speaks HTTP/1.0.
function comesByProxy({ headers, httpVersion }: IncomingMessage): boolean {
  return httpVersion === '1.0' || namesOfProxies.some((name) => headers[name] !== undefined);
}

/**
 * 226: what has changed, in the coding that the client likes best; the condition has been met by its state already.
 * @returns how many bytes of content were sent
 */
export function sendPart(request: IncomingMessage, response: ServerResponse, part: Representation): number {
  const { 'if-none-match': _held, 'if-modified-since': _since, ...headers } = request.headers;
  const { bytes, okHeaders } = part.codings[selectResponse(headers, part).coding];
  response.writeHead(part.status, okHeaders as string[]);
  response.end(bytes);
  return request.method === 'HEAD' ? 0 : bytes.length;
}
