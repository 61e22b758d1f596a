import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type Representation, revisionOfTag } from '../publish/representation.ts';
import { parseEntityTags, selectResponse } from './conditional.ts';

/**
 * Universal Feed Parser asks for what has changed on its own account. Programs that are built on it and have no name of
 * their own, such as rss2email, take the answer for an error.
 */
const refusing = /^feedparser\//;

/**
 * RFC 3229 §10.5.3: since which revision a client that has an earlier state of the feed wants to know what has
 * changed. Undefined for one that does not ask, that names no state of ours, or that has the state of now.
 */
export function askedSince(headers: IncomingHttpHeaders, whole: Representation): number | undefined {
  const manipulations = headers['a-im'];
  const held = headers['if-none-match'];
  if (manipulations === undefined || held === undefined || whole.stateRevision === undefined)
    return undefined;
  if (refusing.test(headers['user-agent'] ?? '')) return undefined;
  if (!/(?:^|,)\s*feed\s*(?:;[^,]*)?(?:,|$)/i.test(String(manipulations))) return undefined;
  const tags = parseEntityTags(held);
  if (tags === '*' || selectResponse(headers, whole).status !== 200) return undefined;
  const revisions = tags.flatMap(({ opaque }) => revisionOfTag(opaque) ?? []);
  const { stateRevision } = whole;
  const known = revisions.filter((revision) => revision < stateRevision);
  return known.length === 0 ? undefined : Math.max(...known);
}

/**
 * 226: what has changed, in the coding that the client likes best.
 * @returns how many bytes of content were sent
 */
export function sendPart(request: IncomingMessage, response: ServerResponse, part: Representation): number {
  const { 'if-none-match': _held, 'if-modified-since': _since, ...headers } = request.headers;
  const { coding } = selectResponse(headers, part);
  const coded = part.codings[coding];
  response.writeHead(part.status, coded.okHeaders as string[]);
  response.end(coded.bytes);
  return request.method === 'HEAD' ? 0 : coded.bytes.length;
}
