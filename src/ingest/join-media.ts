import type { MediaReference } from '../domain/media.ts';

/**
 * What stands in the text and what is attached to it. Systems attach what they show: such a one keeps its place, with
 * what is told of it in either.
 */
export function joinMedia(
  shown: readonly MediaReference[],
  attached: readonly MediaReference[],
): readonly MediaReference[] {
  const byAddress = new Map(
    attached.flatMap((one) => ('address' in one ? [[one.address, one] as const] : [])),
  );
  const joined = shown.map((one) => ('address' in one ? { ...byAddress.get(one.address), ...one } : one));
  const known = new Set(shown.map((one) => ('address' in one ? one.address : undefined)));
  return [...joined, ...attached.filter((one) => !('address' in one) || !known.has(one.address))];
}
