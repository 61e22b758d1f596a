import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { Socket } from 'node:net';

/** One sort of poller: what it sends beside the validators that it was given. */
export interface PollerKind {
  readonly name: string;
  /** Of 10,000. */
  readonly pollers: number;
  readonly validator: 'tag' | 'date' | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Asks conditionally and takes a compressed answer. */
  readonly isWellBehaved: boolean;
}

const asReader = {
  'User-Agent': 'Mozilla/5.0 (compatible; Reader/2.2; +https://reader.example)',
  Accept:
    'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8',
};
const gzip = { ...asReader, 'Accept-Encoding': 'gzip' };
const brotli = { ...asReader, 'Accept-Encoding': 'gzip, br' };
const delta = { 'A-IM': 'feed' };

/** Half of them are the usual one, as the task of the day says; the rest is an assumption. */
export const pollerKinds: readonly PollerKind[] = [
  { name: 'gzip, If-None-Match', pollers: 5000, validator: 'tag', headers: gzip, isWellBehaved: true },
  { name: 'gzip, If-Modified-Since', pollers: 500, validator: 'date', headers: gzip, isWellBehaved: true },
  { name: 'brotli, If-None-Match', pollers: 1500, validator: 'tag', headers: brotli, isWellBehaved: true },
  {
    name: 'gzip, A-IM',
    pollers: 1000,
    validator: 'tag',
    headers: { ...gzip, ...delta },
    isWellBehaved: true,
  },
  {
    name: 'brotli, A-IM',
    pollers: 500,
    validator: 'tag',
    headers: { ...brotli, ...delta },
    isWellBehaved: true,
  },
  {
    name: 'uncompressed, If-None-Match',
    pollers: 500,
    validator: 'tag',
    headers: asReader,
    isWellBehaved: false,
  },
  { name: 'rude, gzip', pollers: 500, validator: undefined, headers: gzip, isWellBehaved: false },
  { name: 'rude, uncompressed', pollers: 500, validator: undefined, headers: asReader, isWellBehaved: false },
];

/** What a poller keeps from one answer to the next. */
export interface Held {
  readonly tag?: string;
  readonly date?: string;
}

/** One request and its answer as they went over the socket. */
export interface Exchange {
  readonly status: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly bodyBytes: number;
  readonly held: Held;
}

/** A connection of its own, as for anybody who comes every half hour; the bytes are those of HTTP, without TCP and TLS. */
export function poll(url: string, kind: PollerKind, held: Held = {}): Promise<Exchange> {
  const agent = new Agent({ keepAlive: true });
  const headers = { ...kind.headers, ...conditionsOf(kind, held) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      let bodyBytes = 0;
      response.on('data', (chunk: Buffer) => {
        bodyBytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        // The response loses its socket when it goes back to the agent.
        const { bytesRead, bytesWritten } = socket as Socket;
        agent.destroy();
        resolve({
          status: response.statusCode ?? 0,
          sentBytes: bytesWritten,
          receivedBytes: bytesRead,
          bodyBytes,
          held: keptOf(response.headers, held),
        });
      });
    });
    let socket: Socket | undefined;
    sent.on('socket', (given) => {
      socket = given;
    });
    sent.on('error', reject);
    sent.end();
  });
}

function conditionsOf({ validator }: PollerKind, { tag, date }: Held): Record<string, string> {
  if (validator === 'tag' && tag !== undefined) return { 'If-None-Match': tag };
  if (validator === 'date' && date !== undefined) return { 'If-Modified-Since': date };
  return {};
}

function keptOf(headers: IncomingHttpHeaders, before: Held): Held {
  const tag = headers.etag ?? before.tag;
  const date = headers['last-modified'] ?? before.date;
  return { ...(tag === undefined ? {} : { tag }), ...(date === undefined ? {} : { date }) };
}
