import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** RFC 9110 §8.4.1; `identity` stands for none. */
export type ContentCoding = 'identity' | 'gzip' | 'br';

/** One of each. */
export type Coded<T> = Readonly<Record<ContentCoding, T>>;

/** How hard to compress: `quick` where somebody waits for what the best will take the place of. */
export type Effort = 'quick' | 'good' | 'best';

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

/** Levels of gzip and qualities of brotli. A feed of 100 KB takes 1.2 and 0.3 ms; 4.5 and 2 ms; 4.5 and 150 ms. */
const levels: Record<Effort, { readonly gzip: number; readonly br: number }> = {
  quick: { gzip: 4, br: 1 },
  good: { gzip: 9, br: 5 },
  best: { gzip: 9, br: 11 },
};

export async function codedBytes(identity: Buffer, effort: Effort): Promise<Coded<Buffer>> {
  const [gzipped, brotlied] = await Promise.all([
    // A feed in one piece: each further one is another turn of a thread, and of the event loop.
    compressGzip(identity, { level: levels[effort].gzip, memLevel: 9, chunkSize: chunkFor(identity) }),
    brotli(identity, levels[effort].br),
  ]);
  // They are parts of their chunks, which would be kept as long as they are, and are longer.
  return { identity, gzip: Buffer.from(gzipped), br: Buffer.from(brotlied) };
}

function brotli(identity: Buffer, quality: number): Promise<Buffer> {
  return compressBrotli(identity, {
    chunkSize: chunkFor(identity),
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
      [constants.BROTLI_PARAM_LGWIN]: windowBitsFor(identity.length),
    },
  });
}

const longestChunk = 256 * 1024;

/** Text comes to a half of it at the most, as a rule. */
function chunkFor({ length }: Buffer): number {
  return Math.min(Math.max(constants.Z_MIN_CHUNK, Math.ceil(length / 2)), longestChunk);
}

/**
 * RFC 7932 §9.1: a window of 2^bits - 16 bytes that holds the whole. The largest takes megabytes for each document, which
 * the garbage collector is told of: it then runs several times in each publication.
 */
function windowBitsFor(lengthBytes: number): number {
  const bits = Math.ceil(Math.log2(lengthBytes + 16));
  return Math.min(Math.max(bits, constants.BROTLI_MIN_WINDOW_BITS), constants.BROTLI_DEFAULT_WINDOW);
}
