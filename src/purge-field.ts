import type { Site } from './domain/channel.ts';

/** For the log line of a story that has ended: what a cache in front must drop, as full addresses. */
export function purgeField(
  { baseUrl }: Pick<Site, 'baseUrl'>,
  paths: readonly string[] = [],
): { readonly purge?: readonly string[] } {
  return paths.length === 0 ? {} : { purge: paths.map((path) => baseUrl + path) };
}
