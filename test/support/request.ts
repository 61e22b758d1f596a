import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly bytes: Buffer;
  /** Decoded by its Content-Encoding. */
  readonly text: string;
}

export interface RequestOptions {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** An address of this machine's. */
  readonly from?: string;
}

/** One request over node:http, which adds nothing to what it is told to send. */
export function request(
  url: string,
  { method = 'GET', headers = {}, from }: RequestOptions = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const source = from === undefined ? {} : { localAddress: from };
    const sent = httpRequest(url, { method, headers, ...source }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          rawHeaders: response.rawHeaders,
          bytes,
          text: decoded(bytes, response.headers['content-encoding']),
        });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

function decoded(bytes: Buffer, coding: string | undefined): string {
  if (bytes.length === 0) return '';
  if (coding === 'gzip') return gunzipSync(bytes).toString('utf8');
  if (coding === 'br') return brotliDecompressSync(bytes).toString('utf8');
  return bytes.toString('utf8');
}
