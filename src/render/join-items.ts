import type { DocumentFrame } from './feed-package.ts';

/**
 * A feed in UTF-8, of items that are encoded already. As one string it would be copied three times on its way to the
 * socket, and most of it is what it was before.
 */
export function joinItems(
  { head, foot }: DocumentFrame,
  items: readonly Uint8Array[],
  between: string,
): Buffer {
  const separator = Buffer.from(between);
  const joined = items.flatMap((item, index) => (index === 0 ? [item] : [separator, item]));
  return Buffer.concat([Buffer.from(head), ...joined, Buffer.from(foot)]);
}
