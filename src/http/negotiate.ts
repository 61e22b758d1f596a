import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import type { ContentCoding } from '../publish/coded-bytes.ts';

const offered: readonly ContentCoding[] = ['br', 'gzip', 'identity'];

// Negotiator 1.0 takes preferences of the server among equals; its published types end at 0.6.
const encodings = Negotiator.prototype.encodings as unknown as (
  available: readonly ContentCoding[],
  options: { readonly preferred: readonly ContentCoding[] },
) => ContentCoding[];

// Clients send a handful of different values; parsing them anew would be a third of a request's cost.
const known = new LRUCache<string, readonly ContentCoding[]>({ max: 200 });

/**
 * RFC 9110 §12.5.3: the codings that a request accepts, the best for it first. Without the header, or with one that
 * refuses everything, `identity`: a feed reader gets its feed.
 */
export function acceptableCodings(acceptEncoding: string | undefined): readonly ContentCoding[] {
  if (acceptEncoding === undefined) return ['identity'];
  const remembered = known.get(acceptEncoding);
  if (remembered !== undefined) return remembered;
  const negotiator = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } });
  const accepted = encodings.call(negotiator, offered, { preferred: ['br', 'gzip'] });
  const codings: readonly ContentCoding[] = accepted.length === 0 ? ['identity'] : accepted;
  if (acceptEncoding.length < 200) known.set(acceptEncoding, codings);
  return codings;
}
