import { NashraError } from '../domain/errors.ts';
import type { FeedResponse } from '../lint/lint-response.ts';

export interface FetchedFeed {
  readonly bytes: Uint8Array;
  readonly response: FeedResponse;
}

const timeoutSeconds = 10;
const maxRedirects = 5;
const maxBytes = 10 * 1024 * 1024;
const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';

/**
 * One unconditional GET, as a reader that is new to the feed sends it. An answer of any status is an answer.
 * @throws NashraError `address_unreachable`; `feed_too_large` beyond 10 MiB
 */
export async function fetchFeed(
  address: string,
  fetch: typeof globalThis.fetch,
  userAgent: string,
): Promise<FetchedFeed> {
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  const headers = { Accept: accept, 'User-Agent': userAgent };
  let url = address;
  for (let hops = 0; hops <= maxRedirects; hops += 1) {
    const answer = await attempt(url, () => fetch(url, { headers, signal, redirect: 'manual' }));
    const target = redirectTarget(answer, url);
    if (target === undefined)
      return { bytes: await attempt(url, () => readBody(answer, url)), response: responseOf(answer, url) };
    await answer.body?.cancel();
    url = target;
  }
  throw unreachable(address, `more than ${maxRedirects} redirects`);
}

async function attempt<Result>(url: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof NashraError) throw error;
    throw unreachable(url, reasonOf(error), error);
  }
}

function redirectTarget({ status, headers }: Response, url: string): string | undefined {
  const location = headers.get('location');
  if (location === null || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
  if (target === undefined || !/^https?:$/.test(target.protocol))
    throw unreachable(url, `redirected to ${location}`);
  return target.href;
}

async function readBody(answer: Response, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let lengthBytes = 0;
  for await (const chunk of answer.body ?? []) {
    lengthBytes += chunk.length;
    if (lengthBytes > maxBytes) throw new NashraError('feed_too_large', `${url} is larger than 10 MiB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function responseOf({ status, headers }: Response, url: string): FeedResponse {
  return {
    url,
    status,
    contentType: headers.get('content-type') ?? undefined,
    hasValidator: headers.has('etag') || headers.has('last-modified'),
  };
}

function unreachable(url: string, reason: string, cause?: unknown): NashraError {
  return new NashraError('address_unreachable', `${url} cannot be fetched (${reason}).`, { cause });
}

/** What fetch says is only that it failed; the system's reason is the cause of it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeoutSeconds} seconds`;
  const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
  return code ?? message;
}
