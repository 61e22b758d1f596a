import type { FeedView } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';

/** What of an HTTP answer the rules look at; `url` is the last one after redirects. */
export interface FeedResponse {
  readonly url: string;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly hasValidator: boolean;
}

const refused = new Set([401, 403, 429]);
const xmlTypes = new Set(['application/rss+xml', 'application/atom+xml', 'application/xml', 'text/xml']);
const jsonTypes = new Set(['application/feed+json', 'application/json']);
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Absent when the answer is good, and its body is to be looked at. */
export function lintStatus({ status, url }: FeedResponse): Finding | undefined {
  if (status >= 200 && status < 300) return undefined;
  return finding(refused.has(status) ? 'http_refused' : 'http_status', {}, `${status} ${url}`);
}

/** Headers of a good answer, and the feed's own address beside the one it came from. */
export function lintResponse(response: FeedResponse, feed: FeedView): readonly Finding[] {
  const { contentType = '', hasValidator } = response;
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const isRight = (feed.format === 'json' ? jsonTypes : xmlTypes).has(mediaType);
  return [
    ...(isRight ? [] : [finding('http_media_type', {}, contentType)]),
    ...(feed.format === 'json' || charsetOf(contentType) !== undefined
      ? []
      : [finding('http_charset_missing', {}, contentType)]),
    ...(hasValidator ? [] : [finding('http_without_validators', {}, response.url)]),
    ...lintSelf(feed, response.url),
  ];
}

/** RFC 9110 §8.3.2. */
export function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1];
}

function lintSelf({ self }: FeedView, url: string): readonly Finding[] {
  const [own] = self;
  if (own === undefined || comparable(own.text) === comparable(url)) return [];
  return [finding('self_link_other', own.place, `${own.text.trim()} ≠ ${url}`)];
}

/** A machine has several names for itself. */
function comparable(address: string): string {
  const text = address.trim();
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (loopback.test(url.hostname)) url.hostname = 'localhost';
  url.hash = '';
  return url.href;
}
