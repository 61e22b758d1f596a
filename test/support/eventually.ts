import { setTimeout as delay } from 'node:timers/promises';

/** Looks again and again until there is something; rejects when there is nothing for long. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
  timeoutMs = 15_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`there is no ${what} after ${timeoutMs} ms`);
    await delay(15);
  }
}
