import type { RuleResult } from './text-rule.ts';

/** The article `ال` in UTF-8 that was read as windows-1252 and as windows-1256. */
const signs = { 'windows-1252': 'Ø§Ù„', 'windows-1256': 'ط§ظ„' } as const;
const leastSigns = 5;
const exampleLength = 24;

const reverseMaps = new Map<string, ReadonlyMap<string, number>>();

/**
 * Undoes UTF-8 that was read in a one-byte encoding and saved again. Only when it is certain: the sign is frequent,
 * every character has a byte, and the bytes are UTF-8. Must run before invisible characters are removed, because the
 * garbage holds some (soft hyphen, ZWNJ, LRM).
 */
export function repairMojibake(text: string): RuleResult {
  let current = text;
  for (let repaired = repairOnce(current); repaired !== undefined; repaired = repairOnce(current))
    current = repaired;
  if (current === text) return { text };
  const example = `${text.slice(0, exampleLength)} → ${current.slice(0, exampleLength / 2)}`;
  return { text: current, change: { rule: 'mojibake', count: 1, examples: [example] } };
}

function repairOnce(text: string): string | undefined {
  for (const [encoding, sign] of Object.entries(signs)) {
    if (text.split(sign, leastSigns + 1).length > leastSigns) return decodeAgain(text, encoding);
  }
  return undefined;
}

function decodeAgain(text: string, encoding: string): string | undefined {
  const byteOf = reverseMap(encoding);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const byte = byteOf.get(text[index] ?? '');
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function reverseMap(encoding: string): ReadonlyMap<string, number> {
  const known = reverseMaps.get(encoding);
  if (known !== undefined) return known;
  const characters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  const map = new Map([...characters].map((character, byte) => [character, byte]));
  reverseMaps.set(encoding, map);
  return map;
}
