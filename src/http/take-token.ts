import type { PollingBudget } from '../domain/polling.ts';

/** What a client has left. It starts full, with `filledAtMs` the time of its first request. */
export interface TokenBucket {
  tokens: number;
  filledAtMs: number;
}

/**
 * Takes one, if there is one.
 * @returns 0, or after how many whole seconds there will be one
 */
export function takeToken(
  bucket: TokenBucket,
  { burst, refillSeconds }: PollingBudget,
  nowMs: number,
): number {
  // A clock that is set back must not fill the bucket, nor hold it shut.
  const elapsedSeconds = Math.max(0, nowMs - bucket.filledAtMs) / 1000;
  bucket.tokens = Math.min(burst, bucket.tokens + elapsedSeconds / refillSeconds);
  bucket.filledAtMs = nowMs;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return Math.max(1, Math.ceil((1 - bucket.tokens) * refillSeconds));
}
